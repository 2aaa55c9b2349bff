from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.attendance import What
from app.domain.people import Sex
from app.domain.workshop import Part
from app.errors import AttendanceWouldGo
from app.services.people.drafts import PersonDraft
from app.services.people.registering import add_walk_in
from app.services.workshop.workshop_facts import facts_of
from app.services.workshop.workshops import Slot, correct_workshop, propose_slots, set_slots
from app.services.writing import Edit, Intention, write
from app.store import attendance, entries, workshops

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
WEDNESDAY, FRIDAY = date(2021, 10, 13), date(2021, 10, 15)


@pytest.fixture
def awa_on_friday(db, author, workshop_id):
    """Somebody who came on Friday morning: her registration and the half-day's id."""
    friday = workshops.sessions(db, workshop_id)[4].id
    draft = PersonDraft(name="BA Awa", sex=Sex.FEMALE)
    awa = add_walk_in(db, author, workshop_id, draft, session_id=friday, now=NOW).subject
    return awa, friday


@pytest.fixture
def correct(db, author, workshop_id):
    """Correct some facts: `correct(city="Ségou")` gives the outcome."""

    def correct(*, hiding_marks=False, **changed):
        facts = replace(facts_of(workshops.get(db, workshop_id)), **changed)
        return correct_workshop(db, author, workshop_id, facts, now=NOW, hiding_marks=hiding_marks)

    return correct


def test_day_with_attendance_does_not_go_without_a_word(db, workshop_id, correct, awa_on_friday):
    before = entries.state_digest(db)

    with pytest.raises(AttendanceWouldGo) as told:
        correct(ends_on=date(2021, 10, 14))

    assert told.value.facts == {"days": "on\u00a015\u00a0October\u00a02021"}
    assert entries.state_digest(db) == before


def test_attendance_of_somebody_removed_keeps_no_day(
    db, author, workshop_id, correct, awa_on_friday
):
    gone = Edit("registration", awa_on_friday[0], {"deleted": True})
    write(db, author, Intention("register", workshop_id), [gone], now=NOW)
    correct(ends_on=date(2021, 10, 14))

    assert len(workshops.sessions(db, workshop_id)) == 4


def test_day_that_comes_back_brings_its_half_days_and_marks(
    db, workshop_id, correct, awa_on_friday
):
    before = workshops.sessions(db, workshop_id)
    correct(ends_on=date(2021, 10, 14), hiding_marks=True)
    assert attendance.standings(db, workshop_id) == {}

    correct(ends_on=FRIDAY)

    assert workshops.sessions(db, workshop_id) == before
    assert attendance.standings(db, workshop_id)[awa_on_friday].what is What.PRESENT


def test_half_day_that_comes_back_counts_no_more_than_before(db, author, workshop_id, correct):
    wanted = [
        *propose_slots(WEDNESDAY, FRIDAY)[:-1],
        Slot(FRIDAY, Part.AFTERNOON, counts=False, label="Fin"),
    ]
    set_slots(db, author, workshop_id, wanted, now=NOW)
    before = workshops.sessions(db, workshop_id)
    correct(ends_on=date(2021, 10, 14))
    correct(ends_on=FRIDAY)

    assert workshops.sessions(db, workshop_id) == before


def test_one_with_marks_does_not_go_without_a_word(db, author, workshop_id, awa_on_friday):
    with pytest.raises(AttendanceWouldGo):
        set_slots(db, author, workshop_id, [Slot(WEDNESDAY, Part.MORNING)], now=NOW)

    assert len(workshops.sessions(db, workshop_id)) == 6


def test_one_that_is_held_again_is_the_same_one_with_its_marks(
    db, author, workshop_id, awa_on_friday
):
    wednesday = [Slot(WEDNESDAY, Part.MORNING)]
    set_slots(db, author, workshop_id, wednesday, now=NOW, hiding_marks=True)
    friday = Slot(FRIDAY, Part.MORNING, counts=False, label="Bilan")
    set_slots(db, author, workshop_id, [*wednesday, friday], now=NOW)

    again = workshops.sessions(db, workshop_id)[1]
    assert (again.id, again.counts, again.label) == (awa_on_friday[1], False, "Bilan")
    assert attendance.standings(db, workshop_id)[awa_on_friday].is_present


def test_of_two_that_went_the_one_with_marks_comes_back(db, author, workshop_id, awa_on_friday):
    """As an earlier release left them: it made a half-day anew."""
    wednesday = [Slot(WEDNESDAY, Part.MORNING)]
    place = {"workshop": workshop_id, "on": FRIDAY.isoformat(), "part": "morning"}
    twins = [Edit("session", one * 32, place | {"deleted": True}) for one in "0f"]
    write(db, author, Intention("sessions", workshop_id), twins, now=NOW)
    set_slots(db, author, workshop_id, wednesday, now=NOW, hiding_marks=True)
    set_slots(db, author, workshop_id, [*wednesday, Slot(FRIDAY, Part.MORNING)], now=NOW)

    assert workshops.sessions(db, workshop_id)[1].id == awa_on_friday[1]
