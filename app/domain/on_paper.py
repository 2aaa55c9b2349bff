"""How much of a text a paper can hold, and what becomes of the rest."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar
from unicodedata import category

LETTERS = 250
"""Letters of one text that a paper shows: at 300, a cell or a seat needs a magnifying glass."""

_UNPRINTED = frozenset(("raw", "objective", "strategy", "aliases"))
_SIGN = "…"

Record = TypeVar("Record")


def is_too_long(text: str) -> bool:
    """Whether a paper leaves out the end of `text`."""
    return len(text) > LETTERS


def cut(text: str, most: int = LETTERS) -> str:
    """The text as a paper shows it: whole, or its beginning and « … ». No letter loses a mark."""
    if len(text) <= most:
        return text
    end = most - 1
    while end > 1 and category(text[end]).startswith("M"):
        end -= 1
    return text[:end].rstrip() + _SIGN


def on_paper(record: Record) -> Record:
    """A record with each of its texts as a paper shows it; the same where all are short."""
    shown: Any = _shown(record)
    return shown  # type: ignore[no-any-return]


def too_long(record: object) -> Iterator[str]:
    """The texts of a record of which a paper leaves out the end."""
    if isinstance(record, str):
        if is_too_long(record):
            yield record
    elif isinstance(record, tuple):
        for one in record:
            yield from too_long(one)
    elif is_dataclass(record):
        for field in fields(record):
            if field.name not in _UNPRINTED:
                yield from too_long(getattr(record, field.name))


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, tuple):
        return tuple(map(_shown, value))
    if is_dataclass(value) and not isinstance(value, type) and any(too_long(value)):
        return replace(
            value, **{field.name: _shown(getattr(value, field.name)) for field in fields(value)}
        )
    return value
