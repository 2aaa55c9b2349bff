"""The report paragraph: empty slots vanish, missing mandatory ones are listed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wording.report import ReportFacts, report_paragraph

FRENCH = ReportFacts(
    organiser="ONUDC",
    city="Bamako",
    country="ML",
    starts_on=date(2021, 10, 13),
    ends_on=date(2021, 10, 15),
    kind="atelier national",
    title="le partage d’informations",
    donors=("du Royaume du Danemark", "du Gouvernement du Japon"),
    aegis="Programme Sahel",
    participants=11,
    observers=2,
    women=3,
    bodies=("de la Gendarmerie nationale", "des services de police judiciaire"),
)
ENGLISH = replace(
    FRENCH,
    organiser="UNODC",
    kind="national workshop",
    title="information-sharing",
    donors=("Kingdom of Denmark", "Government of Japan"),
    aegis="Sahel Programme",
    bodies=("Gendarmerie", "Border Police Directorate"),
)
MANDATORY = (
    "organiser",
    "city",
    "dates",
    "kind",
    "title",
    "donor",
    "participants",
    "women",
    "bodies",
)


def test_paragraph_in_french():
    text, missing = report_paragraph(FRENCH, "fr")

    assert missing == ()
    assert text == (
        "L’ONUDC a organisé à Bamako (Mali), du 13 au 15 octobre 2021, un atelier national sur "
        "« le partage d’informations ». Financé par le Royaume du Danemark et le Gouvernement du "
        "Japon et tenu sous l’égide du Programme Sahel, il a réuni 11 participants, dont 3 femmes, "
        "issus de la Gendarmerie nationale et des services de police judiciaire, ainsi que "
        "2 observateurs."
    )


def test_paragraph_in_english():
    text, missing = report_paragraph(ENGLISH, "en")

    assert missing == ()
    assert text == (
        "UNODC held a national workshop on “information-sharing” in Bamako, Mali, from 13 to "
        "15 October 2021. Funded by the Kingdom of Denmark and the Government of Japan and held "
        "under the aegis of the Sahel Programme, it brought together 11 participants, including 3 "
        "women, from the Gendarmerie and the Border Police Directorate, as well as 2 observers."
    )


def test_what_was_said_and_asked_follows():
    told = ReportFacts(
        themes=("le renseignement", "la coordination"),
        exercises=("rédaction de notes.",),
        ceremony="La cérémonie a été présidée par le Gouverneur",
        quotes=("« Un pas de plus. »",),
        challenges=("tenir à jour une base", "coordonner, surtout la justice"),
        requests=("une formation aux scènes de crime",),
    )

    text, _ = report_paragraph(told, "fr")

    assert text == (
        "Un atelier s’est tenu. Les travaux ont porté sur les thèmes suivants : le renseignement "
        "et la coordination. "
        "Exercice pratique : rédaction de notes. La cérémonie a été présidée par le Gouverneur. "
        "« Un pas de plus. » Les échanges ont mis en évidence les défis suivants : tenir à jour "
        "une base ; coordonner, surtout la justice. Les participants ont exprimé leur intérêt pour "
        "une formation aux scènes de crime."
    )


def test_what_was_said_and_asked_follows_in_english():
    told = ReportFacts(
        themes=("databases",), exercises=("notes",), challenges=("borders",), requests=("training",)
    )

    text, _ = report_paragraph(told, "en")

    assert text == (
        "A workshop was held. The work covered the following topic: databases. Practical "
        "exercise: notes. The "
        "discussions brought out the following challenge: borders. Participants expressed interest "
        "in training."
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_known_lists_every_mandatory_slot(lang):
    text, missing = report_paragraph(ReportFacts(), lang)

    assert missing == MANDATORY
    assert text in ("Un atelier s’est tenu.", "A workshop was held.")


def test_no_women_is_a_fact_and_nobody_counted_is_said():
    none, missing_none = report_paragraph(replace(FRENCH, women=0), "fr")
    uncounted, missing = report_paragraph(replace(FRENCH, women=None), "fr")

    assert "11 participants, aucune femme, issus" in none
    assert missing_none == ()
    assert "11 participants (nombre de femmes non renseigné), issus" in uncounted
    assert missing == ("women",)


def test_feminine_kind_agrees():
    text, _ = report_paragraph(replace(FRENCH, kind="formation", donors=()), "fr")

    assert "une formation sur" in text
    assert "Tenue sous l’égide du Programme Sahel, elle a réuni" in text


@pytest.mark.parametrize(
    ("lacking", "beginning"),
    [
        pytest.param(
            {"organiser": ""},
            "Un atelier national sur « le partage d’informations » s’est tenu à Bamako (Mali), "
            "du 13 au 15 octobre 2021. ",
            id="organiser",
        ),
        pytest.param(
            {"starts_on": None, "title": ""},
            "L’ONUDC a organisé à Bamako (Mali) un atelier national. ",
            id="dates and title",
        ),
        pytest.param(
            {"city": ""}, "L’ONUDC a organisé, du 13 au 15 octobre 2021, un atelier", id="city"
        ),
        pytest.param(
            {"dates": (date(2021, 10, 13), date(2021, 10, 15))},
            "L’ONUDC a organisé à Bamako (Mali), les 13 et 15 octobre 2021, un atelier",
            id="a hole in the middle",
        ),
    ],
)
def test_empty_slots_vanish(lacking, beginning):
    text, _ = report_paragraph(replace(FRENCH, **lacking), "fr")

    assert text.startswith(beginning)


def test_funding_is_told_even_before_the_count():
    text, missing = report_paragraph(replace(FRENCH, participants=None), "fr")
    in_english, _ = report_paragraph(replace(ENGLISH, participants=None), "en")

    assert text.endswith(
        "Il a été financé par le Royaume du Danemark et le Gouvernement du Japon et tenu sous "
        "l’égide du Programme Sahel."
    )
    assert "It was funded by the Kingdom of Denmark" in in_english
    assert missing == ("participants",)


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "organiser": st.just("PNUD"),
            "city": st.just("Gao"),
            "starts_on": st.just(date(2021, 10, 1)),
            "kind": st.sampled_from(["séminaire", "formation"]),
            "title": st.just("X"),
            "donors": st.just(("Japon",)),
            "aegis": st.just("PCMS"),
            "participants": st.integers(0, 3),
            "women": st.integers(0, 3),
            "bodies": st.just(("Douanes",)),
            "observers": st.integers(0, 2),
            "themes": st.just(("A", "B")),
        },
    ),
    st.sampled_from(["fr", "en"]),
)
def test_any_set_of_facts_makes_clean_sentences(facts, lang):
    text, missing = report_paragraph(ReportFacts(**facts), lang)

    assert not any(flaw in text for flaw in ("  ", " ,", ",,", "..", " .", "None"))
    assert text[0].isupper()
    assert text.endswith(".")
    assert ("participants" in missing) is ("participants" not in facts)
