from itertools import permutations

import pytest

from app.domain import journal as fold
from app.domain.journal import Change, Entry, Secret, encode, seal, value_hash
from app.errors import Cancelled
from app.store import entries, projection
from app.store.journal import record, record_all


def written(device, seq, value, *replaces, **more):
    """An entry of `device` that sets the name of p1, and its values."""
    secret = Secret(f"{device}{seq}", value)
    change = Change(
        "person", "p1", "name", value_hash(secret), tuple(one.id for one, _ in replaces)
    )
    body = {"previous": "", "lamport": seq, "wall": f"2021-10-13T08:0{seq}:00", "zone": "+0000"}
    body |= {"who": "Awa", "app": "0.1.0", "schema": 1, "workshop": "w1", "intent": "correct"}
    entry = Entry(device=device, seq=seq, changes=(change,), **(body | more))
    return seal(entry), {0: secret}


FIRST = written("a", 1, "Awa")
SECOND = written("a", 2, "Awa Ba", FIRST)
THIRD = written("a", 3, "Awa BA", SECOND)
RIVAL = written("b", 1, "Hawa Ba")
SETTLED = written("c", 1, "BA Awa", THIRD, RIVAL)


def heads(db):
    return [head.value for head in entries.heads_of(db, "person", "p1").get("name", [])]


def shown(db):
    return db.value("SELECT name FROM people WHERE id = 'p1'")


def test_new_entry_is_shown(db):
    assert record(db, *FIRST)

    assert (heads(db), shown(db)) == (["Awa"], "Awa")


def test_known_entry_is_left_alone(db):
    record(db, *FIRST)
    record(db, *SECOND)

    assert not record(db, *FIRST)

    assert (heads(db), shown(db)) == (["Awa Ba"], "Awa Ba")
    assert record_all(db, [FIRST, SECOND, THIRD, THIRD]) == 1


@pytest.mark.parametrize("together", [True, False], ids=["one bundle", "one by one"])
@pytest.mark.parametrize("order", list(permutations([FIRST, SECOND, THIRD, RIVAL])))
def test_entries_may_come_in_any_order(db, order, together):
    if together:
        record_all(db, order)
    else:
        for item in order:
            record(db, *item)

    assert sorted(heads(db)) == ["Awa BA", "Hawa Ba"]
    assert shown(db) == "Awa BA"
    assert entries.conflicts(db) == [("person", "p1", "name")]
    assert projection.differences(db) == []


def test_what_is_known_before_its_past_stays_when_the_past_arrives(db):
    record(db, *SETTLED)
    for item in (RIVAL, THIRD, SECOND, FIRST):
        record(db, *item)

        assert (heads(db), shown(db)) == (["BA Awa"], "BA Awa")

    assert db.rows("SELECT * FROM awaited") == []


def test_settling_ends_the_conflict(db):
    record_all(db, [FIRST, SECOND, THIRD, RIVAL])

    record(db, *SETTLED)

    assert entries.conflicts(db) == []
    assert heads(db) == ["BA Awa"]


def test_batch_that_fails_leaves_nothing(db):
    def broken():
        yield FIRST
        yield SECOND
        raise Cancelled

    with pytest.raises(Cancelled):
        record_all(db, broken())

    assert entries.all_entries(db) == ([], {})
    assert (heads(db), shown(db)) == ([], None)


def test_entry_whose_values_were_erased_is_kept_and_shows_nothing(db):
    entry, _ = FIRST

    record(db, entry, {})

    assert (heads(db), shown(db)) == ([None], None)
    assert entries.lines_of(db, "w1") == [encode(entry)]
    assert projection.differences(db) == []


def test_twins_of_a_cloned_laptop_are_both_kept_and_told(db):
    twin = written("a", 1, "Hawa")

    record_all(db, [FIRST, twin])

    known, _ = entries.all_entries(db)
    assert len(known) == 2
    assert set(fold.twins(known)) == {FIRST[0].id, twin[0].id}
    assert sorted(heads(db)) == ["Awa", "Hawa"]


def test_line_goes_out_as_it_came_in(db):
    later = written("b", 1, "Hawa", extra={"mood": {"calm": True}}, schema=9)

    record(db, *later)

    assert entries.lines_of(db, "w1") == [encode(later[0])]
    assert entries.entry(db, later[0].id) == later[0]


def test_what_is_erased_only_later_leaves_the_columns_of_a_fact(db):
    """A content that says nothing any more, shown after one that did."""
    content = {"registration": "r1", "what": "present"}
    secrets = [Secret("s1", content), Secret("s2", None)]
    marks = [
        seal(
            Entry(
                device, 1, "", 1, f"2021-10-1{day}", "", "", "", 1, "w1", "attend",
                (Change("mark", "m1", "content", value_hash(secret)),),
            )
        )
        for day, (device, secret) in enumerate(zip("ab", secrets, strict=True))
    ]  # fmt: skip

    for mark, secret in zip(marks, secrets, strict=True):
        record(db, mark, {0: secret})

    assert projection.differences(db) == []
