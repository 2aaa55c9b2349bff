"""How every service writes: edits become one journal entry, recorded through the one door."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app import VERSION
from app.domain.journal import (
    CONTENT,
    DELETED,
    RETRACTED,
    SCHEMA,
    Change,
    Entry,
    Head,
    Secret,
    Value,
    canonical,
    seal,
    shown,
    value_hash,
)
from app.domain.outcome import Outcome, Topic
from app.store import entries, journal
from app.store.database import Database


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes and where: the device's id, the operator's name, the device's letter.

    The letter goes into certificate numbers when several devices number at one workshop.
    """

    device: str
    who: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """New values for some fields of one record."""

    kind: str
    id: str
    fields: Mapping[str, Value]
    restate: bool = False
    """Write also what another workshop's journal says already, so that this one says it all."""


@dataclass(frozen=True, slots=True)
class Intention:
    """What an entry is for: a word for history, and what it belongs to."""

    word: str
    workshop: str
    why: str = ""
    batch: str = ""
    undoes: str = ""


def new_id() -> str:
    """A random 128-bit record id, 32 hex digits."""
    return secrets.token_hex(16)


def fact(kind: str, content: Mapping[str, Value], record: str = "") -> Edit:
    """The edit that adds a fact; empty members are left out, the table shows them as nothing."""
    kept: dict[str, Value] = {
        name: value for name, value in content.items() if value not in (None, "", False, [])
    }
    return Edit(kind, record or new_id(), {CONTENT: kept})


def retraction(kind: str, record: str) -> Edit:
    """The edit that takes a fact back."""
    return Edit(kind, record, {RETRACTED: True})


def write(
    db: Database, author: Author, intention: Intention, edits: Sequence[Edit], *, now: datetime
) -> Entry | None:
    """Record `edits` as one entry; None when they would change nothing.

    `now` is timezone-aware. A field whose one head already holds the value is left alone.
    """
    with db.atomic():
        changes: list[Change] = []
        values: dict[int, Secret] = {}
        for edit in edits:
            known = entries.heads_of(db, edit.kind, edit.id)
            for name, value in edit.fields.items():
                if not edit.restate and _changes_nothing(known.get(name, []), value):
                    continue
                secret = Secret(secrets.token_hex(8), value)
                values[len(changes)] = secret
                replaces = _seen(known, name)
                changes.append(Change(edit.kind, edit.id, name, value_hash(secret), replaces))
        if not changes:
            return None
        entry = _entry(db, author, intention, changes, now)
        journal.record(db, entry, values)
    return entry


def _entry(
    db: Database,
    author: Author,
    intention: Intention,
    changes: Iterable[Change],
    now: datetime,
) -> Entry:
    tip = entries.tip(db, intention.workshop, author.device)
    return seal(
        Entry(
            device=author.device,
            seq=tip.seq,
            previous=tip.previous,
            lamport=tip.lamport,
            wall=now.replace(tzinfo=None).isoformat(timespec="seconds"),
            zone=now.strftime("%z"),
            who=author.who,
            app=VERSION,
            schema=SCHEMA,
            workshop=intention.workshop,
            intent=intention.word,
            changes=tuple(changes),
            why=intention.why,
            batch=intention.batch,
            undoes=intention.undoes,
        )
    )


def _changes_nothing(known: Sequence[Head], value: Value) -> bool:
    if not known:
        return value in (None, "", [])
    return len(known) == 1 and canonical(shown(known)) == canonical(value)


def _seen(known: Mapping[str, Sequence[Head]], name: str) -> tuple[str, ...]:
    """The heads that a change of field `name` replaces; hiding a record names all it has seen."""
    names = list(known) if name == DELETED else [name]
    return tuple(sorted({head.entry for field in names for head in known.get(field, ())}))


_TOPICS = {
    "person": Topic.PEOPLE,
    "organisation": Topic.PEOPLE,
    "link": Topic.PEOPLE,
    "registration": Topic.REGISTRATIONS,
    "consent": Topic.REGISTRATIONS,
    "mark": Topic.ATTENDANCE,
    "session": Topic.ATTENDANCE,
    "certificate": Topic.CERTIFICATES,
    "document": Topic.CERTIFICATES,
    "export": Topic.EXCHANGE,
}


def topics(changes: Iterable[Change]) -> frozenset[Topic]:
    """The parts of the data that `changes` touch; a half-day is part of its workshop too."""
    touched = {_TOPICS.get(change.kind, Topic.WORKSHOPS) for change in changes}
    if any(change.kind == "session" for change in changes):
        touched.add(Topic.WORKSHOPS)
    return frozenset(touched)


def outcome(entry: Entry | None, *, count: int = 1, subject: str = "", name: str = "") -> Outcome:
    """What recording `entry` did; nothing at all when there was nothing to record."""
    if entry is None:
        return Outcome(subject=subject, name=name)
    return Outcome(topics(entry.changes), count, subject, entry.id, name)
