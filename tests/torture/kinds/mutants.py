"""Values that are almost right: JSON with parts replaced, repeated, left out; journals likewise."""

import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from app.domain.journal import CONTENT, Change, Entry, Secret, digest, encode, seal, value_hash
from app.exchange.archive import write_archive
from app.exchange.container import Label
from app.exchange.history import History, entry_order, read_history, values_file
from app.exchange.malformed import Malformed
from app.exchange.package import JOURNAL, PACKAGE, VALUES
from tests.app.exchange.journals import WORKSHOP, small_workshop
from tests.app.exchange.sealed import LAPTOP, bound, label, members

ODD: tuple[Any, ...] = (
    *(None, True, False, -1, 0, 1, 2**53 - 1, 2**53, 2**63, 10**400, 1.5, float("nan")),
    *("", " ", "\0", "\ud800", "\u202e", "x" * 30_000, "2021-13-45", "0000-00-00", "١٢", "aa" * 16),
    *("🂡", "=1+1", "../../x", "con", "2021-10-13T25:61:61", "[]", "é", "é", "age1qqqq"),
    *([], {}, [[]], [None], {"": ""}, {"fr": 1}, {"a": {"a": {}}}, [{}] * 50),
)
FIELDS = ("name", "sex", "status", "number", "on", "part", "what", "person", "registration", "code")
KINDS = (
    "person",
    "registration",
    "session",
    "mark",
    "workshop",
    "certificate",
    "organisation",
    "x",
)
_DEEP = 200


def changed(chance: Random, value: Any) -> Any:
    """A copy of the JSON `value` with some of its parts made odd."""
    copied = json.loads(json.dumps(value))
    for _ in range(chance.randint(1, 3)):
        copied = _once(chance, copied)
    return copied


def _once(chance: Random, value: Any) -> Any:
    if not isinstance(value, (dict, list)) or not value or chance.random() < 0.1:
        return _odd(chance, value)
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key, kind = chance.choice(keys), chance.randrange(5)
    if kind == 0:
        del value[key]
    elif kind == 1 and isinstance(value, list):
        value.append(value[key])
    elif kind == 1:
        value[str(_odd(chance, ""))[:50]] = value[key]
    elif kind == 2 and isinstance(value, list):
        value.reverse()
    else:
        value[key] = _once(chance, value[key])
    return value


def _odd(chance: Random, value: Any) -> Any:
    kind = chance.randrange(6)
    if kind == 0 and isinstance(value, str) and value:
        at = chance.randrange(len(value))
        return (
            value[:at] + chance.choice(("", "\0", "\ud800", "é", "A", "0", "\n")) + value[at + 1 :]
        )
    if kind == 1 and isinstance(value, int):
        return value + chance.choice((-1, 1, 2**31, 2**62))
    if kind == 2:
        nested: Any = value
        for _ in range(chance.choice((1, 5, _DEEP))):
            nested = [nested] if chance.random() < 0.5 else {"a": nested}
        return nested
    return chance.choice(ODD)


def as_json(value: Any) -> bytes:
    """The bytes of `value`, whatever is in it; half of a pair of surrogates stays an escape."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def journal(chance: Random) -> tuple[dict[str, bytes | None], dict[str, object]]:
    """The members and the facts of a bundle whose entries are odd, each with its right hash."""
    entries: list[Entry] = []
    values: dict[tuple[str, int], Secret] = {}
    good = small_workshop(a=LAPTOP.id)
    renamed: dict[str, str] = {"": ""}
    victims = set(chance.choices(range(len(good.entries)), k=chance.randint(1, 3)))
    for place, entry in enumerate(good.entries):
        secrets = [good.values[entry.id, n] for n in range(len(entry.changes))]
        made = _linked(entry, renamed)
        if place in victims:
            made, secrets = _odd_entry(chance, made, secrets)
        made = seal(made)
        renamed[entry.id] = made.id
        entries.append(made)
        values |= {(made.id, n): one for n, one in enumerate(secrets) if chance.random() > 0.02}
    lines = b"".join(encode(one) + b"\n" for one in sorted(entries, key=entry_order))
    files: dict[str, bytes | None] = {JOURNAL: lines, VALUES: values_file(values)}
    return files, _facts(files)


def _linked(entry: Entry, renamed: Mapping[str, str]) -> Entry:
    """The entry, with what it names by the names that these have now."""
    changes = [
        replace(one, replaces=tuple(sorted(renamed.get(name, name) for name in one.replaces)))
        for one in entry.changes
    ]
    return replace(
        entry, previous=renamed.get(entry.previous, entry.previous), changes=tuple(changes)
    )


def _odd_entry(chance: Random, entry: Entry, secrets: list[Secret]) -> tuple[Entry, list[Secret]]:
    kind = chance.randrange(4)
    if kind == 0:
        name = chance.choice(("wall", "zone", "who", "app", "intent", "why", "batch", "undoes"))
        return replace(
            entry, **{name: chance.choice([one for one in ODD if _fits(one, str)])}
        ), secrets
    if kind == 1:
        name = chance.choice(("lamport", "schema", "seq"))
        return replace(
            entry, **{name: chance.choice([one for one in ODD if _fits(one, int)])}
        ), secrets
    at = chance.randrange(len(secrets))
    change, secret = entry.changes[at], secrets[at]
    if kind == 2:
        value = changed(chance, secret.value) if chance.random() < 0.5 else chance.choice(ODD)
        secret = Secret(secret.salt, value if _is_written(value) else "x")
    else:
        change = _odd_change(chance, change)
    change = replace(change, hash=value_hash(secret))
    changes = (*entry.changes[:at], change, *entry.changes[at + 1 :])
    return replace(entry, changes=changes), [*secrets[:at], secret, *secrets[at + 1 :]]


def _odd_change(chance: Random, change: Change) -> Change:
    kind = chance.randrange(4)
    if kind == 0:
        return replace(change, kind=chance.choice(KINDS))
    if kind == 1:
        return replace(change, field=chance.choice((*FIELDS, CONTENT, "deleted", "retracted", "x")))
    if kind == 2:
        return replace(change, id=chance.choice(("", "x", WORKSHOP, "ff" * 16, "é" * 300)))
    return replace(change, replaces=chance.choice(((), ("00" * 32,), ("x",), change.replaces * 2)))


def _fits(one: object, type_: type) -> bool:
    return type(one) is type_ and _is_written(one)


def _is_written(value: object) -> bool:
    """Whether the canonical form can say it: nobody signs what cannot be written."""
    try:
        value_hash(Secret("aa" * 8, value))  # type: ignore[arg-type]
    except (TypeError, ValueError, RecursionError):
        return False
    return True


def _facts(files: Mapping[str, bytes | None]) -> dict[str, object]:
    """What its author says of the journal, where any reader takes it; else that of the good one."""
    try:
        found: History = read_history(files[JOURNAL] or b"", files[VALUES] or b"", WORKSHOP)
    except Malformed:
        return {}
    counts = {
        "entries": len(found.entries),
        "values": len(found.values),
        "erased": found.erased,
    }
    said = {"have": found.have, "digest": digest(one.id for one in found.entries)}
    return said | {"counts": counts}


def package(chance: Random) -> bytes:
    """A `bundle.zip` with odd facts, odd members, or an odd journal, bound as its author would."""
    kind = chance.randrange(6)
    if kind < 3:
        files, said = journal(chance)
        return bound(files, **said)
    if kind == 3:
        facts = json.loads(members()[PACKAGE])["emarge"]
        odd = changed(chance, facts | {"payload": ""})
        if isinstance(odd, dict):
            return bound({}, **odd)
        return write_archive(members() | {PACKAGE: as_json({"emarge": odd})})
    name = chance.choice(("tables/participants.csv", "x/y", JOURNAL, VALUES, "history.csv"))
    return bound({name: chance.choice((None, b"", b"\0", b"{}\n", b"[" * 5000))})


def odd_label(chance: Random) -> Label:
    """What the laptop says of what it signs, sometimes not as it should."""
    if chance.random() < 0.8:
        return label()
    return label(
        **chance.choice(
            (
                {"n": chance.choice((0, 2, 999_999_999, 10**9))},
                {"id": chance.choice(("", "ff" * 16, "FF" * 16, "x y"))},
                {"major": 2},
                {"minor": chance.choice((0, 2, 9999, 10_000))},
                {"kind": chance.choice(("receipt", "enrolment", "", "BUNDLE"))},
                {"succession": chance.choice(("x", "AAAA", "=" * 900, "[]", "=x"))},
                {"device": chance.choice(("", "ff" * 16, "a b"))},
                {"key": chance.choice(("", "RW", "RWQ" * 20))},
            )
        )
    )
