"""Invitation lists in: a file or the clipboard becomes rows of cells."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.lists.cells import Cell, Row, Span
from app.domain.lists.reading import names_in
from app.errors import FileUnreadable, ListRefused, ListSheetUnknown
from app.exchange.delimited import Delimited, read_delimited, split_text
from app.exchange.guard import read_guarded
from app.exchange.guarded import Day, Passed, Sheet
from app.exchange.kinds import Kind, kind_of
from app.exchange.refusals import Refusal, Unsafe
from app.exchange.safe_workbook import LARGEST_FILE_BYTES
from app.files import read_file
from app.i18n import N_

REASONS: dict[Refusal, str] = {
    Refusal.EMPTY: N_("it is empty."),
    Refusal.TOO_LARGE: N_(
        "it is too large for a list (20 MB, 20,000 rows, 200 columns). Keep only the list in it."
    ),
    Refusal.TOO_SLOW: N_("it takes too long to read. Keep only the list in it."),
    Refusal.PROTECTED: N_("it is protected by a password. Remove the password and save it again."),
    Refusal.MACROS: N_("it contains macros. Save it as a workbook without macros (.xlsx)."),
    Refusal.DAMAGED: N_("it is damaged. Ask for it again, or copy the list and paste it here."),
    Refusal.HOSTILE: N_("it could harm this computer. Ask the sender for another copy."),
    Refusal.WEB_PAGE: N_(
        "it is a web page or plain XML. Open it in Excel or LibreOffice and save it as .xlsx."
    ),
    Refusal.DOCUMENT: N_("it is a text document. Copy its table and paste it here."),
    Refusal.PICTURE: N_("it is a PDF or a picture. Ask for the Excel file, or type the names."),
    Refusal.BINARY_WORKBOOK: N_("the format .xlsb is not read. Save it as .xlsx."),
    Refusal.UNKNOWN: N_("its format is unknown. Use .xlsx, .xls, .ods or .csv."),
}
"""After « The list … was not opened: »; marked here, translated where shown."""

READ_AS_TEXT = N_("This file is named {suffix} but holds plain text: it was read as CSV.")
READ_AS_WORKBOOK = N_("This file is named {suffix} but is a workbook: it was read as {kind}.")

_SUFFIXES = {
    Kind.XLSX: frozenset({".xlsx"}),
    Kind.XLS: frozenset({".xls"}),
    Kind.ODS: frozenset({".ods"}),
    Kind.CSV: frozenset({".csv", ".tsv", ".txt"}),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a list: rows of cells from the first row of the sheet.

    `encoding` and `separator` are those of a text file, `misread` its rows, from 0, that are
    faulty. `sheets` are the names of all visible sheets that hold something, `others` those of
    them that hold names and are not this one. `remark` is a marked sentence about `{suffix}` and
    `{kind}`, or empty.
    """

    kind: Kind
    rows: tuple[Row, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    merged: tuple[Span, ...] = ()
    encoding: str = ""
    separator: str = ""
    misread: frozenset[int] = frozenset()
    remark: str = ""


def read_table(path: Path, *, sheet: str = "", encoding: str = "") -> Table:
    """The list in a file of any kind; of several sheets the one named, else with most names.

    `encoding` overrides the guess for text. Workbooks are read by a confined child process.
    Raises `ListSheetUnknown` when no sheet is called `sheet`, `ListRefused` when the file is no
    list that can be read safely, `FileUnreadable` when it cannot be opened.
    """
    data = _contents(path)
    try:
        kind = kind_of(data)
        if kind is Kind.CSV:
            table = _text_table(kind, read_delimited(data, encoding))
        else:
            table = _workbook_table(kind, read_guarded(data), sheet)
    except Unsafe as unsafe:
        raise _refused(path.name, unsafe.refusal) from unsafe
    if not table.rows:
        raise _refused(path.name, Refusal.EMPTY)
    return _with_remark(table, path.suffix.lower())


def read_clipboard(text: str, name: str = "") -> Table:
    """The list in text copied from a sheet or a document: cells are parted by tabs.

    `name` stands for the file in messages. Raises `ListRefused` for a text without anything.
    """
    try:
        found = split_text(text, separators="\t" if "\t" in text else ";,|")
    except Unsafe as unsafe:
        raise _refused(name, unsafe.refusal) from unsafe
    table = _text_table(Kind.CLIPBOARD, found)
    if not table.rows:
        raise _refused(name, Refusal.EMPTY)
    return table


def _contents(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise _refused(path.name, Refusal.TOO_LARGE)
        return read_file(path, LARGEST_FILE_BYTES)
    except OSError as error:
        raise FileUnreadable(name=path.name) from error


def _refused(name: str, refusal: Refusal) -> ListRefused:
    return ListRefused(name=name, reason=REASONS[refusal])


def _text_table(kind: Kind, found: Delimited) -> Table:
    rows = _without_tail(found.rows)
    return Table(
        kind, rows, encoding=found.encoding, separator=found.separator, misread=found.misread
    )


def _workbook_table(kind: Kind, sheets: list[Sheet], wanted: str) -> Table:
    """The wanted sheet; unless one is, that where most rows have a name, or the first filled."""
    tables = [table for sheet in sheets if (table := _sheet_table(kind, sheet)).rows]
    if not tables:
        raise Unsafe(Refusal.EMPTY)
    chosen = next((table for table in tables if table.sheet == wanted), None)
    if wanted and chosen is None:
        raise ListSheetUnknown(name=wanted, sheets=", ".join(table.sheet for table in tables))
    names = {table.sheet: _names_in(table) for table in tables} if len(tables) > 1 else {}
    if chosen is None:
        chosen = max(tables, key=lambda table: names.get(table.sheet, 0))
    others = tuple(name for name, count in names.items() if count and name != chosen.sheet)
    return replace(chosen, sheets=tuple(table.sheet for table in tables), others=others)


def _sheet_table(kind: Kind, sheet: Sheet) -> Table:
    rows = tuple(tuple(map(_cell, row)) for row in sheet.rows)
    return Table(kind, _without_tail(rows), sheet.name, merged=tuple(sheet.merged))


def _names_in(table: Table) -> int:
    return names_in(table.rows)


def _without_tail(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    filled = [at for at, row in enumerate(rows, 1) if any(cell is not None for cell in row)]
    return rows[: filled[-1]] if filled else ()


def _cell(passed: Passed) -> Cell:
    return date.fromisoformat(passed.on) if isinstance(passed, Day) else passed


def _with_remark(table: Table, suffix: str) -> Table:
    if suffix in _SUFFIXES[table.kind] or not suffix:
        return table
    return replace(table, remark=READ_AS_TEXT if table.kind is Kind.CSV else READ_AS_WORKBOOK)
