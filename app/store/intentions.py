"""What entries were for: the words of their intentions, and which of them take others back."""

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.journal import FieldKey
from app.store.database import Database

_MOST_LATEST = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """An entry by its id: the word of its intention, and the entry that it takes back, if any."""

    entry: str
    word: str
    undoes: str


def latest(db: Database, device: str) -> list[Step]:
    """The last thousand entries of one device in any workshop, the newest first."""
    rows = db.tuples(
        "SELECT id, intent, undoes FROM entries WHERE device = ? ORDER BY n DESC LIMIT ?",
        [device, _MOST_LATEST],
    )
    return [Step(*row) for row in rows]


def taken_back(db: Database, workshop: str) -> set[str]:
    """Ids of the entries that are taken back now; taking back an undo revives its target."""
    rows = db.tuples(
        "SELECT id, undoes FROM entries WHERE workshop = ? AND undoes != '' ORDER BY n DESC",
        [workshop],
    )
    dead: set[str] = set()
    for entry, target in rows:
        if entry not in dead:
            dead.add(target)
    return dead


def still_meant(db: Database, workshop: str, word: str) -> list[str]:
    """Ids of the entries of this intention that were not taken back, in order.

    Several that were one intention are taken back together.
    """
    rows = db.tuples(
        "SELECT id, batch FROM entries WHERE workshop = ? AND intent = ? "
        "ORDER BY lamport, device, seq",
        [workshop, word],
    )
    undone = taken_back(db, workshop)
    dead = {batch or entry for entry, batch in rows if entry in undone}
    return [entry for entry, batch in rows if (batch or entry) not in dead]


def set_otherwise(db: Database, workshop: str, word: str, kinds: Collection[str]) -> list[FieldKey]:
    """The fields of records of `kinds` with a head of a workshop's that has another intention."""
    rows = db.tuples(
        "SELECT DISTINCT h.kind, h.id, h.field FROM heads h JOIN entries e ON e.n = h.entry "
        f"WHERE e.workshop = ? AND e.intent != ? AND h.kind IN ({', '.join('?' * len(kinds))})",
        [workshop, word, *kinds],
    )
    return [(kind, record, name) for kind, record, name in rows]
