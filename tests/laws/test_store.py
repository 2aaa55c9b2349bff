"""The same histories through the real store: heads, conflicts and rows are those of the fold."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from app.domain.journal import DELETED, Entry, FieldKey, Secret
from app.services.writing import Author, Edit, Intention, write
from app.store import entries as kept
from app.store import journal, projection
from app.store.database import Database, memory_database
from tests.laws.machine import onlooker
from tests.laws.rules import RIGHT, Entries
from tests.laws.world import WORKSHOP, Device, World

NOW = datetime(2021, 10, 15, 12, tzinfo=UTC)
Batch = Sequence[tuple[Entry, dict[int, Secret]]]
Recording = Callable[[Database, Batch], object]


def batches(world: World, entries: Entries) -> list[Batch]:
    """The entries in the order of their names, which is no order, in batches of growing size."""
    items = [
        (entry, {place: world.secrets[name, place] for place in range(len(entry.changes))})
        for name, entry in sorted(entries.items())
    ]
    found, size = [], 1
    while items:
        found.append(items[:size])
        items, size = items[size:], size + 1
    return found


def stored_heads(db: Database, fields: Sequence[FieldKey]) -> dict[FieldKey, list[str]]:
    return {
        key: [head.entry for head in kept.heads_of(db, key[0], key[1]).get(key[2], [])]
        for key in fields
    }


def rows(db: Database) -> list[list[tuple[object, ...]]]:
    selects = ("SELECT * FROM people", "SELECT * FROM marks")
    return [sorted(db.tuples(select), key=repr) for select in selects]


def check(world: World, entries: Entries, recording: Recording = journal.record_all) -> None:
    """Everything that the store shows of `entries` is what the fold says."""
    db = memory_database()
    for batch in batches(world, entries):
        recording(db, batch)
    recording(db, batches(world, entries)[-1] if entries else [])
    heads = world.folded(entries)

    assert {key: sorted(names) for key, names in stored_heads(db, list(heads)).items()} == {
        key: sorted(head.entry for head in group) for key, group in heads.items()
    }
    assert set(kept.conflicts(db)) == {
        key for key, group in heads.items() if RIGHT.is_conflict(group)
    }
    assert projection.differences(db) == []
    before = rows(db)
    projection.rebuild(db)
    assert rows(db) == before
    assert set(kept.lines_of(db, WORKSHOP)) == {world.lines[name] for name in entries}
    check_writing(world, entries, db)
    db.close()


def check_writing(world: World, entries: Entries, db: Database) -> None:
    """The services replace exactly what the devices of these tests replace."""
    device = Device("ff" * 16, dict(entries))
    edits = {"name": "TRAORÉ Awa", DELETED: "a value that no device wrote"}
    fields = {("person", "p0", name): value for name, value in edits.items()}

    ours = world.write(device, fields)
    theirs = write(
        db,
        Author("ff" * 16),
        Intention("correct", WORKSHOP),
        [Edit("person", "p0", edits)],
        now=NOW,
    )

    assert [(one.key, one.replaces) for one in theirs.changes] == [
        (one.key, one.replaces) for one in ours.changes
    ]


def every_device(world: World) -> None:
    for entries in world.sets[:4]:
        check(world, entries)


def forgetting_what_is_awaited(db: Database, batch: Batch) -> None:
    """A store that does not remember which unknown entries were replaced."""
    journal.record_all(db, batch)
    db.execute("DELETE FROM awaited")


def forgetful_store(world: World) -> None:
    check(world, world.sets[0], forgetting_what_is_awaited)


@pytest.mark.parametrize("size", [1, 3])
def test_store_shows_what_the_fold_says_in_any_order(size):
    run_state_machine_as_test(onlooker(size, every_device))


@pytest.mark.parametrize("size", [1, 3])
def test_store_that_forgets_what_is_awaited_is_found_out(size):
    hunt = settings(max_examples=500, phases=[Phase.generate], derandomize=True, database=None)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(onlooker(size, forgetful_store), settings=hunt)
