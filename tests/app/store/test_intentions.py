from datetime import UTC, datetime

import pytest

from app.services import history
from app.services.writing import Edit, Intention, write
from app.store import intentions

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
AWA = "a" * 32


@pytest.fixture
def writes(db, author, workshop_id):
    """Write one field of Awa with the intention of a word; gives the entry's id."""

    def write_one(word, field, text, batch=""):
        edit = Edit("person", AWA, {field: text})
        return write(db, author, Intention(word, workshop_id, batch=batch), [edit], now=NOW).id

    return write_one


def test_latest_come_first_with_what_they_take_back(db, author, writes):
    named = writes("correct", "name", "Awa")
    history.undo(db, author, now=NOW)

    undo, correct, *_before = intentions.latest(db, author.device)

    assert (undo.word, undo.undoes) == ("undo", named)
    assert (correct.entry, correct.word, correct.undoes) == (named, "correct", "")
    assert intentions.latest(db, "0" * 32) == []


def test_taking_an_undo_back_revives_its_target(db, author, workshop_id, writes):
    named = writes("correct", "name", "Awa")

    history.undo(db, author, now=NOW)
    assert intentions.taken_back(db, workshop_id) == {named}

    history.redo(db, author, now=NOW)
    assert named not in intentions.taken_back(db, workshop_id)


def test_a_batch_is_meant_or_taken_back_whole(db, author, workshop_id, writes):
    kept = writes("import", "name", "Awa")
    first = writes("import", "title", "Dr")
    writes("import", "email", "awa@example.org", batch=first)

    history.undo(db, author, now=NOW)

    assert intentions.still_meant(db, workshop_id, "import") == [kept]


def test_fields_that_were_set_otherwise_are_told_by_kind(db, workshop_id, writes):
    writes("import", "name", "Awa")
    writes("correct", "title", "Dr")

    assert intentions.set_otherwise(db, workshop_id, "import", ["person"]) == [
        ("person", AWA, "title")
    ]
    assert intentions.set_otherwise(db, workshop_id, "import", ["partner"]) == []
