"""Names as people write them: shown, split by a guess, gently corrected."""

import re
import unicodedata
from typing import Literal

from app.domain.folding import fold, tidy
from app.domain.frequent_names import ACCENTED_VARIANTS, FAMILY_NAMES, GIVEN_NAMES

_PARTICLES = frozenset(("ag", "walet", "wallet", "oualet", "oult", "ould", "mint", "dan"))
_SMALL_WORDS = _PARTICLES | {"dit", "dite", "née", "de", "du"}

_ACCENT_KEYS = {"2": "é", "7": "è", "9": "ç", "0": "à"}
"""What Caps Lock makes of accented keys on AZERTY under Windows. Source: field practice 8.3."""


def display(family: str, given: str, *, style: Literal["list", "text"], lock: bool = False) -> str:
    """« TRAORÉ Moussa » in a list, « Moussa TRAORÉ » in a text.

    The family name is put in capitals but for its particles (ag, walet, ould, dan, dit); a given
    name typed without any case of its own gets its capital letters. `lock` keeps all as typed.
    """
    family, given = tidy(family), tidy(given)
    if not lock:
        family, given = _family_in_capitals(family), _given_with_capitals(given)
    parts = (family, given) if style == "list" else (given, family)
    return " ".join(part for part in parts if part)


def _family_in_capitals(family: str) -> str:
    words = (word if word.lower() in _SMALL_WORDS else capitals(word) for word in family.split())
    return " ".join(words)


def capitals(text: str) -> str:
    """The text in capitals, accents kept, letter for letter: ß becomes ẞ, never SS."""
    return unicodedata.normalize("NFC", text.replace("ß", "ẞ").upper())


def _given_with_capitals(given: str) -> str:
    if not (given.isupper() or given.islower()):
        return given
    return " ".join(
        word if word in _SMALL_WORDS else re.sub(r"(?:^|(?<=[-’.]))\w", _upper, word)
        for word in given.lower().split()
    )


def _upper(found: re.Match[str]) -> str:
    return found[0].upper()


def split_name(text: str) -> tuple[str, str]:
    """A guess at (family, given), for a person to confirm.

    Words in capitals are the family name; else what follows ag, walet, ould…; else a frequent
    family name at either end; else the first word. A married name in three parts is not split:
    it comes back whole as `given`.
    """
    words = tidy(text).split()
    shouted = [_is_shouted(word) for word in words]
    if any(shouted) and not all(shouted):
        return _split_at_capitals(words, shouted)
    particle = next((i for i, word in enumerate(words) if i and word.lower() in _PARTICLES), None)
    ends_known = bool(words) and fold(words[-1]) in _FAMILIES
    if particle and not ends_known:
        return " ".join(words[particle:]), " ".join(words[:particle])
    starts_known = len(words) > 1 and fold(words[0]) in _FAMILIES
    if starts_known and ends_known and len(words) > 2:
        return "", " ".join(words)
    if ends_known and not starts_known:
        return words[-1], " ".join(words[:-1])
    return " ".join(words[:1]), " ".join(words[1:])


def _is_shouted(word: str) -> bool:
    return word.isupper() and sum(map(str.isalpha, word)) > 1


def _split_at_capitals(words: list[str], shouted: list[bool]) -> tuple[str, str]:
    first = shouted.index(True)
    last = len(words) - shouted[::-1].index(True)
    while first and words[first - 1].lower() in _SMALL_WORDS:
        first -= 1
    if last < len(words) and words[last].lower() in ("dit", "dite"):
        last = len(words)
    inside = zip(words[first:last], shouted[first:last], strict=True)
    is_one_run = all(loud or word.lower() in _SMALL_WORDS for word, loud in inside)
    after_dit = "dit" in fold(" ".join(words[first:last])).split()
    if (is_one_run or after_dit) and (first == 0 or last == len(words)):
        return " ".join(words[first:last]), " ".join(words[:first] + words[last:])
    return "", " ".join(words)


def digit_fix(text: str) -> str | None:
    """The name with the accents that Caps Lock turned into digits: TRAOR2 gives TRAORÉ.

    None when there is nothing to offer.
    """
    fixed = " ".join(_without_digits(word) for word in text.split(" "))
    return fixed if fixed != text else None


def _without_digits(word: str) -> str:
    letters = sum(map(str.isalpha, word))
    if letters < 2 or any(c.isdigit() and c not in _ACCENT_KEYS for c in word):
        return word
    return "".join(_accented(word, at) for at in range(len(word)))


def _accented(word: str, at: int) -> str:
    accent = _ACCENT_KEYS.get(word[at])
    if accent is None:
        return word[at]
    neighbours = [c for c in word[:at][::-1] + word[at:] if c.isalpha()]
    return accent.upper() if neighbours[0].isupper() else accent


def accent_suggestions(text: str) -> str | None:
    """The name with the accents that its frequent names usually bear: TRAORE gives TRAORÉ.

    A suggestion for a person to accept; None when there is nothing to offer.
    """
    typed = tidy(text)
    suggested = re.sub(r"[^\W\d_]+", _with_accents, typed)
    return suggested if suggested != typed else None


def _with_accents(found: re.Match[str]) -> str:
    typed = found[0]
    usual = _ACCENTED.get(typed.lower(), typed) if typed.isascii() else typed
    pairs = zip(typed, usual, strict=True)
    return "".join(new.upper() if old.isupper() else new.lower() for old, new in pairs)


def is_frequent(word: str) -> bool:
    """Whether the folded `word` is a frequent name, and so no misspelling of another one."""
    return word in _FREQUENT


_FAMILIES = frozenset(map(fold, FAMILY_NAMES))
_FREQUENT = _FAMILIES | frozenset(map(fold, GIVEN_NAMES))
_ACCENTED = {
    fold(name): name
    for name in (*FAMILY_NAMES, *GIVEN_NAMES, *ACCENTED_VARIANTS)
    if "’" not in name and not name.isascii()
}
