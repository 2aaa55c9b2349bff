from datetime import UTC, datetime

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.domain.journal import CONTENT, DELETED, RETRACTED
from app.domain.records import SHAPES
from app.services.writing import Author, Edit, Intention, fact, retraction, write
from app.store import projection
from app.store.database import memory_database

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
CORRECT = Intention("correct", "w1")
AUTHOR = Author("aa" * 16)

WHOLE = st.integers(1 - 2**53, 2**53 - 1)
LEAVES = st.none() | st.booleans() | WHOLE | st.text("aé\0'\"🗝", max_size=3)
VALUES = LEAVES | st.lists(LEAVES, max_size=2) | st.dictionaries(st.text("ab"), LEAVES, max_size=2)
FIELDS = {
    "person": ["name", "phones", "later", DELETED],
    "session": ["counts", "on", DELETED],
    "registration": ["number", "status"],
    "drone": ["battery"],
}
CARDS = st.sampled_from(list(FIELDS)).flatmap(
    lambda kind: st.builds(
        Edit,
        st.just(kind),
        st.sampled_from(["1", "2"]),
        st.dictionaries(st.sampled_from(FIELDS[kind]), VALUES, min_size=1, max_size=2),
    )
)
MARKS = st.builds(
    Edit,
    st.just("mark"),
    st.sampled_from(["1", "2"]),
    st.fixed_dictionaries({CONTENT: st.dictionaries(st.sampled_from(["what", "late"]), VALUES)})
    | st.fixed_dictionaries({CONTENT: VALUES})
    | st.fixed_dictionaries({RETRACTED: VALUES}),
)


def say(db, kind, record, **fields):
    write(db, AUTHOR, CORRECT, [Edit(kind, record, fields)], now=NOW)


def rows(db):
    return {
        shape.table: sorted(map(repr, db.tables[shape.table].rows)) for shape in SHAPES.values()
    }


def test_field_stands_in_its_column(db):
    say(db, "person", "p1", name="Awa", phones=["+22370000001"])

    row = db.row("SELECT name, phones, email, deleted FROM people WHERE id = 'p1'")
    assert row == {"name": "Awa", "phones": '["+22370000001"]', "email": None, "deleted": None}


def test_fact_is_spread_over_its_columns(db):
    mark = fact("mark", {"registration": "r1", "what": "present", "late": True}, "m1")
    write(db, AUTHOR, CORRECT, [mark], now=NOW)
    write(db, AUTHOR, CORRECT, [retraction("mark", "m1")], now=NOW)

    row = db.row("SELECT registration, what, late, left_early, retracted FROM marks")
    assert tuple(row.values()) == ("r1", "present", 1, None, 1)


def test_kind_and_field_of_a_later_release_show_nowhere_and_harm_nothing(db):
    say(db, "drone", "d1", battery="full")
    say(db, "person", "p1", name="Awa", blood_group="O")

    assert db.value("SELECT name FROM people") == "Awa"
    assert projection.differences(db) == []


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        pytest.param("person", "name", 7, id="a number as name"),
        pytest.param("person", "name", ["Awa"], id="a list as name"),
        pytest.param("registration", "number", "7", id="a text as number"),
        pytest.param("registration", "number", True, id="yes as number"),
        pytest.param("registration", "number", 2**63, id="a number too large for a table"),
        pytest.param("session", "counts", 1, id="one as yes"),
    ],
)
def test_value_of_another_type_than_agreed_shows_as_nothing(db, kind, field, value):
    say(db, kind, "1", **{field: value})

    (row,) = db.tables[SHAPES[kind].table].rows
    assert row[field] is None
    assert projection.differences(db) == []


def test_row_changed_behind_the_journal_is_found_and_put_right(db):
    say(db, "person", "p1", name="Awa")
    db.execute("UPDATE people SET name = 'Hawa'")
    assert projection.differences(db) == [("person", "p1")]

    projection.rebuild(db)

    assert db.value("SELECT name FROM people") == "Awa"
    assert projection.differences(db) == []


@pytest.mark.parametrize(
    "tampering",
    [
        pytest.param("DELETE FROM people", id="a row is gone"),
        pytest.param("UPDATE people SET deleted = 1", id="a row is hidden"),
        pytest.param("UPDATE people SET email = 'x'", id="a column says more"),
        pytest.param("UPDATE people SET id = 'p2'", id="a row has another name"),
    ],
)
def test_every_tampering_is_found(db, tampering):
    say(db, "person", "p1", name="Awa")

    db.execute(tampering)

    assert ("person", "p1") in projection.differences(db)


def test_rebuilding_that_fails_leaves_the_rows(db):
    say(db, "person", "p1", name="Awa")
    db.execute("CREATE TRIGGER full BEFORE DELETE ON marks BEGIN SELECT RAISE(ABORT, 'no'); END")
    mark = fact("mark", {"what": "present"}, "m1")
    write(db, AUTHOR, CORRECT, [mark], now=NOW)
    before = rows(db)

    with pytest.raises(Exception, match="no"):
        projection.rebuild(db)

    assert rows(db) == before


@given(st.lists(st.lists(CARDS | MARKS, min_size=1, max_size=3), max_size=8))
def test_entry_by_entry_is_what_all_at_once_is(history):
    db = memory_database()
    for edits in history:
        write(db, AUTHOR, CORRECT, edits, now=NOW)

    assert projection.differences(db) == []
    before = rows(db)
    projection.rebuild(db)
    assert rows(db) == before
    db.close()
