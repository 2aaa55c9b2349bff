from datetime import date

import pytest

from app.domain.bilingual import Bilingual
from app.domain.findings import Finding, Kind
from app.domain.likeness import Level, Likeness, Reason
from app.domain.people import Person
from app.domain.registration import Registration, RosterLine
from app.domain.workshop import Part, Session, Workshop
from app.services.findings import Found, Pair
from ui.words.findings import finding_row, pair_row, settling_words

WORKSHOP = Workshop(
    id="w",
    code="2021-BKO-03",
    title=Bilingual("x", "x"),
    city="Bamako",
    country="ML",
    starts_on=date(2021, 10, 13),
    ends_on=date(2021, 10, 15),
)
MORNING = Session("s1", "w", date(2021, 10, 13), Part.MORNING)


def line(name, workshop="w"):
    return RosterLine(Registration(name, workshop, name), Person(name, name))


def found(kind=Kind.NUMBER, subject="12", session=None):
    lines = (line("Awa BA"), line("Fanta KEITA"))
    return Found(Finding(kind, subject, ("Awa BA", "Fanta KEITA")), WORKSHOP, lines, session)


def test_row_says_what_it_is_and_names_the_people():
    row = finding_row(found())

    assert row.title == "Number 12 given twice"
    assert row.detail == "2021-BKO-03 · \u2068Awa BA\u2069, \u2068Fanta KEITA\u2069"


def test_half_day_is_named_in_words():
    row = finding_row(found(Kind.ATTENDANCE, "s1", MORNING))

    assert row.title == "Wednesday 13 · morning: marks disagree"


@pytest.mark.parametrize(("there", "where"), [("w", "in one workshop"), ("v", "in two workshops")])
def test_pair_says_why_and_where(there, where):
    alike = Likeness(Level.STRONG, Reason.PHONE)

    row = pair_row(Pair(line("Awa BA"), line("BÂ Awa", there), alike))

    assert row.detail == f"same telephone · {where}"


def test_many_findings_are_told_in_a_few_lines():
    said = settling_words([found(subject=str(number)) for number in range(7)])

    assert len(said.splitlines()) == 6
    assert said.endswith("and 3 more")
    assert settling_words([]) == ""
