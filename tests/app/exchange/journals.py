"""Journals written by hand, without a register: what the tests of travelling files pack."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.journal import (
    CONTENT,
    Change,
    Entry,
    FieldKey,
    Secret,
    Value,
    encode,
    heads,
    seal,
    value_hash,
)
from app.exchange.bundle import Payload

WORKSHOP = "b0" * 16
BUNDLE = "0123456789abcdef" * 2


@dataclass
class Journal:
    """The journal of one workshop, as it grows on one or several laptops."""

    entries: list[Entry] = field(default_factory=list)
    values: dict[tuple[str, int], Secret] = field(default_factory=dict)

    @property
    def lines(self) -> list[bytes]:
        return [encode(entry) for entry in self.entries]

    def write(
        self,
        device: str,
        intent: str,
        edits: Mapping[FieldKey, Value],
        *,
        blind: bool = False,
        why: str = "",
        extra: Mapping[str, Value] | None = None,
    ) -> Entry:
        """An entry of `device`; a `blind` one has not seen what the others wrote."""
        own = [entry for entry in self.entries if entry.device == device]
        known = {} if blind else heads(self.entries, self.values)
        changes, secrets = [], []
        for key, value in edits.items():
            secret = Secret(_salt(len(self.values) + len(secrets)), value)
            seen = tuple(sorted(head.entry for head in known.get(key, ())))
            changes.append(Change(*key, value_hash(secret), seen))
            secrets.append(secret)
        entry = seal(
            Entry(
                device=device,
                seq=len(own) + 1,
                previous=own[-1].id if own else "",
                lamport=1 + max((other.lamport for other in self.entries), default=0),
                wall=f"2021-10-13T08:{len(self.entries) % 60:02d}:00",
                zone="+0000",
                who="Awa",
                app="0.1.0",
                schema=1,
                workshop=WORKSHOP,
                intent=intent,
                changes=tuple(changes),
                why=why,
                extra=extra or {},
            )
        )
        self.entries.append(entry)
        self.values.update({(entry.id, n): secret for n, secret in enumerate(secrets)})
        return entry

    def card(self, device: str, kind: str, record: str, /, **fields: Value) -> Entry:
        """A record written field by field."""
        edits = {(kind, record, name): value for name, value in fields.items()}
        return self.write(device, f"edit {kind}", edits)

    def fact(self, device: str, kind: str, record: str, /, **content: Value) -> Entry:
        """A record added whole."""
        return self.write(device, f"add {kind}", {(kind, record, CONTENT): content})

    def payload(self, *, n: int = 1, previous: str = "", code: str = "2021-BKO-01") -> Payload:
        """All of it, ready to be packed."""
        return Payload(BUNDLE, WORKSHOP, code, n, previous, "0.1.0", self.lines, self.values)


def record_id(text: str) -> str:
    """A record id that stays the same from run to run."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def small_workshop(a: str = "aa" * 16, b: str = "bb" * 16) -> Journal:
    """Three people, one half-day, two laptops: with a conflict, homonyms and hostile names."""
    journal = Journal()
    journal.card(
        a,
        "workshop",
        WORKSHOP,
        code="2021-BKO-01",
        title_fr="le partage d’informations",
        city="Bamako",
        country="ML",
        starts_on="2021-10-13",
        ends_on="2021-10-15",
    )
    morning = record_id("morning")
    journal.card(a, "session", morning, on="2021-10-13", part="morning", counts=True)
    _three_people(journal, a, morning)
    journal.write(b, "correct", {("person", record_id("p1"), "name"): "Aissata"}, blind=True)
    journal.fact(
        b, "mark", record_id("m4"), registration=record_id("r1"), session=morning, what="absent"
    )
    journal.fact(
        b,
        "certificate",
        record_id("c1"),
        registration=record_id("r1"),
        number="2021-BKO-01/001",
        version=1,
        kind="participation",
    )
    return journal


def _three_people(journal: Journal, device: str, morning: str) -> None:
    names = ("Aïssata N’Diaye", "=cmd|' /C calc'!A0", "Ŋaaba Ɓello\nseconde ligne")
    for number, name in enumerate(names, start=1):
        person, registration = record_id(f"p{number}"), record_id(f"r{number}")
        journal.card(device, "person", person, name=name, sex="F", phones=["+22370000001"])
        journal.card(
            device,
            "registration",
            registration,
            person=person,
            workshop=WORKSHOP,
            number=min(number, 2),
            status="registered",
            organisation_text="Police nationale",
        )
        journal.fact(
            device,
            "mark",
            record_id(f"m{number}"),
            registration=registration,
            session=morning,
            what="present",
            source="direct",
        )


def _salt(n: int) -> str:
    return hashlib.sha256(b"salt%d" % n).hexdigest()[:16]
