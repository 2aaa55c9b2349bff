import io
from datetime import date

import pytest
import xlsxwriter

from app.exchange import guarded
from app.exchange.guarded import Day
from app.exchange.refusals import Refusal, Unsafe
from tests.data_makers.hostile_workbooks import harmless, hostile, ods, ods_cell, sheet, xlsx

CELL = '<row r="3"><c r="B3"><v>{}</v></c></row>'


def pages(data):
    """What the child would answer, read in this process."""
    return guarded._sheets(data)


def workbook(*names, **options):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name in names:
            page = book.add_worksheet(name)
            page.write(0, 0, options.get("value", "Nom"))
            if name in options.get("hidden", ()):
                page.hide()
    return stream.getvalue()


def test_rows_begin_at_the_first_row_and_column_of_the_sheet():
    (page,) = pages(xlsx(sheet(CELL.format(7))))

    assert page.rows == [[], [], [None, 7]]


@pytest.mark.parametrize(
    ("number", "expected"), [("7", 7), ("7.5", 7.5), ("1e999", "inf"), ("7.6E7", 76_000_000)]
)
def test_numbers_are_whole_where_they_can_be(number, expected):
    (page,) = pages(xlsx(sheet(CELL.format(number))))

    assert page.rows[2][1] == expected


def test_dates_and_hours_and_yes_are_told_apart():
    kinds = (
        'office:value-type="date" office:date-value="2021-10-13"',
        'office:value-type="time" office:time-value="PT08H30M00S"',
        'office:value-type="boolean" office:boolean-value="true"',
    )
    cells = "".join(f"<table:table-cell {kind}/>" for kind in kinds)

    (page,) = pages(ods(f"<table:table-row>{cells}{ods_cell()}</table:table-row>"))

    assert page.rows == [[Day(date(2021, 10, 13).isoformat()), "08:30:00", True, "a"]]


def test_cells_of_spaces_are_empty_and_long_ones_are_cut():
    assert pages(workbook("S", value=" \u00a0\n"))[0].rows == [[None]]
    assert len(pages(workbook("S", value="x" * 32_767))[0].rows[0][0]) == 32_767


def test_hidden_sheets_are_left_out_unless_all_are():
    assert [page.name for page in pages(workbook("A", "B", hidden=["B"]))] == ["A"]


def test_a_sheet_without_cells_has_no_rows():
    assert pages(xlsx(sheet("")))[0].rows == []


def test_a_text_that_cells_repeat_for_ever_is_refused():
    strings = f"<sst><si><t>{'long ' * 6_000}</t></si></sst>"
    rows = "".join(f'<row><c t="s"><v>0</v></c><c><v>{n}</v></c></row>' for n in range(1_000))

    with pytest.raises(Unsafe) as unsafe:
        pages(xlsx(sheet(rows), strings))

    assert unsafe.value.refusal is Refusal.TOO_LARGE


def test_merged_cells_are_told():
    assert pages(harmless()["merge_of_the_whole_grid"])[0].merged == [(0, 0, 1_048_575, 16_383)]


def test_hostile_files_are_looked_at_first():
    with pytest.raises(Unsafe):
        pages(hostile()["two_corners"])
