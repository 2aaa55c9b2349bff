import pytest

from app.domain.attendance import Seen, What
from app.domain.people import Sex
from app.domain.registration import Status
from app.errors import NumberUnknown
from app.services.history import undo
from app.services.people.attending import Observation, clear_marks, take_attendance, take_numbers
from app.services.people.drafts import PersonDraft
from app.services.people.registering import expect, register
from app.services.writing import Edit, Intention, new_id, write
from app.store import registrations, workshops
from tests.conftest import NOW


@pytest.fixture
def session(db, workshop_id):
    return workshops.sessions(db, workshop_id)[0].id


@pytest.fixture
def expected(db, author, workshop_id):
    draft = PersonDraft("Aminata KONATÉ", Sex.FEMALE)
    return expect(db, author, workshop_id, draft, now=NOW).subject


@pytest.fixture
def mark(db, author, workshop_id, session, expected):
    def mark(what, source=Seen.DIRECT):
        seen = [Observation(expected, session, what)]
        return take_attendance(db, author, workshop_id, seen, source=source, now=NOW)

    return mark


def registration(db, registration_id):
    return registrations.line(db, registration_id).registration


def test_expected_person_who_is_seen_in_the_room_has_come(db, expected, mark):
    done = mark(What.PRESENT)

    assert registration(db, expected).status is Status.REGISTERED
    assert registration(db, expected).arrived_at == "2021-10-13T08:31"
    assert done.count == 1


def test_signed_sheet_says_that_somebody_came_not_when(db, expected, mark):
    mark(What.PRESENT, Seen.SIGNED_SHEET)

    assert registration(db, expected).is_here
    assert registration(db, expected).arrived_at == ""


@pytest.mark.parametrize("what", [What.ABSENT, What.EXCUSED])
def test_who_is_not_seen_has_not_come(db, expected, mark, what):
    mark(what)

    assert registration(db, expected).is_expected


def test_mark_and_arrival_are_undone_together(db, author, expected, mark):
    mark(What.PRESENT)

    undo(db, author, now=NOW)

    assert registration(db, expected).status is Status.INVITED


def test_arrival_goes_with_the_mark_that_told_it(db, author, session, expected, mark):
    mark(What.PRESENT)

    clear_marks(db, author, session, [expected], now=NOW)

    assert registration(db, expected).status is Status.INVITED
    assert registration(db, expected).arrived_at == ""


def test_arrival_goes_when_the_mark_was_wrong(db, expected, mark):
    mark(What.PRESENT)
    mark(What.ABSENT)

    assert registration(db, expected).status is Status.INVITED


def test_arrival_stays_while_another_half_day_tells_it(db, author, workshop_id, expected, mark):
    mark(What.PRESENT)
    afternoon = workshops.sessions(db, workshop_id)[1].id
    seen = [Observation(expected, afternoon, What.PRESENT)]
    take_attendance(db, author, workshop_id, seen, now=NOW)

    clear_marks(db, author, afternoon, [expected], now=NOW)

    assert registration(db, expected).is_here


def test_arrival_registered_at_the_door_stays(db, author, session, expected):
    register(db, author, expected, session_id=session, now=NOW)

    clear_marks(db, author, session, [expected], now=NOW)

    assert registration(db, expected).is_here


def test_open_place_cannot_sign(db, author, workshop_id, session):
    place = {"workshop": workshop_id, "number": 7, "status": "invited"}
    edits = [Edit("registration", new_id(), place)]
    write(db, author, Intention("import", workshop_id), edits, now=NOW)

    with pytest.raises(NumberUnknown):
        take_numbers(db, author, session, present=[7], now=NOW)
