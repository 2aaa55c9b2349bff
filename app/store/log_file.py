"""The engine's log, read as evidence before the engine opens it and drops what it cannot use.

Source of the format: SQLite, "Database File Format", section 4, "The Write-Ahead Log". A header of
32 bytes; then frames, each a header of 24 bytes and a page. The checksum of a frame follows from
that of the frame before: what comes after a damaged frame is dropped, however whole it is.
"""

import shutil
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from app.store.seals import PAGE_BYTES

_HEAD = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGICS = {0x377F0682: "<", 0x377F0683: ">"}
"""The last bit says in which order of bytes the checksums were made."""

_VERSION = 3_007_000

_WORDS = PAGE_BYTES // 4
_MASK = 0xFFFFFFFF
_LARGE = 1 << 58

_Sum: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """One page in the log.

    `at` is where the page stands in the log, in bytes; `size` is how many pages the register has
    when this frame ends a transaction, else 0. `follows`: its checksum follows from that of the
    frame before it, damaged or not. `is_ours`: it was written since the log last began anew.
    """

    page: int
    size: int
    at: int
    follows: bool
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Log:
    """A log as found. The engine takes `taken` frames in; the others it drops."""

    path: Path
    frames: tuple[Frame, ...]
    taken: int

    @property
    def lost(self) -> int:
        """How many transactions the engine would drop that were surely confirmed, with others.

        When the power goes, one transaction can be on its way to the drive. Where more than one
        follow each other behind what is damaged, the drive had them all. 0 when there is at most
        that one.
        """
        found = max(self._ends_in_a_row(), default=0)
        return found if found > 1 else 0

    def _ends_in_a_row(self) -> Iterator[int]:
        """Transactions that end in each unbroken row of frames behind those taken."""
        ends = 0
        for place, frame in enumerate(self.frames[self.taken :]):
            if place and not (frame.follows and frame.is_ours):
                yield ends
                ends = 0
            ends += bool(frame.size)
        yield ends


def log_of(path: Path) -> Path:
    """Where the log of the register at `path` lies."""
    return path.with_name(f"{path.name}-wal")


def has_log(path: Path) -> bool:
    """Whether the register at `path` has a log that is not empty. Raises OSError."""
    log = log_of(path)
    return log.exists() and log.stat().st_size > 0


def read_log(path: Path) -> Log:
    """The log at `path`, of a register that nobody has open. Raises OSError."""
    with path.open("rb") as file:
        frames, taken = read_frames(file)
    return Log(path, tuple(frames), taken)


def read_frames(file: BinaryIO) -> tuple[list[Frame], int]:
    """The frames of a log, and how many of them the engine takes in. Raises OSError."""
    head = file.read(_HEAD.size)
    order, before, salts = _head(head)
    is_good = order is not None
    frames: list[Frame] = []
    taken = 0
    told = computed = before
    while len(data := file.read(_FRAME.size + PAGE_BYTES)) == _FRAME.size + PAGE_BYTES:
        page, size, *rest = _FRAME.unpack_from(data)
        if salts is None:
            salts = tuple(rest[:2])
        said = (rest[2], rest[3])
        is_ours = tuple(rest[:2]) == salts
        # A rest of an earlier log follows nothing; but salts may be damaged too, once.
        was_ours = not frames or frames[-1].is_ours
        starts = {told, computed} if is_ours or was_ours else set()
        sums = [_sum(memoryview(data), start, order or "<") for start in starts]
        follows = said in sums
        at = _HEAD.size + len(frames) * len(data) + _FRAME.size
        frames.append(Frame(page, size, at, follows, is_ours))
        told, computed = said, sums[0] if sums else said
        is_good = is_good and follows and is_ours and bool(page)
        if is_good and size:
            taken = len(frames)
    return frames, taken


def _head(head: bytes) -> tuple[str | None, _Sum, tuple[int, ...] | None]:
    """Order of bytes (None when the header is damaged), its checksum, its salts."""
    if len(head) < _HEAD.size:
        return None, (0, 0), None
    magic, version, page_bytes, _count, salt_1, salt_2, sum_1, sum_2 = _HEAD.unpack(head)
    order = _MAGICS.get(magic)
    if order is None or version != _VERSION or page_bytes != PAGE_BYTES:
        return None, (0, 0), None
    if _add(struct.unpack_from(f"{order}6I", head), (0, 0)) != (sum_1, sum_2):
        return None, (0, 0), None
    return order, (sum_1, sum_2), (salt_1, salt_2)


def _sum(frame: memoryview, start: _Sum, order: str) -> _Sum:
    """The checksum of a frame: over the first 8 bytes of its header, and its page."""
    begun = _add(struct.unpack_from(f"{order}2I", frame), start)
    return _add(struct.unpack_from(f"{order}{_WORDS}I", frame, _FRAME.size), begun)


def _add(words: tuple[int, ...], start: _Sum) -> _Sum:
    first, second = start
    each = iter(words)
    for one, two in zip(each, each, strict=True):
        first += one + second
        second += two + first
        if second > _LARGE:  # to cut both each time would take half as long again
            first &= _MASK
            second &= _MASK
    return first & _MASK, second & _MASK


def write_image(register: Path, log: Log, frames: Iterable[Frame], target: Path) -> None:
    """Write the register with these frames of its log carried over into the new file `target`.

    Neither is touched. Raises OSError.
    """
    shutil.copyfile(register, target)
    with log.path.open("rb") as source, target.open("rb+") as image:
        size = 0
        for frame in frames:
            image.seek((frame.page - 1) * PAGE_BYTES)
            image.write(page_at(source, frame))
            size = frame.size or size
        if size:
            image.truncate(size * PAGE_BYTES)


def frames_taken(log: Log) -> tuple[Frame, ...]:
    """The frames that the engine takes in."""
    return log.frames[: log.taken]


def page_at(file: BinaryIO, frame: Frame) -> bytes:
    """The page of `frame`, from the open log."""
    file.seek(frame.at)
    return file.read(PAGE_BYTES)
