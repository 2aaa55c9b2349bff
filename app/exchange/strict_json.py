"""JSON from outside, read without the liberties of the standard reader."""

import json
from typing import NoReturn

from app.domain.journal import LONGEST_TEXT, Value
from app.exchange.malformed import Malformed

MAX_TEXT = LONGEST_TEXT
"""Characters in one string; the longest that we write is the raw line of an invitation list."""

MAX_DEPTH = 16
"""Lists and objects within each other; what we write has at most 7."""

MAX_WHOLE = 2**53
"""Beyond it, other programs that read JSON round."""


def loads(data: bytes, *, max_text: int = MAX_TEXT) -> Value:
    """The value of `data`, which is UTF-8.

    Raises Malformed on a key said twice, a float, NaN, an integer beyond 53 bits, a NUL or a
    lone surrogate in a string, a string or a nesting that is too long, and on what is no JSON.
    """
    try:
        value: Value = _DECODER.decode(data.decode())
    except Malformed:
        raise
    except (ValueError, RecursionError):
        raise Malformed("no JSON") from None  # the cause would quote the data
    if not _is_harmless(data, max_text):
        _check(value, max_text)
    return value


def _object(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("a key is said twice")
    return members


def _whole(digits: str) -> int:
    number = int(digits) if len(digits) <= len(str(-MAX_WHOLE)) else MAX_WHOLE
    if abs(number) >= MAX_WHOLE:
        raise Malformed("a number is too large")
    return number


def _refuse(_: str) -> NoReturn:
    raise Malformed("a number is not whole")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_whole,
    parse_float=_refuse,
    parse_constant=_refuse,
)


def _is_harmless(data: bytes, max_text: int) -> bool:
    """Whether nothing is left to check: the parser takes NUL and half letters as escapes only."""
    nested = data.count(b"[") + data.count(b"{")
    return len(data) <= max_text and nested < MAX_DEPTH and b"\\u" not in data


def _check(value: Value, max_text: int) -> None:
    """Refuse what the parser lets through, without recursion."""
    level: list[Value] = [value]
    for _ in range(MAX_DEPTH):
        below: list[Value] = []
        for item in level:
            if isinstance(item, str):
                _check_text(item, max_text)
            elif isinstance(item, list):
                below.extend(item)
            elif isinstance(item, dict):
                below.extend(item)
                below.extend(item.values())
        if not below:
            return
        level = below
    raise Malformed("nested too deeply")


def _check_text(text: str, max_text: int) -> None:
    if len(text) > max_text:
        raise Malformed("a text is too long")
    if "\0" in text:
        raise Malformed("a NUL in a text")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Malformed("half a letter in a text") from None
