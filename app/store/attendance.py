"""Marks, and what they mean together."""

import json
from collections.abc import Iterable

from app.domain.attendance import Mark, Seen, Standings, What, standing
from app.store.database import Database
from app.store.statements import Row

_MARKS = (
    "SELECT m.* FROM marks m JOIN sessions s ON s.id = m.session "
    "WHERE s.workshop = ? AND coalesce(m.retracted, 0) = 0 AND coalesce(s.deleted, 0) = 0"
)


def marks(db: Database, workshop_id: str) -> list[Mark]:
    """Every mark of a workshop that was not retracted, nor hidden with its half-day."""
    return _known(db.rows(f"{_MARKS} ORDER BY m.id", [workshop_id]))


def standings(db: Database, workshop_id: str) -> Standings:
    """What is known of every registration at every half-day; not entered is not in it."""
    groups: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks(db, workshop_id):
        groups.setdefault((mark.registration, mark.session), []).append(mark)
    return {key: known for key, group in groups.items() if (known := standing(group))}


def marks_at(db: Database, session_id: str) -> list[Mark]:
    """The marks of one half-day that were not retracted."""
    sql = "SELECT * FROM marks WHERE session = ? AND coalesce(retracted, 0) = 0 ORDER BY id"
    return _known(db.rows(sql, [session_id]))


def marks_of(
    db: Database, registrations: Iterable[str], sessions: Iterable[str]
) -> dict[tuple[str, str], list[Mark]]:
    """The marks that were not retracted, by (registration id, session id), of those named."""
    rows = db.rows(
        "SELECT m.* FROM json_each(?) wanted JOIN marks m ON m.registration = wanted.value "
        "WHERE +m.session IN (SELECT value FROM json_each(?)) AND coalesce(m.retracted, 0) = 0 "
        "ORDER BY m.id",
        [json.dumps(sorted(registrations)), json.dumps(sorted(sessions))],
    )
    found: dict[tuple[str, str], list[Mark]] = {}
    for mark in _known(rows):
        found.setdefault((mark.registration, mark.session), []).append(mark)
    return found


def registrations_of(db: Database, mark_ids: Iterable[str]) -> set[str]:
    """Ids of the registrations that these marks, retracted or not, are about."""
    sql = "SELECT DISTINCT registration FROM marks WHERE id IN (SELECT value FROM json_each(?))"
    return {row[0] for row in db.tuples(sql, [json.dumps(list(mark_ids))]) if row[0]}


_WHATS, _SEEN = frozenset(What), frozenset(Seen)


def _known(rows: Iterable[Row]) -> list[Mark]:
    """The marks that this release understands."""
    return [_mark(row) for row in rows if row["what"] in _WHATS]


def _mark(row: Row) -> Mark:
    return Mark(
        id=row["id"],
        registration=row["registration"] or "",
        session=row["session"] or "",
        what=What(row["what"]),
        source=Seen(row["source"]) if row["source"] in _SEEN else Seen.DIRECT,
        late=bool(row["late"]),
        left_early=bool(row["left_early"]),
        seen_at=row["seen_at"] or "",
        by=row["by"] or "",
    )
