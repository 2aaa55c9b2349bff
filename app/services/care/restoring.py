"""Putting a copy in the place of a damaged or lost register, and finding out what is wrong."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.errors import (
    AlreadyOpen,
    AppError,
    CopyDamaged,
    CopyOfAnother,
    CopyUnknown,
    FileUnreadable,
    KeysDamaged,
    KeySlotDamaged,
    NewerSchema,
    WitnessDamaged,
    WrongPassphrase,
)
from app.files import copy_file, read_file
from app.paths import KEYS, REGISTER, SECOND_KEYS, WITNESS
from app.services.care import keeping, swapping
from app.services.care.copies import Copy, copies, copy_at, verify
from app.services.care.installation import open_installation
from app.services.care.second_place import second_place
from app.services.travelling.succession import become_new_device
from app.store import copied, vault, witness
from app.store.copied import Contents
from app.store.database import Database, open_database, subkey_of
from app.store.held import is_held
from app.store.witness import Witness

_LARGEST_KEYS_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: the copy, what it really holds, where the files of before lie.

    `lacks` counts the entries that were written after the copy, as far as is known; None when
    nothing tells.
    """

    copy: Copy
    contents: Contents
    set_aside: Path | None
    lacks: int | None


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong with an installation, and what could be put back.

    `fault` is None where it opens. `copy` is the newest copy that was opened and found good,
    `contents` what it holds, `lacks` how many entries the register had more; None when nothing
    tells. `damaged` are the newer copies that are not good.
    """

    fault: AppError | None
    copy: Copy | None
    contents: Contents | None
    lacks: int | None
    damaged: tuple[Path, ...] = ()


def examine(home: Path, secret: str) -> Examination:
    """What is wrong in `home`, and the newest good copy, opened and verified.

    `secret` is the passphrase or the recovery key. Nothing is changed.
    Raises AlreadyOpen, and WrongPassphrase when it opens neither the register nor a copy.
    """
    fault = _fault(home, secret)
    damaged: list[Path] = []
    for key, _path in keys_by(home, secret):
        good, bad = newest_good(home, key)
        damaged += [path for path in bad if path not in damaged]
        if good:
            copy, contents = good
            lacks = lacking(home, key, contents)
            return Examination(fault, copy, contents, lacks, tuple(damaged))
    return Examination(fault, None, None, None, tuple(damaged))


def _fault(home: Path, secret: str) -> AppError | None:
    try:
        open_installation(home, secret).close()
    except (AlreadyOpen, WrongPassphrase):
        raise
    except AppError as error:
        return error
    return None


def keys_by(home: Path, secret: str, more: Sequence[Path] = ()) -> Iterator[tuple[bytes, Path]]:
    """The keys (32 bytes) that `secret` opens, each with its file: those of today first.

    Raises WrongPassphrase when there are key files and it opens none of them.
    """
    seen: set[bytes] = set()
    is_wrong = is_right = False
    here = [home / KEYS, home / SECOND_KEYS]
    there = [copy.path / KEYS for copy in copies(home, second_place(home))]
    for path in (*here, *more, *there):
        with suppress(FileUnreadable, KeysDamaged, KeySlotDamaged, NewerSchema):
            raw = read_file(path, _LARGEST_KEYS_BYTES)
            if raw in seen:  # the same slots again: each try takes a moment
                continue
            seen.add(raw)
            try:
                key = vault.unlock(path, secret).key
            except WrongPassphrase:
                is_wrong = True
                continue
            is_right = True
            yield key, path
    if is_wrong and not is_right:
        raise WrongPassphrase


def newest_good(home: Path, key: bytes) -> tuple[tuple[Copy, Contents] | None, tuple[Path, ...]]:
    """The newest copy that is good, with what it holds, and the newer ones that are not."""
    damaged: list[Path] = []
    for copy in copies(home, second_place(home)):
        try:
            return (copy, verify(copy.path, key).contents), tuple(damaged)
        except (CopyDamaged, NewerSchema):
            damaged.append(copy.path)
    return None, tuple(damaged)


def lacking(home: Path, key: bytes, contents: Contents) -> int | None:
    """How many entries the witness and the notes of the copies count more than `contents`."""
    notes = (copied.read_about(copy.path) for copy in copies(home, second_place(home)))
    told = [note.contents.entries for note in notes if note and copied.is_sealed(note, key)]
    if counted := witness_of(home, key):
        told.append(counted.entries)
    return max(0, max(told) - contents.entries) if told else None


def witness_of(home: Path, key: bytes) -> Witness | None:
    """What the witness in `home` counted; None when there is none that can be asked."""
    with suppress(WitnessDamaged):
        return witness.read_witness(home / WITNESS, subkey_of(key, witness.PURPOSE))
    return None


def restore(home: Path, secret: str, copy: Path, *, now: datetime) -> Restored:
    """Put the copy in the folder `copy` in the place of what is in `home`, which must be closed.

    What is there now is set aside, never removed, and the laptop goes on as a new device.
    `secret` is the passphrase of today, that of the copy, or the recovery key. Killed at any
    moment, the register of before is still there, or the next start ends what was begun.
    Raises CopyUnknown, CopyDamaged, CopyOfAnother when the keys here are of another register,
    AlreadyOpen, WrongPassphrase and what `write_file` raises.
    """
    with suppress(FileUnreadable):  # a mark that is damaged: the one to come takes its place
        swapping.finish(home)
    if is_held(home / REGISTER):
        raise AlreadyOpen
    found = copy_at(copy)
    if found is None:
        raise CopyUnknown(name=copy.name)
    key, keys, contents = _open_copy(home, secret, copy)
    lacks = lacking(home, key, contents)
    with swapping.preparing(home) as arriving:
        copy_file(copy / REGISTER, arriving / REGISTER)
        vault.hand_on(keys, key, (arriving / KEYS, arriving / SECOND_KEYS))
        _go_on(arriving, key, now)
        aside = swapping.swap(home, "replaced", now=now)
    return Restored(found, contents, aside if any(aside.iterdir()) else None, lacks)


def _open_copy(home: Path, secret: str, copy: Path) -> tuple[bytes, Path, Contents]:
    """The key of a copy, the key file that `secret` opens from now on, and what it holds."""
    damaged = CopyDamaged(name=copy.name)
    is_known = False
    for key, path in keys_by(home, secret, [copy / KEYS]):
        try:
            contents = verify(copy, key).contents
        except CopyDamaged as error:  # or another register's key
            damaged, is_known = error, is_known or path.parent == home
            continue
        if is_known:  # the passphrase opens both: laptops of a team often have the same
            raise CopyOfAnother(name=copy.name)
        return key, path, contents
    raise damaged


def _go_on(arriving: Path, key: bytes, now: datetime) -> None:
    """Bring the register that will be put back up to this release, as a new device's."""
    db = open_database(arriving / REGISTER, key)
    try:
        become_new_device(db, now=now)
        begin_witness(arriving, db)
    finally:
        db.close()


def begin_witness(arriving: Path, db: Database) -> None:
    """Have the register that waits in `arriving` bring a witness of its own along."""
    witness.forget(db)
    keeping.keep(arriving, db)
