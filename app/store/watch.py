"""Watching that the files of an open register stay where they are and as we left them."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from app.errors import MediumReadOnly, RegisterGone
from app.store.log_file import log_of


class Refusing:
    """Stands around every write to a register on a medium that can only be read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        raise MediumReadOnly(path=self._path.parent)

    def __exit__(self, *_error: object) -> None:
        """Nothing was begun."""


_Stand: TypeAlias = tuple[int, int, int, int] | None
"""A file as it stands: its device and number there, size, when it was last written; nothing when
it is gone. A plain tuple: each confirmation makes four."""


class Watch:
    """Stands around every write: files are open, and their names may lead elsewhere by now.

    Raises RegisterGone before a write, or after one that lies nowhere now; from then on always.
    `is_whole` reads the files and says whether they hold what they should: it is asked when
    somebody else has written to them, or only touched them.
    """

    def __init__(self, path: Path, is_whole: Callable[[], bool]) -> None:
        self.path = path
        self._names = (str(path), str(log_of(path)))
        self._is_whole = is_whole
        self._seen = self._stands()
        self._is_gone = False

    def __enter__(self) -> None:
        self.require()

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is None:
            self.confirm()
        else:
            self._seen = self._stands()

    def require(self) -> None:
        """Raise RegisterGone unless the files are those that we left; then for good."""
        if self._is_gone:
            raise RegisterGone(path=self.path)
        now = self._stands()
        if now != self._seen and not self._is_still_ours(now):
            self._is_gone = True
            raise RegisterGone(path=self.path)
        self._seen = now

    def confirm(self) -> None:
        """Raise RegisterGone unless what we have just written lies behind the names."""
        now = self._stands()
        for before, after in zip(self._seen, now, strict=True):
            if before is not None and (after is None or after[:2] != before[:2]):
                self._is_gone = True
                raise RegisterGone(path=self.path)
        self._seen = now

    @property
    def is_gone(self) -> bool:
        """Whether the files were found taken away or changed."""
        return self._is_gone

    def _is_still_ours(self, now: tuple[_Stand, _Stand]) -> bool:
        for before, after in zip(self._seen, now, strict=True):
            if before is None:
                continue
            if after is None or after[:2] != before[:2] or after[2] < before[2]:
                return False
        return self._is_whole()

    def _stands(self) -> tuple[_Stand, _Stand]:
        register, log = self._names
        return _stand(register), _stand(log)


def _stand(name: str) -> _Stand:
    try:
        found = os.stat(name)  # noqa: PTH116 - a Path takes twice as long, and it is asked each time
    except OSError:
        return None
    if os.name == "nt":  # Windows tells size and time of an open file late, and lets none go
        return found.st_dev, found.st_ino, 0, 0
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def close_untouched(path: Path, close: Callable[[], None]) -> None:
    """Close a register whose files somebody else has changed, and leave them as they are.

    The engine would carry over a log that is not its own, and delete it. It leaves alone what
    does not lie where it opened it.
    """
    aside = path.with_name(f"{path.name}.closing")
    with suppress(OSError):
        path.rename(aside)
    try:
        close()
    finally:
        with suppress(OSError):
            aside.rename(path)
