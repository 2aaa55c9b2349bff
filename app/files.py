"""The one atomic file writer, and the one bounded reader."""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.errors import (
    CopyNotVerified,
    FileInUse,
    FileNotWritten,
    FileUnreadable,
    OwnFile,
    PlaceFull,
    PlaceGone,
    PlaceRefused,
    SecretKept,
)
from app.paths import SET_ASIDE, is_own

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_GONE = (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE, errno.ENOTCONN)
_TOLD: dict[int | None, type[FileNotWritten]] = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), PlaceFull),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), PlaceRefused),
    **dict.fromkeys(_GONE, PlaceGone),
    **dict.fromkeys((errno.EBUSY, errno.ETXTBSY), FileInUse),
}

_DRIVES_GONE = (15, 20, 21, 27, 31, 34, 55, 59, 64, 433, 1006, 1110, 1112, 1117, 1167, 1617)
_TOLD_BY_WINDOWS: dict[int | None, type[FileNotWritten]] = {
    **dict.fromkeys((39, 112, 1295), PlaceFull),
    19: PlaceRefused,
    **dict.fromkeys((32, 33), FileInUse),
    **dict.fromkeys(_DRIVES_GONE, PlaceGone),
}
"""Windows' own codes where Python's errno tells less: a pulled stick (21) and a locked one (19)
are EACCES there like a missing right, a device that is gone (1167) only EINVAL. Source:
winerror.h, System Error Codes."""

_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
"""What network and FAT drives answer to the fsync of a folder: they have none to offer."""

_CHUNK_BYTES = 1 << 20

_SECRET = re.compile(rb"AGE-SECRET-KEY-1\w+")
_LARGEST_SECRET_BYTES = 64 * 1024


def write_file(
    path: Path, data: bytes, *, verify: bool = True, private: bool = False, own: bool = False
) -> str:
    """Write `data` to `path`, whole or not at all, and return its sha256 in hex.

    The final name exists only once every byte is on the drive; with `verify` it has also been
    read back from there; with `private` only the owner may read it. Raises CopyNotVerified or
    FileNotWritten, mostly as one of its kinds: what was at `path` before is then still there,
    unless only the name's own way to the drive failed. Then `path` holds all of `data`, and may
    lose its name with the power.

    A file of an installation, this one or another, is written over only by who says that it is
    its `own`; else OwnFile is raised. So is a file with a secret key, unless `data` holds it too;
    else SecretKept is raised.
    """
    if not path.name:  # the root, or the folder we are in
        raise FileNotWritten(name=str(path))
    if not own and is_own(path):
        raise OwnFile(name=path.name, path=path.parent)
    if not own and _would_lose_secret(path, data):
        raise SecretKept(name=path.name, path=path.parent)
    part = path.with_name(f"{path.name}.part")
    digest = hashlib.sha256(data).hexdigest()
    try:
        try:
            _refuse_special(path)
            _write_through(part, data, private=private)
            if verify:
                verify_copy(part, digest, name=path.name)
            part.replace(path)
        finally:  # after the rename there is none
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise refusal(error, path) from error
    return digest


def copy_file(source: Path, path: Path) -> str:
    """Copy a file of any size to the new file `path`, read back; its sha256 in hex.

    The name appears at once: whoever needs all or nothing copies into a folder and renames that.
    Raises FileUnreadable, CopyNotVerified, and FileNotWritten, mostly as one of its kinds.
    """
    digest = hashlib.sha256()
    try:
        reading = source.open("rb")
    except OSError as error:
        raise FileUnreadable(name=source.name) from error
    try:
        with reading, os.fdopen(_begin_private(path), "wb") as file:
            while chunk := reading.read(_CHUNK_BYTES):
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        _sync_folder(path.parent)
    except OSError as error:
        raise refusal(error, path) from error
    verify_copy(path, digest.hexdigest())
    return digest.hexdigest()


def verify_copy(path: Path, digest: str, *, name: str = "") -> None:
    """Read `path` back from the drive; `digest` is its sha256 in hex.

    Raises CopyNotVerified when it differs or cannot be read.
    """
    found = hashlib.sha256()
    try:
        with path.open("rb", buffering=0) as file:
            _forget_cache(file.fileno())
            while chunk := file.read(_CHUNK_BYTES):
                found.update(chunk)
    except OSError as error:
        raise CopyNotVerified(name=name or path.name) from error
    if found.hexdigest() != digest:
        raise CopyNotVerified(name=name or path.name)


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of `path`, at most `limit` of them.

    Raises FileUnreadable when it is larger, no plain file, or cannot be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
            raise FileUnreadable(name=path.name)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise FileUnreadable(name=path.name) from error
    if len(data) > limit:
        raise FileUnreadable(name=path.name)
    return data


def make_durable(path: Path) -> None:
    """Have a file that a library wrote, and its name, be on the drive when this returns.

    Raises FileNotWritten, mostly as one of its kinds.
    """
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        _sync_folder(path.parent)
    except OSError as error:
        raise refusal(error, path) from error


def require_room(path: Path, size_bytes: int) -> None:
    """Raise PlaceFull when the drive of `path` has less free than `size_bytes`."""
    try:
        free = shutil.disk_usage(path.parent).free
    except (OSError, ValueError):  # whoever writes there is told why
        return
    if free < size_bytes:
        raise PlaceFull(name=path.name, path=path.parent)


def begin_private(path: Path) -> None:
    """Make the new, empty file `path`, for a library to fill; only its owner may read it.

    Raises FileNotWritten, mostly as one of its kinds.
    """
    try:
        os.close(_begin_private(path))
    except OSError as error:
        raise refusal(error, path) from error


def is_surely_absent(path: Path) -> bool:
    """Whether no file that `write_file` began or ended for `path` can be on its drive.

    Its folder is read and synced: a drive that does not answer is not sure.
    """
    try:
        names = {found.name.casefold() for found in path.parent.iterdir()}
        _sync_folder(path.parent)
    except (OSError, ValueError):
        return False
    return names.isdisjoint({path.name.casefold(), f"{path.name}.part".casefold()})


def set_aside(path: Path, why: str) -> Path:
    """Move what lies at `path` into `set-aside` beside it, under its own date; where it is now.

    `why` is an ASCII word for the folder's name. Raises OSError; ValueError or OverflowError for
    a date that no calendar has.
    """
    at = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    beside = path.parent / SET_ASIDE
    name, number = f"{at:%Y%m%d-%H%M}-{why}", 1
    folder = beside / name
    while folder.exists():
        number += 1
        folder = beside / f"{name}-{number}"
    folder.mkdir(mode=0o700, parents=True)
    path.replace(folder / path.name)
    return folder / path.name


def lock(descriptor: int) -> None:
    """Hold an open file alone until it is closed, or until this process ends, however it ends.

    Raises OSError when another process holds it.
    """
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def make_name_durable(path: Path) -> None:
    """Have the name of a file or folder that was renamed be on the drive when this returns.

    Raises FileNotWritten, mostly as one of its kinds.
    """
    try:
        _sync_folder(path.parent)
    except OSError as error:
        raise refusal(error, path) from error


def refusal(error: OSError, path: Path) -> FileNotWritten:
    """What to tell of `error`, met while writing `path`."""
    by_windows = _TOLD_BY_WINDOWS.get(getattr(error, "winerror", None))
    told = by_windows or _TOLD.get(error.errno, FileNotWritten)
    # A rename names two files: there the folder was fine, and `path` is open in another program.
    if told is PlaceRefused and error.filename2 is not None:
        told = FileInUse
    return told(name=path.name, path=path.parent)


def _would_lose_secret(path: Path, data: bytes) -> bool:
    """Whether a secret age key lies at `path` that `data` does not hold."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_SECRET_BYTES:
            return False
        kept = set(_SECRET.findall(path.read_bytes()))
    except (OSError, ValueError):
        return False
    return not kept <= set(_SECRET.findall(data))


def _refuse_special(path: Path) -> None:
    """A device or a folder must never be replaced by a file of its name."""
    try:
        is_special = path.exists() and not path.is_file()
    except ValueError:  # a NUL
        is_special = True
    if is_special:
        raise FileNotWritten(name=path.name)


def _write_through(path: Path, data: bytes, *, private: bool) -> None:
    """Write the new file `path`: what lies there is no way to somewhere else."""
    mode = 0o600 if private else 0o666  # Windows keeps a profile's folders to their owner
    path.unlink(missing_ok=True)
    with open(path, "xb", opener=partial(os.open, mode=mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _begin_private(path: Path) -> int:
    """A new file that only its owner may read, where the drive knows owners."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o600)


def _forget_cache(descriptor: int) -> None:
    """Have the next reads come from the drive where the system can: a fake stick lies in RAM."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable. Windows cannot open a folder; NTFS journals its names."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
