"""Which copies of the register are kept: the newest, one per half-day, and what only they hold."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

DEEP = 20
"""Copies kept whatever half-day they are of."""

FEWEST = 3
"""Copies kept whatever room they take."""

MOST_BYTES = 2_000_000_000
"""Room that copies may take together."""

SHARE = 10
"""Copies may take one part in so many of what would be free without them."""


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy, as far as keeping it goes.

    `half_day` is the calendar's, by the clock of the laptop: any text that is equal for copies of
    one half-day. `digest` names its entries, `covers` those of other copies that it holds whole.
    `is_held`: the register has all its entries.
    """

    name: str
    half_day: str
    size_bytes: int
    digest: str
    covers: frozenset[str] = frozenset()
    is_held: bool = True


def room_bytes(free_bytes: int, copies: Sequence[KeptCopy]) -> int:
    """The room that copies may take where `free_bytes` are free beside them."""
    return min(MOST_BYTES, (free_bytes + sum(one.size_bytes for one in copies)) // SHARE)


def surplus(copies: Sequence[KeptCopy], room: int) -> list[str]:
    """The names of those of `copies`, newest first, that may go; the oldest first.

    The newest stays, and three in all whatever `room` (bytes) says. No copy goes that holds an
    entry which neither the register nor a copy that stays holds.
    """
    kept = list(_wanted(copies))
    while len(kept) > FEWEST and sum(one.size_bytes for one in kept) > room:
        kept.pop()
    names = {one.name for one in kept}
    for one in copies:  # from the newest: what it holds, those before it need not
        if one.name not in names and not _is_held(one, [c for c in copies if c.name in names]):
            names.add(one.name)
    return [one.name for one in reversed(copies) if one.name not in names]


def _wanted(copies: Sequence[KeptCopy]) -> Iterator[KeptCopy]:
    seen: set[str] = set()
    for place, one in enumerate(copies):
        if place < DEEP or one.half_day not in seen:
            yield one
        seen.add(one.half_day)


def _is_held(one: KeptCopy, kept: Collection[KeptCopy]) -> bool:
    return one.is_held or any(
        one.digest == other.digest or one.digest in other.covers for other in kept
    )
