"""Room on the disk: how much is left, when to say so, and the reserve for the last action."""

from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError, DiskLow, ReserveUsed
from app.store import ballast

LOW_BYTES = 200_000_000
_LAST_BYTES = ballast.NEARLY_FULL_BYTES + ballast.BALLAST_BYTES
"""Less than this is left once the reserve was given back."""

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Space:
    """Room on the disk of an installation.

    `is_low`: somebody should make room. `has_reserve`: Émarge can still give some back by itself,
    and does so when nothing else is left. A disk that does not answer is not called low.
    """

    free_bytes: int
    is_low: bool
    has_reserve: bool = False


def space(home: Path) -> Space:
    """How much room is left on the disk of the installation in `home`."""
    free = ballast.free_bytes(home)
    if free is None:
        return Space(0, is_low=False)
    return Space(free, free < LOW_BYTES, ballast.is_kept(home))


def warning(home: Path) -> AppError | None:
    """What to tell of the room on the disk: DiskLow, ReserveUsed; None while there is enough."""
    left = space(home)
    if not left.is_low:
        return None
    megabytes = left.free_bytes // _MEGABYTE
    kind = ReserveUsed if left.free_bytes < _LAST_BYTES and not left.has_reserve else DiskLow
    return kind(megabytes=megabytes, path=home)


def keep_ballast(home: Path) -> bool:
    """Have the reserve be there if there is plenty of room; whether it is. Up to a second long."""
    return ballast.keep(home)


def release_ballast(home: Path) -> bool:
    """Give the reserve back; whether there was one. What writes in the register does it itself."""
    return ballast.release(home)
