from datetime import UTC, datetime, timedelta

import pytest

from app.domain.attendance import Seen, Standing, What
from app.domain.people import Sex
from app.domain.registration import Status
from app.domain.workshop import SessionState
from app.errors import (
    NumbersShared,
    NumberUnknown,
    PersonAmbiguous,
    PersonUnknown,
    ReasonNeeded,
    SessionUnknown,
)
from app.services.history import undo
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.people.drafts import PersonDraft
from app.services.writing import Edit, Intention, write
from app.store import attendance, entries, registrations, workshops

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
PRESENT, ABSENT, EXCUSED = What.PRESENT, What.ABSENT, What.EXCUSED
NAMES = ("BA Awa", "KONÉ Salif", "TRAORÉ Moussa", "DIARRA Kalifa")


@pytest.fixture
def people(db, author, workshop_id):
    """Four who have come, with the numbers 1 to 4."""
    return [
        registering.add_walk_in(
            db, author, workshop_id, PersonDraft(name=name, sex=Sex.MALE), now=NOW
        ).subject
        for name in NAMES
    ]


@pytest.fixture
def morning(db, workshop_id):
    return workshops.sessions(db, workshop_id)[0].id


@pytest.fixture
def take(db, author, workshop_id, morning):
    """Note `what` of one registration this morning."""

    def take(registration, what, **more):
        how = {name: more.pop(name) for name in ("source", "why", "now") if name in more}
        seen = [Observation(registration, morning, what, **more)]
        return attending.take_attendance(db, author, workshop_id, seen, **({"now": NOW} | how))

    return take


def standings(db, workshop_id):
    return {key[0]: known for key, known in attendance.standings(db, workshop_id).items()}


def whats(db, workshop_id):
    return {one: known.what for one, known in standings(db, workshop_id).items()}


def count_entries(db):
    return len(entries.all_entries(db)[0])


class TestMarks:
    def test_nobody_is_absent_before_somebody_says_so(self, db, workshop_id, people):
        assert standings(db, workshop_id) == {}

    def test_later_word_takes_the_place_of_the_earlier(self, db, workshop_id, people, take):
        take(people[0], ABSENT)

        take(people[0], PRESENT, late=True)

        assert standings(db, workshop_id) == {people[0]: Standing(PRESENT, late=True)}
        assert len(attendance.marks(db, workshop_id)) == 1

    def test_nothing_is_overwritten(self, db, people, take):
        take(people[0], ABSENT)
        take(people[0], PRESENT)

        assert db.value("SELECT count(*) FROM marks") == 2

    def test_saying_it_again_writes_nothing(self, db, people, take):
        take(people[0], PRESENT)
        before = count_entries(db)

        outcome = take(people[0], PRESENT, now=NOW + timedelta(minutes=5))

        assert outcome.touched == frozenset()
        assert count_entries(db) == before

    def test_screen_adds_nothing_to_what_the_sheet_says(self, db, workshop_id, people, take):
        take(people[0], PRESENT, source=Seen.SIGNED_SHEET)

        take(people[0], PRESENT)

        (mark,) = attendance.marks(db, workshop_id)
        assert mark.source is Seen.SIGNED_SHEET

    def test_sheet_confirms_what_the_screen_says(self, db, workshop_id, people, take):
        take(people[0], PRESENT)

        take(people[0], PRESENT, source=Seen.SIGNED_SHEET)

        (mark,) = attendance.marks(db, workshop_id)
        assert mark.source is Seen.SIGNED_SHEET

    def test_person_named_twice_is_what_was_said_last(
        self, db, author, workshop_id, people, morning
    ):
        seen = [Observation(people[0], morning, what) for what in (ABSENT, PRESENT)]

        outcome = attending.take_attendance(db, author, workshop_id, seen, now=NOW)

        assert outcome.count == 1
        assert standings(db, workshop_id) == {people[0]: Standing(PRESENT)}

    def test_many_are_one_entry(self, db, author, workshop_id, people, morning):
        before = count_entries(db)
        seen = [Observation(one, morning, PRESENT) for one in people]

        outcome = attending.take_attendance(db, author, workshop_id, seen, now=NOW)

        assert (outcome.count, count_entries(db)) == (4, before + 1)

    def test_cleared_is_not_entered(self, db, author, workshop_id, people, take, morning):
        take(people[0], PRESENT)
        take(people[1], PRESENT)

        outcome = attending.clear_marks(db, author, morning, [people[0]], now=NOW)

        assert outcome.count == 1
        assert whats(db, workshop_id) == {people[1]: PRESENT}

    def test_who_was_only_expected_and_is_seen_has_come(self, db, author, workshop_id, take):
        draft = PersonDraft(name="BA Awa")
        awa = registering.expect(db, author, workshop_id, draft, now=NOW).subject

        take(awa, PRESENT, source=Seen.SIGNED_SHEET)

        found = registrations.line(db, awa).registration
        assert (found.status, found.arrived_at) == (Status.REGISTERED, "")

    def test_who_was_only_expected_and_is_absent_has_not_come(self, db, author, workshop_id, take):
        draft = PersonDraft(name="BA Awa")
        awa = registering.expect(db, author, workshop_id, draft, now=NOW).subject

        take(awa, ABSENT)

        assert registrations.line(db, awa).registration.status is Status.INVITED


class TestNumbers:
    """From the signed sheet, by the numbers on it."""

    def enter(self, db, author, session, **numbers):
        return attending.take_numbers(db, author, session, now=NOW, **numbers)

    def test_sheet_is_entered_by_its_numbers(self, db, author, workshop_id, people, morning):
        self.enter(db, author, morning, present=[1, 2], absent=[3], excused=[4])

        assert whats(db, workshop_id) == dict(
            zip(people, (PRESENT, PRESENT, ABSENT, EXCUSED), strict=True)
        )
        assert {mark.source for mark in attendance.marks(db, workshop_id)} == {Seen.SIGNED_SHEET}

    def test_whole_page_with_its_exceptions(self, db, author, workshop_id, people, morning):
        self.enter(db, author, morning, present=range(1, 5), excused=[2, 3], absent=[3])

        found = whats(db, workshop_id)
        assert [found[one] for one in people] == [PRESENT, EXCUSED, ABSENT, PRESENT]

    def test_number_that_nobody_has_enters_nothing(self, db, author, workshop_id, people, morning):
        with pytest.raises(NumberUnknown) as caught:
            self.enter(db, author, morning, present=[1, 2, 9], absent=[12])

        assert caught.value.facts["numbers"] == "9, 12"
        assert standings(db, workshop_id) == {}

    def test_number_that_two_have_enters_nothing(self, db, author, workshop_id, people, morning):
        """Two laptops gave one number each: a guess would certify the wrong person."""
        twin = Edit("registration", people[3], {"number": 2})
        write(db, author, Intention("correct", workshop_id), [twin], now=NOW)

        with pytest.raises(NumbersShared) as caught:
            self.enter(db, author, morning, present=[1, 2])

        assert caught.value.facts["numbers"] == "2"
        assert standings(db, workshop_id) == {}

    def test_sheet_corrects_the_screen(self, db, author, workshop_id, people, take, morning):
        """SC-22: twenty-eight on the screen, twenty-seven signatures."""
        take(people[2], PRESENT)

        self.enter(db, author, morning, present=[1, 2, 4], absent=[3])

        assert whats(db, workshop_id)[people[2]] is ABSENT


class TestHalfDays:
    @pytest.fixture
    def closed(self, db, author, people, take, morning):
        take(people[0], PRESENT)
        attending.close_session(db, author, morning, rest=None, now=NOW)

    @pytest.mark.usefixtures("closed")
    def test_closed_half_day_is_corrected_with_a_reason_only(self, db, workshop_id, people, take):
        with pytest.raises(ReasonNeeded):
            take(people[0], ABSENT)
        assert whats(db, workshop_id) == {people[0]: PRESENT}

        outcome = take(people[0], ABSENT, why="not on the sheet")

        assert entries.entry(db, outcome.entry).why == "not on the sheet"
        assert whats(db, workshop_id) == {people[0]: ABSENT}

    @pytest.mark.usefixtures("closed")
    def test_closed_half_day_is_cleared_with_a_reason_only(
        self, db, author, workshop_id, people, morning
    ):
        with pytest.raises(ReasonNeeded):
            attending.clear_marks(db, author, morning, people, now=NOW)

        attending.clear_marks(db, author, morning, people, now=NOW, why="wrong half-day")

        assert standings(db, workshop_id) == {}

    @pytest.mark.usefixtures("closed")
    def test_closed_half_day_opens_again(self, db, author, people, take, morning):
        attending.open_session(db, author, morning, now=NOW)

        take(people[0], ABSENT)

        assert workshops.session(db, morning).state is SessionState.OPEN

    @pytest.mark.parametrize(
        ("rest", "left"),
        [
            pytest.param(ABSENT, ABSENT, id="absent"),
            pytest.param(PRESENT, PRESENT, id="present"),
            pytest.param(None, None, id="left not entered"),
        ],
    )
    def test_closing_says_what_the_rest_is(
        self, db, author, workshop_id, people, take, morning, rest, left
    ):
        take(people[0], EXCUSED)

        attending.close_session(db, author, morning, rest=rest, now=NOW)

        found = whats(db, workshop_id)
        assert [found.get(one) for one in people] == [EXCUSED, left, left, left]
        assert workshops.session(db, morning).state is SessionState.CLOSED

    def test_who_never_came_is_not_made_absent(self, db, author, workshop_id, people, morning):
        draft = PersonDraft(name="N’DIAYE Fatou")
        awaited = registering.expect(db, author, workshop_id, draft, now=NOW).subject

        attending.close_session(db, author, morning, rest=ABSENT, now=NOW)

        assert awaited not in standings(db, workshop_id)

    def test_closing_is_one_entry_and_undone_as_one(self, db, author, workshop_id, people, morning):
        before = count_entries(db)

        attending.close_session(db, author, morning, rest=ABSENT, now=NOW)
        assert count_entries(db) == before + 1
        undo(db, author, now=NOW)

        assert standings(db, workshop_id) == {}
        assert workshops.session(db, morning).state is SessionState.PLANNED

    def test_answer_given_when_closing_yields_to_what_was_seen(
        self, db, author, workshop_id, people, take, morning
    ):
        attending.close_session(db, author, morning, rest=ABSENT, now=NOW)

        take(people[1], PRESENT, why="was in the corridor")

        assert whats(db, workshop_id)[people[1]] is PRESENT

    def test_everyone_who_came_is_marked_and_nobody_else_touched(
        self, db, author, workshop_id, people, take, morning
    ):
        take(people[0], ABSENT)

        outcome = attending.mark_everyone(db, author, morning, now=NOW)

        assert outcome.count == 3
        assert whats(db, workshop_id) == dict.fromkeys(people, PRESENT) | {people[0]: ABSENT}

    def test_not_entered_lists_those_who_came_and_are_not_marked(self, db, people, take, morning):
        take(people[0], PRESENT)

        left = attending.not_entered(db, morning)

        assert [line.person.name for line in left] == list(NAMES[1:])

    def test_unknown_half_day_is_refused(self, db, author):
        with pytest.raises(SessionUnknown):
            attending.open_session(db, author, "00" * 16, now=NOW)


class TestByName:
    def test_number_that_only_a_withdrawn_person_shares_means_who_is_on_the_sheet(
        self, db, author, workshop_id, people, morning
    ):
        edits = [Edit("registration", people[1], {"number": 1})]
        write(db, author, Intention("correct", workshop_id), edits, now=NOW)
        registering.set_status(db, author, [people[1]], Status.WITHDRAWN, now=NOW)

        attending.take_numbers(db, author, morning, present=[1], now=NOW)

        assert [mark.registration for mark in attendance.marks_at(db, morning)] == [people[0]]

    def test_words_of_a_name_count_in_any_order_and_without_accents(
        self, db, author, people, morning
    ):
        named = {"salif kone": PRESENT, "BA Awa": ABSENT}

        attending.take_people(db, author, morning, named, now=NOW)

        marks = {mark.registration: mark.what for mark in attendance.marks_at(db, morning)}
        assert marks == {people[1]: PRESENT, people[0]: ABSENT}

    def test_namesakes_are_told_apart_by_their_ids(self, db, author, workshop_id, people, morning):
        draft = PersonDraft(name="Awa BÂ", sex=Sex.FEMALE)
        other = registering.add_walk_in(db, author, workshop_id, draft, now=NOW).subject
        with pytest.raises(PersonAmbiguous) as refused:
            attending.take_people(db, author, morning, {"Awa Ba": PRESENT}, now=NOW)

        attending.take_people(db, author, morning, {other: PRESENT}, now=NOW)

        assert people[0] in refused.value.message
        assert [mark.registration for mark in attendance.marks_at(db, morning)] == [other]

    def test_name_of_nobody_enters_nothing(self, db, author, people, morning):
        with pytest.raises(PersonUnknown):
            attending.take_people(
                db, author, morning, {"BA Awa": PRESENT, "Nobody": PRESENT}, now=NOW
            )

        assert attendance.marks_at(db, morning) == []
