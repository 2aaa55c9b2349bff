"""Articles, contractions and lists; the forms of field practice 4.3."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wording.grammar import (
    join,
    repeat_de,
    with_article,
    with_de,
    with_indefinite,
)

FORMS = [
    ("Royaume du Danemark", "le Royaume du Danemark", "du Royaume du Danemark"),
    ("Japon", "le Japon", "du Japon"),
    ("la Norvège", "la Norvège", "de la Norvège"),
    ("les Pays-Bas", "les Pays-Bas", "des Pays-Bas"),
    ("l'Espagne", "l’Espagne", "de l’Espagne"),
    ("Union européenne", "l’Union européenne", "de l’Union européenne"),
    ("ONUDC", "l’ONUDC", "de l’ONUDC"),
    ("ONU", "l’ONU", "de l’ONU"),
    ("PNUD", "le PNUD", "du PNUD"),
    ("OIM", "l’OIM", "de l’OIM"),
    ("MINUSMA", "la MINUSMA", "de la MINUSMA"),
    ("G5 Sahel", "le G5 Sahel", "du G5 Sahel"),
    ("PCMS", "la PCMS", "de la PCMS"),
    ("UE", "l’UE", "de l’UE"),
    ("HCR", "le HCR", "du HCR"),
    ("AES", "l’AES", "de l’AES"),
    ("Haut-Commissariat", "le Haut-Commissariat", "du Haut-Commissariat"),
    ("Haute Autorité", "la Haute Autorité", "de la Haute Autorité"),
    ("Hôpital du Point G", "l’Hôpital du Point G", "de l’Hôpital du Point G"),
    ("services de police", "les services de police", "des services de police"),
    ("École de police", "l’École de police", "de l’École de police"),
    ("du Royaume du Danemark", "le Royaume du Danemark", "du Royaume du Danemark"),
    ("de l'Office central", "l’Office central", "de l’Office central"),
    ("Le Honduras", "le Honduras", "du Honduras"),
    ("Agadez", "Agadez", "d’Agadez"),
    ("de Ouagadougou", "Ouagadougou", "de Ouagadougou"),
    ("XYZ", "XYZ", "de XYZ"),
    ("", "", ""),
]


@pytest.mark.parametrize(("name", "article", "de"), FORMS, ids=[row[0] for row in FORMS])
def test_french_article_is_elided_and_contracted(name, article, de):
    assert (with_article(name), with_de(name)) == (article, de)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Kingdom of Denmark", "of the Kingdom of Denmark"),
        ("the Kingdom of Denmark", "of the Kingdom of Denmark"),
        ("Sahel Programme", "of the Sahel Programme"),
        ("Border Police Directorate", "of the Border Police Directorate"),
        ("G5 Sahel", "of the G5 Sahel"),
        ("UNODC", "of UNODC"),
        ("Japan", "of Japan"),
        ("Burkina Faso", "of Burkina Faso"),
    ],
)
def test_english_article_comes_with_common_nouns(name, phrase):
    assert with_de(name, "en") == phrase


@pytest.mark.parametrize(
    ("name", "lang", "phrase"),
    [
        ("atelier national", "fr", "un atelier national"),
        ("formation", "fr", "une formation"),
        ("une session", "fr", "une session"),
        ("national workshop", "en", "a national workshop"),
        ("international seminar", "en", "an international seminar"),
        ("a workshop", "en", "a workshop"),
    ],
)
def test_indefinite_article_is_added_once(name, lang, phrase):
    assert with_indefinite(name, lang) == phrase


def test_lists_end_with_and():
    assert join([], "fr") == ""
    assert join(["A"], "fr") == "A"
    assert join(["A", "B"], "fr") == "A et B"
    assert join(["A", "B", "C"], "fr") == "A, B et C"
    assert join(["A", "B", "C"], "en") == "A, B and C"


def test_preposition_is_repeated_before_each_donor():
    two = repeat_de(["du Royaume du Danemark", "du Gouvernement du Japon"])
    three = repeat_de(["Royaume du Danemark", "Japon", "ONU"])

    assert two == "du Royaume du Danemark et du Gouvernement du Japon"
    assert three == "du Royaume du Danemark, du Japon et de l’ONU"


NAMES = st.text("ABDHLMÉabdehlmné'’ -", max_size=12)


@settings(deadline=None)
@given(st.sampled_from(["", "de ", "du ", "l'", "d’", "Le ", "la ", "des ", "HA"]), NAMES)
def test_ready_form_is_left_alone(beginning, name):
    once = with_de(f"{beginning}x{name}")

    assert with_de(once) == once


def test_nothing_stays_nothing():
    assert with_de("", "en") == with_article("", "en") == ""
