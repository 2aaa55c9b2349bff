"""Who is in the room: the lines of a grid, who was present, what a signed sheet would change."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.domain.attendance import Standing, Standings, What, was_present
from app.domain.registration import RosterLine


def in_the_room(lines: Iterable[RosterLine], standings: Standings) -> list[RosterLine]:
    """Those who came, may still come, or were marked at some half-day; in the same order.

    Who withdrew or was replaced before anything was entered has no line.
    """
    marked = {registration for registration, _session in standings}
    return [
        line
        for line in lines
        if line.registration.is_here
        or line.registration.is_expected
        or line.registration.id in marked
    ]


def present_at(
    session_id: str, lines: Iterable[RosterLine], standings: Standings
) -> list[RosterLine]:
    """The lines of those who were present at a half-day."""
    return present_at_any([session_id], lines, standings)


def present_at_any(
    session_ids: Collection[str], lines: Iterable[RosterLine], standings: Standings
) -> list[RosterLine]:
    """The lines of those who were present at one of these half-days at least."""
    return [line for line in lines if was_present(line.registration.id, session_ids, standings)]


def took_part(lines: Iterable[RosterLine], standings: Standings) -> list[RosterLine]:
    """Those who came, but for whoever was marked at some half-day and present at none.

    One presence is needed (field practice 6.2); as long as nothing at all is entered for
    somebody, the arrival at the door is what is known.
    """
    marked = {registration for registration, _session in standings}
    seen = {registration for (registration, _), known in standings.items() if known.is_present}
    return [
        line
        for line in lines
        if line.registration.is_here
        and (line.registration.id in seen or line.registration.id not in marked)
    ]


@dataclass(frozen=True, slots=True)
class SheetReading:
    """Numbers of a signed sheet laid beside what is known of one half-day.

    `changed` holds the lines that would say something else, with what is known of them now;
    `unknown` the numbers that nobody bears; `missing` those present on the screen whose number
    is not among the signatures. `before` and `after` count everybody present.
    """

    changed: tuple[tuple[RosterLine, Standing | None], ...] = ()
    agreed: int = 0
    unknown: tuple[int, ...] = ()
    missing: tuple[RosterLine, ...] = ()
    before: int = 0
    after: int = 0


def read_sheet(
    numbers: Sequence[int],
    what: What,
    session_id: str,
    lines: Sequence[RosterLine],
    standings: Standings,
) -> SheetReading:
    """What it would change to mark these `numbers` as `what` at a half-day."""
    wanted = set(numbers)
    named = [line for line in lines if line.registration.person]
    meant = [line for line in named if line.registration.number in wanted]
    known = {
        line.registration.id: standings.get((line.registration.id, session_id)) for line in named
    }
    changed = [line for line in meant if _what(known[line.registration.id]) is not what]
    present = {key for key, one in known.items() if one and one.is_present}
    moved = {line.registration.id for line in changed}
    after = present | moved if what is What.PRESENT else present - moved
    unsigned = [
        line
        for line in named
        if line.registration.id in present and line.registration.number not in wanted
    ]
    return SheetReading(
        changed=tuple((line, known[line.registration.id]) for line in changed),
        agreed=len(meant) - len(changed),
        unknown=tuple(sorted(wanted - {line.registration.number for line in meant})),
        missing=tuple(unsigned) if what is What.PRESENT else (),
        before=len(present),
        after=len(after),
    )


def _what(known: Standing | None) -> What | None:
    return known.what if known else None
