"""The seal that the encrypting engine puts on each page, checked without the engine.

Source: SQLCipher 4, "Design: Security Features": each page ends with the initialization vector
and an HMAC-SHA512 over what is before it and the page's number; the key of the HMAC follows from
the register's key and the salt in the first bytes of the file (PBKDF2, two rounds).
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from app.store.held import mark_closed, mark_open
from app.store.log_file import PAGE_BYTES, Frame, Log, log_of, page_at, read_frames

_SALT_BYTES = 16
_MASK = 0x3A
_ROUNDS = 2
_KEY_BYTES = 32
_SEAL_BYTES = 64


class PageSeal:
    """Tells whether a page of one register is as it was written."""

    def __init__(self, key: bytes, first_page: bytes) -> None:
        """The seal of the register under the 32 bytes of `key` that begins with `first_page`."""
        salt = bytes(byte ^ _MASK for byte in first_page[:_SALT_BYTES])
        self._key = hashlib.pbkdf2_hmac("sha512", key, salt, _ROUNDS, _KEY_BYTES)

    def verifies(self, page: bytes, number: int) -> bool:
        """Whether `page` is whole and belongs at the place `number`, counted from 1."""
        start = _SALT_BYTES if number == 1 else 0
        sealed = page[start:-_SEAL_BYTES] + number.to_bytes(4, "little")
        return hmac.compare_digest(hmac.digest(self._key, sealed, "sha512"), page[-_SEAL_BYTES:])


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
        self._seal = PageSeal(key, self._file.read(PAGE_BYTES))

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
        return [n for n, page in enumerate(pages, first) if not self._seal.verifies(page, n)]

    def log_bytes(self) -> bytes:
        """The log as it is now, if any. The engine must not write meanwhile. Raises OSError."""
        return self._log.read_bytes() if self._log.exists() else b""

    def is_log_whole(self, data: bytes) -> bool:
        """Whether the engine takes in every frame of the log `data`, and its page is as written."""
        file = BytesIO(data)
        frames, taken = read_frames(file)
        if any(frame.is_ours for frame in frames[taken:]):
            return False
        return all(self._seal.verifies(page_at(file, one), one.page) for one in frames[:taken])

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


def frames_that_verify(register: Path, log: Log, key: bytes) -> tuple[Frame, ...]:
    """The frames whose page is whole by its own seal, up to the last transaction that ended.

    For salvage: what stands behind a damaged frame can be read by them. The tables need not agree
    with each other then, so every entry and value has to be verified by its own hash. Raises
    OSError.
    """
    with register.open("rb") as file:
        seal = PageSeal(key, file.read(PAGE_BYTES))
    with log.path.open("rb") as source:
        found = [
            one
            for place, one in enumerate(log.frames)
            if _may_be_ours(log.frames, place) and seal.verifies(page_at(source, one), one.page)
        ]
    ends = [place for place, frame in enumerate(found, 1) if frame.size]
    return tuple(found[: ends[-1]] if ends else found)


def _may_be_ours(frames: Sequence[Frame], place: int) -> bool:
    """Whether a frame is no rest of an earlier log; its own salts may be what is damaged."""
    around = frames[max(0, place - 1) : place + 2]
    return frames[place].is_ours or (len(around) == 3 and around[0].is_ours and around[2].is_ours)


def holds_zeros(rows: Iterable[Iterable[object]]) -> bool:
    """Whether a text or bytes in `rows` hold a zero, which nothing that we write does."""
    for row in rows:  # plain loops: this stands behind every read
        for value in row:
            kind = type(value)
            if (kind is str and "\0" in value) or (kind is bytes and b"\0" in value):  # type: ignore[operator]
                return True
    return False
