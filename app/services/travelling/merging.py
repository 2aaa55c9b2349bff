"""Receiving: what a bundle would bring, and taking it in through the one door."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.clock import wall
from app.domain.outcome import Outcome, Topic
from app.errors import (
    BundleError,
    BundleForked,
    LaptopDoubtful,
    LaptopRestored,
    LaptopRestoredTwice,
    LaptopSucceeded,
)
from app.exchange.bundle import MAX_BUNDLE, Opened, open_bundle
from app.exchange.chain import Link, follows
from app.exchange.container import successions_of
from app.exchange.keys import DeviceKey
from app.exchange.succession import Succession
from app.files import read_file
from app.services.bulk import without_collector
from app.services.progress import Progress, ignore_progress
from app.services.travelling import headquarters, hearsay
from app.services.travelling.depositing import keep_keys
from app.services.travelling.succession import accept_succession
from app.services.writing import topics
from app.store import entries, journal, local
from app.store.database import Database
from app.store.local import BundleNote, BundleState, Direction
from app.store.successions import heirs


@dataclass(frozen=True, slots=True)
class BundlePreview:
    """What a bundle would bring, before anything is applied.

    `missing` are the numbers of earlier bundles of its device that never arrived here; they
    lose nothing, as every bundle holds the full history, but somebody may be waiting for them.
    `file_sha256` names the file, as it is sealed. `successions` are by which a restored laptop
    goes on for one that is known; they are accepted with it. `own` is the device of this register.
    """

    path: Path
    opened: Opened
    device_name: str
    new: int
    known: int
    missing: tuple[int, ...]
    is_repeat: bool
    file_sha256: str
    successions: tuple[Succession, ...] = ()
    own: str = ""

    @property
    def code(self) -> str:
        """The workshop's code."""
        return self.opened.facts.code


def preview_bundle(
    db: Database, key: DeviceKey, path: Path, data: bytes | None = None, *, accept: bool = False
) -> BundlePreview:
    """Open, verify and compare the bundle at `path`, or in its bytes `data`; nothing is written.

    A laptop whose history does not go on from what was taken in raises a LaptopDoubtful unless
    somebody who knows it said to `accept` it; the journal keeps both histories. That is
    BundleForked when it sent another bundle under the same number, or one that goes on from
    such a one; LaptopRestored when it has a new key for which the old one vouches;
    LaptopSucceeded when it goes on with the old one. NameUsed when it says in this device's
    name what is not known here. Raises what `open_bundle` raises.
    """
    content = read_file(path, MAX_BUNDLE) if data is None else data
    opened, links = _opened(db, key, content, path.name, accept=accept)
    facts = opened.facts
    before = local.bundles(db, Direction.IN, device=facts.device)
    merged = {note.sha256: note.number for note in before if note.state is BundleState.MERGED}
    if not accept:
        _refuse_doubtful(db, opened, before, path.name)
        hearsay.refuse_our_name(db, key.id, facts.device, opened.history.entries, name=path.name)
    unknown = entries.unknown(db, [entry.id for entry in opened.history.entries])
    name = links[-1].card.name if links else _name_of(db, facts.device)
    return BundlePreview(
        path,
        opened,
        name,
        len(unknown),
        len(opened.history.entries) - len(unknown),
        tuple(n for n in range(1, facts.n) if n not in merged.values()),
        opened.sha256 in merged,
        hashlib.sha256(content).hexdigest(),
        links,
        key.id,
    )


def merge_bundle(
    db: Database,
    preview: BundlePreview,
    *,
    now: datetime,
    progress: Progress = ignore_progress,
) -> Outcome:
    """Take in what `preview` found to be new, all of it or nothing; merging twice adds nothing."""
    opened = preview.opened
    told = opened.history.entries
    progress(0, len(told))
    with without_collector(), db.atomic():
        wanted = entries.unknown(db, [entry.id for entry in told])
        fresh = [(entry, values) for entry, values in opened.history.items() if entry.id in wanted]
        new = journal.record_all(db, fresh)
        for said in preview.successions:
            accept_succession(db, said, now=now)
        hearsay.take_note(db, opened.facts.device, told, wanted, preview.own)
        keep_keys(db, opened.facts, now=now)
        _note(db, preview, now)
        progress(len(told), len(told))  # the last moment at which nothing is changed yet
    touched = topics(change for entry, _values in fresh for change in entry.changes)
    return Outcome(touched | {Topic.EXCHANGE}, new, opened.facts.workshop, name=opened.facts.code)


def _opened(
    db: Database, key: DeviceKey, content: bytes, name: str, *, accept: bool
) -> tuple[Opened, tuple[Succession, ...]]:
    """The bundle in `content`, and by which successions its laptop is to be accepted with it."""
    identities, trusted = headquarters.identities(db, key), headquarters.trusted(db, key)
    try:
        return open_bundle(content, identities, trusted, name), ()
    except LaptopRestored as error:
        if not accept:
            raise _restored(db, error) from error
        signer = {str(error.facts["device"]): str(error.facts["key"])}
    opened = open_bundle(content, identities, trusted | signer, name)
    return opened, successions_of(opened.label, trusted)


def _restored(db: Database, error: LaptopRestored) -> LaptopRestored:
    """What to tell: that another one stands in the same place already is told more gravely."""
    accepted = heirs(db, str(error.facts["predecessor"]))
    if not accepted:
        return error
    other = _name_of(db, accepted[-1].device)
    return LaptopRestoredTwice(other=other, **error.facts)


def _refuse_doubtful(db: Database, opened: Opened, before: Sequence[BundleNote], name: str) -> None:
    """Raise where the laptop's history does not go on from what was taken in `before`."""
    facts = opened.facts
    if not follows(facts.n, facts.previous, opened.sha256, _links(before)):
        raise _doubtful(BundleForked, opened, name)
    is_known = any(note.sha256 == opened.sha256 for note in before if not _is_aside(note))
    if not is_known and any(facts.n > heir.last for heir in heirs(db, facts.device)):
        raise _doubtful(LaptopSucceeded, opened, name, laptop=_name_of(db, facts.device))


def _name_of(db: Database, device: str) -> str:
    names = {one.id: one.name for one in local.devices(db)}
    return names.get(device) or device[:8]


def _links(notes: Iterable[BundleNote]) -> list[Link]:
    return [Link(note.number, note.sha256, is_aside=_is_aside(note)) for note in notes]


def _is_aside(note: BundleNote) -> bool:
    return note.state is BundleState.QUARANTINED


def _doubtful(
    kind: type[LaptopDoubtful], opened: Opened, name: str, **more: object
) -> LaptopDoubtful:
    facts = opened.facts
    return kind(
        name=name,
        number=facts.n,
        device=facts.device,
        workshop=facts.workshop,
        bundle=facts.bundle,
        sha256=opened.sha256,
        **more,
    )


def set_aside(db: Database, path: Path, data: bytes, error: BundleError, *, now: datetime) -> None:
    """Note that a file, whose bytes are `data`, was refused and why; it stays where it is."""
    # Only a bundle whose laptop is known, or vouched for, is known by more than its bytes.
    said = error.facts if isinstance(error, LaptopDoubtful) else {}
    digest = hashlib.sha256(data).hexdigest()
    local.add_bundle(
        db,
        BundleNote(
            direction=Direction.IN,
            workshop=str(said.get("workshop", "")),
            device=str(said.get("device", "")),
            number=int(str(said.get("number", 0))),
            id=str(said.get("bundle", digest)),
            sha256=str(said.get("sha256", digest)),
            file=path.name,
            at=wall(now),
            state=BundleState.QUARANTINED,
            reason=error.code,
        ),
    )


def _note(db: Database, preview: BundlePreview, now: datetime) -> None:
    facts = preview.opened.facts
    local.forget_bundle(db, Direction.IN, preview.file_sha256)  # set aside before it was trusted
    local.add_bundle(
        db,
        BundleNote(
            direction=Direction.IN,
            workshop=facts.workshop,
            device=facts.device,
            number=facts.n,
            id=facts.bundle,
            sha256=preview.opened.sha256,
            file=preview.path.name,
            at=wall(now),
            state=BundleState.MERGED,
        ),
    )
