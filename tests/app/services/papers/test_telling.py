import pytest

from app.domain.attendance import What
from app.domain.people import Sex
from app.services.papers.telling import day_in_short
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.people.drafts import PersonDraft
from app.store import workshops
from tests.app.services.people_here import NOW


@pytest.fixture
def told(db, workshop_id):
    """The message of a half-day's day: `told(0)`."""

    def told(position=0, language="fr"):
        workshop = workshops.get(db, workshop_id)
        session = workshops.sessions(db, workshop_id)[position]
        return day_in_short(db, workshop, session, language)

    return told


@pytest.fixture
def two_listed(db, author, workshop_id):
    """Two people on the list; their registrations."""
    return [
        registering.expect(db, author, workshop_id, PersonDraft(name, sex), now=NOW).subject
        for name, sex in (("Aminata KONATÉ", Sex.FEMALE), ("Salif KONÉ", Sex.MALE))
    ]


def mark(db, author, workshop_id, registration, position, what=What.PRESENT):
    session = workshops.sessions(db, workshop_id)[position].id
    seen = [Observation(registration, session, what)]
    attending.take_attendance(db, author, workshop_id, seen, now=NOW)


def test_message_counts_the_day_and_not_the_half_day(db, author, workshop_id, two_listed, told):
    aminata, salif = two_listed
    mark(db, author, workshop_id, aminata, 0)
    mark(db, author, workshop_id, salif, 1)

    assert told(0) == told(1)
    assert told(0) == "J1 Bamako : 2 présents (F 1, M 1). 2 venus sur 2 attendus."


def test_other_day_counts_its_own(db, author, workshop_id, two_listed, told):
    aminata, salif = two_listed
    mark(db, author, workshop_id, aminata, 2)
    mark(db, author, workshop_id, salif, 2, What.EXCUSED)

    assert told(2, "en") == "D2 Bamako: 1 present (F 1, M 0). 1 of 2 expected came, 1 excused."


def test_walk_ins_stand_apart_from_the_list(db, author, workshop_id, two_listed, told):
    first = workshops.sessions(db, workshop_id)[0].id
    mark(db, author, workshop_id, two_listed[0], 0)
    walk_in = PersonDraft("Awa DIARRA", Sex.FEMALE)
    registering.add_walk_in(db, author, workshop_id, walk_in, session_id=first, now=NOW)

    assert told() == (
        "J1 Bamako : 2 présents (F 2, M 0), dont 1 hors liste. 1 venu sur 2 attendus."
    )


def test_place_that_was_taken_over_is_expected_once(db, author, workshop_id, two_listed, told):
    first = workshops.sessions(db, workshop_id)[0].id
    instead = PersonDraft("Issa BA", Sex.MALE)
    registering.replace_by(db, author, two_listed[1], instead, session_id=first, now=NOW)

    assert told() == "J1 Bamako : 1 présent (F 0, M 1). 1 venu sur 2 attendus."


def test_who_is_excused_for_half_a_day_and_comes_for_the_other_is_there(
    db, author, workshop_id, two_listed, told
):
    mark(db, author, workshop_id, two_listed[0], 0, What.EXCUSED)
    mark(db, author, workshop_id, two_listed[0], 1)

    assert told() == "J1 Bamako : 1 présent (F 1, M 0). 1 venu sur 2 attendus."
