"""Cells of a list as they come out of a file, and the text of a cell."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from app.domain.journal import LONGEST_TEXT

Cell: TypeAlias = str | int | float | bool | date | None
Row: TypeAlias = tuple[Cell, ...]
Rows: TypeAlias = Sequence[Row]
Span: TypeAlias = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column, counted from 0."""
Texts: TypeAlias = tuple[str, ...]
"""A row as a person reads it."""
Lines: TypeAlias = Sequence[Texts]

_YES_NO = {True: "1", False: "0"}


def text_of(cell: Cell) -> str:
    """What a person reads in the cell, on the lines that it has; a whole number has no « .0 »."""
    match cell:
        case None:
            return ""
        case str():
            return "\n".join(filter(None, (" ".join(line.split()) for line in cell.splitlines())))
        case bool():
            return _YES_NO[cell]
        case float() if cell.is_integer():
            return str(int(cell))
        case date():
            return cell.isoformat()
    return str(cell)


def texts_of(row: Row) -> Texts:
    """The texts of a row, shape of the row."""
    return tuple(text_of(cell) for cell in row)


def shortened(texts: Texts) -> Texts:
    """The row cut to what one text of the journal may hold, with « … » where it was cut.

    The same row where nothing needs to be cut, as almost always.
    """
    left = LONGEST_TEXT - len(texts)
    if sum(map(len, texts)) <= left:
        return texts
    kept = []
    for text in texts:
        kept.append(text if len(text) <= left else text[: max(left - 1, 0)] + "…" * (left > 0))
        left -= len(kept[-1])
    return tuple(kept)
