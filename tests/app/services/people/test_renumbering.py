import pytest

from app.domain.attendance import Seen, What
from app.domain.registration import Source, Status
from app.errors import NumberNotShared, RegistrationUnknown
from app.services import history
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.people.renumbering import renumber, shared
from app.services.writing import Edit, Intention, write
from app.store import registrations, workshops
from tests.app.services.people_here import AMINATA, NOW, SOULEY, come, issue


@pytest.fixture
def clash(db, author, workshop_id):
    """Two people who arrived at once, both number 1, the one of the smaller id first."""
    first, second = sorted(come(db, author, workshop_id, AMINATA, SOULEY))
    edits = [Edit("registration", one, {"number": 1}) for one in (first, second)]
    write(db, author, Intention("correct", workshop_id), edits, now=NOW)
    return first, second


def shared_here(db, workshop_id):
    return shared(db, workshop_id, registrations.roster(db, workshop_id))


def keeper(db, workshop_id):
    [found] = shared_here(db, workshop_id)
    assert found.number == 1
    assert len(found.others) == 1
    return found.keeps.registration.id


def test_number_of_one_person_is_no_question(db, author, workshop_id):
    come(db, author, workshop_id, AMINATA, SOULEY)

    assert shared_here(db, workshop_id) == []


def test_number_of_somebody_who_withdrew_is_no_question(db, author, workshop_id, clash):
    registering.set_status(db, author, clash[:1], Status.WITHDRAWN, now=NOW)

    assert shared_here(db, workshop_id) == []


def test_equals_are_proposed_alike_on_every_laptop(db, workshop_id, clash):
    assert keeper(db, workshop_id) == clash[0]


def test_holder_of_a_certificate_keeps_the_number(db, author, workshop_id, clash):
    issue(db, author, workshop_id, registration_ids=[clash[1]])

    assert keeper(db, workshop_id) == clash[1]


def test_who_signed_a_sheet_keeps_the_number(db, author, workshop_id, clash):
    session = workshops.sessions(db, workshop_id)[0].id
    seen = [Observation(clash[1], session, What.ABSENT)]
    attending.take_attendance(db, author, workshop_id, seen, now=NOW, source=Seen.SIGNED_SHEET)

    assert keeper(db, workshop_id) == clash[1]


def test_who_was_on_the_invitation_list_keeps_the_number(db, author, workshop_id, clash):
    edits = [Edit("registration", clash[1], {"source": Source.LIST.value})]
    write(db, author, Intention("correct", workshop_id), edits, now=NOW)

    assert keeper(db, workshop_id) == clash[1]


def test_new_number_is_one_that_was_never_given(db, author, workshop_id, clash):
    registering.expect(db, author, workshop_id, AMINATA, now=NOW)
    last = max(line.registration.number for line in registrations.roster(db, workshop_id))

    done = renumber(db, author, clash[1], now=NOW)

    assert registrations.line(db, clash[1]).registration.number == last + 1
    assert (shared_here(db, workshop_id), done.count) == ([], 1)


def test_new_number_is_undone_like_everything(db, author, workshop_id, clash):
    renumber(db, author, clash[1], now=NOW)

    history.undo(db, author, now=NOW)

    assert registrations.line(db, clash[1]).registration.number == 1


def test_number_that_nobody_else_has_is_kept(db, author, workshop_id, clash):
    renumber(db, author, clash[1], now=NOW)

    for one in clash:
        with pytest.raises(NumberNotShared, match="keeps it"):
            renumber(db, author, one, now=NOW)
    numbers = [line.registration.number for line in registrations.lines(db, clash)]
    assert numbers == [1, 2]


def test_nobody_is_given_no_number(db, author):
    with pytest.raises(RegistrationUnknown):
        renumber(db, author, "nobody", now=NOW)
