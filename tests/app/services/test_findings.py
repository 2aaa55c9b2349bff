import pytest

from app.domain.attendance import What
from app.domain.findings import Kind
from app.domain.links import Decision
from app.services.findings import counted, findings, said
from app.services.people import attending
from app.services.people.attending import Observation
from app.services.people.linking import decide
from app.services.writing import Author, Edit, Intention, fact, write
from app.store import workshops
from tests.app.services.people_here import AMINATA, DAY, NOW, SOULEY, come, issue

ELSEWHERE = Author(device="bb" * 16, who="Kadi")


@pytest.fixture
def people(db, author, workshop_id):
    return come(db, author, workshop_id, AMINATA, SOULEY)


@pytest.fixture
def found(db, workshop_id):
    """Look again: `found()`."""

    def look():
        return findings(db, workshops.get(db, workshop_id))

    return look


def test_workshop_in_order_has_nothing_to_settle(db, workshop_id, people, found):
    assert found() == []
    assert said(db, [workshop_id, "no workshop"]) == ""


def test_number_of_two_people_names_both(db, author, workshop_id, people, found):
    edits = [Edit("registration", people[1], {"number": 1})]
    write(db, author, Intention("correct", workshop_id), edits, now=NOW)

    [one] = found()

    assert one.kind is Kind.NUMBER
    assert sorted(one.told.names) == sorted((AMINATA.name, SOULEY.name))
    assert said(db, [workshop_id]) == "1 sheet number given twice"


def test_marks_of_two_laptops_that_disagree_name_the_half_day(db, workshop_id, people, found):
    session = workshops.sessions(db, workshop_id)[0]
    absent = {"registration": people[0], "session": session.id, "what": "absent"}
    write(db, ELSEWHERE, Intention("attend", workshop_id), [fact("mark", absent)], now=NOW)

    [one] = found()

    assert (one.kind, one.session) == (Kind.ATTENDANCE, session)
    assert one.told.names == [AMINATA.name]


def test_certificate_that_is_not_earned_any_more_is_found(db, author, workshop_id, people, found):
    issue(db, author, workshop_id)
    for session in workshops.sessions(db, workshop_id):
        seen = [Observation(people[0], session.id, What.ABSENT)]
        attending.take_attendance(db, author, workshop_id, seen, now=NOW)

    [one] = found()

    assert (one.kind, one.finding.subject) == (Kind.NOT_EARNED, "2021-BKO-03/001A")
    assert one.told.names == [AMINATA.name]


def test_number_of_two_certificates_is_found(db, author, workshop_id, people, found):
    issue(db, author, workshop_id, registration_ids=people[:1])
    content = {
        "workshop": workshop_id,
        "registration": people[1],
        "number": "2021-BKO-03/001A",
        "issued_on": DAY.isoformat(),
    }
    write(db, ELSEWHERE, Intention("issue", workshop_id), [fact("certificate", content)], now=NOW)

    [one] = found()

    assert one.kind is Kind.CERTIFICATE
    assert len(one.lines) == 2


def test_two_lines_that_look_alike_are_asked_about(db, author, workshop_id, people, found):
    come(db, author, workshop_id, SOULEY)

    [one] = found()

    assert one.kind is Kind.LOOK_ALIKE
    assert one.told.names == [SOULEY.name, SOULEY.name]


def test_decisions_that_contradict_each_other_are_found(db, author, workshop_id, people, found):
    for decision in (Decision.DIFFERENT, Decision.SAME):
        decide(db, author, *people, decision, now=NOW)

    assert counted(found()) == {Kind.DECISION: 1}
