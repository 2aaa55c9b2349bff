"""In the room: marks half-day by half-day, from the screen or from the signed sheet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.attendance import Mark, Seen, What
from app.domain.clock import wall
from app.domain.findings import sheet_numbers
from app.domain.folding import in_any_order
from app.domain.journal import Value
from app.domain.outcome import Outcome
from app.domain.registration import RosterLine
from app.domain.workshop import Session, SessionState
from app.errors import (
    NumbersShared,
    NumberUnknown,
    PersonAmbiguous,
    PersonUnknown,
    ReasonNeeded,
)
from app.services import needed
from app.services.people.arrivals import ATTEND, follow_marks
from app.services.writing import Author, Edit, Intention, fact, outcome, retraction, write
from app.store import attendance, registrations
from app.store.database import Database


@dataclass(frozen=True, slots=True)
class Observation:
    """What somebody saw of one registration at one session."""

    registration: str
    session: str
    what: What
    late: bool = False
    left_early: bool = False


def take_attendance(
    db: Database,
    author: Author,
    workshop_id: str,
    seen: Sequence[Observation],
    *,
    now: datetime,
    source: Seen = Seen.DIRECT,
    why: str = "",
) -> Outcome:
    """Note what was seen; what this takes the place of is retracted, not overwritten.

    Somebody who was only expected and is seen here has come: the same entry says so. Raises
    ReasonNeeded when one of the half-days is closed and `why` is empty.
    """
    with db.atomic():
        _check_open(db, {observation.session for observation in seen}, why)
        marks = mark_edits(db, seen, source, author, now)
        at = now if source is Seen.DIRECT else None
        edits = [*marks, *follow_marks(db, workshop_id, marks, now=at)]
        entry = write(db, author, Intention(ATTEND, workshop_id, why), edits, now=now)
    return outcome(entry, count=len({edit.id for edit in marks if "content" in edit.fields}))


def clear_marks(
    db: Database,
    author: Author,
    session_id: str,
    registration_ids: Collection[str],
    *,
    now: datetime,
    why: str = "",
) -> Outcome:
    """Back to *not entered* for these registrations."""
    with db.atomic():
        session = needed.session(db, session_id)
        _check_open(db, {session_id}, why)
        edits = [
            retraction("mark", mark.id)
            for mark in attendance.marks_at(db, session_id)
            if mark.registration in registration_ids
        ]
        count = len(edits)
        edits += follow_marks(db, session.workshop, edits, now=now)
        entry = write(db, author, Intention(ATTEND, session.workshop, why), edits, now=now)
    return outcome(entry, count=count)


def take_numbers(
    db: Database,
    author: Author,
    session_id: str,
    *,
    present: Collection[int] = (),
    absent: Collection[int] = (),
    excused: Collection[int] = (),
    now: datetime,
    source: Seen = Seen.SIGNED_SHEET,
    why: str = "",
) -> Outcome:
    """Note attendance by the numbers of the sheet; a number in two lists takes the last one.

    So `present` may be the whole page and `absent` the exceptions. Enters nothing and raises
    NumberUnknown when nobody on the list has one of the numbers, NumbersShared when several have.
    """
    wanted = dict.fromkeys(present, What.PRESENT)
    wanted |= dict.fromkeys(excused, What.EXCUSED) | dict.fromkeys(absent, What.ABSENT)
    with db.atomic():
        session = needed.session(db, session_id)
        by_number = _by_number(registrations.roster(db, session.workshop))
        unknown = sorted(set(wanted) - set(by_number))
        if unknown:
            raise NumberUnknown(numbers=", ".join(map(str, unknown)))
        shared = sorted(number for number in wanted if len(by_number[number]) > 1)
        if shared:
            raise NumbersShared(numbers=", ".join(map(str, shared)))
        seen = [
            Observation(line.registration.id, session_id, what)
            for number, what in wanted.items()
            for line in by_number[number]
        ]
        return take_attendance(db, author, session.workshop, seen, now=now, source=source, why=why)


def take_people(
    db: Database,
    author: Author,
    session_id: str,
    named: Mapping[str, What],
    *,
    now: datetime,
    source: Seen = Seen.SIGNED_SHEET,
    why: str = "",
) -> Outcome:
    """Note attendance by name, in any order of its words, or by the id of the registration.

    For those whose sheet number is two people's. Enters nothing and raises PersonUnknown when
    nobody on the list is called so, PersonAmbiguous when several are.
    """
    with db.atomic():
        session = needed.session(db, session_id)
        everyone = registrations.roster(db, session.workshop)
        seen = [
            Observation(person_named(everyone, name).registration.id, session_id, what)
            for name, what in named.items()
        ]
        return take_attendance(db, author, session.workshop, seen, now=now, source=source, why=why)


def person_named(everyone: Iterable[RosterLine], name: str) -> RosterLine:
    """The line of this name, or of this registration id. Raises PersonUnknown, PersonAmbiguous."""
    wanted = in_any_order(name)
    called_so = [
        line
        for line in everyone
        if line.registration.person
        and (line.registration.id == name or in_any_order(line.person.name) == wanted)
    ]
    if not called_so:
        raise PersonUnknown(name=name)
    if len(called_so) > 1:
        ids = ", ".join(line.registration.id for line in called_so)
        raise PersonAmbiguous(name=name, ids=ids)
    return called_so[0]


def mark_everyone(db: Database, author: Author, session_id: str, *, now: datetime) -> Outcome:
    """Everyone who has come to the workshop is here: marks those not entered as present."""
    with db.atomic():
        session = needed.session(db, session_id)
        seen = _rest(db, session, What.PRESENT)
        return take_attendance(db, author, session.workshop, seen, now=now)


def open_session(db: Database, author: Author, session_id: str, *, now: datetime) -> Outcome:
    """The half-day that people arrive at from now on; chosen by a person, never by the clock."""
    with db.atomic():
        return _set_state(db, author, needed.session(db, session_id), SessionState.OPEN, [], now)


def close_session(
    db: Database, author: Author, session_id: str, *, rest: What | None, now: datetime
) -> Outcome:
    """Close a half-day; those not entered become `rest`, or stay not entered when it is None."""
    with db.atomic():
        session = needed.session(db, session_id)
        edits = []
        if rest is not None and (seen := _rest(db, session, rest)):
            _check_open(db, {session_id}, "")
            edits = mark_edits(db, seen, Seen.CLOSING, author, now)
        return _set_state(db, author, session, SessionState.CLOSED, edits, now)


def not_entered(db: Database, session_id: str) -> list[RosterLine]:
    """Those who have come to the workshop and of whom nothing is entered at this half-day."""
    session = needed.session(db, session_id)
    entered = {mark.registration for mark in attendance.marks_at(db, session_id)}
    return [
        line
        for line in registrations.roster(db, session.workshop)
        if line.registration.is_here and line.registration.id not in entered
    ]


def mark_edits(
    db: Database, seen: Iterable[Observation], source: Seen, author: Author, now: datetime
) -> list[Edit]:
    """The edits that note `seen`: new marks, and the retraction of those they stand in for."""
    edits: list[Edit] = []
    # Somebody named twice at one half-day is what was said last.
    last = {(one.registration, one.session): one for one in seen}
    entered = attendance.marks_of(db, {key[0] for key in last}, {key[1] for key in last})
    for key, observation in last.items():
        before = entered.get(key, [])
        if len(before) == 1 and _says(before[0], observation, source):
            continue
        edits += [retraction("mark", mark.id) for mark in before]
        edits.append(fact("mark", _content(observation, source, author, now)))
    return edits


def _content(seen: Observation, source: Seen, author: Author, now: datetime) -> dict[str, Value]:
    return {
        "registration": seen.registration,
        "session": seen.session,
        "what": seen.what.value,
        "late": seen.late,
        "left_early": seen.left_early,
        "source": source.value,
        "seen_at": wall(now, "minutes"),
        "by": author.who,
    }


def _says(mark: Mark, seen: Observation, source: Seen) -> bool:
    same = (mark.what, mark.late, mark.left_early) == (seen.what, seen.late, seen.left_early)
    return same and (mark.source is source or mark.source is Seen.SIGNED_SHEET)


def _by_number(lines: Iterable[RosterLine]) -> dict[int, list[RosterLine]]:
    found: dict[int, list[RosterLine]] = {}
    for line in lines:
        if line.registration.person:  # an open place cannot sign
            found.setdefault(line.registration.number, []).append(line)
    return {number: _on_the_sheet(group) for number, group in found.items()}


def _on_the_sheet(group: list[RosterLine]) -> list[RosterLine]:
    """Of several who have one number, those whom the next sheet shows; else all."""
    if len(group) == 1:
        return group
    shown = {registration for _number, registration in sheet_numbers(group)}
    return [line for line in group if line.registration.id in shown] or group


def _rest(db: Database, session: Session, what: What) -> list[Observation]:
    return [
        Observation(line.registration.id, session.id, what) for line in not_entered(db, session.id)
    ]


def _set_state(
    db: Database,
    author: Author,
    session: Session,
    state: SessionState,
    edits: Sequence[Edit],
    now: datetime,
) -> Outcome:
    """Open or close a half-day; `edits` are what closing it says of people."""
    fields: dict[str, Value] = {"state": state.value}
    if state is SessionState.CLOSED:
        fields["closed_at"] = wall(now, "minutes")
        fields["closed_by"] = author.who or None
    word = "close_session" if state is SessionState.CLOSED else "open_session"
    every = [*edits, Edit("session", session.id, fields)]
    entry = write(db, author, Intention(word, session.workshop), every, now=now)
    return outcome(entry, subject=session.id)


def _check_open(db: Database, session_ids: Iterable[str], why: str) -> None:
    for session_id in session_ids:
        if needed.session(db, session_id).state is SessionState.CLOSED and not why:
            raise ReasonNeeded
