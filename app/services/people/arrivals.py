"""Coming to the workshop: at the door, or seen in the room."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from app.domain.attendance import What
from app.domain.clock import wall
from app.domain.journal import CONTENT, RETRACTED, Value
from app.domain.registration import RosterLine, Source, Status
from app.services.history import values_before
from app.services.writing import Edit
from app.store import attendance, entries, registrations
from app.store.database import Database

ATTEND = "attend"
"""The intention of an entry that marks attendance."""


def arrival(line: RosterLine, *, now: datetime | None) -> Edit:
    """The edit that says this person has come, at `now`; None where the hour is not known.

    Someone who had been replaced and comes all the same counts as a walk-in.
    """
    fields: dict[str, Value] = {"status": Status.REGISTERED.value}
    if now is not None:
        fields["arrived_at"] = wall(now, "minutes")
    if line.registration.status is Status.REPLACED:
        fields["source"] = Source.WALK_IN.value
    return Edit("registration", line.registration.id, fields)


def follow_marks(
    db: Database, workshop_id: str, marks: Sequence[Edit], *, now: datetime | None
) -> list[Edit]:
    """What the edits `marks` say of arrivals: who is seen here for the first time has come.

    An arrival that nothing but a mark had told goes with the last such mark; one that somebody
    registered at the door stays. `now` is None where marks come from a paper.
    """
    gone = {edit.id for edit in marks if RETRACTED in edit.fields}
    before = attendance.marks(db, workshop_id)
    touched = {mark.registration for mark in before if mark.id in gone}
    seen = {
        mark.registration for mark in before if mark.id not in gone and mark.what is What.PRESENT
    }
    for content in _contents(marks):
        touched.add(str(content["registration"]))
        if content["what"] == What.PRESENT.value:
            seen.add(str(content["registration"]))
    return list(_edits(db, touched, seen, now))


def _contents(marks: Sequence[Edit]) -> Iterator[dict[str, Value]]:
    for edit in marks:
        content = edit.fields.get(CONTENT)
        if isinstance(content, dict):
            yield content


def _edits(
    db: Database, touched: Collection[str], seen: Collection[str], now: datetime | None
) -> Iterator[Edit]:
    for line in registrations.lines(db, touched):
        registration = line.registration
        if registration.id in seen and registration.person and not registration.is_here:
            yield arrival(line, now=now)
        elif registration.id not in seen and registration.is_here:
            yield from _taken_back(db, registration.id)


def _taken_back(db: Database, registration_id: str) -> Iterator[Edit]:
    """The edit that puts back what was known before a mark said that this person had come."""
    heads = entries.heads_of(db, "registration", registration_id).get("status", [])
    entry = entries.entry(db, heads[0].entry) if len(heads) == 1 else None
    if entry is not None and entry.intent == ATTEND:
        before = values_before(db, [one for one in entry.changes if one.id == registration_id])
        fields = {name: value for (_kind, _id, name), value in before.items()}
        yield Edit("registration", registration_id, fields)
