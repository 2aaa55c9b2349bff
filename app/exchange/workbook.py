"""Workbooks out: values become an .xlsx in which nothing can run, open or call home."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value: TypeAlias = str | int | float | bool | date | None

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "default_date_format": "yyyy-mm-dd",
}
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed date, so that equal content is equal bytes
_A4 = 9
_HEADER_ROWS = 2
_LONGEST_TEXT = 32_767
"""Characters in a cell. Source: the limit of Excel itself."""
_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LARGEST_EXACT = 2**53
"""Beyond it a spreadsheet rounds whole numbers, so they are written as text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the title that people read, the name that machines read, the width in letters."""

    title: str
    machine_name: str
    width: float = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns, and rows, shape rows x columns."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class _Formats:
    title: "Format"
    machine: "Format"
    body: "Format"
    day: "Format"


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook as bytes; equal sheets give equal bytes. Texts are only ever texts.

    Row 1 holds the titles, row 2 the machine names; both stay in sight, on screen and on paper.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - 4 MB that a desk without it can use

    stream = io.BytesIO()
    with Workbook(stream, _OPTIONS) as book:
        book.set_properties({"created": _CREATED, "author": "Émarge"})
        formats = _formats(book)
        for name, sheet in zip(_sheet_names(sheets), sheets, strict=True):
            _write_sheet(book.add_worksheet(name), sheet, formats)
    return stream.getvalue()


def _formats(book: "Workbook") -> _Formats:
    around = {"valign": "top", "text_wrap": True}
    return _Formats(
        title=book.add_format(around | {"bold": True, "bottom": 1, "bg_color": "#EDEDED"}),
        machine=book.add_format(around | {"italic": True, "font_color": "#595959"}),
        body=book.add_format(around),
        day=book.add_format(around | {"num_format": "yyyy-mm-dd", "align": "left"}),
    )


def _sheet_names(sheets: Sequence[Sheet]) -> list[str]:
    """Names that Excel allows, no two alike."""
    names: dict[str, str] = {}
    for number, sheet in enumerate(sheets, start=1):
        plain = sheet.name.translate(_NOT_IN_SHEET_NAMES).strip()
        short = plain[: _LONGEST_SHEET_NAME - 4]
        candidates = chain([plain[:_LONGEST_SHEET_NAME]], (f"{short} {n}" for n in count(number)))
        names_left = (name.strip() for name in candidates if name.strip().casefold() not in names)
        name = next(filter(None, names_left))
        names[name.casefold()] = name
    return list(names.values())


def _write_sheet(page: "Worksheet", sheet: Sheet, formats: _Formats) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, _HEADER_ROWS - 1)
    page.freeze_panes(_HEADER_ROWS, 0)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        _write_text(page, 0, at, column.title, formats.title)
        _write_text(page, 1, at, column.machine_name, formats.machine)
    for down, row in enumerate(sheet.rows, start=_HEADER_ROWS):
        for at, value in enumerate(row):
            _write_value(page, down, at, value, formats)


def _write_value(page: "Worksheet", row: int, column: int, value: Value, formats: _Formats) -> None:
    match value:
        case None | "":
            return
        case bool():
            page.write_boolean(row, column, value, formats.body)
        case int() | float() if abs(value) <= _LARGEST_EXACT:
            page.write_number(row, column, value, formats.body)
        case date():
            page.write_datetime(row, column, value, formats.day)
        case _:
            _write_text(page, row, column, str(value), formats.body)


def _write_text(page: "Worksheet", row: int, column: int, text: str, look: "Format") -> None:
    # `write_string`, never `write`: that one makes formulas of « =1+1 » and links of addresses.
    page.write_string(row, column, text[:_LONGEST_TEXT], look)
