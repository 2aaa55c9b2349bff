"""Rebuilding a register from every entry that can still be read, wherever it lies."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.domain.journal import Entry, Secret
from app.errors import AlreadyOpen, FileUnreadable, NothingToSalvage
from app.paths import ARRIVING, COPIES, KEYS, REGISTER, SECOND_KEYS, SET_ASIDE
from app.services.care import swapping
from app.services.care.copies import MAKING, copies
from app.services.care.restoring import begin_witness, keys_by, witness_of
from app.services.care.second_place import second_place
from app.services.progress import Progress, ignore_progress
from app.services.travelling.succession import become_new_device
from app.store import copied, journal, local, vault, workshops
from app.store.copied import Chain
from app.store.database import Database, memory_database, open_database
from app.store.held import is_held
from app.store.salvage import Found, carry_notes, entry_of, read_register
from app.store.witness import Witness

Stream = tuple[str, str]
"""A workshop and a device."""


@dataclass(frozen=True, slots=True)
class Source:
    """A register that was read, and how many entries it has that can be read.

    `new` of them none before it had; `unreadable_pages` are not as they were written.
    """

    path: Path
    entries: int
    new: int
    unreadable_pages: int


@dataclass(frozen=True, slots=True)
class Lost:
    """How many entries are missing of what the device `name` wrote in a workshop.

    `code` is that of the workshop, "" where nothing is left of it.
    """

    workshop: str
    code: str
    device: str
    name: str
    entries: int


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved, and what is known to be missing.

    `values` counts the values that are not there though their entries are: names, marks, whatever
    they were. `set_aside` is where the files of before lie; None when nothing was changed.
    """

    entries: int
    people: int
    workshops: int
    missing: tuple[Lost, ...]
    values: int
    sources: tuple[Source, ...]
    is_new_device: bool
    set_aside: Path | None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is known to be missing."""
        return not self.missing and not self.values


def salvage(
    home: Path,
    secret: str,
    *,
    now: datetime,
    is_trial: bool = False,
    progress: Progress = ignore_progress,
) -> Salvaged:
    """Rebuild the register in `home`, which must be closed; with `is_trial` only say what of it.

    Read are the register and its log, page by page, the copies here and at the second place,
    those that migrations kept, and what was set aside. What is in `home` is set aside then, and
    never removed. If nothing is missing the same device goes on, otherwise a new one.
    `progress` counts the files that are read.
    Raises NothingToSalvage, WrongPassphrase, AlreadyOpen and what `write_file` raises.
    """
    with suppress(FileUnreadable):  # a mark that is damaged: the one to come takes its place
        swapping.finish(home)
    if is_held(home / REGISTER):
        raise AlreadyOpen
    for key, keys in keys_by(home, secret):
        found, sources, told = _read_all(home, key, progress)
        if not found.bodies:
            continue
        plan = _planned(found, sources, told, home, witness_of(home, key))
        if is_trial:
            with closing(memory_database()) as db:
                return _filled(db, plan, None)
        return _put_in_place(home, key, keys, plan, now)
    raise NothingToSalvage(path=home)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the new register will hold, and what is missing in it."""

    found: Found
    entries: Mapping[str, Entry]
    sources: tuple[Source, ...]
    lost: Mapping[Stream, int]
    values: int
    is_new_device: bool


def _read_all(
    home: Path, key: bytes, progress: Progress
) -> tuple[Found, tuple[Source, ...], list[Chain]]:
    """Everything that can be read, where it was, and how far the copies say the chains went."""
    found = Found()
    sources: list[Source] = []
    told: list[Chain] = []
    paths = list(_registers(home))
    for done, path in enumerate(paths):
        progress(done, len(paths))
        about = copied.read_about(path.parent)
        if about and copied.is_sealed(about, key):
            told += about.contents.chains
            if _holds(found, about.contents.chains):
                continue  # it was read already, elsewhere
        with suppress(OSError):
            read = read_register(path, key)
            new = found.add(read)
            sources.append(Source(path, len(read.bodies), new, read.unreadable))
    progress(len(paths), len(paths))
    return found, tuple(sources), told


def _registers(home: Path) -> Iterator[Path]:
    """Where entries may lie, the likeliest first."""
    yield home / REGISTER
    for copy in copies(home, second_place(home)):
        yield copy.path / REGISTER
    stem = Path(REGISTER).stem
    yield from sorted(home.glob(f"{stem}-before-*.db"), reverse=True)
    for folder in sorted((home / SET_ASIDE).glob("*"), reverse=True):
        yield from sorted(folder.rglob("*.db"))
    for debris in (home / ARRIVING, home / COPIES / MAKING):
        yield debris / REGISTER


def _holds(found: Found, chains: Iterable[Chain]) -> bool:
    """Whether nothing of `chains` and no value of what was found is missing."""
    entries = _entries(found)
    return (
        all(end in entries for chain in chains for end in chain.ends)
        and not _lost(entries.values(), chains)
        and not _values_missing(found, entries.values())
    )


def _values_missing(found: Found, entries: Iterable[Entry]) -> int:
    return sum(change.hash not in found.values for entry in entries for change in entry.changes)


def _planned(
    found: Found,
    sources: tuple[Source, ...],
    told: list[Chain],
    home: Path,
    counted: Witness | None,
) -> _Plan:
    entries = _entries(found)
    lost = _lost(entries.values(), told)
    for stream, reached in counted.chains.items() if counted else ():
        if reached.id not in entries:
            seqs = [one.seq for one in entries.values() if (one.workshop, one.device) == stream]
            lost[stream] = max(lost.get(stream, 0), reached.seq - len(set(seqs)), 1)
    values = _values_missing(found, entries.values())
    is_whole = any(one.path == home / REGISTER and not one.unreadable_pages for one in sources)
    is_sure = is_whole or counted is not None
    is_new = bool(lost) or bool(values) or not is_sure
    return _Plan(found, entries, sources, lost, values, is_new)


def _entries(found: Found) -> dict[str, Entry]:
    """What is firm; and of what was perhaps not confirmed, what nothing else stands in place of."""
    known: dict[str, Entry] = {}
    for name, body in found.bodies.items():
        if entry := entry_of(body):
            known[name] = entry
    places = {(entry.workshop, entry.device, entry.seq) for entry in known.values()}
    for name, body in found.loose.items():
        entry = entry_of(body)
        if entry is None or (place := (entry.workshop, entry.device, entry.seq)) in places:
            continue
        places.add(place)
        known[name] = entry
    return known


def _lost(entries: Iterable[Entry], told: Iterable[Chain]) -> dict[Stream, int]:
    """How many entries of each chain are known to have been, and are not there."""
    seqs: dict[Stream, set[int]] = {}
    last: dict[Stream, int] = {}
    for entry in entries:
        stream = (entry.workshop, entry.device)
        seqs.setdefault(stream, set()).add(entry.seq)
        last[stream] = max(last.get(stream, 0), entry.seq)
    for chain in told:
        stream = (chain.workshop, chain.device)
        last[stream] = max(last.get(stream, 0), chain.last)
    gaps = {stream: count - len(seqs.get(stream, ())) for stream, count in last.items()}
    return {stream: count for stream, count in gaps.items() if count > 0}


def _put_in_place(home: Path, key: bytes, keys: Path, plan: _Plan, now: datetime) -> Salvaged:
    with swapping.preparing(home) as arriving:
        db = open_database(arriving / REGISTER, key)
        try:
            done = _filled(db, plan, now)
            begin_witness(arriving, db)
        finally:
            db.close()
        vault.hand_on(keys, key, (arriving / KEYS, arriving / SECOND_KEYS))
        aside = swapping.swap(home, "damaged", now=now)
    return replace(done, set_aside=aside)


def _filled(db: Database, plan: _Plan, now: datetime | None) -> Salvaged:
    """Fill the empty register `db`, through the one door; `now` where it is to be worked with."""
    with db.atomic():
        journal.record_all(
            db, ((entry, _secrets(plan.found, entry)) for entry in plan.entries.values())
        )
        carry_notes(db, plan.found.notes)
        is_new = plan.is_new_device or not local.note(db, "device_key")
        if is_new and now is not None:
            become_new_device(db, now=now)
    held = copied.contents(db)
    return Salvaged(
        held.entries,
        held.people,
        held.workshops,
        tuple(_told_lost(db, plan.lost)),
        plan.values,
        plan.sources,
        is_new,
        None,
    )


def _secrets(found: Found, entry: Entry) -> dict[int, Secret]:
    """The values of an entry that were found; what is not there is never guessed."""
    kept: dict[int, Secret] = {}
    for place, change in enumerate(entry.changes):
        if value := found.values.get(change.hash):
            kept[place] = Secret(value[0], json.loads(value[1]))
    return kept


def _told_lost(db: Database, lost: Mapping[Stream, int]) -> Iterator[Lost]:
    codes = {workshop.id: workshop.code for workshop in workshops.all_(db)}
    names = {device.id: device.name for device in local.devices(db)}
    for (workshop, device), count in sorted(lost.items()):
        yield Lost(workshop, codes.get(workshop, ""), device, names.get(device, ""), count)
