"""Copying an open register while the desk goes on writing."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import TypeAlias

from app.errors import DatabaseDamaged
from app.files import make_durable
from app.store.driver import Connection
from app.store.engine import open_target
from app.store.pages import OpenPages

Progress: TypeAlias = Callable[[int, int], None]
"""Told (pages done, pages in all); what it raises ends the copy."""

_STEP_PAGES = 12
"""About half a millisecond: to read, verify, seal again and write them."""

_PAUSE_SECONDS = 0.001
"""A lock is not handed on in turn: whoever gives it back and asks at once mostly gets it again."""


def copy_pages(
    source: Connection, lock: RLock, path: Path, key: bytes | None, progress: Progress
) -> None:
    """Copy all pages of `source` into the new file `path` under `key`, durable at the end.

    The lock is given back after each few pages. What is written meanwhile through `source` goes
    into the copy too, so that it is the register at one moment, that of its last step. Nothing
    stays at `path` when it fails.
    """
    target = open_target(path, key)

    def hand_over(_status: int, remaining: int, total: int) -> None:
        lock.release()
        try:
            time.sleep(_PAUSE_SECONDS)
            progress(total - remaining, total)
        finally:
            lock.acquire()

    try:
        with lock:
            source.backup(target, pages=_STEP_PAGES, progress=hand_over)
    except BaseException:
        target.close()
        path.unlink(missing_ok=True)
        raise
    target.close()
    make_durable(path)


def verify_pages(pages: OpenPages, lock: RLock, progress: Progress) -> None:
    """Verify the pages of an open register, giving `lock` back after each few of them.

    Raises DatabaseDamaged.
    """
    first, total = 1, pages.count
    while first <= total:
        last = min(first + _STEP_PAGES * 2, total)
        with lock:
            broken = pages.broken(first, last)
        if broken:
            raise DatabaseDamaged(path=pages.path)
        progress(last, total)
        time.sleep(_PAUSE_SECONDS)
        first = last + 1
    with lock:
        log = pages.log_bytes()
    if not pages.is_log_whole(log):
        raise DatabaseDamaged(path=pages.path)


def ignore_progress(_done: int, _total: int) -> None:
    """Ignore progress."""
