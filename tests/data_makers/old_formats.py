"""The .xls and .ods files under tests/data, which the project itself cannot write.

After a change: `python -m tests.data_makers.old_formats`, where xlwt and odfpy are installed.
"""

from pathlib import Path

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tests.data_makers.protocol_list import rows

TARGET = Path("tests/data")
LAST_ROW, LAST_COLUMN = 65_535, 255


def make() -> None:
    """Write all of them."""
    _write_xls(TARGET / "liste.xls")
    _write_ods(TARGET / "liste.ods")
    _write_far_corner(TARGET / "far-corner.xls")


def _write_xls(path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Liste")
    for row, line in enumerate(rows()):
        for column, value in enumerate(line):
            if value is not None:
                page.write(row, column, value)
    book.save(str(path))


def _write_far_corner(path: Path) -> None:
    """Two cells: a reader that makes the rectangle between them needs a gigabyte."""
    book = xlwt.Workbook()
    page = book.add_sheet("Liste")
    page.write(0, 0, "Nom")
    page.write(LAST_ROW, LAST_COLUMN, "Moussa")
    book.save(str(path))


def _write_ods(path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Liste")
    for line in rows():
        row = TableRow()
        for value in line:
            row.addElement(_cell(value))
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(str(path))


def _cell(value: object) -> TableCell:
    if value is None:
        return TableCell()
    if isinstance(value, str):
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=value))
        return cell
    return TableCell(valuetype="float", value=value)


if __name__ == "__main__":
    make()
