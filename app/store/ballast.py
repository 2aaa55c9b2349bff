"""Room on the disk that is kept in reserve, and given back when there is no other."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from app.paths import BALLAST

BALLAST_BYTES = 20 << 20
PLENTY_BYTES = 1 << 30
"""Room from which on a reserve is made: it must never be what fills the disk."""

NEARLY_FULL_BYTES = 5 << 20
"""Room below which the reserve is given back: an arrival takes some 150 kB, a list several MB."""

_CHUNK_BYTES = 1 << 20
_BLOCK_BYTES = 512
"""What a system counts blocks in, whatever their size is. Source: POSIX, sys/stat.h."""


def free_bytes(home: Path) -> int | None:
    """Room on the disk of the folder `home`; None where it does not answer."""
    try:
        return shutil.disk_usage(home).free
    except (OSError, ValueError):
        return None


def is_kept(home: Path, size_bytes: int = BALLAST_BYTES) -> bool:
    """Whether the reserve is there, and takes room: a file with holes has none to give back."""
    try:
        found = (home / BALLAST).stat()
    except (OSError, ValueError):
        return False
    taken = getattr(found, "st_blocks", size_bytes) * _BLOCK_BYTES
    return found.st_size == size_bytes and taken >= size_bytes


def keep(home: Path, size_bytes: int = BALLAST_BYTES, plenty_bytes: int = PLENTY_BYTES) -> bool:
    """Have the reserve be there if there is plenty of room; whether it is.

    Chance fills it: drives that compress give no room back for zeros.
    """
    if is_kept(home, size_bytes):
        return True
    if (free_bytes(home) or 0) < plenty_bytes:
        return False
    part = home / f"{BALLAST}.part"
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
            for _ in range(0, size_bytes, _CHUNK_BYTES):
                file.write(os.urandom(_CHUNK_BYTES))
            file.truncate(size_bytes)
            file.flush()
            os.fsync(file.fileno())
        part.replace(home / BALLAST)
    except OSError:  # it is only a reserve
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return is_kept(home, size_bytes)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def release(home: Path) -> bool:
    """Give the reserve back; whether there was one."""
    try:
        (home / BALLAST).unlink()
    except OSError:
        return False
    return True


def ease(home: Path) -> bool:
    """Give the reserve back if the disk is nearly full; whether that was done."""
    free = free_bytes(home)
    return free is not None and free < NEARLY_FULL_BYTES and release(home)
