"""The one door: entries go in, the rows that they concern follow, in one transaction."""

import json
from collections.abc import Iterable, Mapping

from app.domain.journal import Entry, FieldKey, Secret, Value, canonical, encode, shown
from app.store import entries, projection
from app.store.database import Database

Values = Mapping[int, Secret]
"""The values of an entry, by position of the change; an erased one is missing."""

_New = Mapping[str, tuple[Entry, Values]]
_Shows = dict[tuple[str, str], dict[str, Value]]


def record(db: Database, entry: Entry, values: Values) -> bool:
    """Append `entry` and show what follows from it; False when it was known already."""
    return record_all(db, [(entry, values)]) == 1


def record_all(db: Database, items: Iterable[tuple[Entry, Values]]) -> int:
    """Append every unknown entry, all or none; how many were new.

    The order of the entries does not matter: the state that follows is that of the set.
    """
    with db.atomic():
        given = {entry.id: (entry, values) for entry, values in items}
        unknown = entries.unknown(db, given)
        new = {entry_id: item for entry_id, item in given.items() if entry_id in unknown}
        if new:
            numbers = _append(db, new)
            projection.show(db, _move_heads(db, new, numbers))
    return len(new)


def _append(db: Database, new: _New) -> dict[str, int]:
    """Write entries and values down; the number of each entry in this register."""
    last = db.value("SELECT max(n) FROM entries") or 0
    numbers = {entry_id: number for number, entry_id in enumerate(new, last + 1)}
    db.executemany(
        "INSERT INTO entries (n, id, workshop, device, seq, lamport, wall, intent, batch, undoes, "
        "body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                numbers[entry.id],
                entry.id,
                entry.workshop,
                entry.device,
                entry.seq,
                entry.lamport,
                entry.wall,
                entry.intent,
                entry.batch,
                entry.undoes,
                encode(entry),
            )
            for entry, _ in new.values()
        ),
    )
    db.executemany(
        "INSERT INTO secrets (entry, position, salt, value) VALUES (?, ?, ?, ?)",
        (
            (numbers[entry_id], position, secret.salt, canonical(secret.value).decode())
            for entry_id, (_, values) in new.items()
            for position, secret in values.items()
        ),
    )
    return numbers


def _move_heads(db: Database, new: _New, numbers: Mapping[str, int]) -> _Shows:
    """Make heads of the new changes that nothing known replaces; what the fields show now.

    What is replaced before it has arrived is awaited: arriving, it will be no head.
    """
    replaced = {
        (change.key, target)
        for entry, _ in new.values()
        for change in entry.changes
        for target in change.replaces
    }
    targets = {target for _, target in replaced} - new.keys()
    known = entries.numbers(db, targets) if targets else {}
    gone = replaced | _no_longer_awaited(db, new)
    added = [
        (change.key, entry_id, position)
        for entry_id, (entry, _) in new.items()
        for position, change in enumerate(entry.changes)
        if (change.key, entry_id) not in gone
    ]
    touched = dict.fromkeys(change.key for entry, _ in new.values() for change in entry.changes)
    db.executemany(
        "DELETE FROM heads WHERE kind = ? AND id = ? AND field = ? AND entry = ?",
        ((*key, known[target]) for key, target in replaced if target in known),
    )
    left = entries.fields_with_heads(db, {key[:2] for key in touched})
    db.executemany(
        "INSERT INTO heads (kind, id, field, entry, position) VALUES (?, ?, ?, ?, ?)",
        ((*key, numbers[entry_id], position) for key, entry_id, position in added),
    )
    db.executemany(
        "INSERT OR IGNORE INTO awaited (kind, id, field, entry) VALUES (?, ?, ?, ?)",
        ((*key, target) for key, target in replaced if target not in known and target not in new),
    )
    only = {key: new[entry_id][1].get(position) for key, entry_id, position in added}
    crowded = _said_twice(key for key, _, _ in added) | (touched.keys() & left)
    # In the order of the changes: rows with the same columns are then written together.
    return _shows(db, {key: only[key] for key in only if key not in crowded}, crowded)


def _no_longer_awaited(db: Database, new: _New) -> set[tuple[FieldKey, str]]:
    """The fields of new entries that known entries have replaced already."""
    ids = json.dumps(list(new))
    found = db.tuples(
        "SELECT kind, id, field, entry FROM awaited "
        "WHERE entry IN (SELECT value FROM json_each(?))",
        [ids],
    )
    if found:
        db.execute("DELETE FROM awaited WHERE entry IN (SELECT value FROM json_each(?))", [ids])
    return {((kind, record, name), entry) for kind, record, name, entry in found}


def _said_twice(keys: Iterable[FieldKey]) -> set[FieldKey]:
    once: set[FieldKey] = set()
    twice: set[FieldKey] = set()
    for key in keys:
        (twice if key in once else once).add(key)
    return twice


def _shows(db: Database, only: Mapping[FieldKey, Secret | None], crowded: set[FieldKey]) -> _Shows:
    """What each field shows: its only value, or the one of its heads that goes first."""
    found: _Shows = {}
    for (kind, record, name), secret in only.items():
        found.setdefault((kind, record), {})[name] = secret.value if secret else None
    several = entries.heads_of_fields(db, crowded) if crowded else {}
    for (kind, record, name), heads in several.items():
        found.setdefault((kind, record), {})[name] = shown(heads)
    return found
