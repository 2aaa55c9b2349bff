"""Reading the journal: entries, their secrets, how far each device has come."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.journal import LARGEST, Entry, FieldKey, Head, Secret, Value, decode, digest, heads
from app.store.database import Database

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


def chain(db: Database, workshop: str, device: str) -> list[Entry]:
    """The entries of one device in one workshop, in the order of their numbers."""
    sql = "SELECT body FROM entries WHERE workshop = ? AND device = ? ORDER BY seq, id"
    return [decode(bytes(row[0])) for row in db.tuples(sql, [workshop, device])]


def batch_of(db: Database, entry_id: str) -> list[Entry]:
    """The entries that were one intention together with `entry_id`, in order."""
    sql = (
        "SELECT body FROM entries WHERE id = ?1 OR batch = ?1 OR "
        "(batch != '' AND batch = (SELECT batch FROM entries WHERE id = ?1)) OR "
        "id = (SELECT batch FROM entries WHERE id = ?1) ORDER BY seq"
    )
    return [decode(bytes(row[0])) for row in db.tuples(sql, [entry_id])]


def heads_at(
    db: Database, wanted: Iterable[tuple[str, FieldKey]]
) -> dict[tuple[str, FieldKey], Head]:
    """What entries set fields to, as heads, for each entry id and field in `wanted`.

    An entry that did not set the field, or is not here, is not in it.
    """
    fields: dict[str, set[FieldKey]] = {}
    for entry_id, key in wanted:
        fields.setdefault(entry_id, set()).add(key)
    found: dict[tuple[str, FieldKey], Head] = {}
    for entry_id, keys in fields.items():
        written = entry(db, entry_id)  # read once: a long list is an entry of megabytes
        places = {
            place: change.key
            for place, change in enumerate(written.changes if written else ())
            if change.key in keys
        }
        values = _values(db, entry_id, places) if places else {}
        for place, key in places.items():
            if written:
                value = values.get(place)
                found[entry_id, key] = Head(entry_id, written.device, written.wall, value)
    return found


def _values(db: Database, entry_id: str, places: Iterable[int]) -> dict[int, Value]:
    rows = db.tuples(
        "SELECT s.position, s.value FROM secrets s JOIN entries e ON e.n = s.entry "
        "WHERE e.id = ? AND s.position IN (SELECT value FROM json_each(?))",
        [entry_id, json.dumps(list(places))],
    )
    return {place: json.loads(value) for place, value in rows}


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


def unbroken(db: Database, workshop: str) -> dict[str, int]:
    """The last sequence number with no gap before it, by device, in one workshop."""
    rows = db.tuples(
        "SELECT device, max(seq) FROM (SELECT device, seq, dense_rank() OVER "
        "(PARTITION BY device ORDER BY seq) AS place FROM entries WHERE workshop = ?) "
        "WHERE seq = place GROUP BY device",
        [workshop],
    )
    return dict(rows)


def count(db: Database) -> int:
    """How many entries the register holds: they are numbered 1, 2, 3 …, and none ever goes."""
    return int(db.value("SELECT max(n) FROM entries") or 0)


def count_since(db: Database, workshop: str, entry_id: str = "") -> int:
    """How many entries of a workshop came here after `entry_id`; all, where there is none."""
    sql = (
        "SELECT count(*) FROM entries WHERE workshop = ? "
        "AND n > coalesce((SELECT n FROM entries WHERE id = ?), 0)"
    )
    return int(db.value(sql, [workshop, entry_id]))


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
    "SELECT h.kind, h.id, h.field, e.id, e.device, e.wall, s.value "
    "FROM json_each(?) wanted "
    "JOIN heads h ON h.kind = wanted.value ->> 0 AND h.id = wanted.value ->> 1 {more} "
    "JOIN entries e ON e.n = h.entry "
    "LEFT JOIN secrets s ON s.entry = h.entry AND s.position = h.position"
)
_HEADS_OF_RECORDS = _HEADS.format(more="")
_HEADS_OF_FIELDS = _HEADS.format(more="AND h.field = wanted.value ->> 2")


def heads_of_fields(db: Database, keys: Iterable[FieldKey]) -> dict[FieldKey, list[Head]]:
    """The heads of these fields; a field that has none is not in it."""
    return _heads(db, _HEADS_OF_FIELDS, keys)


def heads_of(db: Database, kind: str, record: str) -> dict[str, list[Head]]:
    """The heads of every field of one record."""
    found = _heads(db, _HEADS_OF_RECORDS, [(kind, record)])
    return {name: heads for (_kind, _record, name), heads in found.items()}


def _heads(db: Database, sql: str, wanted: Iterable[tuple[str, ...]]) -> dict[FieldKey, list[Head]]:
    found: dict[FieldKey, list[Head]] = {}
    for kind, record, name, entry_id, device, wall, text in db.tuples(
        sql, [json.dumps(list(wanted))]
    ):
        value = json.loads(text) if text is not None else None
        found.setdefault((kind, record, name), []).append(Head(entry_id, device, wall, value))
    return found


def head_ids(
    db: Database, records: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], dict[str, set[str]]]:
    """The ids of the heads of every field of these records (kind, id), without their values.

    A new record is not in it.
    """
    sql = (
        "SELECT h.kind, h.id, h.field, e.id FROM json_each(?) wanted "
        "JOIN heads h ON h.kind = wanted.value ->> 0 AND h.id = wanted.value ->> 1 "
        "JOIN entries e ON e.n = h.entry"
    )
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for kind, record, name, entry_id in db.tuples(sql, [json.dumps(list(records))]):
        found.setdefault((kind, record), {}).setdefault(name, set()).add(entry_id)
    return found


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


def _within(sql: str, workshop: str | None, tail: str = "") -> tuple[str, list[str]]:
    if workshop is None:
        return f"{sql} {tail}", []
    return f"{sql} WHERE workshop = ? {tail}", [workshop]
