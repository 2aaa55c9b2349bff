"""Mark, what a set of marks means, eligibility."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class What(StrEnum):
    """What was seen. No mark at all means *not entered*, which is not absence."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


class Seen(StrEnum):
    """How it was seen."""

    DIRECT = "direct"
    SIGNED_SHEET = "signed_sheet"
    CLOSING = "closing"
    IMPORTED = "imported"


_WEIGHT = {Seen.CLOSING: 0, Seen.IMPORTED: 1, Seen.DIRECT: 2, Seen.SIGNED_SHEET: 3}
_STRENGTH = {What.ABSENT: 0, What.EXCUSED: 1, What.PRESENT: 2}


@dataclass(frozen=True, slots=True)
class Mark:
    """One observation of one registration at one session, never overwritten."""

    id: str
    registration: str
    session: str
    what: What
    source: Seen = Seen.DIRECT
    late: bool = False
    left_early: bool = False
    seen_at: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the marks of one registration at one session say together.

    `disputed` when marks that are equally well founded say different things.
    """

    what: What
    late: bool = False
    left_early: bool = False
    disputed: bool = False

    @property
    def is_present(self) -> bool:
        """Whether the person was in the room, late or not."""
        return self.what is What.PRESENT


def standing(marks: Iterable[Mark]) -> Standing | None:
    """The meaning of the marks that were not retracted; None when there is none.

    The signed sheet outweighs the screen, the screen an answer given when closing; among
    equals presence outweighs an excuse, an excuse absence. No clock takes part.
    """
    kept = list(marks)
    if not kept:
        return None
    top = max(_WEIGHT[mark.source] for mark in kept)
    best = [mark for mark in kept if _WEIGHT[mark.source] == top]
    what = max((mark.what for mark in best), key=_STRENGTH.__getitem__)
    same = [mark for mark in best if mark.what is what]
    return Standing(
        what,
        late=any(mark.late for mark in same),
        left_early=any(mark.left_early for mark in same),
        disputed=len(same) < len(best),
    )


Standings = Mapping[tuple[str, str], Standing]
"""What is known, by (registration id, session id)."""


def was_present(registration: str, sessions: Iterable[str], standings: Standings) -> bool:
    """Whether a registration was seen at one of `sessions` (ids) at least."""
    known = (standings.get((registration, session)) for session in sessions)
    return any(one is not None and one.is_present for one in known)


def needed(sessions: int, threshold: Fraction) -> int:
    """The smallest number of `sessions` that reaches `threshold`: 4 of 5 for 80 %."""
    return -(-sessions * threshold.numerator // threshold.denominator)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a registration meets the attendance condition: `attended` of `counting`."""

    registration: str
    attended: int
    counting: int
    threshold: Fraction

    @property
    def is_met(self) -> bool:
        """Whether the attended share reaches the threshold; never without a session."""
        return self.counting > 0 and self.attended >= needed(self.counting, self.threshold)


def eligibility(
    registration: str,
    standings: Standings,
    sessions: Collection[str],
    threshold: Fraction,
) -> Eligibility:
    """How `registration` stands against `threshold` over the counting `sessions` (ids)."""
    counting = set(sessions)
    attended = sum(was_present(registration, [session], standings) for session in counting)
    return Eligibility(registration, attended, len(counting), threshold)
