"""Receiving: what a bundle would bring, and taking it in through the one door."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.outcome import Outcome, Topic
from app.errors import AppError, BundleError, BundleForked
from app.exchange.bundle import MAX_BUNDLE, Opened, open_bundle
from app.exchange.keys import DeviceKey
from app.files import read_file
from app.services import headquarters
from app.services.bulk import without_collector
from app.services.progress import Progress, ignore_progress
from app.services.writing import topics
from app.store import entries, journal, local
from app.store.database import Database
from app.store.local import BundleNote


@dataclass(frozen=True, slots=True)
class BundlePreview:
    """What a bundle would bring, before anything is applied.

    `missing` are the numbers of earlier bundles of its device that never arrived here; they
    lose nothing, as every bundle holds the full history, but somebody may be waiting for them.
    """

    path: Path
    opened: Opened
    device_name: str
    new: int
    known: int
    missing: tuple[int, ...]
    is_repeat: bool

    @property
    def code(self) -> str:
        """The workshop's code."""
        return self.opened.facts.code


@dataclass(frozen=True, slots=True)
class Received:
    """How one file of a batch ended: "merged", "known" or "quarantined", and why."""

    path: Path
    state: str
    new: int = 0
    code: str = ""
    error: AppError | None = None


def preview_bundle(db: Database, key: DeviceKey, path: Path) -> BundlePreview:
    """Open, verify and compare the bundle at `path`; nothing is written.

    Raises BundleForked when its device already sent another one under the same number, and
    what `open_bundle` raises.
    """
    data = read_file(path, MAX_BUNDLE)
    opened = open_bundle(
        data, headquarters.identities(db, key), headquarters.trusted(db, key), path.name
    )
    facts = opened.facts
    before = [note for note in local.bundles(db, "in") if note.device == facts.device]
    merged = {note.number: note.sha256 for note in before if note.state == "merged"}
    if merged.get(facts.n, opened.sha256) != opened.sha256:
        raise BundleForked(name=path.name, number=facts.n)
    unknown = entries.unknown(db, [entry.id for entry in opened.history.entries])
    names = {device.id: device.name for device in local.devices(db)}
    return BundlePreview(
        path,
        opened,
        names.get(facts.device, facts.device[:8]),
        len(unknown),
        len(opened.history.entries) - len(unknown),
        tuple(n for n in range(1, facts.n) if n not in merged),
        facts.n in merged,
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
    found = opened.history.entries
    progress(0, len(found))
    with without_collector(), db.atomic():
        wanted = entries.unknown(db, [entry.id for entry in found])
        fresh = [(entry, values) for entry, values in opened.history.items() if entry.id in wanted]
        new = journal.record_all(db, fresh)
        _note(db, preview, new, now)
    progress(len(found), len(found))
    touched = topics(change for entry, _values in fresh for change in entry.changes)
    return Outcome(touched | {Topic.EXCHANGE}, new, opened.facts.workshop, name=opened.facts.code)


def receive_all(
    db: Database,
    key: DeviceKey,
    paths: Iterable[Path],
    *,
    now: datetime,
    progress: Progress = ignore_progress,
) -> list[Received]:
    """Take in every file of an inbox; a bad one is set aside and never blocks the rest."""
    wanted = list(paths)
    done: list[Received] = []
    for path in wanted:
        progress(len(done), len(wanted))
        try:
            preview = preview_bundle(db, key, path)
            outcome = merge_bundle(db, preview, now=now)
        except BundleError as error:
            set_aside(db, path, error, now=now)
            done.append(Received(path, "quarantined", error=error))
        else:
            state = "merged" if outcome.count else "known"
            done.append(Received(path, state, outcome.count, preview.code))
    progress(len(wanted), len(wanted))
    return done


def _note(db: Database, preview: BundlePreview, new: int, now: datetime) -> None:
    facts = preview.opened.facts
    local.add_bundle(
        db,
        BundleNote(
            direction="in",
            workshop=facts.workshop,
            device=facts.device,
            number=facts.n,
            id=facts.bundle,
            sha256=preview.opened.sha256,
            file=preview.path.name,
            at=now.isoformat(timespec="seconds"),
            state="merged",
            detail=str(new),
        ),
    )


def set_aside(db: Database, path: Path, error: BundleError, *, now: datetime) -> None:
    """Note that a file was refused, and why; the file stays where it is."""
    data = read_file(path, MAX_BUNDLE + 1) if path.stat().st_size <= MAX_BUNDLE else b""
    local.add_bundle(
        db,
        BundleNote(
            direction="in",
            workshop="",
            device="",
            number=0,
            id="",
            sha256=hashlib.sha256(data).hexdigest(),
            file=path.name,
            at=now.isoformat(timespec="seconds"),
            state="quarantined",
            detail=type(error).__name__,
        ),
    )
