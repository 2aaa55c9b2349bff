"""Copies of the register that are made by themselves: each opened and verified after writing."""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app import VERSION
from app.domain.retention import MOST_BYTES, KeptCopy, room_bytes, surplus
from app.errors import (
    CopyDamaged,
    CopyNotVerified,
    DatabaseDamaged,
    FileNotWritten,
    FileUnreadable,
    PlaceFull,
    StorageFull,
)
from app.files import copy_file, make_name_durable, refusal
from app.paths import COPIES, KEYS, NOTE, REGISTER
from app.services.care import second_place as second_places
from app.services.care.installation import Installation
from app.services.care.rekeying import rekey_copies
from app.services.care.room import space
from app.services.progress import Progress, ignore_progress
from app.store import copied, entries, vault
from app.store.copied import About, Contents

WORK_SECONDS = 15 * 60
"""Work that may be lost with the disk, at most."""

MAKING = "emarge-making"
"""What a copy is called while it is made or removed: a name that nobody else gives a folder."""

_NAME = re.compile(r"(\d{6,})-(\d{8}-\d{4})")
_DEBRIS = re.compile(rf"{MAKING}(-{_NAME.pattern})?")


class CopyReason(StrEnum):
    """Why a copy was made; the values stand in `about.json`."""

    ASKED = "asked"
    CLOSING = "closing"
    SESSION = "half-day"
    TIMED = "timed"
    EXPORT = "export"


class CopyPlace(StrEnum):
    """Where a copy lies: beside the register, at the second place, or where somebody put it."""

    HOME = "home"
    SECOND = "second"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as its note tells it; who opens it finds out whether that is so.

    `at` is what the laptop's clock said. `is_told`: the note could be read; without it, the
    counts are 0.
    """

    path: Path
    at: datetime
    reason: CopyReason
    entries: int
    people: int
    workshops: int
    size_bytes: int
    place: CopyPlace
    is_told: bool = True

    @property
    def number(self) -> int:
        """Copies are counted: a clock may have been set back between two of them."""
        return _number(self.path)


def copies(home: Path, second: Path | None = None) -> list[Copy]:
    """The copies here and at the second place, newest first, as their notes tell them."""
    found = [*_within(home / COPIES, CopyPlace.HOME)]
    if second is not None:
        found += _within(second, CopyPlace.SECOND)
    return sorted(found, key=lambda one: (-one.number, one.place is not CopyPlace.HOME))


def copy_at(folder: Path, place: CopyPlace = CopyPlace.ELSEWHERE) -> Copy | None:
    """The copy in `folder`, as its note tells it; None when there is no register in it."""
    try:
        size = (folder / REGISTER).stat().st_size
    except (OSError, ValueError):
        return None
    about = copied.read_about(folder)
    at = _time(about.at if about else "") or _time_of_name(folder)
    if about is None:
        return Copy(folder, at, CopyReason.ASKED, 0, 0, 0, size, place, is_told=False)
    known = [reason for reason in CopyReason if reason.value == about.reason]
    told = about.contents
    return Copy(
        folder,
        at,
        known[0] if known else CopyReason.ASKED,
        told.entries,
        told.people,
        told.workshops,
        size,
        place,
    )


def _within(folder: Path, place: CopyPlace) -> Iterator[Copy]:
    with suppress(OSError):  # a stick that is not there has none
        for path in list(folder.iterdir()):
            if _NAME.fullmatch(path.name) and (one := copy_at(path, place)):
                yield one


def _number(path: Path) -> int:
    name = _NAME.fullmatch(path.name)
    return int(name[1]) if name else 0


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _time_of_name(path: Path) -> datetime:
    name = _NAME.fullmatch(path.name)
    return (name and _time(name[2])) or datetime.fromtimestamp(0).astimezone()


def has_news(here: Installation) -> bool:
    """Whether anything was written since the newest copy beside the register."""
    newest = next(iter(copies(here.home)), None)
    about = copied.read_about(newest.path) if newest else None
    return about is None or about.mark != copied.state_mark(here.db)


def is_copy_due(here: Installation, *, reason: CopyReason, worked_seconds: float = 0.0) -> bool:
    """Whether to make a copy now: something was written since the newest one, and it is time.

    `worked_seconds`, by a clock that nobody sets, since this run's last copy or its beginning:
    counts where `reason` is TIMED.
    """
    if reason is CopyReason.TIMED and worked_seconds < WORK_SECONDS:
        return False
    return has_news(here)


def make_copy(
    here: Installation,
    reason: CopyReason,
    *,
    now: datetime,
    progress: Progress = ignore_progress,
) -> Copy:
    """Make a copy beside the register, open it and verify it; then let surplus ones go.

    It is brought to the second place too, where there is one and it is there now. What was there
    before a failure is still there. Raises CopyNotVerified, and what `write_file` and the
    register raise.
    """
    folder = here.home / COPIES
    second = second_places.chosen(here.home)
    known = copies(here.home, second.copies if second else None)
    last = max((one.number for one in known), default=0)
    number = 1 + max(last, second.last_number if second else 0)
    path = folder / f"{number:06d}-{now:%Y%m%d-%H%M}"
    if space(here.home).is_low:
        drop_surplus(here, folder, CopyPlace.HOME, most_bytes=0)
    _fill(here, path, number, reason, now, known, progress)
    drop_surplus(here, folder, CopyPlace.HOME)
    made = copy_at(path, CopyPlace.HOME)
    if made is None:
        raise CopyNotVerified(name=path.name)
    with suppress(FileNotWritten, CopyNotVerified, FileUnreadable):  # told once it is late
        bring_to_second_place(here, made)
    return made


def bring_to_second_place(here: Installation, made: Copy) -> Copy | None:
    """Write the copy `made` to the second place, read back; None when that is not there.

    Raises CopyNotVerified and what `write_file` raises.
    """
    place = second_places.chosen(here.home)
    if place is None or not place.is_there:
        return None
    path, making = place.copies / made.path.name, place.copies / MAKING
    try:
        place.copies.mkdir(mode=0o700, exist_ok=True)
        sweep(place.copies)
        if not path.exists():
            making.mkdir(mode=0o700)
            for name in (REGISTER, KEYS, NOTE):
                copy_file(made.path / name, making / name)
            making.replace(path)
            make_name_durable(path)
    except OSError as error:
        raise refusal(error, path) from error
    finally:
        with suppress(OSError):
            sweep(place.copies)
    second_places.note_copy(here.home, made.number, made.at)
    rekey_copies(here.home, here.data_key)  # it may have been away when the passphrase changed
    drop_surplus(here, place.copies, CopyPlace.SECOND)
    return copy_at(path, CopyPlace.SECOND)


def copy_elsewhere(
    here: Installation, folder: Path, *, now: datetime, progress: Progress = ignore_progress
) -> Copy:
    """Make one copy in `folder`, such as a stick.

    Raises SecondPlaceInside when it lies in the installation, and what `make_copy` raises.
    """
    second_places.require_outside(here.home, folder)
    path = folder / f"{1 + _highest(folder):06d}-{now:%Y%m%d-%H%M}"
    _fill(here, path, _number(path), CopyReason.ASKED, now, [], progress)
    made = copy_at(path)
    if made is None:
        raise CopyNotVerified(name=path.name)
    return made


def _highest(folder: Path) -> int:
    return max((one.number for one in _within(folder, CopyPlace.ELSEWHERE)), default=0)


def _fill(
    here: Installation,
    path: Path,
    number: int,
    reason: CopyReason,
    now: datetime,
    known: Sequence[Copy],
    progress: Progress,
) -> None:
    """Have the copy appear at `path`, whole and verified."""
    making = path.parent / MAKING
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(path.parent)
        making.mkdir(mode=0o700)
        mark = copied.state_mark(here.db)
        held = _held(here, [about for one in known if (about := copied.read_about(one.path))])
        least = entries.count(here.db)
        here.db.copy_in_steps(making / REGISTER, progress)
        vault.hand_on(here.home / KEYS, here.data_key, [making / KEYS])
        contents = copied.verified_contents(making / REGISTER, here.data_key)
        if contents.entries < least:
            raise CopyNotVerified(name=path.name)
        about = About(
            number=number,
            at=now.isoformat(timespec="seconds"),
            reason=reason.value,
            app=VERSION,
            contents=contents,
            mark=mark,
            size_bytes=(making / REGISTER).stat().st_size,
            sha256=copied.file_digest(making / REGISTER),
            covers=tuple(sorted(held - {contents.digest})),
        )
        copied.write_about(making, about, here.data_key)
        if not vault.fits(making / KEYS, here.data_key):
            raise CopyNotVerified(name=path.name)
        making.replace(path)
        make_name_durable(path)
    except StorageFull as error:  # of the copy: in the register everything is saved
        raise PlaceFull(name=path.name, path=path.parent) from error
    except OSError as error:
        raise refusal(error, path) from error
    finally:
        with suppress(OSError):
            sweep(path.parent)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a copy really holds, each of its pages verified.

    `is_told_truly`: its note is there and says the same; `has_keys`: its keys are whole and of
    its register.
    """

    contents: Contents
    is_told_truly: bool
    has_keys: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing at all is wrong with it."""
        return self.is_told_truly and self.has_keys


def verify(folder: Path, key: bytes) -> Verified:
    """Open the copy in `folder` with the register's `key`, and verify every page and entry.

    Raises CopyDamaged when its register is not good, NewerSchema.
    """
    try:
        contents = copied.verified_contents(folder / REGISTER, key)
    except DatabaseDamaged as error:
        raise CopyDamaged(name=folder.name) from error
    about = copied.read_about(folder)
    is_true = about is not None and copied.is_sealed(about, key) and about.contents == contents
    return Verified(contents, is_true, vault.fits(folder / KEYS, key))


def sweep(folder: Path) -> None:
    """Remove what a copy that was killed or a removal that was not ended left in `folder`.

    Whose folder it is else, nothing else in it is ours. Raises OSError.
    """
    for debris in list(folder.iterdir()):
        if _DEBRIS.fullmatch(debris.name) and debris.is_dir():
            shutil.rmtree(debris)


def remove(folder: Path) -> None:
    """Remove a copy; a half removed one never has a good name. Raises OSError."""
    debris = folder.with_name(f"{MAKING}-{folder.name}")
    folder.replace(debris)
    shutil.rmtree(debris)


def drop_surplus(
    here: Installation, folder: Path, place: CopyPlace, *, most_bytes: int = MOST_BYTES
) -> list[Path]:
    """Remove the copies in `folder` that need not be kept; a drive that refuses keeps them.

    They may take `most_bytes`, and never more than their share of the disk.
    """
    known = sorted(_within(folder, place), key=lambda one: -one.number)
    abouts = [copied.read_about(one.path) for one in known]
    held = _held(here, [about for about in abouts if about])
    kept = [_kept(here, one, about, held) for one, about in zip(known, abouts, strict=True)]
    dropped = []
    with suppress(OSError):
        free = shutil.disk_usage(folder).free
        for name in surplus(kept, min(most_bytes, room_bytes(free, kept))):
            remove(folder / name)
            dropped.append(folder / name)
    return dropped


def _held(here: Installation, abouts: Iterable[About]) -> set[str]:
    """The digests of those copies, newest first, of which the register has every entry.

    What the newest holds it covers itself, so that mostly one question is asked of the register.
    """
    held: set[str] = set()
    for about in abouts:
        is_new = copied.is_sealed(about, here.data_key) and about.contents.digest not in held
        if is_new and copied.holds(here.db, about.contents.chains):
            held |= {about.contents.digest, *about.covers}
    return held


def _kept(here: Installation, one: Copy, about: About | None, held: set[str]) -> KeptCopy:
    half_day = f"{one.at:%Y-%m-%d %p}"
    if about is None or not copied.is_sealed(about, here.data_key):
        # Nobody knows what only it may hold, so that it stays.
        return KeptCopy(one.path.name, half_day, one.size_bytes, one.path.name, is_held=False)
    return KeptCopy(
        one.path.name,
        half_day,
        one.size_bytes,
        about.contents.digest,
        frozenset(about.covers),
        about.contents.digest in held,
    )
