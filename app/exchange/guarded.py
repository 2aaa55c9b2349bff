"""The guarded child: workbook bytes come in on stdin, its cells go out on stdout as JSON.

Run by `app.exchange.guard`, alone in its process: a hostile file can end it, nothing else.
"""

import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

import msgspec
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from app.exchange.confinement import confine
from app.exchange.kinds import Kind, kind_of
from app.exchange.refusals import Refusal, Unsafe
from app.exchange.safe_workbook import LARGEST_FILE_BYTES, inspect_workbook
from app.exchange.sheet_scan import LARGEST_COLUMN, LARGEST_ROW

_LONGEST_CELL = 32_767
"""Characters in a cell. Source: the limit of Excel itself."""
_MOST_TEXT = 20_000_000
_MOST_SHEETS = 100
_BLANK = "\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE} \t\r\n"


class Day(msgspec.Struct):
    """A date cell, kept apart from texts on the way."""

    on: str


Passed: TypeAlias = str | int | float | bool | Day | None
Span: TypeAlias = tuple[int, int, int, int]


class Sheet(msgspec.Struct):
    """A visible sheet: rows from the first one of the sheet; spans are merged cells, 0-based."""

    name: str
    rows: list[list[Passed]]
    merged: list[Span]


class Answer(msgspec.Struct):
    """What the child says: the sheets, or why there are none."""

    sheets: list[Sheet] = []
    refusal: Refusal | None = None


def main() -> None:
    """Read stdin within the limits and answer on stdout; ends by itself or is ended."""
    confine()
    with open(0, "rb", closefd=False) as stdin:
        data = stdin.read(LARGEST_FILE_BYTES + 1)
    try:
        answer = Answer(sheets=_sheets(data))
    except Unsafe as unsafe:
        answer = Answer(refusal=unsafe.refusal)
    except PasswordError:
        answer = Answer(refusal=Refusal.PROTECTED)
    except CalamineError:
        answer = Answer(refusal=Refusal.DAMAGED)
    except MemoryError:
        answer = Answer(refusal=Refusal.TOO_LARGE)
    with open(1, "wb", closefd=False) as stdout:
        stdout.write(msgspec.json.encode(answer))


def _sheets(data: bytes) -> list[Sheet]:
    if kind_of(data) is not Kind.XLS:
        inspect_workbook(data)
    workbook = load_workbook(io.BytesIO(data))
    sheets = [_sheet(workbook.get_sheet_by_name(name)) for name in _names(workbook)]
    text = sum(len(c) for s in sheets for row in s.rows for c in row if isinstance(c, str))
    if text > _MOST_TEXT:
        raise Unsafe(Refusal.TOO_LARGE)
    return sheets


def _names(workbook: CalamineWorkbook) -> list[str]:
    """The sheets that a person sees; all of them if everything is hidden."""
    pages = [s for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    seen = [sheet.name for sheet in pages if sheet.visible == SheetVisibleEnum.Visible]
    return (seen or [sheet.name for sheet in pages])[:_MOST_SHEETS]


def _sheet(sheet: CalamineSheet) -> Sheet:
    if sheet.end is None or sheet.start is None:
        return Sheet(sheet.name, [], [])
    if sheet.end[0] >= LARGEST_ROW or sheet.end[1] >= LARGEST_COLUMN:
        raise Unsafe(Refusal.TOO_LARGE)
    above, left = sheet.start
    margin: list[Passed] = [None] * left
    rows = [margin + [_cell(cell) for cell in row] for row in sheet.to_python()]
    return Sheet(sheet.name, [[] for _ in range(above)] + rows, _spans(sheet))


def _spans(sheet: CalamineSheet) -> list[Span]:
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or ()
    return [(*start, *end) for start, end in ranges]


def _cell(cell: object) -> Passed:
    match cell:
        case str():
            return cell.replace("\0", "")[:_LONGEST_CELL] if cell.strip(_BLANK) else None
        case bool() | int():
            return cell
        case float():
            return _finite(cell)
        case datetime() | date():
            return Day(cell.isoformat()[:10])
        case time() | timedelta():
            return str(cell)
    return None


def _finite(number: float) -> float | int | str:
    if number != number or abs(number) == float("inf"):
        return str(number)
    return int(number) if number.is_integer() else number


if __name__ == "__main__":
    main()
