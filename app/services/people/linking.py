"""One person or two: somebody's decision about two lines that look alike, and taking it back."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from app.domain.attendance import Mark, Seen, What
from app.domain.clock import wall
from app.domain.journal import Value
from app.domain.links import Decision, clusters
from app.domain.outcome import Outcome
from app.domain.registration import Registration, RosterLine, Status
from app.errors import LineTwice, RegistrationUnknown
from app.services import needed
from app.services.people.arrivals import arrival, follow_marks
from app.services.writing import Author, Edit, Intention, fact, outcome, write
from app.store import attendance, links, registrations
from app.store.database import Database


def decide(
    db: Database,
    author: Author,
    first_id: str,
    second_id: str,
    decision: Decision,
    *,
    now: datetime,
) -> Outcome:
    """Say that these two registrations are one person, or two; they are never asked about again.

    Where both stand on one list and are one person, that list keeps one line: the outcome's
    subject, the lowest number of that person's, whichever was named first, so that laptops that
    decide at once keep the same. The others are withdrawn; half-days that only they were marked
    at are entered for the line that is kept. Nothing is touched where they are known to be one.
    Raises RegistrationUnknown, LineTwice.
    """
    with db.atomic():
        first, second = _person_line(db, first_id), _person_line(db, second_id)
        if first_id == second_id:
            raise LineTwice
        lines, are_one = _lines_of_both(db, first, second)
        kept = lines[0] if decision is Decision.SAME else first
        entry = None
        if not (are_one and decision is Decision.SAME):
            edits = [_link(first, second, decision, author, now)]
            if decision is Decision.SAME:
                edits += _into_one(db, lines)
            intention = Intention("link", first.registration.workshop)
            entry = write(db, author, intention, edits, now=now)
    return outcome(entry, subject=kept.registration.id, name=kept.person.name)


def _link(
    first: RosterLine, second: RosterLine, decision: Decision, author: Author, now: datetime
) -> Edit:
    content: dict[str, Value] = {
        "a": first.person.id,
        "b": second.person.id,
        "decision": decision.value,
        "by": author.who,
        "at": wall(now),
    }
    return fact("link", content)


def _lines_of_both(
    db: Database, first: RosterLine, second: RosterLine
) -> tuple[list[RosterLine], bool]:
    """The lines that are one once both are, the one to keep first; whether they are one already.

    Of two workshops, each list keeps its own line.
    """
    same = clusters(links.links(db))
    both = {same.get(one.person.id, one.person.id) for one in (first, second)}
    workshop_id = first.registration.workshop
    if second.registration.workshop != workshop_id:
        return [first], len(both) == 1
    lines = [
        line
        for line in registrations.roster(db, workshop_id)
        if line.registration.person and same.get(line.person.id, line.person.id) in both
    ]
    return lines, len(both) == 1


def _into_one(db: Database, lines: Sequence[RosterLine]) -> list[Edit]:
    """Withdraw all `lines` but the first, which takes over what only they say."""
    kept, *others = lines
    if not others:
        return []
    gone = {"status": Status.WITHDRAWN.value}
    missing = list(_missing(db, kept.registration, {one.registration.id for one in others}))
    marks = [(one, fact("mark", _content(one, kept.registration.id))) for one in missing]
    seen = [edit for one, edit in marks if one.what is What.PRESENT]
    return [
        *(Edit("registration", one.registration.id, gone) for one in others),
        *(edit for _mark, edit in marks),
        *follow_marks(db, kept.registration.workshop, seen, now=None),
        *_come(kept, [one.registration for one in others]),
    ]


def _missing(db: Database, kept: Registration, others: Collection[str]) -> Iterator[Mark]:
    """The marks of `others` (ids) at half-days at which `kept` has none.

    An answer given when closing says only that the sheet was not read: it stands in for none.
    """
    known = attendance.marks(db, kept.workshop)
    own = [mark for mark in known if mark.registration == kept.id]
    entered = {mark.session for mark in own}
    seen = {mark.session for mark in own if mark.source is not Seen.CLOSING}
    for mark in known:
        is_said = mark.session in (entered if mark.source is Seen.CLOSING else seen)
        if mark.registration in others and not is_said:
            yield mark


def _content(mark: Mark, registration_id: str) -> dict[str, Value]:
    return {
        "registration": registration_id,
        "session": mark.session,
        "what": mark.what.value,
        "late": mark.late,
        "left_early": mark.left_early,
        "source": mark.source.value,
        "seen_at": mark.seen_at,
        "by": mark.by,
    }


def _come(kept: RosterLine, others: Sequence[Registration]) -> Iterator[Edit]:
    """The edit that says of `kept` that this person has come, or may come, as another line did."""
    own = kept.registration
    come = next((one for one in others if one.is_here), None)
    expected = next((one for one in others if one.is_expected), None)
    if come is not None and not own.is_here:
        yield arrival(kept, now=None)
        yield Edit("registration", own.id, {"arrived_at": come.arrived_at or None})
    elif expected is not None and not (own.is_here or own.is_expected):
        yield Edit("registration", own.id, {"status": expected.status.value})


def _person_line(db: Database, registration_id: str) -> RosterLine:
    line = needed.line(db, registration_id)
    if not line.registration.person:
        raise RegistrationUnknown
    return line
