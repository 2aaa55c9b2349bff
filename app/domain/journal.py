"""Entry, Change, heads, conflicts: the state of everything as a pure function of a set.

An entry is one intention of one person at one device. It is named by the hash of its own
canonical bytes, and each device chains its entries workshop by workshop, so that a workshop's
history is complete, ordered and checkable without any other workshop's.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NoReturn, TypeAlias

Value: TypeAlias = "str | int | bool | list[Value] | dict[str, Value] | None"
"""What a field may hold. No floats: exact arithmetic, and one canonical form only."""

FieldKey: TypeAlias = tuple[str, str, str]
"""Which field of which record: (kind, record id, field)."""

DELETED = "deleted"
"""The field that hides a record. Its change names, in `replaces`, every head it has seen."""

CONTENT = "content"
"""The one field of a fact: a record that is only added and retracted."""

RETRACTED = "retracted"
"""The field that takes a fact back."""

LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON understands. Source: RFC 8785."""

LONGEST_TEXT = 20_000
"""Characters in one text; what is longer is not written, for no reader would take it in."""

SCHEMA = 1
"""The version of the kinds and fields that this release writes."""


@dataclass(frozen=True, slots=True)
class Change:
    """Sets one field of one record; the value itself is kept apart, under its salted hash.

    `hash` is sha256(salt ‖ canonical value), hex. `replaces` are the ids of the entries that
    were heads of this field when the change was written.
    """

    kind: str
    id: str
    field: str
    hash: str
    replaces: tuple[str, ...] = ()

    @property
    def key(self) -> FieldKey:
        """Which field this sets."""
        return (self.kind, self.id, self.field)


@dataclass(frozen=True, slots=True)
class Secret:
    """A value with the salt of its hash; deleting it erases, and the chain still verifies."""

    salt: str
    value: Value


@dataclass(frozen=True, slots=True)
class Entry:
    """One intention, never half applied.

    `seq` counts 1, 2, 3 … for this device in this workshop, `previous` is the id of seq - 1
    ("" for the first). `lamport` only orders history on screen. `wall` and `zone` are what the
    device's clock said: evidence, never authority. `batch` is the id of the first entry of an
    intention that was too large for one; `undoes` is the id of the entry that this one takes
    back. `extra` keeps members that this release does not know.
    """

    device: str
    seq: int
    previous: str
    lamport: int
    wall: str
    zone: str
    who: str
    app: str
    schema: int
    workshop: str
    intent: str
    changes: tuple[Change, ...]
    why: str = ""
    batch: str = ""
    undoes: str = ""
    extra: Mapping[str, Value] = field(default_factory=dict)
    id: str = ""


_ENCODER = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
)


def canonical(value: object) -> bytes:
    """RFC 8785 JSON of `value`, which holds strings, whole numbers, booleans, lists, objects.

    For those the standard encoder already writes RFC 8785, provided that keys are ASCII
    (checked against the `rfc8785` package in the tests). Floats are refused where lines are read.
    """
    if type(value) is str:
        return _canonical_text(value)
    if type(value) is int:
        return b"%d" % value
    if type(value) is list and all(type(one) is str for one in value):
        return b"[%s]" % b",".join(map(_canonical_text, value))
    return _ENCODER.encode(value).encode()


@lru_cache(4096)
def _canonical_text(text: str) -> bytes:
    """Most values of a journal are a few codes and ids, said thousands of times."""
    return _ENCODER.encode(text).encode()


def value_hash(secret: Secret) -> str:
    """The hash by which a change names its value."""
    return hashlib.sha256(secret.salt.encode() + canonical(secret.value)).hexdigest()


def entry_body(entry: Entry) -> dict[str, object]:
    """The members of `entry` as they are hashed and exchanged, without its id."""
    body: dict[str, object] = dict(entry.extra)
    body.update(
        device=entry.device,
        seq=entry.seq,
        previous=entry.previous,
        lamport=entry.lamport,
        wall=entry.wall,
        zone=entry.zone,
        who=entry.who,
        app=entry.app,
        schema=entry.schema,
        workshop=entry.workshop,
        intent=entry.intent,
        changes=[
            [change.kind, change.id, change.field, change.hash, list(change.replaces)]
            for change in entry.changes
        ],
    )
    body.update(
        {name: text for name in ("why", "batch", "undoes") if (text := getattr(entry, name))}
    )
    return body


def encode(entry: Entry) -> bytes:
    """The canonical line of `entry`; its sha256 is the entry's id."""
    return canonical(entry_body(entry))


def seal(entry: Entry) -> Entry:
    """`entry` with the id that its content gives it."""
    return replace(entry, id=hashlib.sha256(encode(entry)).hexdigest())


def decode(line: bytes) -> Entry:
    """The entry that `line` holds, named by the hash of exactly these bytes.

    Raises ValueError when the line is not the canonical form of an entry.
    """
    try:
        entry = _from_body(_READER.decode(line.decode()))
        is_canonical = encode(entry) == line
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("not an entry") from error
    if not is_canonical:
        raise ValueError("not a canonical entry")
    if len({change.key for change in entry.changes}) != len(entry.changes):
        raise ValueError("one field set twice")
    return replace(entry, id=hashlib.sha256(line).hexdigest())


def _refuse(number: str) -> NoReturn:
    raise ValueError("not a whole number")


_READER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)


def _from_body(body: Value) -> Entry:
    """The entry of `body`; what remains of it after the known members is kept as extra."""
    if not isinstance(body, dict):
        raise TypeError("members")
    changes = body.pop("changes")
    if not isinstance(changes, list):
        raise TypeError("changes")
    return Entry(
        device=_text(body.pop("device")),
        seq=_number(body.pop("seq")),
        previous=_text(body.pop("previous")),
        lamport=_number(body.pop("lamport")),
        wall=_text(body.pop("wall")),
        zone=_text(body.pop("zone")),
        who=_text(body.pop("who")),
        app=_text(body.pop("app")),
        schema=_number(body.pop("schema")),
        workshop=_text(body.pop("workshop")),
        intent=_text(body.pop("intent")),
        changes=tuple(_change(item) for item in changes),
        why=_text(body.pop("why", "")),
        batch=_text(body.pop("batch", "")),
        undoes=_text(body.pop("undoes", "")),
        extra=body,
    )


def _change(item: Value) -> Change:
    match item:
        case [str(kind), str(record), str(name), str(digest), [*replaces]]:
            return Change(kind, record, name, digest, tuple(map(_text, replaces)))
    raise TypeError("change")


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _number(value: Value) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
        raise TypeError("number expected")
    return value


@dataclass(frozen=True, slots=True)
class Head:
    """A value of a field that no known entry replaces."""

    entry: str
    device: str
    wall: str
    value: Value


def rank(head: Head) -> tuple[str, str, str]:
    """Among the heads of one field, the greatest is displayed; nothing else uses a clock."""
    return (head.wall, head.device, head.entry)


def heads(
    entries: Iterable[Entry], values: Mapping[tuple[str, int], Secret]
) -> dict[FieldKey, tuple[Head, ...]]:
    """The heads of every field, from a set of entries in any order; the displayed one last.

    `values` are by (entry id, position of the change); an erased value reads as None.
    """
    known = list(entries)
    replaced = {
        (change.key, target)
        for entry in known
        for change in entry.changes
        for target in change.replaces
    }
    found: dict[FieldKey, list[Head]] = {}
    for entry in known:
        for position, change in enumerate(entry.changes):
            if (change.key, entry.id) not in replaced:
                secret = values.get((entry.id, position))
                value = secret.value if secret else None
                head = Head(entry.id, entry.device, entry.wall, value)
                found.setdefault(change.key, []).append(head)
    return {key: tuple(sorted(group, key=rank)) for key, group in found.items()}


def shown(group: Iterable[Head]) -> Value:
    """The value that is displayed for a field with these heads."""
    return max(group, key=rank).value


def is_conflict(group: Iterable[Head]) -> bool:
    """Whether these heads say different things."""
    return len({canonical(head.value) for head in group}) > 1


def state(
    entries: Iterable[Entry], values: Mapping[tuple[str, int], Secret]
) -> dict[tuple[str, str], dict[str, Value]]:
    """Every record as displayed: (kind, id) → field → value."""
    records: dict[tuple[str, str], dict[str, Value]] = {}
    for (kind, record, name), group in heads(entries, values).items():
        records.setdefault((kind, record), {})[name] = shown(group)
    return records


def broken_links(entries: Sequence[Entry]) -> list[str]:
    """Ids of entries that do not follow the entry before them in their device's chain.

    What follows a gap is not broken (`missing` tells of it), nor is a chain that forks (see
    `twins`): each branch follows what came before it.
    """
    places = _places(entries)
    broken: set[str] = set()
    for entry in entries:
        chain = (entry.workshop, entry.device)
        before = places.get((*chain, entry.seq - 1)) if entry.seq > 1 else {""}
        if before and entry.previous not in before:
            broken.add(entry.id)
    return sorted(broken)


def twins(entries: Sequence[Entry]) -> list[str]:
    """Ids of entries that stand in one place of one chain: a cloned laptop, a restored copy.

    Both branches are kept; nothing is lost, but somebody should know.
    """
    crowded = (ids for ids in _places(entries).values() if len(ids) > 1)
    return sorted(entry_id for ids in crowded for entry_id in ids)


def _places(entries: Iterable[Entry]) -> dict[tuple[str, str, int], set[str]]:
    places: dict[tuple[str, str, int], set[str]] = {}
    for entry in entries:
        places.setdefault((entry.workshop, entry.device, entry.seq), set()).add(entry.id)
    return places


def missing(entries: Iterable[Entry]) -> dict[tuple[str, str], list[int]]:
    """Sequence numbers not known below the highest known one, by (workshop, device)."""
    seqs: dict[tuple[str, str], set[int]] = {}
    for entry in entries:
        seqs.setdefault((entry.workshop, entry.device), set()).add(entry.seq)
    return {
        chain: gaps
        for chain, known in seqs.items()
        if (gaps := [seq for seq in range(1, max(known)) if seq not in known])
    }


def digest(entry_ids: Iterable[str]) -> str:
    """One name for a set of entries, and so for the state that follows from it."""
    return hashlib.sha256("\n".join(sorted(set(entry_ids))).encode()).hexdigest()
