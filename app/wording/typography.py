"""French and English typography for running text on paper; names and codes are not its business.

Source of the rules: field practice 4.5. Setting a text twice changes nothing.
"""

import re
from collections.abc import Callable

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"
_SPACE = f"[ {_NO_BREAK}{_NARROW}]"

_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)[^\s«»“”\"<>]+|[^\s«»“”\"<>()]+@[^\s«»“”\"<>()]+"
)
"""What stays as it is: in an address every sign counts."""

_AFTER_WORD = r"(?<=[^\s«“‘(\[;:!?])"
_BEFORE_GAP = r"(?=[\s»”’)\]…]|$)"
_OPENS = r"(?<![^\s(\[«“–-])"

_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_DAY = r"(?:1er|\d{1,2})"
_DAY_MONTH = rf"{_DAY}{_SPACE}(?:{_MONTHS})\b"
_TITLES = "MM?|Mr|Ms|Mmes?|Mlle|Dr|Pr|Me|Col|Cdt|Cne|Lt"

_Replacement = str | Callable[[re.Match[str]], str]
_Rules = tuple[tuple[re.Pattern[str], _Replacement], ...]


def typo(text: str, lang: str) -> str:
    """The text as a printer sets it: no-break spaces, real quotation marks and apostrophes.

    Web and e-mail addresses stay as they are. `lang` is "fr" or "en".
    """
    stand_in = next(c for c in map(chr, range(0xE000, 0xF8FF)) if c not in text)
    addresses = _ADDRESS.findall(text)
    text = _ADDRESS.sub(stand_in, text)
    for pattern, replacement in _FRENCH if lang == "fr" else _ENGLISH:
        text = pattern.sub(replacement, text)
    for address in addresses:
        text = text.replace(stand_in, address, 1)
    return text


def _bound(found: re.Match[str]) -> str:
    return re.sub(_SPACE, _NO_BREAK, found[0])


def _grouped(found: re.Match[str]) -> str:
    return re.sub(_SPACE, _NARROW, found[0])


def _hour(found: re.Match[str]) -> str:
    return _NO_BREAK.join(filter(None, (found[1], "h", found[2])))


def _rules(*rules: tuple[str, _Replacement]) -> _Rules:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


_BOTH = _rules(
    (r"(?<=[^\W\d_])'", "’"),
    (r"\.\.\.", "…"),
    (r"(?<= )-(?= )", "–"),
    (rf"\b(?:{_DAY}{_SPACE}(?:au|et|to|and){_SPACE})?{_DAY_MONTH}(?:{_SPACE}\d{{4}}\b)?", _bound),
    (rf"\b(?:{_TITLES})\.?{_SPACE}(?=[A-ZÀ-Þ])", _bound),
)

_FRENCH = _BOTH + _rules(
    (rf'{_OPENS}"(?=\S)', "«"),
    ('"', "»"),
    (rf"«{_SPACE}*", f"«{_NO_BREAK}"),
    (rf"{_SPACE}*»", f"{_NO_BREAK}»"),
    (rf"{_AFTER_WORD}{_SPACE}*(?=[;!?]+{_BEFORE_GAP})", _NARROW),
    (rf"{_AFTER_WORD}{_SPACE}*:{_BEFORE_GAP}", f"{_NO_BREAK}:"),
    (rf"(?<=\d){_SPACE}*%", f"{_NO_BREAK}%"),
    (rf"(?<![\d.,])(?<!\d{_SPACE})\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!{_SPACE}?\d)", _grouped),
    (rf"(?<=\d){_SPACE}F{_SPACE}CFA\b", _bound),
    (rf"\b([Nn][°º]){_SPACE}*(?=\w)", rf"\1{_NO_BREAK}"),
    (rf"\b(\d{{1,2}}){_SPACE}?h(?:{_SPACE}?(\d\d))?\b", _hour),
    (r"\b1[èe]re\b", "1re"),
    (r"\b(\d+)i?[èe]me\b", r"\1e"),
)

_ENGLISH = _BOTH + _rules(
    (rf'{_OPENS}"(?=\S)', "“"),
    ('"', "”"),
    (rf"{_OPENS}'(?=\S)", "‘"),
    (rf"(?<=\S){_SPACE}+(?=[;:!?]+{_BEFORE_GAP})", ""),
    (rf"(?<=\d){_SPACE}+%", "%"),
    (rf"\bNo\.{_SPACE}(?=\w)", _bound),
)
