"""Numbers of an attendance sheet as people type them: « 3 14 22 », « 1-25 »."""

import re
from dataclasses import dataclass

LARGEST = 9999
"""No sheet is longer; a larger number is a typing error."""

_RANGE = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")
_TO = re.compile(r"\s*(?:\.\.|[-–—:àÀ])\s*")
_BETWEEN = re.compile(r"[\s,;/+.]+")


@dataclass(frozen=True, slots=True)
class SheetNumbers:
    """What was typed: every number once, in order, and the pieces that are no number."""

    values: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()


def sheet_numbers(text: str) -> SheetNumbers:
    """The numbers that `text` says; a range may be written 1-25, 1:25, 1..25 or « 1 à 25 »."""
    values: dict[int, None] = {}
    unread: list[str] = []
    for piece in filter(None, _BETWEEN.split(_TO.sub("-", text))):
        found = _RANGE.fullmatch(piece)
        if found is None:
            unread.append(piece)
            continue
        first = int(found[1])
        last = int(found[2] or first)
        values |= dict.fromkeys(range(min(first, last), max(first, last) + 1))
    return SheetNumbers(tuple(values), tuple(unread))
