from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.domain.registration import Status
from app.errors import NothingToRedo, NothingToUndo
from app.services import history
from app.services.people import attending, registering
from app.services.people.drafts import PersonDraft, draft_of
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.services.writing import Author, Edit, Intention, write
from app.store import attendance, intentions, projection, registrations, workshops
from app.store.database import memory_database

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
KONE = PersonDraft(name="KONÉ Salif", sex=Sex.MALE, organisation="Douanes")


@pytest.fixture
def kone(db, author, workshop_id):
    return registering.expect(db, author, workshop_id, KONE, now=NOW).subject


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


def test_what_undo_would_take_back_is_told_in_words(db, author, workshop_id, kone):
    registering.register(db, author, kone, now=NOW)

    assert history.undoable(db, author) == history.Done("Arrival registered", "KONÉ Salif")


def test_what_another_laptop_did_is_not_taken_back_here(db, author, kone):
    assert history.undoable(db, replace(author, device="0" * 32)) is None


@given(st.lists(st.sampled_from(["undo", "redo", "F1", "F2", "F3", "withdrawn"]), max_size=14))
def test_undo_and_redo_walk_along_everything_that_was_done(steps):
    """One field set many times, undone, redone, set anew: always what stood there before."""
    db = memory_database()
    author = Author("aa" * 16, "Awa")
    draft = WorkshopDraft(Bilingual("a"), "Bamako", "ML", NOW.date(), NOW.date())
    workshop = create_workshop(db, author, draft, now=NOW).subject
    kone = registering.expect(db, author, workshop, KONE, now=NOW).subject
    past, future = [(Status.INVITED, "")], []
    for step in steps:
        if step == "undo" and len(past) > 1:
            history.undo(db, author, now=NOW)
            future.append(past.pop())
        elif step == "redo" and future:
            history.redo(db, author, now=NOW)
            past.append(future.pop())
        elif step not in ("undo", "redo") and step not in past[-1]:
            past.append(do(db, author, kone, step))
            future.clear()

        assert state(db, kone) == past[-1]
    db.close()


def do(db, author, registration, step):
    """Set the function or the status; what stands there afterwards."""
    if step == "withdrawn":
        registering.set_status(db, author, [registration], Status.WITHDRAWN, now=NOW)
    else:
        draft = replace(draft_of(registrations.line(db, registration)), function=step)
        registering.correct(db, author, registration, draft, now=NOW)
    return state(db, registration)


def state(db, registration):
    line = registrations.line(db, registration).registration
    return line.status, line.function


def test_what_somebody_else_set_since_is_passed_over_and_not_offered(db, author, kone):
    line = registrations.line(db, kone)
    registering.set_status(db, author, [kone], Status.CONFIRMED, now=NOW)
    registering.correct(db, author, kone, replace(draft_of(line), rank="Capitaine"), now=NOW)
    other = Author("bb" * 16, "Oumar")
    registering.correct(db, other, kone, replace(draft_of(line), rank="Colonel"), now=NOW)

    assert history.undoable(db, author) == history.Done("Status changed", "KONÉ Salif")
    history.undo(db, author, now=NOW)

    changed = registrations.line(db, kone).registration
    assert (changed.status, changed.rank) == (Status.INVITED, "Colonel")


def test_a_line_that_somebody_else_works_on_is_not_taken_from_them(db, author, kone):
    entry = intentions.latest(db, author.device)[0].entry
    colleague = Author("bb" * 16, "Oumar")
    registering.register(db, colleague, kone, now=NOW)

    with pytest.raises(NothingToUndo):
        history.undo(db, author, now=NOW, entry=entry)

    line = registrations.line(db, kone)
    assert (line.person.name, line.registration.status) == ("KONÉ Salif", Status.REGISTERED)
