from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain import journal
from app.domain.journal import DELETED, Change, Entry, decode, seal
from app.domain.outcome import Topic
from app.errors import Cancelled
from app.services.writing import (
    Author,
    Edit,
    Intention,
    fact,
    new_id,
    outcome,
    retraction,
    topics,
    write,
)
from app.store import entries, projection, workshops
from app.store.journal import record, record_all

NOW = datetime(2021, 10, 13, 8, 31, 7, tzinfo=UTC)
OTHER = Author(device="bb" * 16, who="Binta")
CORRECT = Intention("correct", "w1")


def name(text, record="p1"):
    return Edit("person", record, {"name": text})


def heads(db, record="p1"):
    return entries.heads_of(db, "person", record)["name"]


def test_entry_says_who_where_when_and_why(db, author):
    intention = Intention("correct", "w1", why="misspelt", undoes="ab")

    entry = write(db, author, intention, [name("Awa")], now=NOW)

    assert (entry.device, entry.who, entry.workshop) == (author.device, "Awa", "w1")
    assert (entry.intent, entry.why, entry.undoes) == ("correct", "misspelt", "ab")
    assert (entry.wall, entry.zone) == ("2021-10-13T08:31:07", "+0000")


def test_wall_clock_is_kept_as_the_wall_showed_it(db, author):
    paris = NOW.astimezone(timezone(timedelta(hours=2)))

    entry = write(db, author, CORRECT, [name("Awa")], now=paris)

    assert (entry.wall, entry.zone) == ("2021-10-13T10:31:07", "+0200")


def test_each_workshop_has_its_own_chain(db, author):
    first = write(db, author, CORRECT, [name("Awa")], now=NOW)
    elsewhere = write(db, author, Intention("correct", "w2"), [name("Awa", "p2")], now=NOW)
    second = write(db, author, CORRECT, [name("Awa Ba")], now=NOW)

    assert [(one.seq, one.previous) for one in (first, elsewhere, second)] == [
        (1, ""),
        (1, ""),
        (2, first.id),
    ]
    assert first.lamport < elsewhere.lamport < second.lamport


def test_change_names_the_head_that_it_replaces(db, author):
    first = write(db, author, CORRECT, [name("Awa")], now=NOW)

    second = write(db, OTHER, CORRECT, [name("Awa Ba")], now=NOW)

    assert second.changes[0].replaces == (first.id,)
    assert [head.value for head in heads(db)] == ["Awa Ba"]


def test_field_that_says_so_already_is_left_alone(db, author):
    write(db, author, CORRECT, [name("Awa")], now=NOW)

    again = Edit("person", "p1", {"name": "Awa", "email": "awa@example.org"})
    entry = write(db, author, CORRECT, [again], now=NOW)

    assert [change.field for change in entry.changes] == ["email"]


@pytest.mark.parametrize("nothing", [None, "", []])
def test_nothing_said_of_a_new_field_is_not_written(db, author, nothing):
    assert write(db, author, CORRECT, [name(nothing)], now=NOW) is None
    assert entries.all_entries(db)[0] == []


def test_emptying_a_field_is_written(db, author):
    write(db, author, CORRECT, [name("Awa")], now=NOW)

    write(db, author, CORRECT, [name(None)], now=NOW)

    assert [head.value for head in heads(db)] == [None]


def rival(device, value):
    """What one laptop wrote without having heard of the others."""
    change = Change("person", "p1", "name", "00")
    entry = Entry(
        device, 1, "", 1, "2021-10-13T08:00:00", "", "", "", 1, "w1", "correct", (change,)
    )
    return seal(entry), {0: journal.Secret("salt", value)}


def test_same_value_settles_a_conflict(db, author):
    rivals = [rival("aa", "Awa"), rival("bb", "Hawa")]
    record_all(db, rivals)
    assert len(entries.conflicts(db)) == 1

    entry = write(db, author, CORRECT, [name("Hawa")], now=NOW)

    assert set(entry.changes[0].replaces) == {one.id for one, _ in rivals}
    assert entries.conflicts(db) == []


def test_hiding_a_record_names_all_that_was_seen_of_it(db, author):
    edit = Edit("person", "p1", {"name": "Awa", "email": "awa@example.org"})
    first = write(db, author, CORRECT, [edit], now=NOW)
    second = write(db, author, CORRECT, [name("Awa Ba")], now=NOW)

    entry = write(db, author, CORRECT, [Edit("person", "p1", {DELETED: True})], now=NOW)

    assert entry.changes[0].replaces == tuple(sorted([first.id, second.id]))


def test_field_edited_twice_takes_the_last_value(db, author):
    """An entry that set one field twice would be refused by every reader, for ever."""
    entry = write(db, author, CORRECT, [name("Awa"), name("Awa Ba")], now=NOW)

    assert decode(entries.lines_of(db, "w1")[0]) == entry
    assert [head.value for head in heads(db)] == ["Awa Ba"]


def test_largest_counter_that_a_laptop_sends_does_not_silence_this_one(db, author):
    far = Entry("bb", 1, "", 2**53 - 1, "2021", "", "", "", 1, "w1", "correct", ())
    record(db, seal(far), {})

    write(db, author, CORRECT, [name("Awa")], now=NOW)

    assert [decode(line).device for line in entries.lines_of(db, "w1")]


def test_failed_intention_writes_nothing(db, author):
    def fail_after_writing():
        with db.atomic():
            write(db, author, CORRECT, [name("Awa")], now=NOW)
            raise Cancelled

    with pytest.raises(Cancelled):
        fail_after_writing()

    assert entries.all_entries(db)[0] == []
    assert db.rows("SELECT * FROM people") == []


class TestSharedRecord:
    """What two workshops say of one organisation, each in its own journal."""

    @staticmethod
    def say(db, author, workshop, text, restate=False):
        edit = Edit("organisation", "o1", {"name_fr": text}, restate=restate)
        return write(db, author, Intention("correct", workshop), [edit], now=NOW)

    @staticmethod
    def alone(db, workshop):
        """The conflicts that headquarters sees when only this workshop's bundle arrives."""
        found = journal.heads(*entries.all_entries(db, workshop))
        return [key for key, group in found.items() if journal.is_conflict(group)]

    def test_restating_writes_what_is_known_already(self, db, author):
        self.say(db, author, "w1", "Douanes")

        entry = self.say(db, author, "w2", "Douanes", restate=True)

        assert entry.workshop == "w2"
        assert workshops.stated_organisations(db, "w2") == {"o1"}

    @pytest.mark.parametrize("restated", ["Douanes", "Police"])
    def test_restating_settles_nothing(self, db, author, restated):
        self.say(db, author, "w1", "Douanes")
        self.say(db, author, "w2", "Police", restate=True)

        self.say(db, author, "w3", restated, restate=True)

        assert entries.conflicts(db) == [("organisation", "o1", "name_fr")]

    def test_each_workshop_stands_alone_without_a_false_conflict(self, db, author):
        self.say(db, author, "w1", "Douanes")
        self.say(db, author, "w2", "Douanes", restate=True)
        self.say(db, author, "w1", "Douanes du Mali")
        self.say(db, author, "w2", "Direction des douanes")
        self.say(db, author, "w1", "Direction générale des douanes")

        assert self.alone(db, "w1") == self.alone(db, "w2") == []
        assert entries.conflicts(db) == []
        assert projection.differences(db) == []


def test_fact_leaves_out_what_says_nothing():
    edit = fact("mark", {"what": "present", "late": False, "by": "", "seen_at": None}, "m1")

    assert (edit.kind, edit.id, edit.fields) == ("mark", "m1", {"content": {"what": "present"}})
    assert retraction("mark", "m1").fields == {"retracted": True}


def test_ids_are_random_and_128_bits():
    ids = {new_id() for _ in range(100)}

    assert len(ids) == 100
    assert all(len(bytes.fromhex(one)) == 16 for one in ids)


@pytest.mark.parametrize(
    ("kind", "touched"),
    [
        pytest.param("person", {Topic.PEOPLE}, id="a person"),
        pytest.param("mark", {Topic.ATTENDANCE}, id="a mark"),
        pytest.param("session", {Topic.ATTENDANCE, Topic.WORKSHOPS}, id="a half-day is both"),
        pytest.param("quote", {Topic.WORKSHOPS}, id="all else is the workshop's"),
    ],
)
def test_outcome_tells_what_was_touched(kind, touched):
    assert topics([Change(kind, "1", "name", "00")]) == touched


def test_nothing_written_touches_nothing():
    assert outcome(None, subject="r1", name="Awa").touched == frozenset()


def test_half_days_that_are_counted_off_one_by_one_are_part_of_their_workshop_too():
    changes = (Change(kind, "1" * 32, "label", "", ()) for kind in ("session", "mark"))

    assert topics(changes) == {Topic.ATTENDANCE, Topic.WORKSHOPS}
