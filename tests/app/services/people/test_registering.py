from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.attendance import What
from app.domain.bilingual import Bilingual
from app.domain.links import Decision, clusters
from app.domain.outcome import Topic
from app.domain.people import Sex
from app.domain.registration import Category, Source, Status
from app.domain.statistics import Count, participants
from app.errors import NameMissing, RegistrationUnknown, SexMissing
from app.services.history import undo
from app.services.people import registering
from app.services.people.drafts import PersonDraft, draft_of
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.services.writing import Edit, Intention, write
from app.store import attendance, entries, links, registrations, workshops

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
DIARRA = PersonDraft(name="DIARRA Kalifa", sex=Sex.MALE, organisation="Police")
AWA = PersonDraft(name="BA Awa", sex=Sex.FEMALE, organisation="Police", function="Greffière")


@pytest.fixture
def diarra(db, author, workshop_id):
    return registering.expect(db, author, workshop_id, DIARRA, now=NOW).subject


@pytest.fixture
def morning(db, workshop_id):
    return workshops.sessions(db, workshop_id)[0].id


@pytest.fixture
def second_workshop(db, author):
    draft = WorkshopDraft(
        Bilingual("l’analyse"), "Niamey", "NE", date(2021, 11, 3), date(2021, 11, 4)
    )
    return create_workshop(db, author, draft, now=NOW).subject


def line(db, registration_id):
    return registrations.line(db, registration_id)


def registration(db, registration_id):
    return line(db, registration_id).registration


def names(db, workshop_id):
    return [one.person.name for one in registrations.roster(db, workshop_id)]


class TestExpecting:
    def test_invited_person_is_on_the_list_and_not_here(self, db, diarra):
        found = registration(db, diarra)

        assert (found.status, found.source, found.number) == (Status.INVITED, Source.LIST, 1)
        assert found.is_expected
        assert not found.is_here

    def test_sex_may_still_be_unknown(self, db, author, workshop_id):
        draft = replace(DIARRA, sex=None)

        subject = registering.expect(db, author, workshop_id, draft, now=NOW).subject

        assert line(db, subject).person.sex is None

    @pytest.mark.parametrize("name", ["", "  ", "\u00a0", "\u200b"])
    def test_name_is_needed_and_nothing_is_written_without(self, db, author, workshop_id, name):
        with pytest.raises(NameMissing):
            registering.expect(db, author, workshop_id, PersonDraft(name=name), now=NOW)

        assert names(db, workshop_id) == []

    def test_numbers_follow_each_other(self, db, author, workshop_id, diarra):
        second = registering.expect(db, author, workshop_id, AWA, now=NOW).subject

        assert registration(db, second).number == 2

    def test_number_of_a_line_that_was_taken_back_is_not_given_again(self, db, author, workshop_id):
        registering.expect(db, author, workshop_id, DIARRA, now=NOW)
        undo(db, author, now=NOW)

        awa = registering.expect(db, author, workshop_id, AWA, now=NOW).subject

        assert registration(db, awa).number == 2


class TestRegistering:
    def test_arrival_is_one_entry_with_its_presence(self, db, author, workshop_id, diarra, morning):
        before = len(entries.all_entries(db)[0])

        outcome = registering.register(db, author, diarra, session_id=morning, now=NOW)

        assert len(entries.all_entries(db)[0]) == before + 1
        assert outcome.touched == {Topic.REGISTRATIONS, Topic.ATTENDANCE}
        assert (outcome.subject, outcome.name) == (diarra, "DIARRA Kalifa")
        assert registration(db, diarra).arrived_at == "2021-10-13T08:31"
        assert attendance.standings(db, workshop_id)[diarra, morning].what is What.PRESENT

    def test_late_comer_is_late_at_this_half_day(self, db, author, workshop_id, diarra, morning):
        registering.register(db, author, diarra, session_id=morning, late=True, now=NOW)

        assert attendance.standings(db, workshop_id)[diarra, morning].late

    def test_registering_again_is_harmless(self, db, author, workshop_id, diarra, morning):
        registering.register(db, author, diarra, session_id=morning, now=NOW)

        later = NOW + timedelta(hours=1)
        outcome = registering.register(db, author, diarra, session_id=morning, now=later)

        assert outcome.touched == frozenset()
        assert registration(db, diarra).arrived_at == "2021-10-13T08:31"
        assert len(attendance.marks(db, workshop_id)) == 1

    def test_who_is_no_longer_on_the_list_cannot_arrive(self, db, author, workshop_id, diarra):
        undo(db, author, now=NOW)

        with pytest.raises(RegistrationUnknown):
            registering.register(db, author, diarra, now=NOW)


class TestWalkIns:
    """SC-13 and SC-16 of the field practice."""

    def test_walk_in_is_here_with_the_next_number(self, db, author, workshop_id, diarra, morning):
        outcome = registering.add_walk_in(db, author, workshop_id, AWA, session_id=morning, now=NOW)

        found = registration(db, outcome.subject)
        assert (found.source, found.status, found.number) == (
            Source.WALK_IN,
            Status.REGISTERED,
            2,
        )
        assert found.function == "Greffière"
        assert (outcome.subject, morning) in attendance.standings(db, workshop_id)

    def test_sex_is_asked_and_never_guessed(self, db, author, workshop_id):
        draft = replace(AWA, civility="Mme", sex=None)

        with pytest.raises(SexMissing):
            registering.add_walk_in(db, author, workshop_id, draft, now=NOW)

        assert names(db, workshop_id) == []

    def test_new_organisation_is_known_from_then_on(self, db, author, workshop_id):
        draft = replace(AWA, organisation="Eaux et forêts")
        first = registering.add_walk_in(db, author, workshop_id, draft, now=NOW).subject

        again = replace(DIARRA, organisation="EAUX ET FORETS")
        second = registering.add_walk_in(db, author, workshop_id, again, now=NOW).subject

        assert line(db, first).organisation_name() == "Eaux et forêts"
        assert registration(db, first).organisation == registration(db, second).organisation

    def test_one_box_takes_a_name_whose_parts_nobody_knows(self, db, author, workshop_id):
        draft = PersonDraft(name="  Souley \u00a0Boubacar ", sex=Sex.MALE)

        subject = registering.add_walk_in(db, author, workshop_id, draft, now=NOW).subject

        person = line(db, subject).person
        assert (person.name, person.family, person.given) == ("Souley Boubacar", "", "")

    def test_one_word_is_a_name(self, db, author, workshop_id):
        draft = PersonDraft(name="Souley", sex=Sex.MALE)

        subject = registering.add_walk_in(db, author, workshop_id, draft, now=NOW).subject

        assert line(db, subject).person.name == "Souley"

    def test_observer_is_no_participant(self, db, author, workshop_id):
        draft = replace(AWA, category=Category.OBSERVER)

        registering.add_walk_in(db, author, workshop_id, draft, now=NOW)

        assert participants(registrations.roster(db, workshop_id)) == Count()


class TestReplacing:
    """SC-14 and SC-15 of the field practice."""

    def test_newcomer_stands_in_the_place_of_the_expected_person(
        self, db, author, workshop_id, diarra, morning
    ):
        newcomer = registering.replace_by(
            db, author, diarra, AWA, session_id=morning, now=NOW
        ).subject

        old, new = registration(db, diarra), registration(db, newcomer)
        assert (old.status, old.replaced_by) == (Status.REPLACED, newcomer)
        assert (new.status, new.replaces, new.source) == (
            Status.REGISTERED,
            diarra,
            Source.LIST,
        )
        assert set(attendance.standings(db, workshop_id)) == {(newcomer, morning)}

    def test_place_is_counted_once_with_the_sex_of_the_newcomer(
        self, db, author, workshop_id, diarra
    ):
        registering.replace_by(db, author, diarra, AWA, now=NOW)

        assert participants(registrations.roster(db, workshop_id)) == Count(women=1)

    def test_replacement_is_one_entry(self, db, author, workshop_id, diarra):
        before = len(entries.all_entries(db)[0])

        registering.replace_by(db, author, diarra, AWA, now=NOW)

        assert len(entries.all_entries(db)[0]) == before + 1

    def test_replaced_person_who_comes_too_counts_as_a_walk_in(
        self, db, author, workshop_id, diarra
    ):
        registering.replace_by(db, author, diarra, AWA, now=NOW)

        registering.register(db, author, diarra, now=NOW)

        found = registration(db, diarra)
        assert (found.status, found.source) == (Status.REGISTERED, Source.WALK_IN)
        assert participants(registrations.roster(db, workshop_id)) == Count(women=1, men=1)

    def test_sex_of_the_newcomer_is_needed(self, db, author, diarra):
        with pytest.raises(SexMissing):
            registering.replace_by(db, author, diarra, replace(AWA, sex=None), now=NOW)

        assert registration(db, diarra).status is Status.INVITED


class TestCorrecting:
    def test_only_what_changed_is_written(self, db, author, diarra):
        draft = replace(draft_of(line(db, diarra)), name="DIARRA Kalifa Moussa")

        outcome = registering.correct(db, author, diarra, draft, now=NOW, why="passport")

        entry = entries.entry(db, outcome.entry)
        assert {change.field for change in entry.changes} == {"name", "given"}
        assert entry.why == "passport"

    def test_form_that_changes_nothing_writes_nothing(self, db, author, diarra):
        outcome = registering.correct(db, author, diarra, draft_of(line(db, diarra)), now=NOW)

        assert outcome.touched == frozenset()

    def test_emptied_field_is_empty(self, db, author, workshop_id):
        awa = registering.add_walk_in(db, author, workshop_id, AWA, now=NOW).subject

        draft = replace(draft_of(line(db, awa)), function="", organisation="")
        registering.correct(db, author, awa, draft, now=NOW)

        assert registration(db, awa).function == ""
        assert line(db, awa).organisation_name() == ""

    def test_open_place_that_is_given_a_name_has_a_person(self, db, author, workshop_id):
        fields = {"workshop": workshop_id, "status": "invited", "organisation": None}
        places = [Edit("registration", f"{n:032x}", fields) for n in (1, 2)]
        write(db, author, Intention("import", workshop_id), places, now=NOW)

        for place, draft in zip(places, (AWA, DIARRA), strict=True):
            registering.correct(db, author, place.id, draft, now=NOW)

        assert [line(db, place.id).person.name for place in places] == [AWA.name, DIARRA.name]
        assert len({line(db, place.id).person.id for place in places}) == 2


class TestStatus:
    def test_several_withdraw_at_once(self, db, author, workshop_id, diarra):
        awa = registering.expect(db, author, workshop_id, AWA, now=NOW).subject

        outcome = registering.set_status(
            db, author, [diarra, awa], Status.WITHDRAWN, now=NOW, why="mission"
        )

        assert outcome.count == 2
        assert {registration(db, one).status for one in (diarra, awa)} == {Status.WITHDRAWN}

    def test_person_named_twice_is_one_person(self, db, author, diarra):
        registering.set_status(db, author, [diarra, diarra], Status.CONFIRMED, now=NOW)

        assert registration(db, diarra).status is Status.CONFIRMED

    def test_nobody_is_refused(self, db, author):
        with pytest.raises(RegistrationUnknown):
            registering.set_status(db, author, ["00" * 16], Status.CONFIRMED, now=NOW)


class TestArrivingByName:
    """For the terminal, where nobody chooses from a list."""

    def test_the_one_expected_person_of_that_name_arrives(self, db, author, workshop_id, diarra):
        draft = PersonDraft(name="Kalifa Diarra")

        outcome = registering.arrive(db, author, workshop_id, draft, now=NOW)

        assert outcome.subject == diarra
        assert registration(db, diarra).is_here

    def test_between_homonyms_nobody_is_guessed(self, db, author, workshop_id, diarra):
        registering.expect(db, author, workshop_id, DIARRA, now=NOW)

        registering.arrive(db, author, workshop_id, DIARRA, now=NOW)

        assert len(names(db, workshop_id)) == 3
        assert not registration(db, diarra).is_here


class TestKnownElsewhere:
    """Somebody of an earlier workshop comes to this one."""

    def test_copy_stands_here_and_is_said_to_be_the_same(self, db, author, diarra, second_workshop):
        here = registering.add_known(db, author, second_workshop, diarra, now=NOW).subject

        old, new = line(db, diarra).person, line(db, here).person
        (link,) = links.links(db)
        assert (new.name, new.sex) == (old.name, old.sex)
        assert (link.a, link.b, link.decision) == (old.id, new.id, Decision.SAME)
        assert len(set(clusters(links.links(db)).values())) == 1

    def test_correcting_the_copy_leaves_the_old_certificate_alone(
        self, db, author, diarra, second_workshop
    ):
        here = registering.add_known(db, author, second_workshop, diarra, now=NOW).subject

        draft = replace(draft_of(line(db, here)), function="Commissaire divisionnaire")
        registering.correct(db, author, here, draft, now=NOW)

        assert registration(db, diarra).function == ""

    def test_undoing_takes_copy_and_link_back(self, db, author, diarra, second_workshop):
        registering.add_known(db, author, second_workshop, diarra, now=NOW)

        undo(db, author, now=NOW)

        assert (names(db, second_workshop), links.links(db)) == ([], [])

    def test_sex_must_be_known(self, db, author, workshop_id, second_workshop):
        draft = replace(DIARRA, sex=None)
        unknown = registering.expect(db, author, workshop_id, draft, now=NOW).subject

        with pytest.raises(SexMissing):
            registering.add_known(db, author, second_workshop, unknown, now=NOW)
