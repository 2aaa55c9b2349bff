import pytest

from app.domain.people import Person, Sex
from app.wording.people import civility, printed_name

NB = "\u00a0"


@pytest.mark.parametrize(
    ("person", "fr", "en"),
    [
        (Person("1", "A", Sex.FEMALE), "Madame", "Ms."),
        (Person("1", "A", Sex.MALE), "Monsieur", "Mr."),
        (Person("1", "A"), "", ""),
        (Person("1", "A", Sex.FEMALE, civility="M."), "Monsieur", "Mr."),
        (Person("1", "A", Sex.MALE, title="Dr"), "Dr", "Dr"),
        (Person("1", "A", Sex.MALE, title="El Hadj"), "Monsieur El Hadj", "Mr. El Hadj"),
        (Person("1", "A", Sex.MALE, title="S.E."), f"S.E.{NB}Monsieur", f"H.E.{NB}Mr."),
    ],
)
def test_form_of_address(person: Person, fr: str, en: str):
    assert civility(person, "fr") == fr
    assert civility(person, "en") == en


@pytest.mark.parametrize(
    ("person", "text", "listed"),
    [
        pytest.param(
            Person("1", "KONATÉ Aminata Mariam", family="KONATÉ", given="Aminata Mariam"),
            "Aminata Mariam KONATÉ",
            "KONATÉ Aminata Mariam",
            id="capitals tell the family name",
        ),
        pytest.param(
            Person("1", "Souley Boubacar", family="Souley", given="Boubacar"),
            "Souley Boubacar",
            "Souley Boubacar",
            id="a guess turns nothing around",
        ),
        pytest.param(
            Person("1", "MOUSSA ISSAKA", family="MOUSSA", given="ISSAKA"),
            "MOUSSA ISSAKA",
            "MOUSSA ISSAKA",
            id="all in capitals tells nothing",
        ),
        pytest.param(
            Person("1", "DIALLO Aïssata TRAORÉ", given="DIALLO Aïssata TRAORÉ"),
            "DIALLO Aïssata TRAORÉ",
            "DIALLO Aïssata TRAORÉ",
            id="married name in three parts",
        ),
        pytest.param(
            Person("1", "Amadou TOURÉ dit GANDHI", family="TOURÉ", given="Amadou"),
            "Amadou TOURÉ dit GANDHI",
            "Amadou TOURÉ dit GANDHI",
            id="more was typed than the halves hold",
        ),
        pytest.param(Person("1", "محمد علي"), "محمد علي", "محمد علي", id="no capitals at all"),
    ],
)
def test_names_are_turned_around_only_where_that_is_sure(person: Person, text: str, listed: str):
    assert printed_name(person, "text") == text
    assert printed_name(person, "list") == listed
