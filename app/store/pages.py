"""The pages of a register that is open, and whether they are as the engine sealed them."""

import os
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from app.store.held import mark_closed, mark_open
from app.store.log_file import log_of, page_at, read_frames
from app.store.seals import PAGE_BYTES, SALT_BYTES, Seals


class OpenPages:
    """The pages of a register that is open, read past the engine.

    The file stays open until `close`, which comes after the engine's own: with the first
    descriptor of a file that a process closes, the system drops all of its locks on it.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._log = log_of(path)
        self._file = path.open("rb", buffering=0)
        mark_open(self._file.fileno())
        self._seals = Seals(key, self._file.read(SALT_BYTES))

    @property
    def count(self) -> int:
        """How many pages the file has."""
        return os.fstat(self._file.fileno()).st_size // PAGE_BYTES

    def broken(self, first: int, last: int) -> list[int]:
        """Those of the pages from `first` to `last`, counted from 1, that are not as written.

        The engine must not write meanwhile. Raises OSError.
        """
        self._file.seek((first - 1) * PAGE_BYTES)
        data = self._file.read((last - first + 1) * PAGE_BYTES)
        pages = (data[at : at + PAGE_BYTES] for at in range(0, len(data), PAGE_BYTES))
        return [n for n, page in enumerate(pages, first) if not self._seals.is_whole(n, page)]

    def log_bytes(self) -> bytes:
        """The log as it is now, if any. The engine must not write meanwhile. Raises OSError."""
        return self._log.read_bytes() if self._log.exists() else b""

    def is_log_whole(self, data: bytes) -> bool:
        """Whether the engine takes in every frame of the log `data`, and its page is as written."""
        file = BytesIO(data)
        frames, taken = read_frames(file)
        if any(frame.is_ours for frame in frames[taken:]):
            return False
        return all(self._seals.is_whole(one.page, page_at(file, one)) for one in frames[:taken])

    def are_whole(self) -> bool:
        """Whether every page is as written, in the file and in the log."""
        try:
            return not self.broken(1, self.count) and self.is_log_whole(self.log_bytes())
        except OSError:
            return False

    def close(self) -> None:
        """Close the file."""
        mark_closed(self._file.fileno())
        self._file.close()


def holds_zeros(rows: Iterable[Iterable[object]]) -> bool:
    """Whether a text or bytes in `rows` hold a zero, which nothing that we write does."""
    for row in rows:  # plain loops: this stands behind every read
        for value in row:
            kind = type(value)
            if (kind is str and "\0" in value) or (kind is bytes and b"\0" in value):  # type: ignore[operator]
                return True
    return False
