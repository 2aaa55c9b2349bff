"""Whether somebody has a register open, which nobody may then rename, replace or look into."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.errors import AlreadyOpen

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKS_AT, _LOCKS = 0x40000000, 512
"""The bytes that SQLite locks. Source: its os.h, PENDING_BYTE and what follows."""

_open_here: set[tuple[int, int]] = set()
"""The registers that this process has open: the system's locks do not tell, and it drops them all
with the first descriptor of the file that the process closes."""


def is_held(path: Path) -> bool:
    """Whether somebody holds the file at `path`, whatever state its pages are in.

    The engine itself would take away a log that it cannot read.
    """
    try:
        with held(path):
            return False
    except AlreadyOpen:
        return True
    except OSError:  # not there, or not to be written by us: no register that we can replace
        return False


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep other programs from opening the register at `path`, to look into its files.

    Raises AlreadyOpen when somebody has it open, OSError when it is not there or not ours.
    """
    found = path.stat()
    if (found.st_dev, found.st_ino) in _open_here:
        raise AlreadyOpen
    with path.open("rb+") as file:
        try:
            _lock(file)
        except OSError as error:
            raise AlreadyOpen from error
        yield


def mark_open(descriptor: int) -> None:
    """Note that this process has the register of `descriptor` open."""
    _open_here.add(_file(descriptor))


def mark_closed(descriptor: int) -> None:
    """Note that this process has not any more."""
    _open_here.discard(_file(descriptor))


def _file(descriptor: int) -> tuple[int, int]:
    found = os.fstat(descriptor)
    return found.st_dev, found.st_ino


def _lock(file: BinaryIO) -> None:
    """Lock the engine's bytes until the file is closed. Raises OSError when they are locked."""
    if sys.platform == "win32":
        file.seek(_LOCKS_AT)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, _LOCKS)
    else:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKS, _LOCKS_AT)
