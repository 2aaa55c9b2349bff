"""The one door: an entry goes in, the rows that it concerns follow, in one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.journal import Entry, Head, Secret, Value, canonical, encode, shown
from app.store import entries, projection
from app.store.database import Database

Values = Mapping[int, Secret]
"""The values of an entry, by position of the change; an erased one is missing."""


def record(db: Database, entry: Entry, values: Values) -> bool:
    """Append `entry` and show what follows from it; False when it was known already."""
    return record_all(db, [(entry, values)]) == 1


def record_all(db: Database, items: Iterable[tuple[Entry, Values]]) -> int:
    """Append every unknown entry, all or none; how many were new.

    The order of the entries does not matter: the state that follows is that of the set.
    """
    with db.atomic():
        work = _Work(db)
        new = sum(work.take(entry, values) for entry, values in items)
        projection.show(db, work.changed)
    return new


@dataclass(slots=True)
class _Work:
    """Entries being appended: what is known of the journal, and what the tables must show."""

    db: Database
    changed: dict[tuple[str, str], dict[str, Value]] = field(default_factory=dict)
    numbers: dict[str, int | None] = field(default_factory=dict)

    def take(self, entry: Entry, values: Values) -> bool:
        """Append one entry; False when it is known."""
        if self._number(entry.id) is not None:
            return False
        number = self._append(entry, values)
        awaited = {
            (kind, record, name)
            for kind, record, name in self.db.tuples(
                "SELECT kind, id, field FROM awaited WHERE entry = ?", [entry.id]
            )
        }
        added, replaced, unmet = [], [], []
        for position, change in enumerate(entry.changes):
            if change.key not in awaited:
                added.append((*change.key, number, position))
            for target in change.replaces:
                known = self._number(target)
                if known is None:
                    unmet.append((*change.key, target))
                else:
                    replaced.append((*change.key, known))
        # Only a field that has a head already must be looked up to know what it shows.
        before = entries.fields_with_heads(
            self.db, {(change.kind, change.id) for change in entry.changes}
        )
        self._move_heads(entry.id if awaited else "", added, replaced, unmet)
        self._note(entry, values, before, {row[:3] for row in added}, replaced)
        return True

    def _append(self, entry: Entry, values: Values) -> int:
        self.db.execute(
            "INSERT INTO entries (id, workshop, device, seq, lamport, wall, intent, batch, undoes, "
            "body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
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
            ],
        )
        number: int = self.db.value("SELECT last_insert_rowid()")
        self.numbers[entry.id] = number
        self.db.executemany(
            "INSERT INTO secrets (entry, position, salt, value) VALUES (?, ?, ?, ?)",
            (
                (number, position, secret.salt, canonical(secret.value).decode())
                for position, secret in values.items()
            ),
        )
        return number

    def _number(self, entry_id: str) -> int | None:
        if self.numbers.get(entry_id) is None:
            self.numbers[entry_id] = self.db.value("SELECT n FROM entries WHERE id = ?", [entry_id])
        return self.numbers[entry_id]

    def _move_heads(
        self,
        met: str,
        added: list[tuple[str, str, str, int, int]],
        replaced: list[tuple[str, str, str, int]],
        unmet: list[tuple[str, str, str, str]],
    ) -> None:
        if met:
            self.db.execute("DELETE FROM awaited WHERE entry = ?", [met])
        self.db.executemany(
            "DELETE FROM heads WHERE kind = ? AND id = ? AND field = ? AND entry = ?", replaced
        )
        self.db.executemany(
            "INSERT INTO heads (kind, id, field, entry, position) VALUES (?, ?, ?, ?, ?)", added
        )
        self.db.executemany(
            "INSERT OR IGNORE INTO awaited (kind, id, field, entry) VALUES (?, ?, ?, ?)", unmet
        )

    def _note(
        self,
        entry: Entry,
        values: Values,
        before: set[tuple[str, str, str]],
        added: set[tuple[str, str, str]],
        replaced: list[tuple[str, str, str, int]],
    ) -> None:
        """Remember what each field shows now; only a field with other heads is looked up."""
        moved = {row[:3] for row in replaced}
        heads: dict[tuple[str, str], dict[str, list[Head]]] = {}
        for position, change in enumerate(entry.changes):
            record_id = (change.kind, change.id)
            shows = self.changed.setdefault(record_id, {})
            if change.key in added and change.key not in before:
                secret = values.get(position)
                shows[change.field] = secret.value if secret else None
            elif change.key in added or change.key in moved:
                if record_id not in heads:
                    heads[record_id] = entries.heads_of(self.db, *record_id)
                shows[change.field] = shown(heads[record_id][change.field])
