"""Files that came: one at a time with a preview, or a whole inbox at once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.domain.folding import fold
from app.domain.outcome import Outcome, Topic
from app.errors import (
    AppError,
    BundleError,
    Cancelled,
    FileUnreadable,
    FolderUnreadable,
    LaptopDoubtful,
)
from app.exchange.arrival import Arrival, arrival, is_misnamed, other_kind
from app.exchange.bundle import MAX_BUNDLE, SUFFIX
from app.exchange.keys import DeviceKey
from app.files import read_file
from app.services.progress import Progress, ignore_progress
from app.services.travelling import headquarters
from app.services.travelling.acknowledging import ReceiptPreview, apply_receipt, preview_receipt
from app.services.travelling.enrolling import EnrolmentPreview, apply_enrolment, preview_enrolment
from app.services.travelling.merging import BundlePreview, merge_bundle, preview_bundle, set_aside
from app.store import local
from app.store.database import Database

Preview = BundlePreview | EnrolmentPreview | ReceiptPreview
"""What a file would bring."""

_READERS: Mapping[Arrival, Callable[[Database, DeviceKey, Path, bytes], Preview]] = {
    Arrival.ENROLMENT: preview_enrolment,
    Arrival.RECEIPT: preview_receipt,
}

_ENOUGH_DIGITS = 6
"""Of a device's id, to mean one laptop: a name is made of as many until it is given."""


class Fate(StrEnum):
    """How a file of an inbox ended; UNREADABLE is one that was gone before it was read."""

    MERGED = "merged"
    KNOWN = "known"
    QUARANTINED = "quarantined"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Received:
    """How one file of an inbox ended, and why where it was refused."""

    path: Path
    state: Fate
    new: int = 0
    code: str = ""
    error: AppError | None = None


@dataclass(frozen=True, slots=True)
class InboxReceived:
    """How each file ended, as far as it was gone through, and what that changed in all."""

    files: Sequence[Received]
    outcome: Outcome

    @property
    def refused(self) -> int:
        """How many files brought nothing because something is wrong with them."""
        return sum(one.error is not None for one in self.files)


def preview_file(db: Database, key: DeviceKey, path: Path, *, accept: bool = False) -> Preview:
    """What the file at `path` would bring; nothing is written.

    With `accept` a bundle may be of a laptop that was copied or restored. Raises what
    `preview_bundle`, `preview_enrolment` and `preview_receipt` raise.
    """
    return _preview(db, key, path, read_file(path, MAX_BUNDLE), accept)


def receive(
    db: Database, key: DeviceKey, path: Path, *, now: datetime, accept: bool = False
) -> Preview:
    """What the file at `path` would bring; nothing of it is applied yet.

    A bundle that is refused is noted as set aside. Accepts and raises what `preview_file` does.
    """
    data = read_file(path, MAX_BUNDLE)
    try:
        return _preview(db, key, path, data, accept)
    except BundleError as error:
        if path.suffix == SUFFIX:
            set_aside(db, path, data, error, now=now)
        raise


def apply(
    db: Database,
    preview: Preview,
    *,
    now: datetime,
    digits: str = "",
    progress: Progress = ignore_progress,
) -> Outcome:
    """Take in what `preview` shows, all of it or nothing.

    `digits` are those that headquarters read aloud, for its first enrolment. Raises what
    `apply_enrolment` raises.
    """
    match preview:
        case BundlePreview():
            return merge_bundle(db, preview, now=now, progress=progress)
        case EnrolmentPreview():
            return apply_enrolment(db, preview, now=now, digits=digits)
        case ReceiptPreview():
            return apply_receipt(db, preview)


def inbox(places: Iterable[Path]) -> list[Path]:
    """The bundles in `places`: those of each folder by name, and each file as it is.

    Raises FolderUnreadable when a folder cannot be listed: its stick was taken out.
    """
    return [path for place in places for path in _files(place)]


def receive_all(
    db: Database,
    key: DeviceKey,
    paths: Iterable[Path],
    *,
    now: datetime,
    accept: Collection[str] = (),
    progress: Progress = ignore_progress,
) -> InboxReceived:
    """Take in every bundle of `paths`; a bad or vanished one never blocks the rest.

    `accept` are the laptops, by name or by the first digits of their id, whose files are taken in
    although they were restored or copied: somebody asked them.
    Stopping leaves what was taken in until then: each file is whole, or not begun.
    """
    wanted = list(paths)
    done: list[Received] = []
    touched = frozenset({Topic.EXCHANGE})
    for path in wanted:
        try:
            progress(len(done), len(wanted))
        except Cancelled:
            break
        one, topics = _take_in(db, key, path, now, accept)
        done.append(one)
        touched |= topics
    return InboxReceived(done, Outcome(touched, sum(one.new for one in done)))


def _preview(db: Database, key: DeviceKey, path: Path, data: bytes, accept: bool) -> Preview:
    kind = arrival(data, headquarters.identities(db, key))
    if kind is Arrival.CARD or is_misnamed(path.name, kind):
        raise other_kind(path.name, kind, data)
    if kind in _READERS:
        return _READERS[kind](db, key, path, data)
    return preview_bundle(db, key, path, data, accept=accept)


def _files(place: Path) -> list[Path]:
    try:
        if place.suffix == SUFFIX or place.is_file():
            return [place]
        return sorted(path for path in place.iterdir() if path.suffix == SUFFIX)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise FolderUnreadable(name=place.name or str(place)) from error


def _take_in(
    db: Database, key: DeviceKey, path: Path, now: datetime, accept: Collection[str]
) -> tuple[Received, frozenset[Topic]]:
    """Only bundles: an enrolment is compared aloud, never taken in unseen."""
    try:
        data = read_file(path, MAX_BUNDLE)
    except FileUnreadable as error:
        return Received(path, Fate.UNREADABLE, error=error), frozenset()
    try:
        kind = arrival(data, headquarters.identities(db, key))
        if kind in _READERS:
            raise other_kind(path.name, kind, data)
        preview = _looked_at(db, key, path, data, accept)
        outcome = merge_bundle(db, preview, now=now)
    except BundleError as error:
        set_aside(db, path, data, error, now=now)
        return Received(path, Fate.QUARANTINED, error=error), frozenset()
    fate = Fate.MERGED if outcome.count else Fate.KNOWN
    return Received(path, fate, outcome.count, preview.code), outcome.touched


def _looked_at(
    db: Database, key: DeviceKey, path: Path, data: bytes, accept: Collection[str]
) -> BundlePreview:
    try:
        return preview_bundle(db, key, path, data)
    except LaptopDoubtful as error:
        if not _is_meant(db, error, accept):
            raise
    return preview_bundle(db, key, path, data, accept=True)


def _is_meant(db: Database, error: LaptopDoubtful, accept: Collection[str]) -> bool:
    """Whether the laptop is one of `accept`; its name alone, where it signs with a new key."""
    device = str(error.facts["device"])
    known = {one.id: one.name for one in local.devices(db)}
    name = fold(known.get(device) or str(error.facts.get("laptop", "")))
    return any(
        fold(word) == name or (len(word) >= _ENOUGH_DIGITS and device.startswith(word.lower()))
        for word in accept
        if word.strip()
    )
