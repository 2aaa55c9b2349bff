"""Tables as CSV for spreadsheets and as resources of a Frictionless Data Package."""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Cell: TypeAlias = str | int | bool
"""The empty string stands for a missing value of any type."""

Type: TypeAlias = Literal["string", "integer", "boolean", "date"]
"""A type of Table Schema; dates are ISO text."""

DELIMITER = ";"
"""What a French spreadsheet expects; with the mark of UTF-8 in front it opens by double click."""

_MARK = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"(\r\n|\r|\n)")
_FORMULA = re.compile(r"'*\s*(?:[=+\-@\uff1d\uff0b\uff0d\uff20]|(?<=\t))")
"""How a cell starts that a spreadsheet may compute. Source: OWASP, CSV injection."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, its title in words, its type, its HXL tag if any."""

    name: str
    title: str
    type: Type = "string"
    hxl: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; each row has one cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def to_csv(table: Table, *, hxl: bool = False) -> bytes:
    """`table` as CSV; with `hxl`, a second heading holds the tags.

    No cell can be taken for a formula: `restored` gives the text back as it was.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITER, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([column.name for column in table.columns])
    if hxl:
        writer.writerow([column.hxl for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(cell) for cell in row])
    return _MARK + out.getvalue().encode()


def neutral(text: str) -> str:
    """`text` with an apostrophe before each line that a spreadsheet might compute."""
    return "".join(f"'{line}" if _FORMULA.match(line) else line for line in _LINE_END.split(text))


def restored(text: str) -> str:
    """The text that `neutral` made safe."""
    return "".join(
        line[1:] if line.startswith("'") and _FORMULA.match(line[1:]) else line
        for line in _LINE_END.split(text)
    )


def file_resource(path: str, data: bytes) -> dict[str, object]:
    """How a Data Package names a file: its size and hash bind its every byte."""
    return {
        "name": re.sub(r"[^a-z0-9._-]", "-", path.casefold()),
        "path": path,
        "format": path.rsplit(".", 1)[-1],
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }


def table_resource(path: str, data: bytes, columns: Sequence[Column]) -> dict[str, object]:
    """The same for the CSV of a table, with its Table Schema."""
    return file_resource(path, data) | {
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "dialect": {"delimiter": DELIMITER, "lineTerminator": "\r\n", "header": True},
        "schema": {"fields": [_field(column) for column in columns], "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, str]:
    field = {"name": column.name, "title": column.title, "type": column.type}
    return field | ({"hxl": column.hxl} if column.hxl else {})


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return neutral(cell) if isinstance(cell, str) else cell
