"""The pages of an encrypted register and of its log, opened one by one without the engine.

For what the engine refuses: a page that is whole can be read whatever became of the others. The
form is SQLCipher 4's (https://www.zetetic.net/sqlcipher/design/), that of the log SQLite's
(https://www.sqlite.org/fileformat2.html#walformat).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.store.seals import BITS, BYTES, PAGE_BYTES, SALT_BYTES, SEALED_BYTES, USABLE_BYTES, Seals

_LOG_HEADER_BYTES, _FRAME_HEADER_BYTES = 32, 24
_FRAME_BYTES = _FRAME_HEADER_BYTES + PAGE_BYTES
_COUNT = slice(28, 32)
"""Where the first page says how many there are."""

_MOST_FOR_SALT = 4096
"""Pages that are asked whether they are the first one: some seconds where none is."""

_MOST_FOR_BITS = 48
_MOST_FOR_BYTES = 2
"""Damaged pages in which one flipped bit is looked for, and one wrong byte: that takes a quarter
of a second each, and six."""


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a page, 4,016 bytes. `is_sealed`: it is as it was written.

    `is_firm` is False for what the log holds of a step that was perhaps not confirmed.
    """

    number: int
    content: bytes
    is_sealed: bool
    is_firm: bool = True


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page lies: in the register's file or its log, at which byte."""

    in_log: bool
    offset: int
    is_firm: bool
    meant_for: int = 0
    """The number of a page that was written in another's place."""


class Pages:
    """All that can be read of the register at `path` and of the log beside it; a resource."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._key = key
        self._file = path.open("rb")
        log = path.with_name(f"{path.name}-wal")
        self._log = log.open("rb") if log.is_file() else None
        self._places: dict[int, list[_Place]] = {}
        self._find_places()
        self._seals = self._find_seals()
        self._broken: dict[_Place, bytes] = {}
        """Pages that are not as they were written, with what they were where that was found."""
        self._sort_out()

    def close(self) -> None:
        """Close both files."""
        self._file.close()
        if self._log:
            self._log.close()

    def numbers(self) -> list[int]:
        """The numbers of the pages that lie anywhere."""
        return sorted(self._places)

    @property
    def damaged(self) -> int:
        """How many pages are not as they were written, and could not be put right."""
        if self._seals is None:
            return sum(map(len, self._places.values()))
        return sum(not repaired for repaired in self._broken.values())

    def told(self) -> int:
        """How many pages the first one says that there are; 0 where it cannot be read."""
        first = self.newest(1)
        return int.from_bytes(first.content[_COUNT], "big") if first else 0

    def versions(self, number: int) -> Iterator[Page]:
        """What there is of a page, the newest first: from the log, then from the file."""
        for place in reversed(self._places.get(number, [])):
            if page := self._read(number, place):
                yield page

    def newest(self, number: int) -> Page | None:
        """The newest firm version of a page that is whole; None when there is none."""
        return next(
            (page for page in self.versions(number) if page.is_sealed and page.is_firm), None
        )

    def _find_places(self) -> None:
        size = self._file.seek(0, 2)
        for number in range(1, -(-size // PAGE_BYTES) + 1):
            place = _Place(in_log=False, offset=(number - 1) * PAGE_BYTES, is_firm=True)
            self._places.setdefault(number, []).append(place)
        for number, offset, is_firm in _frames(self._log) if self._log else ():
            self._places.setdefault(number, []).append(_Place(True, offset, is_firm))

    def _raw(self, place: _Place) -> bytes:
        file = self._log if place.in_log and self._log else self._file
        file.seek(place.offset)
        raw = file.read(PAGE_BYTES)
        return raw + bytes(PAGE_BYTES - len(raw))  # cut short: what is there may still tell

    def _read(self, number: int, place: _Place) -> Page | None:
        raw = self._broken.get(place) or self._raw(place)
        if not any(raw):
            return None
        is_sealed = self._seals is not None and self._broken.get(place) != b""
        return Page(number, self._decrypted(number, raw), is_sealed, place.is_firm)

    def _decrypted(self, number: int, raw: bytes) -> bytes:
        start = SALT_BYTES if number == 1 else 0
        iv = raw[USABLE_BYTES:SEALED_BYTES]
        opening = Cipher(algorithms.AES(self._key), modes.CBC(iv)).decryptor()
        return bytes(start) + opening.update(raw[start:USABLE_BYTES]) + opening.finalize()

    def _sort_out(self) -> None:
        """Find the pages that are damaged, and what can be put right of them."""
        if self._seals is None:
            return
        broken = [
            (number, place)
            for number, places in self._places.items()
            for place in places
            if not self._seals.is_whole(number, self._raw(place))
        ]
        self._broken = {place: b"" for _, place in broken}
        if len(broken) > _MOST_FOR_BITS:
            return
        for number, place in broken:
            if other := self._meant_for(self._seals, number, place, broken):
                self._places[other].append(_Place(place.in_log, place.offset, place.is_firm, other))
            else:
                self._broken[place] = self._repaired(self._seals, number, place, len(broken))
        for number, place in broken:
            if any(one.meant_for for one in self._places[number]):
                del self._broken[place]  # what should lie there was found
                self._places[number].remove(place)

    def _meant_for(
        self, seals: Seals, number: int, place: _Place, broken: list[tuple[int, _Place]]
    ) -> int:
        """The number of the page that was written here in another's place; 0 for none."""
        raw = self._raw(place)
        others = (other for other, _ in broken if other != number)
        return next((other for other in others if seals.is_whole(other, raw)), 0)

    def _repaired(self, seals: Seals, number: int, place: _Place, damaged: int) -> bytes:
        raw = self._raw(place)
        if not any(raw):
            return b""
        found = seals.repaired(number, raw, BITS)
        if found is None and damaged <= _MOST_FOR_BYTES:
            found = seals.repaired(number, raw, BYTES)
        return found or b""

    def _find_seals(self) -> Seals | None:
        """The seals, which hang on 16 bytes at the register's beginning.

        They may be damaged: then those of a first page in the log, or with one bit changed.
        """
        samples = [(number, self._raw(place)) for number, place in self._samples()]
        for salt in self._salts():
            seals = Seals(self._key, salt)
            if any(seals.is_whole(number, raw) for number, raw in samples):
                return seals
        return None

    def _samples(self) -> Iterator[tuple[int, _Place]]:
        numbers = self.numbers()
        for number in [*numbers[:1], *numbers[1 :: max(1, len(numbers) // 8)]]:
            for place in self._places[number]:
                yield number, place

    def _salts(self) -> Iterator[bytes]:
        known = dict.fromkeys(
            self._raw(place)[:SALT_BYTES] for place in self._places.get(1, []) if place
        )
        yield from known
        for salt in known:
            for place in range(SALT_BYTES):
                for bit in BITS:
                    yield bytes(byte ^ bit * (at == place) for at, byte in enumerate(salt))
        for number in self.numbers()[:_MOST_FOR_SALT]:  # or the first page lies elsewhere
            yield self._raw(self._places[number][0])[:SALT_BYTES]


def _frames(log: BinaryIO) -> Iterator[tuple[int, int, bool]]:
    """The page number, the place and the firmness of every page in the log, the oldest first.

    A step was confirmed when its last frame is there, which says so.
    """
    waiting: list[tuple[int, int, bytes]] = []
    found: list[tuple[int, int, bool]] = []
    size = log.seek(0, 2)
    for offset in range(_LOG_HEADER_BYTES, size - _FRAME_HEADER_BYTES, _FRAME_BYTES):
        log.seek(offset)
        header = log.read(_FRAME_HEADER_BYTES)
        number = int.from_bytes(header[:4], "big")
        if waiting and waiting[-1][2] != header[8:16]:  # another turn of the log begins
            found += [(one, at, False) for one, at, _turn in waiting]
            waiting = []
        waiting.append((number, offset + _FRAME_HEADER_BYTES, header[8:16]))
        if any(header[4:8]):
            found += [(one, at, True) for one, at, _turn in waiting]
            waiting = []
    found += [(one, at, False) for one, at, _turn in waiting]
    return iter(found)
