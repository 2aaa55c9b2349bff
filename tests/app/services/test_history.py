from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.people import Sex
from app.domain.registration import Status
from app.errors import NothingToRedo, NothingToUndo
from app.services import history
from app.services.people import attending, registering
from app.services.people.drafts import PersonDraft, draft_of
from app.services.writing import Edit, Intention, write
from app.store import attendance, projection, registrations, workshops

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)


@pytest.fixture
def kone(db, author, workshop_id):
    draft = PersonDraft(name="KONÉ Salif", sex=Sex.MALE, organisation="Douanes")
    return registering.expect(db, author, workshop_id, draft, now=NOW).subject


@pytest.fixture
def morning(db, workshop_id):
    return workshops.sessions(db, workshop_id)[0].id


def status(db, registration):
    return registrations.line(db, registration).registration.status


def test_undoing_an_arrival_takes_back_the_mark_too(db, author, workshop_id, kone, morning):
    registering.register(db, author, kone, session_id=morning, now=NOW)

    history.undo(db, author, now=NOW)

    assert status(db, kone) is Status.INVITED
    assert attendance.standings(db, workshop_id) == {}


def test_redo_brings_it_back(db, author, workshop_id, kone, morning):
    registering.register(db, author, kone, session_id=morning, now=NOW)
    before = attendance.standings(db, workshop_id)
    history.undo(db, author, now=NOW)

    history.redo(db, author, now=NOW)

    assert status(db, kone) is Status.REGISTERED
    assert attendance.standings(db, workshop_id) == before


def test_undo_walks_back_step_by_step_and_forth_again(db, author, workshop_id, kone, morning):
    registering.register(db, author, kone, session_id=morning, now=NOW)
    draft = replace(draft_of(registrations.line(db, kone)), name="KONÉ Salif Moussa")
    registering.correct(db, author, kone, draft, now=NOW)

    history.undo(db, author, now=NOW)
    history.undo(db, author, now=NOW)
    assert status(db, kone) is Status.INVITED
    assert registrations.line(db, kone).person.name == "KONÉ Salif"

    history.redo(db, author, now=NOW)
    history.redo(db, author, now=NOW)

    assert status(db, kone) is Status.REGISTERED
    assert registrations.line(db, kone).person.name == "KONÉ Salif Moussa"
    assert projection.differences(db) == []


def test_undoing_a_walk_in_hides_it_and_redo_shows_it(db, author, workshop_id):
    draft = PersonDraft(name="Awa Ba", sex=Sex.FEMALE, organisation="Justice")
    walk_in = registering.add_walk_in(db, author, workshop_id, draft, now=NOW).subject

    history.undo(db, author, now=NOW)
    assert registrations.line(db, walk_in) is None

    history.redo(db, author, now=NOW)
    assert registrations.line(db, walk_in).person.name == "Awa Ba"


def test_nothing_can_be_redone_after_something_else(db, author, workshop_id, kone, morning):
    registering.register(db, author, kone, now=NOW)
    history.undo(db, author, now=NOW)
    attending.open_session(db, author, morning, now=NOW)

    with pytest.raises(NothingToRedo):
        history.redo(db, author, now=NOW)


def test_an_intention_of_many_entries_is_undone_and_redone_whole(db, author, workshop_id, kone):
    """Long lists come in so; what they changed goes back to before the first of them."""

    def entry(batch, text, newcomer):
        edits = [Edit("registration", kone, {"function": text})]
        edits += [Edit("registration", newcomer, {"workshop": workshop_id, "unit": text})]
        return write(db, author, Intention("import", workshop_id, batch=batch), edits, now=NOW)

    registering.correct(db, author, kone, PersonDraft("KONÉ Salif", function="Agent"), now=NOW)
    first = entry("", "Chef", "a" * 32)
    entry(first.id, "Directeur", "b" * 32)
    newcomers = ["a" * 32, "b" * 32]

    history.undo(db, author, now=NOW)
    assert registrations.line(db, kone).registration.function == "Agent"
    assert registrations.lines(db, newcomers) == []

    history.redo(db, author, now=NOW)
    assert registrations.line(db, kone).registration.function == "Directeur"
    units = [line.registration.unit for line in registrations.lines(db, newcomers)]
    assert units == ["Chef", "Directeur"]
    assert projection.differences(db) == []


def test_an_empty_journal_has_nothing_to_undo(db, author):
    with pytest.raises(NothingToUndo):
        history.undo(db, author, now=NOW)


def test_a_replacement_is_undone_whole(db, author, workshop_id, kone):
    draft = PersonDraft(name="Awa Ba", sex=Sex.FEMALE)
    newcomer = registering.replace_by(db, author, kone, draft, now=NOW).subject

    history.undo(db, author, now=NOW)

    assert status(db, kone) is Status.INVITED
    assert registrations.line(db, kone).registration.replaced_by == ""
    assert registrations.line(db, newcomer) is None
