from dataclasses import replace

import pytest

from app.domain.attendance import Eligibility
from app.domain.certificate import Certificate
from app.domain.people import Person, Sex
from app.domain.registration import Registration, RosterLine
from app.domain.workshop import DEFAULT_THRESHOLD
from app.services.papers.certificate_cases import Case, Cases, Gap, Stage
from app.services.papers.certifying import Candidate
from ui.models.shapes import Shape
from ui.words.certificates import case_row, condition_words, counts_words, gaps_words, lapsed_words


def case(stage=Stage.TO_ISSUE, attended=4, name="Aminata TRAORÉ", number=7, gaps=()):
    line = RosterLine(
        registration=Registration(id=name, workshop="w", person="p", number=number),
        person=Person(id="p", name=name, sex=Sex.FEMALE),
    )
    found = Eligibility(name, attended, 5, DEFAULT_THRESHOLD)
    return Case(Candidate(line, found, None), stage, gaps)


@pytest.mark.parametrize(
    ("attended", "french"),
    [
        pytest.param(4, "4 demi-journées sur 5\u00a0: remplit la condition", id="met"),
        pytest.param(3, "3 demi-journées sur 5\u00a0: présence insuffisante", id="not met"),
        pytest.param(1, "1 demi-journée sur 5\u00a0: présence insuffisante", id="singular"),
        pytest.param(0, "0 demi-journée sur 5\u00a0: présence insuffisante", id="French zero"),
    ],
)
def test_condition_is_said_in_half_days(language, attended, french):
    language.speak("fr")

    assert condition_words(case(attended=attended).candidate.eligibility) == french


@pytest.mark.parametrize(
    ("stage", "state", "shape"),
    [
        (Stage.TO_ISSUE, "à délivrer", Shape.RING),
        (Stage.ISSUED, "délivrée", Shape.DISC),
        (Stage.TO_REPRINT, "à réimprimer", Shape.DIAMOND),
        (Stage.NOT_MET, "non délivrée", Shape.DASH),
        (Stage.LAPSED, "délivrée, à revoir", Shape.DIAMOND),
    ],
)
def test_every_state_has_its_word_and_its_shape(language, stage, state, shape):
    language.speak("fr")

    row = case_row(case(stage))

    assert (row.state, row.shape) == (state, shape)


def test_certificate_given_for_a_reason_shows_it():
    said = ("c", "r", "2021-BKO-03/007", 1, "participation", "2021-10-15", "Bamako", {})
    held = Certificate(*said, reason="Mission")
    found = case(Stage.ISSUED, attended=1)

    row = case_row(replace(found, candidate=replace(found.candidate, certificate=held)))

    assert row.warning == "\u2068Mission\u2069"


def test_whose_certificate_is_not_earned_any_more_is_named():
    assert "Aminata TRAORÉ" in lapsed_words(Cases([case(Stage.LAPSED)]))
    assert lapsed_words(Cases([case(Stage.ISSUED)])) == ""


def test_row_begins_with_the_number_on_the_sheet():
    row = case_row(case(gaps=(Gap.SEX,)))

    assert row.title == "7 · \u2068Aminata TRAORÉ\u2069"
    assert row.warning == "no sex"


def test_counts_say_what_there_is_and_no_more(language):
    language.speak("fr")

    found = Cases([case(), case(Stage.ISSUED), case(Stage.ISSUED), case(Stage.NOT_MET)])

    assert counts_words(found) == "1 à délivrer · 2 délivrées · 1 sous le seuil"


def test_gaps_name_those_whom_they_concern():
    found = Cases([case(name="Awa", gaps=(Gap.SEX,)), case(name="Salif")], (Gap.SIGNATORY,))

    assert gaps_words(found) == [
        "No signatory is named: the place to sign stays empty.",
        "Without the sex, no form of address is printed: \u2068Awa\u2069.",
    ]


def test_long_lists_of_names_end_in_an_ellipsis():
    found = Cases([case(name=name, gaps=(Gap.SEX,)) for name in "ABCDEF"])

    [said] = gaps_words(found)
    assert said.endswith("\u2068D\u2069, ….")
