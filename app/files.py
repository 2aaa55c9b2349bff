"""The one atomic file writer, and the one bounded reader."""

import contextlib
import errno
import hashlib
import os
import stat
from pathlib import Path

from app.errors import (
    AppError,
    CopyNotVerified,
    FileNotWritten,
    FileUnreadable,
    FolderRefused,
    StorageFull,
)

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
"""What network and FAT drives answer to the fsync of a folder: they have none to offer."""

_CHUNK_BYTES = 1 << 20


def write_file(path: Path, data: bytes, *, verify: bool = True, private: bool = False) -> str:
    """Write `data` to `path`, whole or not at all, and return its sha256 in hex.

    The final name exists only once every byte is on the drive; with `verify` it has also been
    read back from there; with `private` only the owner may read it. Raises StorageFull,
    FolderRefused, CopyNotVerified or FileNotWritten;
    what was at `path` before is then still there.
    """
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
        raise _refusal(error, path) from error
    return digest


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

    Raises StorageFull, FolderRefused or FileNotWritten.
    """
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        _sync_folder(path.parent)
    except OSError as error:
        raise _refusal(error, path) from error


def _refuse_special(path: Path) -> None:
    """A device or a folder must never be replaced by a file of its name."""
    if path.exists() and not path.is_file():
        raise FileNotWritten(name=path.name)


def _write_through(path: Path, data: bytes, *, private: bool) -> None:
    with path.open("wb") as file:
        if private and os.name != "nt":  # Windows keeps a profile's folders to their owner
            os.fchmod(file.fileno(), 0o600)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


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


def _refusal(error: OSError, path: Path) -> AppError:
    """What to tell of `error`, met while writing `path`."""
    if error.errno in _FULL:
        return StorageFull()
    # A rename names two files: there the folder was fine, and `path` is open in another program.
    if error.errno in _REFUSED and error.filename2 is None:
        return FolderRefused(path=path.parent)
    return FileNotWritten(name=path.name)
