"""The key file and its second copy, read and written as one.

The second is written after the first is whole on the drive. Of each way in, the one with the
highest generation counts, wherever it is whole; the other file is brought up to it.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import compare_digest
from pathlib import Path

from msgspec.structs import replace

from app.errors import (
    AppError,
    CopyNotVerified,
    FileNotWritten,
    FileUnreadable,
    KeysDamaged,
    KeysHealed,
    KeySlotLost,
    WrongPassphrase,
)
from app.files import read_file, refusal, write_file
from app.paths import COPIES, KEYS, REGISTER, SECOND_KEYS, SET_ASIDE, is_there
from app.store.key_file import (
    KINDS,
    LARGEST_BYTES,
    KeyFile,
    Kind,
    Slot,
    read,
    written,
)

_REFUSED = (FileNotWritten, CopyNotVerified, OSError, ValueError, OverflowError)
"""What may come of a drive that refuses, and of a file whose date no calendar has."""

_NOTHING = KeyFile((), is_whole=False)


@dataclass(frozen=True, slots=True)
class Found:
    """One of the two files: its bytes, None where they cannot be read, and what they hold."""

    path: Path
    raw: bytes | None
    file: KeyFile
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """All ways in that were found, in the order of the files.

    `of_copies` are those of backup copies, looked for only where the two files lack a kind.
    """

    files: tuple[Found, ...]
    of_copies: tuple[Slot, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every way in, those of the first file first."""
        return (*(slot for one in self.files for slot in one.file.slots), *self.of_copies)

    def newest(self, kind: Kind) -> list[Slot]:
        """The ways in of `kind` that are in force: of each key's the highest generation."""
        found = [slot for slot in self.slots if isinstance(slot, kind)]
        found = [slot for slot in found if slot.check] or found  # the rest may be damaged
        highest: dict[bytes, int] = {}
        for slot in found:
            highest[slot.mark] = max(slot.generation, highest.get(slot.mark, 0))
        return list(dict.fromkeys(one for one in found if one.generation == highest[one.mark]))

    def is_sure(self, kind: Kind) -> bool:
        """Whether a way in of `kind` was read whole: a secret that does not open it is wrong."""
        return any(isinstance(slot, kind) and slot.check for slot in self.slots)


def mark_of(key: bytes) -> bytes:
    """What tells `key` from another one, and nothing about it."""
    return hashlib.sha256(b"emarge mark" + key).digest()[:16]


def is_about(slot: Slot, key: bytes) -> bool:
    """Whether `slot` is of `key`, as far as it says."""
    return not slot.mark or compare_digest(slot.mark, mark_of(key))


def read_ring(path: Path) -> Ring:
    """What the key file at `path` and its second copy hold, and their backups where these lack.

    Raises FileUnreadable when neither is there or can be read, KeysDamaged when no way in is
    whole anywhere, NewerSchema when a later release wrote one.
    """
    ring = Ring(tuple(_found(one) for one in files_of(path)))
    lacking = tuple(kind for kind in KINDS[:2] if not ring.is_sure(kind))
    if lacking:
        kept = (slot for slot in _slots_of_copies(path) if isinstance(slot, lacking))
        ring = Ring(ring.files, tuple(dict.fromkeys(kept)))
    if ring.slots:
        return ring
    for one in ring.files:
        if one.raw is not None:
            raise KeysDamaged(path=one.path)
    raise FileUnreadable(name=path.name)


def files_of(path: Path) -> tuple[Path, ...]:
    """The key file at `path`, and its second copy if it is an installation's."""
    return (path, path.with_name(SECOND_KEYS)) if path.name == KEYS else (path,)


def best(ring: Ring, key: bytes, by: Slot | None = None) -> tuple[Slot, ...]:
    """The ways in of `key` that are in force, one of each kind.

    Of two with the same generation it is `by`, which opened, else the first file's.
    """
    chosen: list[Slot] = []
    for kind in KINDS:
        found = [slot for slot in ring.newest(kind) if is_about(slot, key)]
        found.sort(key=lambda slot: (slot.generation, slot == by), reverse=True)
        chosen += found[:1]
    return tuple(chosen)


def write_ring(path: Path, slots: tuple[Slot, ...], *, is_new: bool = False) -> None:
    """Have both files hold `slots`: the first, then the backups' key files, then the second.

    A key file that lies alone, as at headquarters, gets no second one unless it `is_new`.
    Raises what `write_file` raises when the first was not written. Where the others cannot be
    written they are brought up at the next opening; until then the second opens nothing that the
    first does not.
    """
    if len(written(slots)) > LARGEST_BYTES:
        raise FileNotWritten(name=path.name)
    first, *others = files_of(path)
    try:
        _put(_found(first), slots)
    except OSError as error:  # met while setting aside what lay there
        raise refusal(error, first) from error
    _bring_up_copies(path, slots)
    for other in others:
        if is_new or is_there(other) or is_there(other.with_name(REGISTER)):
            with suppress(*_REFUSED):
                _put(_found(other), slots)


def put_ring_back(path: Path, source: Ring, key: bytes, by: Slot) -> bool:
    """Have both files at `path` hold what they and `source` know of `key`, each way in its newest.

    What lay there is set aside first; whether anything did. `by` is the way in of `source` that
    opened. Raises WrongPassphrase when a newer one took its place, and what `write_file` raises.
    """
    found = tuple(_found(one) for one in files_of(path))
    of_copies = (*_slots_of_copies(path), *source.of_copies)
    chosen = best(Ring((*found, *source.files), of_copies), key, by)
    if by not in chosen:
        raise WrongPassphrase
    slots = tuple(replace(slot, mark=mark_of(key)) for slot in chosen)
    before = [one for one in found if not one.is_missing and one.raw != written(slots)]
    try:
        for one in before:
            _set_aside(one)
    except OSError as error:
        raise refusal(error, path) from error
    for one in found:
        _write(one.path, written(slots))
    _bring_up_copies(path, slots)
    return bool(before)


def mend(path: Path, key: bytes, by: Slot | None) -> tuple[AppError, ...]:
    """Bring every file of the ring to what `key`, which has opened the register, says.

    Answers what to tell. A drive that refuses is tried at the next opening.
    """
    ring = read_ring(path)
    slots = tuple(replace(slot, mark=mark_of(key)) for slot in best(ring, key, by))
    told: list[AppError] = [KeySlotLost(path=path.parent)] if _lacks_a_way(slots) else []
    stale = [one for one in ring.files if one.raw != written(slots)]
    for one in stale:
        with suppress(*_REFUSED):
            _put(one, slots)
            if not one.file.is_whole and not (one.is_missing and ring.files[0].file.is_old):
                told.append(KeysHealed(name=one.path.name))
    if stale:
        _bring_up_copies(path, slots)
    return tuple(told)


def _put(found: Found, slots: tuple[Slot, ...]) -> None:
    """Write `slots` where `found` lies.

    What is whole elsewhere is written over; what may hold more, or another register's keys, is
    set aside first.
    """
    others = [slot for slot in found.file.slots if slot.mark not in (b"", slots[0].mark)]
    is_only_damaged = found.raw is not None and not _lacks_a_way(slots)
    if not found.is_missing and (others or not (found.file.is_whole or is_only_damaged)):
        _set_aside(found)
    _write(found.path, written(slots))


def _lacks_a_way(slots: tuple[Slot, ...]) -> bool:
    return not all(any(isinstance(slot, kind) for slot in slots) for kind in KINDS[:2])


def _write(path: Path, raw: bytes) -> None:
    write_file(path, raw, private=True, own=True)


def _bring_up_copies(path: Path, slots: tuple[Slot, ...]) -> None:
    """Have the backups open as the register does: an old passphrase must not live on there."""
    for copy in _copies(path):
        with suppress(AppError):
            if any(slot.mark == slots[0].mark for slot in read(_bytes(copy)).slots):
                _write(copy, written(slots))


def _found(path: Path) -> Found:
    try:
        raw = _bytes(path)
    except FileUnreadable:
        return Found(path, None, _NOTHING, not is_there(path))
    return Found(path, raw, read(raw))


def _bytes(path: Path) -> bytes:
    return read_file(path, LARGEST_BYTES)


def _copies(path: Path) -> list[Path]:
    """The key files of the backups beside `path`, the newest first."""
    if path.name != KEYS:
        return []
    with suppress(OSError):
        return sorted(path.parent.glob(f"{COPIES}/*/{KEYS}"), reverse=True)
    return []


def _slots_of_copies(path: Path) -> Iterator[Slot]:
    for copy in _copies(path):
        with suppress(AppError):
            yield from read(_bytes(copy)).slots


def _set_aside(found: Found) -> None:
    """Keep what lies at the place, under the day on which it was written."""
    at = datetime.fromtimestamp(found.path.lstat().st_mtime, UTC)
    digest = hashlib.sha256(found.raw or b"").hexdigest()[:8]
    folder = found.path.parent / SET_ASIDE / f"{at:%Y-%m-%d-%H%M%S}-keys-{digest}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if found.raw is None:
        found.path.replace(folder / found.path.name)
    else:
        _write(folder / found.path.name, found.raw)
