from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.attendance import What
from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.domain.workshop import DEFAULT_THRESHOLD, Part, SessionState
from app.errors import TitleMissing, WorkshopCodeTaken, WorkshopDatesWrong, WorkshopUnknown
from app.services.drafts import PersonDraft
from app.services.history import undo
from app.services.registering import add_walk_in
from app.services.workshops import (
    Slot,
    WorkshopDraft,
    create_workshop,
    find,
    next_code,
    propose_slots,
    set_slots,
)
from app.services.writing import Author, Edit, Intention, write
from app.store import attendance, entries, workshops

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
WEDNESDAY, FRIDAY = date(2021, 10, 13), date(2021, 10, 15)
SATURDAY, SUNDAY = date(2021, 10, 16), date(2021, 10, 17)
DRAFT = WorkshopDraft(Bilingual("l’analyse", "analysis"), "Bamako", "ML", WEDNESDAY, FRIDAY)
BOTH = (Part.MORNING, Part.AFTERNOON)


def slots(db, workshop_id):
    return [(one.on, one.part) for one in workshops.sessions(db, workshop_id)]


class TestProposal:
    def test_every_working_day_has_two_halves(self):
        proposed = propose_slots(WEDNESDAY, date(2021, 10, 18))

        days = [WEDNESDAY, date(2021, 10, 14), FRIDAY, date(2021, 10, 18)]
        assert proposed == [Slot(day, part) for day in days for part in BOTH]

    def test_weekend_workshop_is_held_at_the_weekend(self):
        assert {slot.on for slot in propose_slots(SATURDAY, SUNDAY)} == {SATURDAY, SUNDAY}


class TestCreating:
    def test_workshop_has_its_half_days_in_one_entry(self, db, author):
        outcome = create_workshop(db, author, DRAFT, now=NOW)

        found = workshops.get(db, outcome.subject)
        assert (found.city, found.starts_on, found.ends_on) == ("Bamako", WEDNESDAY, FRIDAY)
        assert (found.threshold, found.discreet) == (DEFAULT_THRESHOLD, False)
        assert len(slots(db, found.id)) == 6
        assert [entry.id for entry in entries.all_entries(db)[0]] == [outcome.entry]

    def test_half_days_that_are_given_are_kept(self, db, author):
        draft = replace(DRAFT, slots=[Slot(FRIDAY, Part.MORNING, counts=False, label="Clôture")])

        workshop_id = create_workshop(db, author, draft, now=NOW).subject

        (session,) = workshops.sessions(db, workshop_id)
        assert (session.on, session.label, session.counts) == (FRIDAY, "Clôture", False)
        assert session.state is SessionState.PLANNED

    def test_without_a_code_the_next_free_one_is_given(self, db, author):
        codes = [create_workshop(db, author, DRAFT, now=NOW).name for _ in range(2)]
        niamey = replace(DRAFT, city="Niamey", country="NE")

        assert codes == ["2021-BKO-01", "2021-BKO-02"]
        assert create_workshop(db, author, niamey, now=NOW).name == "2021-NIM-01"
        assert next_code(db, "Bamako", date(2022, 1, 10)) == "2022-BKO-01"

    @pytest.mark.parametrize(
        ("draft", "error"),
        [
            pytest.param(replace(DRAFT, title=Bilingual()), TitleMissing, id="no title"),
            pytest.param(
                replace(DRAFT, ends_on=date(2021, 10, 12)), WorkshopDatesWrong, id="dates"
            ),
            pytest.param(replace(DRAFT, code="2021-BKO-07"), WorkshopCodeTaken, id="code"),
        ],
    )
    def test_wrong_draft_is_refused_and_nothing_is_written(self, db, author, draft, error):
        create_workshop(db, author, replace(DRAFT, code="2021-BKO-07"), now=NOW)

        with pytest.raises(error):
            create_workshop(db, author, draft, now=NOW)

        assert len(workshops.all_(db)) == 1

    def test_one_day_workshop_is_no_mistake(self, db, author):
        draft = replace(DRAFT, ends_on=WEDNESDAY)

        workshop_id = create_workshop(db, author, draft, now=NOW).subject

        assert slots(db, workshop_id) == [(WEDNESDAY, part) for part in BOTH]

    def test_creating_is_undone_whole(self, db, author):
        workshop_id = create_workshop(db, author, DRAFT, now=NOW).subject

        undo(db, author, now=NOW)

        assert workshops.get(db, workshop_id) is None
        assert slots(db, workshop_id) == []


class TestHalfDays:
    def test_those_that_stay_keep_their_identity(self, db, author, workshop_id):
        before = workshops.sessions(db, workshop_id)

        set_slots(db, author, workshop_id, [Slot(WEDNESDAY, Part.MORNING)], now=NOW)

        assert [one.id for one in workshops.sessions(db, workshop_id)] == [before[0].id]

    def test_they_come_in_the_order_of_the_days(self, db, author, workshop_id):
        wanted = [Slot(FRIDAY, Part.OTHER), Slot(FRIDAY, Part.MORNING), Slot(WEDNESDAY, Part.OTHER)]

        set_slots(db, author, workshop_id, wanted, now=NOW)

        assert slots(db, workshop_id) == [
            (WEDNESDAY, Part.OTHER),
            (FRIDAY, Part.MORNING),
            (FRIDAY, Part.OTHER),
        ]

    def test_label_and_counting_are_changed_in_place(self, db, author, workshop_id):
        wanted = [Slot(WEDNESDAY, Part.MORNING, counts=False, label="Ouverture")]

        set_slots(db, author, workshop_id, wanted, now=NOW)

        (session,) = workshops.sessions(db, workshop_id)
        assert (session.counts, session.label) == (False, "Ouverture")

    def test_two_other_sittings_of_a_day_are_two(self, db, author, workshop_id):
        wanted = [Slot(FRIDAY, Part.OTHER, label=label) for label in ("Dîner", "Visite")]
        set_slots(db, author, workshop_id, wanted, now=NOW)

        outcome = set_slots(db, author, workshop_id, wanted, now=NOW)

        labels = {one.label for one in workshops.sessions(db, workshop_id)}
        assert labels == {"Dîner", "Visite"}
        assert outcome.touched == frozenset()

    def test_one_that_goes_takes_its_marks_with_it_and_brings_them_back(
        self, db, author, workshop_id
    ):
        morning = workshops.sessions(db, workshop_id)[0].id
        draft = PersonDraft(name="BA Awa", sex=Sex.FEMALE)
        awa = add_walk_in(db, author, workshop_id, draft, session_id=morning, now=NOW).subject

        set_slots(db, author, workshop_id, [Slot(FRIDAY, Part.MORNING)], now=NOW)
        assert attendance.standings(db, workshop_id) == {}

        undo(db, author, now=NOW)
        assert attendance.standings(db, workshop_id)[awa, morning].what is What.PRESENT


class TestFinding:
    @pytest.mark.parametrize("name", ["2021-BKO-03", "2021-bko-03", "2021-BKO", "2021"])
    def test_by_code_or_its_start(self, db, workshop_id, name):
        assert find(db, name).id == workshop_id

    def test_by_id_or_its_start(self, db, workshop_id):
        assert find(db, workshop_id).id == find(db, workshop_id[:12]).id == workshop_id

    def test_whole_code_is_preferred_to_the_start_of_another(self, db, author, workshop_id):
        create_workshop(db, author, replace(DRAFT, code="2021-BKO-031"), now=NOW)

        assert find(db, "2021-BKO-03").id == workshop_id

    @pytest.mark.parametrize("name", ["", "2021", "Niamey"])
    def test_several_or_none_is_refused(self, db, author, workshop_id, name):
        create_workshop(db, author, DRAFT, now=NOW)

        with pytest.raises(WorkshopUnknown):
            find(db, name)


def test_threshold_that_makes_no_sense_is_the_usual_one(db, author, workshop_id):
    """A damaged or foreign value shows as the rule, not as a crash."""
    fields = {"certificate_threshold": "1/0", "starts_on": "soon", "certificate_kind": None}
    edit = Edit("workshop", workshop_id, fields)

    write(db, Author("bb" * 16), Intention("workshop", workshop_id), [edit], now=NOW)

    found = workshops.get(db, workshop_id)
    assert (found.threshold, found.starts_on) == (DEFAULT_THRESHOLD, date.min)
    assert found.certificate_kind == "participation"
