import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.domain.certificate import (
    certificate_number,
    content_digest,
    payload,
    read_payload,
    statement,
)

ID = "0123456789abcdef" * 2
SNAPSHOT = {"name": "Mme DIALLO Aïssata TRAORÉ", "place": "Bamako", "signatories": ["N. N."]}
SIGNED = statement(ID, content_digest("2021-BKO-03/007", 1, SNAPSHOT))
SIGNATURE = bytes(range(64))


@pytest.mark.parametrize(
    ("number", "letter", "printed"),
    [
        pytest.param(7, "", "2021-BKO-03/007", id="one laptop numbers"),
        pytest.param(7, "B", "2021-BKO-03/007B", id="the second of two laptops"),
        pytest.param(1234, "", "2021-BKO-03/1234", id="more than a thousand"),
    ],
)
def test_number_is_that_of_the_workshop(number, letter, printed):
    assert certificate_number("2021-BKO-03", number, letter) == printed


@pytest.mark.parametrize(
    ("number", "version", "snapshot"),
    [
        pytest.param("2021-BKO-03/008", 1, SNAPSHOT, id="number"),
        pytest.param("2021-BKO-03/007", 2, SNAPSHOT, id="version"),
        pytest.param("2021-BKO-03/007", 1, SNAPSHOT | {"name": "Mme Diallo"}, id="name"),
        pytest.param("2021-BKO-03/007", 1, SNAPSHOT | {"rank": "Colonel"}, id="one thing more"),
    ],
)
def test_any_change_gives_another_digest(number, version, snapshot):
    changed = content_digest(number, version, snapshot)

    assert changed != content_digest("2021-BKO-03/007", 1, SNAPSHOT)
    assert len(changed) == 16


def test_digest_does_not_depend_on_the_order_of_members():
    turned = dict(reversed(SNAPSHOT.items()))

    assert content_digest("1", 1, turned) == content_digest("1", 1, SNAPSHOT)


def test_code_says_which_certificate_and_is_read_back():
    code = payload(SIGNED, SIGNATURE)

    assert read_payload(code) == (ID, SIGNED, SIGNATURE)


def test_code_is_made_of_letters_and_digits_a_scanner_types_safely():
    code = payload(SIGNED, SIGNATURE)

    assert code.isascii()
    assert code.isalnum()
    assert code == code.upper()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("https://example.org", id="an address"),
        pytest.param(payload(SIGNED, SIGNATURE).lower(), id="small letters"),
        pytest.param(payload(SIGNED, SIGNATURE)[:-1], id="cut"),
        pytest.param(payload(SIGNED, SIGNATURE) + "AAAAAAAA", id="longer"),
        pytest.param(payload(b"\2" + SIGNED[1:], SIGNATURE), id="a form of later"),
        pytest.param("é" * 156, id="other letters"),
        pytest.param("\0" * 156, id="control characters"),
    ],
)
def test_any_other_code_is_none_of_ours(text):
    assert read_payload(text) is None


@given(st.text(max_size=200))
def test_whatever_is_scanned_is_answered(text):
    assert read_payload(text) is None
