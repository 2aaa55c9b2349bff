"""The whole journal of one workshop as two files of lines: its entries, and their values."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.journal import Entry, Secret, canonical, decode, value_hash
from app.exchange.malformed import Malformed
from app.exchange.strict_json import loads

MAX_LINE = 4 << 20
"""Bytes of one line: some 30,000 fields set by one intention; larger ones come in batches."""

MAX_PARTS = 2_000_000
"""What both files may cost in memory: 10,000 people of 13 fields are 1.8 million parts."""

_PARTS = ((b"[", 1), (b"{", 3), (b",", 1), (b"\n", 1))
"""Marks of JSON, with the weight of what each of them makes."""

Values = Mapping[tuple[str, int], Secret]
"""By entry id and position of the change; an erased value is not there."""


@dataclass(frozen=True, slots=True)
class History:
    """What was read and checked: entries in file order, their very lines, and the values.

    `erased` counts changes without their value, `forks` names (device, seq) that two different
    entries claim: a cloned disk or a restored backup.
    """

    entries: tuple[Entry, ...]
    lines: tuple[bytes, ...]
    values: Values
    erased: int
    forks: tuple[tuple[str, int], ...]

    @property
    def have(self) -> dict[str, int]:
        """The highest sequence number by device."""
        return highest(self.entries)

    def items(self) -> Iterator[tuple[Entry, dict[int, Secret]]]:
        """Every entry with its values by position, as the journal's door takes them."""
        for entry in self.entries:
            places = ((place, (entry.id, place)) for place in range(len(entry.changes)))
            yield entry, {place: self.values[key] for place, key in places if key in self.values}


def highest(entries: Iterable[Entry]) -> dict[str, int]:
    """The highest sequence number of each device in `entries`."""
    found: dict[str, int] = {}
    for entry in entries:
        found[entry.device] = max(entry.seq, found.get(entry.device, 0))
    return found


def entry_order(entry: Entry) -> tuple[int, str, int, str]:
    """A key that puts each entry behind those it knew of, the same way on every machine."""
    return (entry.lamport, entry.device, entry.seq, entry.id)


def journal_file(lines: Iterable[bytes]) -> bytes:
    """`journal.jsonl`: the canonical lines of entries, each as it was first written."""
    ordered = sorted((entry_order(decode(line)), line) for line in lines)
    return b"".join(line + b"\n" for _, line in ordered)


def values_file(values: Values) -> bytes:
    """`values.jsonl`: one canonical line for each value, by entry and position."""
    return b"".join(
        canonical(
            {"entry": entry, "position": position, "salt": secret.salt, "value": secret.value}
        )
        + b"\n"
        for (entry, position), secret in sorted(values.items(), key=lambda item: item[0])
    )


def read_history(journal: bytes, values: bytes, workshop: str) -> History:
    """The history of `workshop`, with every hash and every link of it checked.

    Raises Malformed on a line that is not in its one form, an entry that is there twice or
    belongs elsewhere, a gap in a device's chain, and a value that no change names.
    """
    both = (journal, values)
    if sum(cost * file.count(mark) for file in both for mark, cost in _PARTS) > MAX_PARTS:
        raise Malformed("the journal has too many parts")
    lines = _lines(journal)
    entries = tuple(_entry(line) for line in lines)
    _check_chains(entries, workshop)
    found = _values(_lines(values), entries)
    changes = sum(len(entry.changes) for entry in entries)
    places = Counter((entry.device, entry.seq) for entry in entries)
    forks = tuple(sorted(place for place, count in places.items() if count > 1))
    return History(entries, lines, found, changes - len(found), forks)


def _lines(file: bytes) -> tuple[bytes, ...]:
    if not file:
        return ()
    *lines, rest = file.split(b"\n")
    if rest:
        raise Malformed("the last line is cut")
    if any(len(line) > MAX_LINE for line in lines):
        raise Malformed("a line is too long")
    return tuple(lines)


def _entry(line: bytes) -> Entry:
    loads(line)
    try:
        return decode(line)
    except ValueError:
        raise Malformed("a line of the journal is no entry") from None


def _check_chains(entries: Sequence[Entry], workshop: str) -> None:
    """Every entry but a first one follows another of the same device: history has no holes.

    Two entries may follow the same one (a fork): both are kept, and told.
    """
    by_id = {entry.id: entry for entry in entries}
    if len(by_id) != len(entries):
        raise Malformed("an entry is there twice")
    for entry in entries:
        if entry.workshop != workshop:
            raise Malformed("an entry of another workshop")
        before = by_id.get(entry.previous)
        place = (before.device, before.seq) if before else (entry.device, 0)
        if place != (entry.device, entry.seq - 1) or (before is None and entry.previous):
            raise Malformed("a device's chain is broken")


def _values(lines: Iterable[bytes], entries: Sequence[Entry]) -> dict[tuple[str, int], Secret]:
    hashes = {
        (entry.id, position): change.hash
        for entry in entries
        for position, change in enumerate(entry.changes)
    }
    found: dict[tuple[str, int], Secret] = {}
    for line in lines:
        place, secret = _value(line)
        if place in found or hashes.get(place) != value_hash(secret):
            raise Malformed("a value that no change names")
        found[place] = secret
    return found


def _value(line: bytes) -> tuple[tuple[str, int], Secret]:
    body = loads(line)
    if isinstance(body, dict) and len(body) == 4 and canonical(body) == line:
        entry, position, salt = body.get("entry"), body.get("position"), body.get("salt")
        if (
            isinstance(entry, str)
            and type(position) is int  # `true` is 1 as well
            and isinstance(salt, str)
            and "value" in body
        ):
            return (entry, position), Secret(salt, body["value"])
    raise Malformed("a line of the values is no value")
