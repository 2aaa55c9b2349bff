import pytest

from app.domain.links import Decision
from app.domain.registration import Status
from app.errors import RegistrationUnknown
from app.services import findings, history
from app.services.people.linking import decide
from app.store import registrations, workshops
from tests.app.services.people_here import AMINATA, NOW, come


@pytest.fixture
def twice(db, author, workshop_id):
    """Aminata, registered by two laptops."""
    return come(db, author, workshop_id, AMINATA, AMINATA)


def kinds(db, workshop_id):
    return [one.kind for one in findings.findings(db, workshops.get(db, workshop_id))]


@pytest.mark.parametrize("decision", list(Decision))
def test_what_was_decided_is_not_asked_again(db, author, workshop_id, twice, decision):
    assert kinds(db, workshop_id) == ["possible_same_person"]

    decide(db, author, *twice, decision, now=NOW)

    assert kinds(db, workshop_id) == []


def test_one_person_counts_once_and_both_lines_stay(db, author, workshop_id, twice):
    decide(db, author, *twice, Decision.SAME, now=NOW)

    states = [line.registration.status for line in registrations.lines(db, twice)]
    assert states == [Status.REGISTERED, Status.WITHDRAWN]


def test_two_people_both_stay_as_they_were(db, author, workshop_id, twice):
    decide(db, author, *twice, Decision.DIFFERENT, now=NOW)

    assert all(line.registration.is_here for line in registrations.lines(db, twice))


def test_decision_is_undone_whole(db, author, workshop_id, twice):
    decide(db, author, *twice, Decision.SAME, now=NOW)

    history.undo(db, author, now=NOW)

    assert all(line.registration.is_here for line in registrations.lines(db, twice))
    assert kinds(db, workshop_id) == ["possible_same_person"]


def test_nobody_is_no_one(db, author, twice):
    with pytest.raises(RegistrationUnknown):
        decide(db, author, twice[0], "nobody", Decision.SAME, now=NOW)
