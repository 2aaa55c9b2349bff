"""Whether another process has a register open, which nobody may then rename or replace."""

import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKS_AT, _LOCKS = 0x40000000, 512
"""The bytes that SQLite locks. Source: its os.h, PENDING_BYTE and what follows."""


def is_held(path: Path) -> bool:
    """Whether another process holds the file at `path`, whatever state its pages are in.

    The engine itself would take away a log that it cannot read. Not for a file that this process
    has open itself: closing it here would give up its locks.
    """
    try:
        file = path.open("rb+")
    except OSError:  # not there, or not to be written by us: no register that we can replace
        return False
    with file:
        try:
            _lock(file)
        except OSError:
            return True
    return False


def _lock(file: BinaryIO) -> None:
    """Lock the engine's bytes until the file is closed. Raises OSError when they are locked."""
    if sys.platform == "win32":
        file.seek(_LOCKS_AT)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, _LOCKS)
        file.seek(_LOCKS_AT)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, _LOCKS)
    else:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKS, _LOCKS_AT)
