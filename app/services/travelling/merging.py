"""Receiving: what a bundle would bring, and taking it in through the one door."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.clock import wall
from app.domain.outcome import Outcome, Topic
from app.errors import BundleError, BundleForked
from app.exchange.bundle import MAX_BUNDLE, Opened, open_bundle
from app.exchange.chain import Link, follows
from app.exchange.keys import DeviceKey
from app.files import read_file
from app.services.bulk import without_collector
from app.services.progress import Progress, ignore_progress
from app.services.travelling import headquarters
from app.services.writing import topics
from app.store import entries, journal, local
from app.store.database import Database
from app.store.local import BundleNote, BundleState, Direction


@dataclass(frozen=True, slots=True)
class BundlePreview:
    """What a bundle would bring, before anything is applied.

    `missing` are the numbers of earlier bundles of its device that never arrived here; they
    lose nothing, as every bundle holds the full history, but somebody may be waiting for them.
    `file_sha256` names the file, as it is sealed.
    """

    path: Path
    opened: Opened
    device_name: str
    new: int
    known: int
    missing: tuple[int, ...]
    is_repeat: bool
    file_sha256: str

    @property
    def code(self) -> str:
        """The workshop's code."""
        return self.opened.facts.code


def preview_bundle(
    db: Database, key: DeviceKey, path: Path, data: bytes | None = None, *, accept: bool = False
) -> BundlePreview:
    """Open, verify and compare the bundle at `path`, or in its bytes `data`; nothing is written.

    Raises BundleForked when its device already sent another one under the same number, or when
    it goes on from one that is not the one taken in here, unless somebody who knows that laptop
    said to `accept` it: the journal keeps both histories. Raises what `open_bundle` raises.
    """
    content = read_file(path, MAX_BUNDLE) if data is None else data
    opened = open_bundle(
        content, headquarters.identities(db, key), headquarters.trusted(db, key), path.name
    )
    facts = opened.facts
    before = local.bundles(db, Direction.IN, device=facts.device)
    merged = {note.sha256: note.number for note in before if note.state is BundleState.MERGED}
    if not accept and not follows(facts.n, facts.previous, opened.sha256, _links(before)):
        raise _forked(opened, path.name)
    unknown = entries.unknown(db, [entry.id for entry in opened.history.entries])
    names = {device.id: device.name for device in local.devices(db)}
    return BundlePreview(
        path,
        opened,
        names.get(facts.device, facts.device[:8]),
        len(unknown),
        len(opened.history.entries) - len(unknown),
        tuple(n for n in range(1, facts.n) if n not in merged.values()),
        opened.sha256 in merged,
        hashlib.sha256(content).hexdigest(),
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
        _note(db, preview, now)
        progress(len(told), len(told))  # the last moment at which nothing is changed yet
    touched = topics(change for entry, _values in fresh for change in entry.changes)
    return Outcome(touched | {Topic.EXCHANGE}, new, opened.facts.workshop, name=opened.facts.code)


def _links(notes: Iterable[BundleNote]) -> list[Link]:
    return [
        Link(note.number, note.sha256, is_aside=note.state is BundleState.QUARANTINED)
        for note in notes
    ]


def _forked(opened: Opened, name: str) -> BundleForked:
    facts = opened.facts
    return BundleForked(
        name=name,
        number=facts.n,
        device=facts.device,
        workshop=facts.workshop,
        bundle=facts.bundle,
        sha256=opened.sha256,
    )


def set_aside(db: Database, path: Path, data: bytes, error: BundleError, *, now: datetime) -> None:
    """Note that a file, whose bytes are `data`, was refused and why; it stays where it is."""
    # Only a bundle that was opened is known by more than its bytes.
    said = error.facts if isinstance(error, BundleForked) else {}
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
