"""One at a time changes the key files; a lock that the system drops with the process."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import KeysBusy
from app.files import lock
from app.paths import KEYS_LOCK, REGISTER, is_there

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else changes the key files of the register in `folder` meanwhile.

    A lock file is never removed, or two could hold two of them; it holds nothing. Where the
    drive lets nobody write or lock, whoever writes will be told. Raises KeysBusy.
    """
    descriptor = _opened(folder / KEYS_LOCK) if is_there(folder / REGISTER) else None
    if descriptor is None:
        yield
        return
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int | None:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None


def _lock(descriptor: int) -> None:
    try:
        lock(descriptor)
    except OSError as error:
        if error.errno in _HELD:
            raise KeysBusy from error
