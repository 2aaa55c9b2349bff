"""Telephone numbers as lists hold them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.phones import Phone, international, national, read_phones, tail

ONE, TWO = "+22370000001", "+22366000002"


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        pytest.param("70 00 00 01", [ONE], id="pairs"),
        pytest.param("70.00.00.01", [ONE], id="dots"),
        pytest.param("70/00/00/01", [ONE], id="slashes between pairs"),
        pytest.param("00223 70 00 00 01", [ONE], id="00"),
        pytest.param("(223) 70 00 00 01", [ONE], id="country code in brackets"),
        pytest.param("(+223) 70-00-00-01", [ONE], id="plus in brackets"),
        pytest.param("22370000001", [ONE], id="country code without sign"),
        pytest.param("Tél : 70000001", [ONE], id="with a word"),
        pytest.param("20 22 00 01 poste 12", ["+22320220001"], id="extension"),
        pytest.param("٧٠ ٠٠ ٠٠ ٠١", [ONE], id="Arabic-Indic digits"),
        pytest.param(70000001, [ONE], id="whole number"),
        pytest.param(70000001.0, [ONE], id="number of a spreadsheet"),
        pytest.param("70000001.0", [ONE], id="trailing .0"),
        pytest.param("7,0000001E+07", [ONE], id="power that keeps all digits"),
        pytest.param("70 00 00 01 / 66 00 00 02", [ONE, TWO], id="two, slash"),
        pytest.param("70000001-66000002", [ONE, TWO], id="two, hyphen"),
        pytest.param("70 00 00 01 66 00 00 02", [ONE, TWO], id="two, nothing between"),
        pytest.param("70/00/00/01 66/00/00/02", [ONE, TWO], id="two, slashes everywhere"),
        pytest.param("70 00 00 01 ou 66 00 00 02", [ONE, TWO], id="two, or"),
        pytest.param("0022370000001 0022366000002", [ONE, TWO], id="two, country codes"),
        pytest.param("+223 70 00 00 01 +227 90 00 00 01", [ONE, "+22790000001"], id="two lands"),
        pytest.param("22790000001", ["+22790000001"], id="neighbour without sign"),
        pytest.param("+33 1 23 45 67 89", ["+33123456789"], id="abroad"),
        pytest.param("awa1@example.org / 70 00 00 01", [ONE], id="beside an e-mail"),
        pytest.param("RAS", [], id="none"),
        pytest.param("", [], id="empty"),
        pytest.param(float("nan"), [], id="not a number"),
    ],
)
def test_cells_give_their_numbers(cell, numbers):
    found = read_phones(cell)

    assert [phone.e164 for phone in found] == numbers
    assert not any(phone.doubtful for phone in found)


def test_country_of_the_workshop_is_meant():
    assert read_phones("90 00 00 01", "NE") == (Phone("90 00 00 01", "+22790000001"),)


@pytest.mark.parametrize(
    ("cell", "e164"),
    [
        pytest.param("10 00 00 01", "+22310000001", id="unusual range: kept"),
        pytest.param("700 00 01", None, id="seven digits of old"),
        pytest.param("70 00 00 01 2", None, id="a digit too many"),
        pytest.param("7,64E+07", None, id="digits lost by a spreadsheet"),
    ],
)
def test_doubtful_numbers_are_kept_as_typed(cell, e164):
    assert read_phones(cell) == (Phone(cell, e164, doubtful=True),)


def test_half_a_number_beside_a_whole_one_is_not_lost():
    found = read_phones("70 00 00 01/02")

    assert found == (Phone("70 00 00 01", ONE), Phone("02", doubtful=True))


def test_raw_text_stays_beside_the_number():
    assert [phone.raw for phone in read_phones("(223) 70.00.00.01 / 66000002")] == [
        "(223) 70.00.00.01",
        "66000002",
    ]


@pytest.mark.parametrize(
    ("phone", "at_home", "abroad", "last"),
    [
        (Phone("x", ONE), "70 00 00 01", "+223 70 00 00 01", "0001"),
        (Phone("x", "+22790000001"), "90 00 00 01", "+227 90 00 00 01", "0001"),
        (Phone("x", "+22310000001", True), "10 00 00 01", "+223 10 00 00 01", "0001"),
        (Phone("700 00 01", None, True), "700 00 01", "700 00 01", "0001"),
    ],
)
def test_numbers_are_shown_in_pairs(phone, at_home, abroad, last):
    assert national(phone) == at_home
    assert international(phone) == abroad
    assert tail(phone) == last


def test_neighbours_number_keeps_its_country_code():
    assert national(Phone("x", "+22790000001"), "ML") == "+227 90 00 00 01"
    assert national(Phone("x", ONE), "ML") == "70 00 00 01"


def test_tail_is_as_long_as_asked():
    assert tail(Phone("x", ONE), 2) == "01"


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text("0123456789 +./-()e,", max_size=30), st.floats(), st.integers()))
def test_no_cell_is_too_strange(cell):
    for phone in read_phones(cell):
        assert phone.doubtful or phone.e164
        assert national(phone)
        assert len(tail(phone)) <= 4
