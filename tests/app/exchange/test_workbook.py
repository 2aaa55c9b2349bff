import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import load_workbook

from app.exchange.workbook import Column, Sheet, write_workbook

INJECTIONS = (
    "=1+1",
    "@SUM(A1:A9)",
    "+22370000001",
    "-1+2",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "＠SUM(1)",
    '=HYPERLINK("http://example.org","ici")',
    "{=1+1}",
    "http://example.org",
    "https://example.org/?a=1",
    "mailto:awa@example.org",
    "file:///etc/passwd",
    "internal:Liste!A1",
    "external:c:\\liste.xlsx",
    "ftp://example.org",
    "=cmd|'/c calc'!A1",
    "1E9",
    "00123",
    "<b>&amp;</b>",
    "]]>",
    "a\nb",
)
COLUMNS = (Column("Nom à imprimer", "name", 30), Column("Présences", "present"))


def book(rows, name="Liste", columns=COLUMNS):
    return write_workbook([Sheet(name, columns, rows)])


def page_xml(data, part="xl/worksheets/sheet1.xml"):
    return zipfile.ZipFile(io.BytesIO(data)).read(part).decode()


def read(data):
    return load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)


@pytest.mark.parametrize("text", INJECTIONS)
def test_texts_are_only_ever_texts(text):
    data = write_workbook([Sheet("Liste", [Column(text, text)], [[text]])])

    parts = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert "<f" not in page_xml(data)
    assert "hyperlink" not in page_xml(data).lower()
    assert not [part for part in parts if "sheet1.xml.rels" in part or "external" in part]
    assert [row[0].strip() for row in read(data)] == [text.strip()] * 3


def test_titles_stand_over_machine_names_over_values():
    data = book([["Awa DIALLO", 6], ["Moussa KONÉ", None]])

    assert read(data) == [
        ["Nom à imprimer", "Présences"],
        ["name", "present"],
        ["Awa DIALLO", 6.0],
        ["Moussa KONÉ", ""],
    ]


def test_values_keep_their_types():
    data = book([[date(2021, 10, 13), True], [0.5, 2**60]])

    assert read(data)[2:] == [[date(2021, 10, 13), True], [0.5, str(2**60)]]


def test_headings_stay_in_sight_and_paper_is_a4_landscape():
    xml = page_xml(book([["Awa DIALLO", 6]]))

    assert 'ySplit="2"' in xml
    assert 'paperSize="9"' in xml
    assert 'orientation="landscape"' in xml
    assert re.search(r'<col min="1" max="1" width="30', xml)


def test_equal_sheets_give_equal_bytes():
    assert book([["Awa DIALLO", 6]]) == book([["Awa DIALLO", 6]])


def test_sheet_names_that_excel_forbids_are_made_good():
    names = ["Bamako : 13/10 [séances] d’un atelier très long", "''", "Bamako"]
    data = write_workbook([Sheet(name, COLUMNS, []) for name in names])

    found = load_workbook(io.BytesIO(data)).sheet_names
    assert found == ["Bamako   13 10  séances  d’un a", "2", "Bamako"]


def test_sheets_of_one_name_stay_two():
    long = "Atelier national de formation sur le renseignement"
    names = [long, long.upper(), "A", "A 5", "A"]
    data = write_workbook([Sheet(name, COLUMNS, []) for name in names])

    found = load_workbook(io.BytesIO(data)).sheet_names
    assert [name[:6] for name in found] == ["Atelie", "ATELIE", "A", "A 5", "A 6"]


def test_a_text_longer_than_a_cell_is_cut_and_not_lost():
    assert len(read(book([["x" * 40_000, 1]]))[2][0]) == 32_767


def test_control_characters_come_back_or_harm_nothing():
    assert read(book([["Awa\x01\x0bDIALLO", 1]]))[2][0].startswith("Awa")
