import pytest

from app.domain.name_hints import offered_name, sure_halves, swapped


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("TRAOR2", "TRAORÉ", id="the accent that Caps Lock turned into a digit"),
        pytest.param("konate aminata", "Aminata KONATÉ", id="small letters"),
        pytest.param("KONATE AMINATA", "Aminata KONATÉ", id="capitals"),
        pytest.param("KONATÉ Aminata", "Aminata KONATÉ", id="family first"),
        pytest.param("Aminata KONATÉ", "", id="nothing to offer"),
        pytest.param("Souley Boubacar", "", id="nothing tells which is the family name"),
        pytest.param("", "", id="nothing typed"),
    ],
)
def test_offered_name(typed, offered):
    assert offered_name(typed) == offered


def test_what_was_accepted_is_not_offered_again():
    assert offered_name(offered_name("traore moussa")) == ""


def test_swapping_twice_gives_the_name_back():
    assert swapped("Aminata KONATÉ") == "Konaté AMINATA"
    assert swapped(swapped("Aminata KONATÉ")) == "Aminata KONATÉ"


def test_one_word_cannot_be_swapped():
    assert swapped("Boubacar") == "Boubacar"


@pytest.mark.parametrize(
    ("name", "halves"),
    [
        pytest.param("Aminata KONATÉ", ("KONATÉ", "Aminata"), id="capitals tell"),
        pytest.param("Souley Boubacar", ("", ""), id="nothing tells"),
    ],
)
def test_halves_are_sure_only_where_capitals_tell(name, halves):
    assert sure_halves(name) == halves
