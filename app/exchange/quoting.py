"""Rows out of text whose cells may be quoted, and whose quotation marks may be wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_MOST_LINES = 100
"""Lines in one cell: what is longer has lost its closing mark."""
_WIDE_ENOUGH = 3
"""Columns from which a single swallowed line tells that a mark was never closed."""


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row, and whether its quotation marks were no use."""

    cells: tuple[str, ...]
    is_faulty: bool = False


def records(text: str, separator: str, width: int = 0) -> Iterator[Record]:
    """The rows of `text` cut at `separator`, a line alone where a mark is never closed.

    A mark is wrong too where its cell would swallow whole lines of `width` cells. Lines end
    with LF, CR or both.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    at = 0
    while at < len(lines):
        line = lines[at]
        if '"' not in line:
            yield Record(tuple(line.split(separator)))
            at += 1
            continue
        cells, used = _quoted(lines, at, separator, width)
        yield Record(cells, is_faulty=False) if used else _alone(line, separator)
        at += used or 1


def _quoted(lines: list[str], at: int, separator: str, width: int) -> tuple[tuple[str, ...], int]:
    """The cells of the row at line `at`, and how many lines it takes; 0 for a faulty one."""
    field = _field(separator)
    text = "\n".join(lines[at : at + _MOST_LINES])
    cells: list[str] = []
    end = 0
    while True:
        found = field.match(text, end)
        if found is None:
            return (), 0
        cells.append(found["plain"] if found["plain"] is not None else _unquoted(found["quoted"]))
        end = found.end()
        if end == len(text) or text[end] == "\n":
            break
        end += 1
    used = text.count("\n", 0, end) + 1
    if _swallows(lines[at + 1 : at + used], separator, width):
        return (), 0
    return tuple(cells), used


def _swallows(lines: list[str], separator: str, width: int) -> bool:
    """Whether what would be the inside of one cell is whole rows of the list."""
    whole = sum('"' not in line and line.count(separator) >= max(width - 1, 1) for line in lines)
    return whole >= (1 if width >= _WIDE_ENOUGH else 2)


def _alone(line: str, separator: str) -> Record:
    """The line without quoting; a mark at the start of a cell that no other answers goes."""
    cells = line.split(separator)
    lone = (cell[1:] if cell.startswith('"') and cell.count('"') == 1 else cell for cell in cells)
    return Record(tuple(lone), is_faulty=True)


def _unquoted(cell: str) -> str:
    return cell.replace('""', '"')


@lru_cache(16)
def _field(separator: str) -> re.Pattern[str]:
    """One cell and nothing after it but a separator or the end of the line."""
    end = f"(?={re.escape(separator)}|\n|\\Z)"
    plain = f'(?!")[^{re.escape(separator)}\n]*+'
    return re.compile(f'(?:"(?P<quoted>(?:[^"]|"")*+)"[ ]*{end}|(?P<plain>{plain}))')
