"""Cells of a list as they come out of a file, and the text of a cell."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | date | None
Row: TypeAlias = tuple[Cell, ...]
Rows: TypeAlias = Sequence[Row]
Span: TypeAlias = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column, counted from 0."""

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


def texts_of(row: Row) -> tuple[str, ...]:
    """The texts of a row, shape of the row."""
    return tuple(text_of(cell) for cell in row)
