"""Reading the journal: entries, their secrets, how far each device has come."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.journal import LARGEST, Entry, FieldKey, Head, Secret, decode, digest, heads
from app.store.database import Database, Row

Secrets = dict[tuple[str, int], Secret]
"""Values by (entry id, position of the change)."""


def all_entries(db: Database, workshop: str | None = None) -> tuple[list[Entry], Secrets]:
    """The entries of one workshop, or all, as they were received, with the values kept."""
    rows = db.tuples(*_within("SELECT n, id, body FROM entries", workshop, "ORDER BY n"))
    entries = [replace(decode(bytes(body)), id=entry) for _, entry, body in rows]
    return entries, secrets_of(db, workshop)


def lines_of(db: Database, workshop: str) -> list[bytes]:
    """The canonical lines of one workshop's entries, as they were received."""
    sql = "SELECT body FROM entries WHERE workshop = ? ORDER BY lamport, device, seq, id"
    return [bytes(row[0]) for row in db.tuples(sql, [workshop])]


def secrets_of(db: Database, workshop: str | None = None) -> Secrets:
    """The values of one workshop's entries, or of all."""
    sql = "SELECT e.id, s.position, s.salt, s.value FROM secrets s JOIN entries e ON e.n = s.entry"
    return {
        (entry, position): Secret(salt, json.loads(value))
        for entry, position, salt, value in db.tuples(*_within(sql, workshop))
    }


def misnamed(db: Database) -> list[str]:
    """Ids of the entries whose bytes are not those that they are named by."""
    rows = db.tuples("SELECT id, body FROM entries ORDER BY n")
    return [entry for entry, body in rows if hashlib.sha256(bytes(body)).hexdigest() != entry]


def entry(db: Database, entry_id: str) -> Entry | None:
    """One entry; None when it is not known."""
    body = db.value("SELECT body FROM entries WHERE id = ?", [entry_id])
    return decode(bytes(body)) if body is not None else None


def batch_of(db: Database, entry_id: str) -> list[Entry]:
    """The entries that were one intention together with `entry_id`, in order."""
    sql = (
        "SELECT body FROM entries WHERE id = :e OR batch = :e OR "
        "(batch != '' AND batch = (SELECT batch FROM entries WHERE id = :e)) OR "
        "id = (SELECT batch FROM entries WHERE id = :e) ORDER BY seq"
    )
    return [decode(bytes(row[0])) for row in db.tuples(sql.replace(":e", "?1"), [entry_id])]


def head(db: Database, entry_id: str, key: FieldKey) -> Head | None:
    """What `entry_id` set the field `key` to, as a head; None when it did not, or is not here."""
    written = entry(db, entry_id)
    keys = [change.key for change in written.changes] if written else []
    if written is None or key not in keys:
        return None
    value = db.value(
        "SELECT s.value FROM secrets s JOIN entries e ON e.n = s.entry "
        "WHERE e.id = ? AND s.position = ?",
        [entry_id, keys.index(key)],
    )
    return Head(written.id, written.device, written.wall, json.loads(value) if value else None)


def unknown(db: Database, ids: Iterable[str]) -> set[str]:
    """Those of `ids` that the journal does not hold."""
    wanted = set(ids)
    return wanted - numbers(db, wanted).keys()


def numbers(db: Database, ids: Iterable[str]) -> dict[str, int]:
    """The number in this register of those of `ids` that the journal holds."""
    rows = db.tuples(
        "SELECT id, n FROM entries WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(ids))],
    )
    return dict(rows)


def have(db: Database, workshop: str | None = None) -> dict[tuple[str, str], int]:
    """The highest sequence number held, by (workshop, device)."""
    rows = db.tuples(
        *_within("SELECT workshop, device, max(seq) FROM entries", workshop, "GROUP BY 1, 2")
    )
    return {(workshop, device): seq for workshop, device, seq in rows}


def count_since(db: Database, workshop: str, at: str = "") -> int:
    """How many entries of a workshop came after the export that its journal notes at `at`.

    `at` is the raw wall clock of that entry; all are counted where there is none.
    """
    sql = (
        "SELECT count(*) FROM entries WHERE workshop = ?1 AND n > coalesce((SELECT max(n) FROM "
        "entries WHERE workshop = ?1 AND intent = 'export' AND wall = ?2), 0)"
    )
    return int(db.value(sql, [workshop, at]))


def state_digest(db: Database, workshop: str | None = None) -> str:
    """One name for all that is known; equal on two machines that hold the same entries."""
    return digest(row[0] for row in db.tuples(*_within("SELECT id FROM entries", workshop)))


@dataclass(frozen=True, slots=True)
class Tip:
    """Where a device's next entry in a workshop goes."""

    seq: int
    previous: str
    lamport: int


def tip(db: Database, workshop: str, device: str) -> Tip:
    """The place of the next entry of `device` in `workshop`."""
    last = db.row(
        "SELECT seq, id FROM entries WHERE workshop = ? AND device = ? ORDER BY seq DESC LIMIT 1",
        [workshop, device],
    )
    lamport = db.value("SELECT max(lamport) FROM entries") or 0
    return Tip(
        (last["seq"] if last else 0) + 1,
        last["id"] if last else "",
        min(lamport + 1, LARGEST),  # else a wrong counter of another laptop would silence this one
    )


_HEADS = (
    "SELECT h.kind, h.id, h.field, e.id AS entry, e.device, e.wall, s.value "
    "FROM json_each(?) wanted "
    "JOIN heads h ON h.kind = wanted.value ->> 0 AND h.id = wanted.value ->> 1 "
    "JOIN entries e ON e.n = h.entry "
    "LEFT JOIN secrets s ON s.entry = h.entry AND s.position = h.position"
)


def heads_of_all(
    db: Database, records: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], dict[str, list[Head]]]:
    """The heads of every field of these records (kind, id); a new record is not in it."""
    found: dict[tuple[str, str], dict[str, list[Head]]] = {}
    for row in db.rows(_HEADS, [json.dumps(list(records))]):
        found.setdefault((row["kind"], row["id"]), {}).setdefault(row["field"], []).append(
            _head(row)
        )
    return found


def heads_of(db: Database, kind: str, record: str) -> dict[str, list[Head]]:
    """The heads of every field of one record."""
    return heads_of_all(db, [(kind, record)]).get((kind, record), {})


def fields_with_heads(db: Database, records: Iterable[tuple[str, str]]) -> set[FieldKey]:
    """The fields of these records (kind, id) that have a head."""
    sql = (
        "SELECT h.kind, h.id, h.field FROM json_each(?) wanted "
        "JOIN heads h ON h.kind = wanted.value ->> 0 AND h.id = wanted.value ->> 1"
    )
    return {
        (kind, record, name) for kind, record, name in db.tuples(sql, [json.dumps(list(records))])
    }


def is_shared(db: Database, workshop: str, kind: str, record: str) -> bool:
    """Whether another workshop's journal says something of this record."""
    sql = (
        "SELECT 1 FROM heads h JOIN entries e ON e.n = h.entry "
        "WHERE h.kind = ? AND h.id = ? AND e.workshop != ? LIMIT 1"
    )
    return db.value(sql, [kind, record, workshop]) is not None


def heads_within(db: Database, workshop: str, kind: str, record: str) -> dict[str, list[Head]]:
    """The heads of every field of one record, without values, by one workshop's entries alone."""
    rows = db.tuples(
        "SELECT body FROM entries WHERE workshop = ? AND instr(body, CAST(? AS BLOB))",
        [workshop, record],
    )
    found = heads((decode(bytes(row[0])) for row in rows), {})
    return {key[2]: list(group) for key, group in found.items() if key[:2] == (kind, record)}


def conflicts(db: Database, workshop: str | None = None) -> list[tuple[str, str, str]]:
    """The fields whose heads say different things: (kind, record id, field)."""
    crowded = db.tuples(
        "SELECT h.kind, h.id, h.field FROM heads h JOIN entries e ON e.n = h.entry "
        "LEFT JOIN secrets s ON s.entry = h.entry AND s.position = h.position "
        "WHERE (?1 IS NULL OR e.workshop = ?1) "
        "GROUP BY 1, 2, 3 HAVING count(DISTINCT coalesce(s.value, 'null')) > 1",
        [workshop],
    )
    return sorted((kind, record, field) for kind, record, field in crowded)


def _head(row: Row) -> Head:
    value = json.loads(row["value"]) if row["value"] is not None else None
    return Head(row["entry"], row["device"], row["wall"], value)


def _within(sql: str, workshop: str | None, tail: str = "") -> tuple[str, list[str]]:
    if workshop is None:
        return f"{sql} {tail}", []
    return f"{sql} WHERE workshop = ? {tail}", [workshop]
