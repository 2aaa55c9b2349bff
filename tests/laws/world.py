"""Devices in memory that write, lose, swap and clone; they write as the services do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from app.domain import journal
from app.domain.journal import Change, Entry, FieldKey, Secret, Value
from tests.laws.rules import Entries, Heads, Rules

WORKSHOP = "0a" * 16
START = datetime(2021, 10, 13, 8, 30)  # noqa: DTZ001 - what a wall clock shows has no zone
YEAR = timedelta(days=365)


@dataclass
class Device:
    """One laptop: what it knows, and how many years its clock is off."""

    name: str
    entries: Entries = field(default_factory=dict)
    years: int = 0


Bundle = tuple[bytes, ...]
"""The whole history that one device knew, line by line, as it travels."""


@dataclass
class World:
    """All devices, the bundles on their way, and the truth: who knew what when writing."""

    rules: Rules
    devices: list[Device]
    post: list[Bundle] = field(default_factory=list)
    secrets: dict[tuple[str, int], Secret] = field(default_factory=dict)
    known_by: dict[str, frozenset[str]] = field(default_factory=dict)
    lines: dict[str, bytes] = field(default_factory=dict)
    tag: dict[str, int] = field(default_factory=dict)

    def write(
        self,
        device: Device,
        fields: Mapping[FieldKey, Value],
        extra: Mapping[str, Value] | None = None,
    ) -> Entry:
        """One entry of `device` that sets `fields`, naming the heads that it replaces."""
        number = len(self.tag)
        secrets = [
            Secret(f"{number}.{place}", value) for place, value in enumerate(fields.values())
        ]
        heads = self.heads(device)
        changes = [
            Change(*key, journal.value_hash(secret), tuple(self.rules.replaced(_seen(heads, key))))
            for key, secret in zip(fields, secrets, strict=True)
        ]
        own = [entry for entry in device.entries.values() if entry.device == device.name]
        last = max(own, key=lambda entry: entry.seq, default=None)
        entry = journal.seal(
            Entry(
                device=device.name,
                seq=last.seq + 1 if last else 1,
                previous=last.id if last else "",
                lamport=1 + max((one.lamport for one in device.entries.values()), default=0),
                wall=(START + timedelta(minutes=number) + device.years * YEAR).isoformat(),
                zone="+0000",
                who="Awa",
                app="0.1.0",
                schema=journal.SCHEMA,
                workshop=WORKSHOP,
                intent="correct",
                changes=tuple(changes),
                extra=extra or {},
            )
        )
        self.secrets.update({(entry.id, place): one for place, one in enumerate(secrets)})
        self.known_by[entry.id] = frozenset(device.entries)
        self.lines[entry.id] = journal.encode(entry)
        self.tag[entry.id] = number
        device.entries = {**device.entries, entry.id: entry}
        return entry

    def export(self, device: Device) -> Bundle:
        """All that `device` knows, in the order it learnt it."""
        return tuple(journal.encode(entry) for entry in device.entries.values())

    def deliver(self, device: Device, bundle: Bundle, order: Sequence[int]) -> None:
        """Merge the lines of `bundle` named by `order`, one delivery after the other."""
        arrived = [self.rules.read(bundle[place]) for place in order]
        device.entries = self.rules.merge(device.entries, {entry.id: entry for entry in arrived})

    def heads(self, device: Device) -> Heads:
        """The heads as `device` sees them."""
        return self.folded(device.entries)

    def folded(self, entries: Entries) -> Heads:
        """The heads of a set of entries."""
        return self.rules.heads(list(entries.values()), self.secrets)

    def view(self, entries: Entries, device: str = "") -> dict[FieldKey, tuple[object, ...]]:
        """What a device that holds `entries` shows: value, whether in conflict, heads."""
        return {
            key: (
                self.rules.shown(group, device),
                self.rules.is_conflict(group),
                sorted(head.entry for head in group),
            )
            for key, group in self.folded(entries).items()
        }

    def state(self, entries: Entries) -> dict[tuple[str, str], dict[str, Value]]:
        """Every record as displayed."""
        records: dict[tuple[str, str], dict[str, Value]] = {}
        for (kind, record, name), group in self.folded(entries).items():
            records.setdefault((kind, record), {})[name] = self.rules.shown(group, "")
        return records

    @cached_property
    def sets(self) -> list[Entries]:
        """What each device and each bundle on its way holds at the end."""
        on_the_way = [
            {entry.id: entry for entry in map(self.rules.read, bundle)} for bundle in self.post
        ]
        return [device.entries for device in self.devices] + on_the_way


def is_closed(entries: Iterable[Entry]) -> bool:
    """Whether every entry that was replaced is here too."""
    known = list(entries)
    targets = {target for one in known for change in one.changes for target in change.replaces}
    return targets <= {entry.id for entry in known}


def _seen(heads: Heads, key: FieldKey) -> Sequence[str]:
    """The heads that a change of `key` replaces; hiding a record names all it has seen."""
    keys = [one for one in heads if one[:2] == key[:2]] if key[2] == journal.DELETED else [key]
    return sorted({head.entry for one in keys for head in heads.get(one, ())})
