import pytest

from ui.words.phones import masked


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        pytest.param("+22370000001", "+223 70 •• •• 01", id="E.164"),
        pytest.param("70000001", "70 •• •• 01", id="national"),
        pytest.param("8000", "8000", id="short numbers are no secret"),
    ],
)
def test_phone_is_masked(phone, shown):
    assert masked(phone) == shown
