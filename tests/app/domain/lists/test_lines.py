import pytest

from app.domain.lists.lines import (
    Places,
    category_of,
    ending,
    is_blank_mark,
    is_office,
    open_places,
    section_title,
)
from app.domain.lists.proposal import Ignored
from app.domain.registration import Category


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 représentants de la DPF", Places(2, "DPF")),
        ("02 représentants de la DPF", Places(2, "DPF")),
        ("Deux (02) représentants de la Gendarmerie", Places(2, "Gendarmerie")),
        ("2 représentant(e)s de la DPF", Places(2, "DPF")),
        ("deux participants dont une femme", Places(2)),
        ("3 magistrats du Pôle judiciaire, dont une femme", Places(3, "Pôle judiciaire")),
        ("Un officier de l’EMGA", Places(1, "EMGA")),
        ("Représentant de la DGPN", Places(1, "DGPN")),
        ("Le représentant du Ministère de la Justice", Places(1, "Ministère de la Justice")),
        ("Point focal", Places(1)),
        ("À désigner", Places(1)),
        ("A designer (2)", Places(2)),
        ("2 personnes à désigner", Places(2)),
        ("Deux à désigner", Places(2)),
        ("A préciser", Places(1)),
        ("TBD", Places(1)),
        ("To be designated", Places(1)),
        ("2 representatives of the police", Places(2, "police")),
        ("Directeur de la police judiciaire", Places(1)),
        ("Le Chef de la BIS", Places(1)),
    ],
)
def test_places_without_a_name_are_counted(text, expected):
    assert open_places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Moussa TRAORÉ",
        "Représentant Moussa TRAORÉ",
        "Procureur de la République Moussa TRAORÉ",
        "Une DIARRA",
        "Deux-Rivières Awa",
        "",
    ],
)
def test_people_are_no_open_places(text):
    assert open_places(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Total", Ignored.TOTAL),
        ("TOTAL : 24", Ignored.TOTAL),
        ("Sous-total police", Ignored.TOTAL),
        ("Total général", Ignored.TOTAL),
        ("Arrêté la présente liste à 24 participants", Ignored.CLOSING),
        ("Arrêtée la présente liste à 26 personnes", Ignored.CLOSING),
        ("Fait à Bamako, le 5 octobre 2021", Ignored.SIGNATURE),
        ("Bamako, le 5 octobre 2021", Ignored.SIGNATURE),
        ("NB : les frais sont pris en charge", Ignored.SIGNATURE),
        ("Signature", Ignored.SIGNATURE),
        ("Moussa TRAORÉ", None),
        ("Totty MAÏGA", None),
        ("Sourcé AWA", None),
    ],
)
def test_ends_of_lists_are_known(text, expected):
    assert ending(text) is expected


def test_an_office_that_signs_is_known():
    assert is_office("Le Chef du Protocole")
    assert not is_office("Lechef TRAORÉ")


@pytest.mark.parametrize("text", ["…………", "--", "?", "XX", " . "])
def test_dots_and_crosses_are_no_names(text):
    assert is_blank_mark(text)


def test_two_letter_names_are_names():
    assert not is_blank_mark("BA")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OBSERVATEURS", Category.OBSERVER),
        ("II. Observateurs (3)", Category.OBSERVER),
        ("Personnes ressources", Category.RESOURCE_PERSON),
        ("Participants :", Category.PARTICIPANT),
        ("Équipe d’organisation", Category.ORGANISER),
        ("Facilitator", Category.FACILITATOR),
        ("Police nationale", None),
        ("", None),
    ],
)
def test_categories_are_read_from_words(text, expected):
    assert category_of(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("II. Police nationale (5)", "Police nationale"),
        ("A- Gendarmerie : 5 participants", "Gendarmerie"),
        ("Cour suprême", "Cour suprême"),
    ],
)
def test_a_section_loses_its_number_and_its_count(text, expected):
    assert section_title(text) == expected
