import pytest

from app.domain.sheet_numbers import sheet_numbers


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        pytest.param("3 14 22", (3, 14, 22), id="spaces"),
        pytest.param("3,14;22/23+24.", (3, 14, 22, 23, 24), id="any separator"),
        pytest.param("1-4", (1, 2, 3, 4), id="range"),
        pytest.param("1 – 3 9", (1, 2, 3, 9), id="range with spaces and a dash"),
        pytest.param("1:3", (1, 2, 3), id="colon, which AZERTY has without Shift"),
        pytest.param("1..3", (1, 2, 3), id="dots"),
        pytest.param("1 à 3", (1, 2, 3), id="in words"),
        pytest.param("3-1", (1, 2, 3), id="backwards"),
        pytest.param("5 5 4-6", (5, 4, 6), id="twice"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, values):
    assert sheet_numbers(typed).values == values


@pytest.mark.parametrize("typed", ["x", "12a", "-", "1-", "99999999999", "1-2-3"])
def test_what_is_no_number_is_said_not_guessed(typed):
    found = sheet_numbers(f"7 {typed}")

    assert found.unread
    assert set(found.values) <= {7}
