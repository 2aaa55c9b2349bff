import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.quoting import records


def read(text, separator=";", width=0):
    return [list(record.cells) for record in records(text, separator, width)]


def faulty(text, width=0):
    return [at for at, record in enumerate(records(text, ";", width)) if record.is_faulty]


def test_a_mark_never_closed_takes_its_own_line_alone():
    text = 'Nom;Structure\nKONE Awa;"Brigade spéciale\nBA Ali;DGD\nSOW Ali;DGD\n'

    assert read(text) == [
        ["Nom", "Structure"],
        ["KONE Awa", "Brigade spéciale"],
        ["BA Ali", "DGD"],
        ["SOW Ali", "DGD"],
    ]
    assert faulty(text) == [1]


def test_a_mark_that_another_closes_lines_below_swallows_nobody():
    text = 'DIARRA Ali;"Pas fermé;70\nSOW Binta;HCR;71\nBA Ali;5"\nLY Ada;x;72\n'

    assert [cells[0] for cells in read(text, width=3)] == [
        "DIARRA Ali",
        "SOW Binta",
        "BA Ali",
        "LY Ada",
    ]


def test_a_cell_may_have_lines_and_separators():
    text = '"TRAORÉ ""Vieux"" Moussa";"DGPN\r\nBamako";"70\n66"\r\n"KONÉ; Awa";"a;b";71\r\n'

    assert read(text, width=3) == [
        ['TRAORÉ "Vieux" Moussa', "DGPN\nBamako", "70\n66"],
        ["KONÉ; Awa", "a;b", "71"],
    ]
    assert faulty(text, width=3) == []


def test_a_nickname_in_marks_is_kept_as_typed():
    assert read('"Vieux" TRAORÉ Moussa;DGPN\n') == [['"Vieux" TRAORÉ Moussa', "DGPN"]]


def test_inches_are_no_marks():
    assert read('Écran 24";DGPN\n') == [['Écran 24"', "DGPN"]]
    assert faulty('Écran 24";DGPN\n') == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(end):
    assert read(f"a;b{end}{end}c;d{end}") == [["a", "b"], [""], ["c", "d"]]


@given(st.lists(st.lists(st.text("aé;,\"' \n", max_size=8), min_size=2, max_size=4), max_size=6))
def test_what_a_spreadsheet_writes_is_read_back(rows):
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)

    assert read(out.getvalue(), width=50) == rows


@given(st.text('ab;"\n', max_size=60))
def test_no_line_is_lost(text):
    kept = "".join(cell for cells in read(text) for cell in cells)

    assert kept.count("a") == text.count("a")
    assert kept.count("b") == text.count("b")
