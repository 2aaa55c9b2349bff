"""How every service writes: edits become one journal entry, recorded through the one door."""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from app import VERSION
from app.domain.clock import wall
from app.domain.journal import (
    CONTENT,
    DELETED,
    LONGEST_TEXT,
    RETRACTED,
    SCHEMA,
    Change,
    Entry,
    FieldKey,
    Head,
    Secret,
    Value,
    canonical,
    seal,
    shown,
    value_hash,
)
from app.domain.outcome import Outcome, Topic
from app.errors import TextTooLong
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


Record = tuple[str, str]
"""Kind and id."""

_START = 40
"""Characters of a text that is too long, by which its writer knows which it is."""

_SHARED = frozenset(("organisation", "programme", "rank", "series"))
"""Kinds of which several workshops' journals may speak; people are one workshop's own."""


def new_id() -> str:
    """A random 128-bit record id, 32 hex digits."""
    return secrets.token_hex(16)


def ids_in_a_row() -> Iterator[str]:
    """Record ids that follow each other from a random start.

    As unlikely to meet another's as random ones; the rows of a long list lie together on disk,
    so that each step rewrites few pages.
    """
    start = secrets.randbits(128)
    return (f"{(start + n) % 2**128:032x}" for n in count())


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
    Raises TextTooLong for a text that no other laptop would take in.
    """
    _check([intention.why, author.who])
    with db.atomic():
        found = list(_changes(db, intention.workshop, _by_record(edits)))
        if not found:
            return None
        entry = _entry(db, author, intention, [change for change, _secret in found], now)
        journal.record(db, entry, {place: secret for place, (_, secret) in enumerate(found)})
    return entry


def _by_record(edits: Iterable[Edit]) -> dict[Record, dict[str, tuple[Value, bool]]]:
    """The fields of every record, to be restated or not; one edited twice takes the last value."""
    found: dict[Record, dict[str, tuple[Value, bool]]] = {}
    for edit in edits:
        fields = found.setdefault((edit.kind, edit.id), {})
        fields.update({name: (value, edit.restate) for name, value in edit.fields.items()})
    return found


def _changes(
    db: Database, workshop: str, records: Mapping[Record, Mapping[str, tuple[Value, bool]]]
) -> Iterator[tuple[Change, Secret]]:
    """The changes that make `records` say what they should, each with its value and salt."""
    known = entries.head_ids(db, records)
    heads = entries.heads_of_fields(db, _said_already(records, known)) if known else {}
    salts = _salts(sum(len(fields) for fields in records.values()))
    for (kind, record), fields in records.items():
        seen = _seen(db, workshop, kind, record, known.get((kind, record), {}))
        for name, (value, restate) in fields.items():
            here = heads.get((kind, record, name), ())
            if value is None and not here:
                continue
            if not restate and _changes_nothing(here, value):
                continue
            # Hiding a record names all that was seen of it.
            replaced = set().union(*seen.values()) if name == DELETED else seen.get(name, set())
            if restate:
                replaced = replaced - _rivals(here, value)
            _check(value)
            secret = Secret(next(salts), value)
            yield Change(kind, record, name, value_hash(secret), tuple(sorted(replaced))), secret


def _check(value: Value) -> None:
    """Raises TextTooLong where a text in `value` is too long."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise TextTooLong(n=LONGEST_TEXT, start=value[:_START])
    elif isinstance(value, list):
        for item in value:
            _check(item)
    elif isinstance(value, dict):
        for item in value.values():
            _check(item)


def _said_already(
    records: Mapping[Record, Iterable[str]], known: Mapping[Record, Collection[str]]
) -> list[FieldKey]:
    """The fields of `records` that are `known` to have a head."""
    return [
        (*record, name)
        for record, fields in records.items()
        for name in fields
        if name in known.get(record, ())
    ]


def _salts(count: int) -> Iterator[str]:
    """Random salts of 64 bits, 16 hex digits each, drawn at once."""
    drawn = secrets.token_hex(8 * count)
    return (drawn[at : at + 16] for at in range(0, len(drawn), 16))


def _seen(
    db: Database, workshop: str, kind: str, record: str, known: Mapping[str, set[str]]
) -> Mapping[str, set[str]]:
    """Ids of the entries that a change of each field of a record replaces.

    Those are its heads. Where another workshop's journal speaks of the record too, they are also
    the heads that this workshop's entries have when they travel alone.
    """
    if not known or kind not in _SHARED or not entries.is_shared(db, workshop, kind, record):
        return known
    found = {name: set(ids) for name, ids in known.items()}
    for name, heads in entries.heads_within(db, workshop, kind, record).items():
        found.setdefault(name, set()).update(head.entry for head in heads)
    return found


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
            wall=wall(now),
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


def _rivals(known: Sequence[Head], value: Value) -> set[str]:
    """Ids of the heads that say something else: restating is no settling."""
    return {head.entry for head in known if canonical(head.value) != canonical(value)}


def _changes_nothing(known: Sequence[Head], value: Value) -> bool:
    if not known:
        return value in (None, "", [])
    return len(known) == 1 and canonical(shown(known)) == canonical(value)


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
    kinds = {change.kind for change in changes}
    touched = {_TOPICS.get(kind, Topic.WORKSHOPS) for kind in kinds}
    return frozenset(touched | {Topic.WORKSHOPS} if "session" in kinds else touched)


def outcome(entry: Entry | None, *, count: int = 1, subject: str = "", name: str = "") -> Outcome:
    """What recording `entry` did; nothing at all when there was nothing to record."""
    if entry is None:
        return Outcome(subject=subject, name=name)
    return Outcome(topics(entry.changes), count, subject, entry.id, name)
