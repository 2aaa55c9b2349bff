import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from app.domain.lists.reading import propose
from app.errors import FileUnreadable, ListRefused
from app.exchange.kinds import Kind
from app.exchange.refusals import Refusal
from app.exchange.spreadsheet import READ_AS_TEXT, REASONS, read_clipboard, read_table
from app.i18n import use_language
from tests.data_makers.hostile_workbooks import hostile, ods, ods_cell, ole, sheet, xlsx, zipped
from tests.data_makers.protocol_list import HEADINGS, PEOPLE, rows, write_protocol_list, write_xlsx

DATA = Path(__file__).parents[2] / "data"
FIRST_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def saved(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def refusal(path):
    with pytest.raises(ListRefused) as refused:
        read_table(path)
    return refused.value.facts["reason"]


def as_csv(separator=";"):
    lines = [["" if cell is None else str(cell) for cell in row] for row in rows()]
    return "\r\n".join(separator.join(line) for line in lines) + "\r\n"


@pytest.fixture
def protocol_list(tmp_path):
    return write_protocol_list(tmp_path / "liste.xlsx")


def test_rows_are_those_of_the_sheet_with_their_types(tmp_path):
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Invités")
        page.write(2, 1, "Nom")
        page.write(3, 1, 76000001)
        page.write(3, 2, 1.5)
        page.write(3, 3, True)
        page.write_datetime(3, 4, date(2021, 10, 13), book.add_format({"num_format": "dd/mm/yyyy"}))

    table = read_table(path)

    assert table.kind is Kind.XLSX
    assert table.sheets == ("Invités",)
    assert [len(row) for row in table.rows[:2]] == [0, 0]
    assert table.rows[2][:2] == (None, "Nom")
    assert table.rows[3] == (None, 76000001, 1.5, True, date(2021, 10, 13))


def test_merged_cells_are_told(protocol_list):
    table = read_table(protocol_list)

    assert (0, 0, 0, len(HEADINGS) - 1) in table.merged


@pytest.mark.parametrize("name", ["liste.xls", "liste.ods"])
def test_every_format_gives_the_same_people(protocol_list, name):
    expected = propose(read_table(protocol_list).rows).people

    found = propose(read_table(DATA / name).rows).people

    assert found == expected
    assert len(found) == len(PEOPLE)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850", "mac_roman"]
)
def test_text_in_any_encoding_and_separator_gives_the_same_people(tmp_path, encoding, separator):
    text = as_csv(separator).replace("Nɛnɛ", "Néné").replace("’", "'").replace("–", "-")
    path = saved(tmp_path, "liste.csv", text.encode(encoding))

    table = read_table(path)

    expected = propose(rows()).people
    names = [person.name.replace("Nɛnɛ", "Néné") for person in expected]
    found = propose(table.rows)
    assert table.separator == separator
    assert [person.name for person in found.people] == names
    assert [person.phones for person in found.people] == [person.phones for person in expected]
    assert [person.sex for person in found.people] == [person.sex for person in expected]


def test_encoding_can_be_chosen_by_hand(tmp_path):
    path = saved(tmp_path, "liste.csv", "Nom;Sexe\nKéita;F\n".encode("cp1252"))

    assert read_table(path, encoding="cp850").rows[1][0] != "Kéita"
    assert read_table(path, encoding="cp1252").rows[1][0] == "Kéita"


def test_sheet_with_most_names_is_taken_and_another_can_be_named(tmp_path):
    notes = [["Budget"], ["Total", 24]]
    guests = [["Nom"], ["Awa DIALLO"], ["Moussa KONÉ"]]
    path = write_xlsx(tmp_path / "liste.xlsx", notes, Invités=guests, Vide=[])

    assert read_table(path).sheet == "Invités"
    assert read_table(path).sheets == ("Liste", "Invités")
    assert read_table(path, sheet="Liste").rows[1] == ("Total", 24)


def test_other_sheets_with_names_are_told(tmp_path):
    guests = [["Nom"], ["Awa DIALLO"], ["Moussa KONÉ"]]
    path = write_xlsx(tmp_path / "x.xlsx", guests, Jour2=guests[:2], Notes=[["Budget"], ["x"]])

    assert read_table(path).others == ("Jour2",)
    assert read_table(path, sheet="Jour2").others == ("Liste",)


def test_hidden_sheets_are_not_read(tmp_path):
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Vue").write_column(0, 0, ["Nom", "Awa DIALLO"])
        hidden = book.add_worksheet("Ancienne")
        hidden.write_column(0, 0, ["Nom", "Awa DIALLO", "Moussa KONÉ"])
        hidden.hide()

    assert read_table(path).sheets == ("Vue",)


def test_a_hundred_sheets_are_read(tmp_path):
    names = {f"F{n}": [["Nom"], ["Awa DIALLO"]] for n in range(99)}
    path = write_xlsx(tmp_path / "liste.xlsx", [["Nom"], ["Awa DIALLO"], ["Moussa KONÉ"]], **names)

    table = read_table(path)

    assert len(table.sheets) == 100
    assert table.sheet == "Liste"


def test_csv_named_xls_is_read_and_it_is_said(tmp_path):
    table = read_table(saved(tmp_path, "liste.xls", as_csv().encode("cp1252", "replace")))

    assert table.kind is Kind.CSV
    assert table.remark == READ_AS_TEXT
    assert len(propose(table.rows).people) == len(PEOPLE)


def test_workbook_named_csv_is_read_and_it_is_said(tmp_path, protocol_list):
    table = read_table(saved(tmp_path, "liste.csv", protocol_list.read_bytes()))

    assert table.kind is Kind.XLSX
    assert table.remark


def test_right_name_needs_no_remark(protocol_list):
    assert read_table(protocol_list).remark == ""


def test_clipboard_of_a_sheet_keeps_cells_with_line_breaks():
    text = 'Nom\tContacts\tStructure\r\nAwa DIALLO\t"70 00 00 01\n66 00 00 01"\tDGPN\r\n'

    table = read_clipboard(text)

    assert table.kind is Kind.CLIPBOARD
    assert table.rows[1] == ("Awa DIALLO", "70 00 00 01\n66 00 00 01", "DGPN")


def test_clipboard_of_names_alone_is_one_column():
    assert read_clipboard("Awa DIALLO\nMoussa KONÉ\n").rows == (("Awa DIALLO",), ("Moussa KONÉ",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [(" \t\r\n\t", Refusal.EMPTY), ("a\tb\n" * 20_001, Refusal.TOO_LARGE)],
    ids=["blank", "20001-rows"],
)
def test_clipboard_without_a_list_is_refused(text, expected):
    with pytest.raises(ListRefused) as refused:
        read_clipboard(text, "Clipboard")

    assert refused.value.facts == {"name": "Clipboard", "reason": REASONS[expected]}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("vide.xlsx", b"", Refusal.EMPTY, id="no-bytes"),
        pytest.param("vide.csv", b"\xef\xbb\xbf\r\n \r\n", Refusal.EMPTY, id="blank-text"),
        pytest.param("vide.csv", b";;;\r\n;;;\r\n", Refusal.EMPTY, id="separators-only"),
        pytest.param("vide.xlsx", xlsx(sheet("")), Refusal.EMPTY, id="empty-sheet"),
        pytest.param("page.xls", b"<html><table><tr>", Refusal.WEB_PAGE, id="html-as-xls"),
        pytest.param("x.xls", b'<?xml version="1.0"?><Workbook>', Refusal.WEB_PAGE, id="xml-2003"),
        pytest.param("scan.pdf", b"%PDF-1.7\n...", Refusal.PICTURE, id="pdf"),
        pytest.param("scan.xlsx", b"\x89PNG\r\n\x1a\n...", Refusal.PICTURE, id="picture"),
        pytest.param("x.docx", zipped({"word/document.xml": "<w/>"}), Refusal.DOCUMENT, id="docx"),
        pytest.param("x.doc", ole("WordDocument"), Refusal.DOCUMENT, id="doc"),
        pytest.param("x.rtf", b"{\\rtf1 Nom}", Refusal.DOCUMENT, id="rtf"),
        pytest.param("x.xlsx", ole("EncryptedPackage"), Refusal.PROTECTED, id="protected-xlsx"),
        pytest.param("x.xls", ole("_VBA_PROJECT_CUR"), Refusal.MACROS, id="macros-xls"),
        pytest.param("x.xls", ole("Workbook"), Refusal.DAMAGED, id="damaged-xls"),
        pytest.param(
            "x.xlsb",
            zipped({"xl/workbook.bin": b"1"}),
            Refusal.BINARY_WORKBOOK,
            id="binary-workbook",
        ),
        pytest.param("x.zip", zipped({"a.txt": b"1"}), Refusal.UNKNOWN, id="other-zip"),
        pytest.param("x.csv", b"Nom\x00\x01\x02\xff" * 9, Refusal.UNKNOWN, id="binary"),
        pytest.param("x.csv", b"a;" * 300, Refusal.TOO_LARGE, id="csv-of-300-columns"),
        pytest.param("x.csv", b"a;b\n" * 20_001, Refusal.TOO_LARGE, id="csv-of-20001-rows"),
        pytest.param(
            "x.csv", b"a;b\n" + b"x" * 200_000, Refusal.DAMAGED, id="csv-of-one-long-cell"
        ),
        pytest.param("x.csv", b"a;b\n" * 6_000_000, Refusal.TOO_LARGE, id="24-megabytes"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(tmp_path, name, content, expected):
    assert refusal(saved(tmp_path, name, content)) == REASONS[expected]


def test_xls_with_a_password_is_refused_for_it(tmp_path):
    plain = (DATA / "liste.xls").read_bytes()
    interface, password = b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00"
    protected = plain.replace(interface, password, 1)

    assert refusal(saved(tmp_path, "liste.xls", protected)) == REASONS[Refusal.PROTECTED]


def test_a_missing_file_is_unreadable(tmp_path):
    with pytest.raises(FileUnreadable):
        read_table(tmp_path / "absente.xlsx")


def test_a_folder_is_unreadable(tmp_path):
    with pytest.raises(FileUnreadable):
        read_table(tmp_path)


def test_refusal_is_one_sentence_with_the_name_of_the_file(tmp_path):
    use_language("en")
    with pytest.raises(ListRefused) as refused:
        read_table(saved(tmp_path, "liste.xlsx", b""))

    assert refused.value.message == (
        "The list “liste.xlsx” was not opened: it is empty. Nothing was changed."
    )


def test_every_refusal_has_its_words():
    assert set(REASONS) == set(Refusal)


def test_truncated_workbooks_are_refused_at_every_length(tmp_path, protocol_list):
    whole = protocol_list.read_bytes()

    for length in range(4, len(whole), len(whole) // 6):
        refusal(saved(tmp_path, "liste.xlsx", whole[:length]))


def test_a_workbook_that_says_it_holds_less_than_it_does_is_refused(tmp_path):
    data = bytearray(xlsx(sheet(FIRST_ROW)))
    for info in zipfile.ZipFile(saved(tmp_path, "x", bytes(data))).infolist():
        if info.filename.endswith("sheet1.xml"):
            at = data.rindex(info.filename.encode()) - 46
            data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    assert refusal(saved(tmp_path, "x.xlsx", bytes(data))) == REASONS[Refusal.DAMAGED]


def test_dates_of_an_open_document_are_dates(tmp_path):
    day = ods_cell().replace(
        'value-type="string"', 'value-type="date" office:date-value="2021-10-13"'
    )
    content = ods(f"<table:table-row>{ods_cell()}{day}</table:table-row>")

    assert read_table(saved(tmp_path, "x.ods", content)).rows == (("a", date(2021, 10, 13)),)


def test_hostile_files_are_refused_by_the_door_itself(tmp_path):
    for name in ("two_corners", "billion_laughs", "ods_value_repeated"):
        refusal(saved(tmp_path, "x.xlsx", hostile()[name]))
