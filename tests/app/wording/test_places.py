"""Places with their prepositions, as data."""

import pytest

from app.wording.places import (
    city_code,
    city_name,
    country_name,
    in_city,
    in_country,
    in_place,
    of_city,
    of_country,
    of_donor,
)


@pytest.mark.parametrize(
    ("city", "inside", "of", "english", "code"),
    [
        ("Bamako", "à Bamako", "de Bamako", "in Bamako", "BKO"),
        ("niamey", "à Niamey", "de Niamey", "in Niamey", "NIM"),
        ("Agadez", "à Agadez", "d’Agadez", "in Agadez", "AGA"),
        ("Abidjan", "à Abidjan", "d’Abidjan", "in Abidjan", "ABJ"),
        ("Ouagadougou", "à Ouagadougou", "de Ouagadougou", "in Ouagadougou", "OUA"),
        ("Le Caire", "au Caire", "du Caire", "in Cairo", "CAI"),
        ("The Hague", "à La Haye", "de La Haye", "in The Hague", "HAG"),
        ("Tombouctou", "à Tombouctou", "de Tombouctou", "in Timbuktu", "TOM"),
        ("Gao", "à Gao", "de Gao", "in Gao", "GAO"),
        ("Le Mans", "au Mans", "du Mans", "in Le Mans", "LEM"),
        ("La Paz", "à La Paz", "de La Paz", "in La Paz", "LAP"),
        ("Les Cayes", "aux Cayes", "des Cayes", "in Les Cayes", "LES"),
        ("Pô", "à Pô", "de Pô", "in Pô", "POX"),
    ],
)
def test_cities_have_their_prepositions_and_code(city, inside, of, english, code):
    assert in_city(city, "fr") == inside
    assert of_city(city) == of
    assert in_city(city, "en") == english
    assert city_code(city) == code


@pytest.mark.parametrize(
    ("code", "inside", "of", "english"),
    [
        ("ML", "au Mali", "du Mali", "in Mali"),
        ("ne", "au Niger", "du Niger", "in Niger"),
        ("BF", "au Burkina Faso", "du Burkina Faso", "in Burkina Faso"),
        ("TD", "au Tchad", "du Tchad", "in Chad"),
        ("MR", "en Mauritanie", "de la Mauritanie", "in Mauritania"),
        ("CI", "en Côte d’Ivoire", "de la Côte d’Ivoire", "in Côte d’Ivoire"),
        ("GN", "en Guinée", "de la Guinée", "in Guinea"),
        ("NG", "au Nigéria", "du Nigéria", "in Nigeria"),
        ("NL", "aux Pays-Bas", "des Pays-Bas", "in the Netherlands"),
        ("US", "aux États-Unis", "des États-Unis", "in the United States"),
        ("DE", "en Allemagne", "de l’Allemagne", "in Germany"),
        ("ZZ", "à ZZ", "de ZZ", "in ZZ"),
    ],
)
def test_countries_have_their_prepositions(code, inside, of, english):
    assert in_country(code, "fr") == inside
    assert of_country(code, "fr") == of
    assert in_country(code, "en") == english
    assert of_country(code, "en") == english.replace("in ", "of ", 1)


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("DK", "du Royaume du Danemark"),
        ("JP", "du Gouvernement du Japon"),
        ("NL", "du Royaume des Pays-Bas"),
        ("DE", "de la République fédérale d’Allemagne"),
        ("EU", "de l’Union européenne"),
        ("US", "des États-Unis d’Amérique"),
        ("LU", "du Grand-Duché de Luxembourg"),
        ("CA", "du Gouvernement du Canada"),
        ("NO", "du Royaume de Norvège"),
        ("ES", "du Royaume d’Espagne"),
        ("ML", "du Mali"),
    ],
)
def test_donors_stand_under_their_official_name(code, phrase):
    assert of_donor(code) == phrase


def test_place_is_city_and_country():
    assert in_place("Bamako", "ML", "fr") == "à Bamako (Mali)"
    assert in_place("Bamako", "ML", "en") == "in Bamako, Mali"
    assert in_place("Bamako", "", "fr") == "à Bamako"


def test_names_follow_the_language():
    assert city_name("Timbuktu", "fr") == "Tombouctou"
    assert country_name("TD", "en") == "Chad"
    assert country_name("ZZ", "fr") == "ZZ"
