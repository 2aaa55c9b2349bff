from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from app.domain.attendance import What
from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.domain.workshop import DEFAULT_THRESHOLD, Part, SessionState
from app.errors import (
    CityMissing,
    ThresholdWrong,
    TitleMissing,
    WorkshopAmbiguous,
    WorkshopCodeIssued,
    WorkshopCodeTaken,
    WorkshopDatesWrong,
    WorkshopTooLong,
    WorkshopUnknown,
)
from app.services.history import undo
from app.services.people.drafts import PersonDraft
from app.services.people.registering import add_walk_in
from app.services.workshop.workshop_facts import facts_of
from app.services.workshop.workshops import (
    Slot,
    WorkshopDraft,
    correct_workshop,
    create_workshop,
    find,
    next_code,
    propose_slots,
    set_slots,
)
from app.services.writing import Author, Edit, Intention, write
from app.store import attendance, entries, workshops
from tests.app.services.people_here import AMINATA, come, issue

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


@pytest.fixture
def correct(db, author, workshop_id):
    """Correct some facts: `correct(city="Ségou")` gives the outcome."""

    def correct(**changed):
        facts = replace(facts_of(workshops.get(db, workshop_id)), **changed)
        return correct_workshop(db, author, workshop_id, facts, now=NOW)

    return correct


class TestCorrecting:
    def test_every_fact_can_be_corrected(self, db, workshop_id, correct):
        wanted = {
            "title": Bilingual("les frontières", "borders"),
            "kind": Bilingual("atelier régional", "regional workshop"),
            "short": Bilingual("Frontières", "Borders"),
            "city": "Niamey",
            "country": "NE",
            "code": "2021-NIM-09",
            "venue": "Hôtel du Fleuve",
            "venue_en": "River Hotel",
            "programme": Bilingual("Programme Eau", "Water Programme"),
            "threshold": Fraction(2, 3),
            "certificate_kind": "completion",
            "discreet": True,
        }
        correct(**wanted)

        facts = facts_of(workshops.get(db, workshop_id))
        assert {name: getattr(facts, name) for name in wanted} == wanted

    def test_no_text_keeps_what_cannot_be_seen(self, db, workshop_id, correct):
        raw = Bilingual("Programme\u202e\n Eau", " Water  Programme ")
        correct(programme=raw, kind=raw, short=raw, title=raw)

        facts = facts_of(workshops.get(db, workshop_id))
        clean = Bilingual("Programme Eau", "Water Programme")
        assert (facts.programme, facts.kind, facts.short, facts.title) == (clean,) * 4

    def test_venue_is_said_in_the_language_that_there_is(self, db, workshop_id, correct):
        correct(venue="Hôtel du Fleuve")

        assert workshops.get(db, workshop_id).venue_in("en") == "Hôtel du Fleuve"

    def test_same_again_writes_nothing(self, correct):
        assert correct().touched == frozenset()

    def test_only_what_changed_is_written(self, db, correct):
        entry = entries.entry(db, correct(city=" Ségou ").entry)

        assert [change.field for change in entry.changes] == ["city"]

    def test_without_a_code_the_workshop_keeps_its_own(self, db, workshop_id, correct):
        correct(code="")

        assert workshops.get(db, workshop_id).code == "2021-BKO-03"

    @pytest.mark.parametrize(
        ("changed", "error"),
        [
            pytest.param({"title": Bilingual(" ")}, TitleMissing, id="no title"),
            pytest.param({"city": ""}, CityMissing, id="no city"),
            pytest.param({"ends_on": date(2021, 10, 12)}, WorkshopDatesWrong, id="dates"),
            pytest.param({"ends_on": date(2022, 10, 12)}, WorkshopTooLong, id="too long"),
            pytest.param({"threshold": Fraction(0)}, ThresholdWrong, id="no share"),
            pytest.param({"threshold": Fraction(3, 2)}, ThresholdWrong, id="more than all"),
            pytest.param({"code": "2021-BKO-01"}, WorkshopCodeTaken, id="code"),
        ],
    )
    def test_wrong_facts_are_refused_and_nothing_is_written(
        self, db, author, workshop_id, correct, changed, error
    ):
        create_workshop(db, author, DRAFT, now=NOW)
        before = entries.state_digest(db)

        with pytest.raises(error):
            correct(**changed)

        assert entries.state_digest(db) == before

    def test_workshop_that_is_not_here_is_refused(self, db, author):
        with pytest.raises(WorkshopUnknown):
            correct_workshop(db, author, "0" * 32, DRAFT, now=NOW)

    def test_code_on_certificates_stays(self, db, author, workshop_id, correct):
        come(db, author, workshop_id, AMINATA)
        issue(db, author, workshop_id)

        with pytest.raises(WorkshopCodeIssued, match="2021-BKO-03"):
            correct(code="2021-BKO-04")


class TestMovedDays:
    def test_workshop_that_moves_a_week_takes_its_half_days_and_marks_along(
        self, db, author, workshop_id, correct
    ):
        before = workshops.sessions(db, workshop_id)
        draft = PersonDraft(name="BA Awa", sex=Sex.FEMALE)
        add_walk_in(db, author, workshop_id, draft, session_id=before[0].id, now=NOW)
        week = timedelta(days=7)
        correct(starts_on=WEDNESDAY + week, ends_on=FRIDAY + week)

        after = workshops.sessions(db, workshop_id)
        assert [(one.id, one.on) for one in after] == [(one.id, one.on + week) for one in before]
        assert len(attendance.standings(db, workshop_id)) == 1

    def test_day_that_is_added_has_its_half_days(self, db, workshop_id, correct):
        set_before = slots(db, workshop_id)
        tuesday = date(2021, 10, 12)
        correct(starts_on=tuesday)

        assert slots(db, workshop_id) == [*((tuesday, part) for part in BOTH), *set_before]

    def test_day_that_goes_takes_its_half_days_with_it(self, db, workshop_id, correct):
        correct(ends_on=date(2021, 10, 14))

        assert {on for on, _ in slots(db, workshop_id)} == {WEDNESDAY, date(2021, 10, 14)}

    def test_friday_afternoon_that_was_taken_out_stays_out(self, db, author, workshop_id, correct):
        kept = propose_slots(WEDNESDAY, FRIDAY)[:-1]
        set_slots(db, author, workshop_id, kept, now=NOW)
        correct(starts_on=date(2021, 10, 12))

        assert (FRIDAY, Part.AFTERNOON) not in slots(db, workshop_id)

    def test_sitting_outside_the_days_stays(self, db, author, workshop_id, correct):
        kept = [*propose_slots(WEDNESDAY, FRIDAY), Slot(SUNDAY, Part.OTHER, label="Visite")]
        set_slots(db, author, workshop_id, kept, now=NOW)
        correct(ends_on=date(2021, 10, 14))

        assert (SUNDAY, Part.OTHER) in slots(db, workshop_id)

    def test_one_undo_brings_days_and_half_days_back(self, db, author, workshop_id, correct):
        before = slots(db, workshop_id)
        correct(starts_on=date(2021, 11, 2), ends_on=date(2021, 11, 3), city="Gao")

        undo(db, author, now=NOW)

        assert slots(db, workshop_id) == before
        assert workshops.get(db, workshop_id).city == "Bamako"


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

        friday = [Slot(FRIDAY, Part.MORNING)]
        set_slots(db, author, workshop_id, friday, now=NOW, hiding_marks=True)
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

    @pytest.mark.parametrize("name", ["", "Niamey"])
    def test_none_is_refused(self, db, workshop_id, name):
        with pytest.raises(WorkshopUnknown):
            find(db, name)

    def test_several_are_named(self, db, author, workshop_id):
        create_workshop(db, author, DRAFT, now=NOW)

        with pytest.raises(WorkshopAmbiguous, match="2021-BKO-01, 2021-BKO-03"):
            find(db, "2021")


def test_threshold_that_makes_no_sense_is_the_usual_one(db, author, workshop_id):
    """A damaged or foreign value shows as the rule, not as a crash."""
    fields = {"certificate_threshold": "1/0", "starts_on": "soon", "certificate_kind": None}
    edit = Edit("workshop", workshop_id, fields)

    write(db, Author("bb" * 16), Intention("workshop", workshop_id), [edit], now=NOW)

    found = workshops.get(db, workshop_id)
    assert (found.threshold, found.starts_on) == (DEFAULT_THRESHOLD, date.min)
    assert found.certificate_kind == "participation"
