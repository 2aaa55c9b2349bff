"""Places with their preposition, as data."""

import pytest

from app.wording.places import (
    city_code,
    city_name,
    country_name,
    country_of,
    in_city,
    in_country,
    in_place,
)


@pytest.mark.parametrize(
    ("city", "inside", "english", "code"),
    [
        ("Bamako", "à Bamako", "in Bamako", "BKO"),
        ("niamey", "à Niamey", "in Niamey", "NIM"),
        ("Agadez", "à Agadez", "in Agadez", "AGA"),
        ("Abidjan", "à Abidjan", "in Abidjan", "ABJ"),
        ("Ouagadougou", "à Ouagadougou", "in Ouagadougou", "OUA"),
        ("Le Caire", "au Caire", "in Cairo", "CAI"),
        ("The Hague", "à La Haye", "in The Hague", "HAG"),
        ("Tombouctou", "à Tombouctou", "in Timbuktu", "TOM"),
        ("Gao", "à Gao", "in Gao", "GAO"),
        ("Le Mans", "au Mans", "in Le Mans", "LEM"),
        ("La Paz", "à La Paz", "in La Paz", "LAP"),
        ("Les Cayes", "aux Cayes", "in Les Cayes", "LES"),
        ("Pô", "à Pô", "in Pô", "POX"),
    ],
)
def test_cities_have_their_preposition_and_code(city, inside, english, code):
    assert in_city(city, "fr") == inside
    assert in_city(city, "en") == english
    assert city_code(city) == code


@pytest.mark.parametrize(
    ("code", "inside", "english"),
    [
        ("ML", "au Mali", "in Mali"),
        ("ne", "au Niger", "in Niger"),
        ("BF", "au Burkina Faso", "in Burkina Faso"),
        ("TD", "au Tchad", "in Chad"),
        ("MR", "en Mauritanie", "in Mauritania"),
        ("CI", "en Côte d’Ivoire", "in Côte d’Ivoire"),
        ("GN", "en Guinée", "in Guinea"),
        ("NG", "au Nigéria", "in Nigeria"),
        ("NL", "aux Pays-Bas", "in the Netherlands"),
        ("US", "aux États-Unis", "in the United States"),
        ("DE", "en Allemagne", "in Germany"),
        ("ZZ", "à ZZ", "in ZZ"),
    ],
)
def test_countries_have_their_preposition(code, inside, english):
    assert in_country(code, "fr") == inside
    assert in_country(code, "en") == english


def test_place_is_city_and_country():
    assert in_place("Bamako", "ML", "fr") == "à Bamako (Mali)"
    assert in_place("Bamako", "ML", "en") == "in Bamako, Mali"
    assert in_place("Bamako", "", "fr") == "à Bamako"


def test_names_follow_the_language():
    assert city_name("Timbuktu", "fr") == "Tombouctou"
    assert country_name("TD", "en") == "Chad"
    assert country_name("ZZ", "fr") == "ZZ"


@pytest.mark.parametrize(
    ("city", "country"),
    [("Bamako", "ML"), ("niamey", "NE"), ("N’Djamena", "TD"), ("SEGOU", "ML"), ("Paris", "")],
)
def test_country_is_proposed_for_cities_that_are_known(city, country):
    assert country_of(city) == country
