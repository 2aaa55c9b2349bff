"""The rows that stand on a page of a register: SQLite's b-trees, read with doubt.

Source: https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1. A page may be damaged:
what cannot be is left out, and nothing here is believed before a hash says so.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from app.store.seals import USABLE_BYTES

Cell: TypeAlias = int | str | bytes | None

_LEAF_OF_TABLE, _INSIDE_OF_TABLE = 0x0D, 0x05
_LEAF_OF_INDEX, _INSIDE_OF_INDEX = 0x0A, 0x02
_ROOT_HEADER_BYTES = 100
_LARGEST_BYTES = 1 << 28
_MOST_TRIES = 64
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Row(NamedTuple):
    """A row as it is stored: `n` is its number in a table, 0 in an index."""

    n: int
    cells: tuple[Cell, ...]


_Chain: TypeAlias = "tuple[bytes, _Chain] | None"
"""What was put together so far, the last piece first."""

Overflow: TypeAlias = Callable[[int], Iterator[bytes]]
"""The contents that a page of that number has or had, the newest first."""


def rows(number: int, content: bytes, overflow: Overflow, wanted: set[int]) -> Iterator[Row]:
    """The rows on a page that have as many cells as one of `wanted`.

    A row that goes on elsewhere comes once for each way in which its rest can be put together.
    """
    start = _ROOT_HEADER_BYTES if number == 1 else 0
    kind = content[start]
    if kind not in (_LEAF_OF_TABLE, _LEAF_OF_INDEX, _INSIDE_OF_INDEX):
        return
    header = 12 if kind == _INSIDE_OF_INDEX else 8
    count = int.from_bytes(content[start + 3 : start + 5], "big")
    for place in range(start + header, start + header + 2 * count, 2):
        at = int.from_bytes(content[place : place + 2], "big")
        if at < start + header or place + 2 > USABLE_BYTES:
            continue
        try:
            yield from _cell(content, at, kind, overflow, wanted)
        except (ValueError, IndexError, OverflowError):
            continue


def children(number: int, content: bytes) -> list[int]:
    """The numbers of the pages below a page of a tree; none below a leaf."""
    start = _ROOT_HEADER_BYTES if number == 1 else 0
    if content[start] not in (_INSIDE_OF_TABLE, _INSIDE_OF_INDEX):
        return []
    count = int.from_bytes(content[start + 3 : start + 5], "big")
    places = range(start + 12, start + 12 + 2 * count, 2)
    cells = [int.from_bytes(content[place : place + 2], "big") for place in places]
    last = start + 8  # the number of the rightmost one
    return [int.from_bytes(content[at : at + 4], "big") for at in (*cells, last)]


def _cell(
    content: bytes, at: int, kind: int, overflow: Overflow, wanted: set[int]
) -> Iterator[Row]:
    at += 4 if kind == _INSIDE_OF_INDEX else 0
    size, at = _varint(content, at)
    n = 0
    if kind == _LEAF_OF_TABLE:
        n, at = _varint(content, at)
    if not 0 < size <= _LARGEST_BYTES:
        return
    local = _local_bytes(size, kind)
    types = _types(content[at : at + local])
    if len(types) not in wanted:
        return
    if local == size:
        yield Row(n, _record(content[at : at + size], types))
        return
    begun = content[at : at + local]
    first = int.from_bytes(content[at + local : at + local + 4], "big")
    for tries, rest in enumerate(_rests(first, size - local, overflow)):
        yield Row(n, _record(begun + rest, types))
        if tries > _MOST_TRIES:
            return


def _local_bytes(size: int, kind: int) -> int:
    """How much of a payload of `size` bytes stands on the page itself."""
    least = (USABLE_BYTES - 12) * 32 // 255 - 23
    most = USABLE_BYTES - 35
    if kind != _LEAF_OF_TABLE:
        most = (USABLE_BYTES - 12) * 64 // 255 - 23
    if size <= most:
        return size
    some = least + (size - least) % (USABLE_BYTES - 4)
    return some if some <= most else least


def _rests(number: int, size: int, overflow: Overflow) -> Iterator[bytes]:
    """The ways in which what stands on other pages can be put together, the newest first."""
    waiting: list[tuple[int, int, _Chain]] = [(number, size, None)]
    while waiting:
        number, size, before = waiting.pop()
        if size <= 0:
            yield b"".join(reversed([*_pieces(before)]))
            continue
        for content in reversed([*dict.fromkeys(overflow(number))]):
            piece = content[4 : 4 + min(size, USABLE_BYTES - 4)]
            following = int.from_bytes(content[:4], "big")
            waiting.append((following, size - len(piece), (piece, before)))


def _pieces(chain: "_Chain") -> Iterator[bytes]:
    while chain:
        piece, chain = chain
        yield piece


def _types(begun: bytes) -> list[int]:
    """The types of the cells of a record, by its header, which must be all there."""
    size, at = _varint(begun, 0)
    if size > len(begun):
        raise ValueError("a header that goes on elsewhere")
    types = []
    while at < size:
        one, at = _varint(begun, at)
        types.append(one)
    return types


def _record(payload: bytes, types: list[int]) -> tuple[Cell, ...]:
    at, _ = _varint(payload, 0)
    cells: list[Cell] = []
    for one in types:
        cell, at = _value(payload, at, one)
        cells.append(cell)
    if at > len(payload):
        raise ValueError("a record cut short")
    return tuple(cells)


def _value(payload: bytes, at: int, one: int) -> tuple[Cell, int]:
    if one in _INTEGERS:
        end = at + _INTEGERS[one]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if one in (8, 9):
        return one - 8, at
    if one == 0:
        return None, at
    if one < 12:  # a fraction: no column of ours
        raise ValueError("a type that is not ours")
    end = at + (one - 12) // 2
    raw = payload[at:end]
    return (raw.decode() if one % 2 else raw), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, and where it ends."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
