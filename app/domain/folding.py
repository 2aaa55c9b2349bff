"""Names made comparable: tidied, folded for search and order, keyed by sound."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = "'’`´‘‛ʹʻʼʽˈ′＇ꞌ"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "’"))
_NO_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, ""))

_JOINERS = "\u200c\u200d"
_JOINED = (
    "\u0600-\u06ff\u0750-\u077f\u07c0-\u07ff\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
    "\U0001e900-\U0001e95f"
)
"""Arabic, N'Ko and Adlam: the scripts in which a joiner changes how a name looks."""
_REPEATED_JOINER = re.compile(f"([{_JOINERS}])[{_JOINERS}]+")
_LOOSE_JOINER = re.compile(f"(?<![{_JOINED}])[{_JOINERS}]|[{_JOINERS}](?![{_JOINED}])")

_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
"""Letters and marks that show nothing, so that two names could look the same and differ."""

_ARABIC_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ـ": None})
"""Letters that writers of Arabic use for one another; hamza and vowel signs go as marks."""

_SOUNDS = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        ("PH", "F"),
        ("KH", "K"),
        ("GH", "G"),
        ("SH|CH", "X"),
        ("^(?:DJ|DI(?=[AEOU]))|DJ", "J"),
        ("C(?=[EIY])|Z", "S"),
        ("[CQ]", "K"),
        ("OUA", "WA"),
        ("OU|OO|W", "U"),
        ("Y", "I"),
        ("H", ""),
        (r"(.)\1+", r"\1"),
        ("(?<=.{3})E$", ""),
    )
)
"""West African French, Fulfulde and Hausa spellings of one sound. Source: field practice B.3."""


def tidy(text: str) -> str:
    """The name as typed, without what cannot be seen: NFC, single spaces, one apostrophe.

    Control, unassigned, private, lone surrogate and direction characters go; the joiners stay
    inside Arabic, N'Ko and Adlam words. Case is never changed.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.translate(_ONE_APOSTROPHE).split())
    one_form = unicodedata.normalize("NFC", text).translate(_ONE_APOSTROPHE)
    visible = _INVISIBLE.sub("", "".join(map(_visible, one_form)))
    joined = _LOOSE_JOINER.sub("", _REPEATED_JOINER.sub(r"\1", visible))
    return " ".join(unicodedata.normalize("NFC", joined).split())


@lru_cache(4096)
def _visible(character: str) -> str:
    if character.isspace():
        return " "
    if character in _JOINERS:
        return character
    return "" if unicodedata.category(character)[0] == "C" else character


@lru_cache(8192)
def fold(text: str) -> str:
    """The key for search: lower-case ASCII words with single spaces between, accent-blind.

    Apostrophes vanish (N’Diaye is Ndiaye), hyphens and other signs become spaces. Arabic words
    stay Arabic in one spelling; other scripts are transliterated.
    """
    plain = text.translate(_NO_APOSTROPHE)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(map(_folded, plain)).split())


@lru_cache(4096)
def _folded(character: str) -> str:
    kind = unicodedata.category(character)
    if kind[0] == "M" or kind == "Cf":
        return ""
    if kind[0] not in "LN":
        return " "
    if kind[0] == "L" and _is_arabic(character):
        return character.translate(_ARABIC_LETTERS)
    return "".join(c for c in anyascii(character).lower() if c.isalnum())


def _is_arabic(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("ARABIC")


def sort_key(text: str) -> str:
    """The key for order: folded first, then as written, so that equals keep one order."""
    return f"{fold(text)}\x1f{tidy(text)}"


def in_any_order(name: str) -> str:
    """The key of a name whose words may change places: DIARRA Kalifa = Kalifa Diarra."""
    return " ".join(sorted(fold(name).split()))


def skeleton(text: str) -> str:
    """What the name sounds like, word by word, in capitals: Coulibaly = Koulibali.

    For hints and forgiving search only: Mahamadou and Mamadou share a key.
    """
    return " ".join(_sound(word) for word in fold(text).split())


@lru_cache(8192)
def _sound(word: str) -> str:
    if not (word.isascii() and word.isalpha()):
        return word
    key = word.upper()
    for pattern, replacement in _SOUNDS:
        key = pattern.sub(replacement, key)
    return key or word.upper()
