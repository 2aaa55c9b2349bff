"""How attendance is said on screen: marks, people and half-days of the grid."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.attendance import Standing, Standings, What
from app.domain.presence import in_the_room, present_at
from app.domain.registration import Category, RosterLine
from app.domain.statistics import count
from app.domain.workshop import Session, SessionState
from app.i18n import N_, _, current_language
from app.store import attendance, registrations, workshops
from app.store.database import Database
from app.wording.dates import part_name, weekday
from ui.models.attendance import Cell, Grid, MarkShape, PersonHead, SessionHead
from ui.words.roster import CATEGORIES, list_name, state_words
from ui.words.sessions import STATES, session_title

WORDS = {
    What.PRESENT: N_("Present"),
    What.ABSENT: N_("Absent"),
    What.EXCUSED: N_("Excused absence"),
}
NOT_ENTERED = N_("Not entered")
SHAPES = {
    What.PRESENT: MarkShape.DISC,
    What.ABSENT: MarkShape.RING,
    What.EXCUSED: MarkShape.HALF,
}
LATE, LEFT = "R", "D"
"""The letters of the two flags, and their keys: retard, départ anticipé."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the store says of one workshop's attendance, read once."""

    sessions: Sequence[Session]
    lines: Sequence[RosterLine]
    standings: Standings

    def session(self, session_id: str) -> Session | None:
        """One of the half-days."""
        return next((one for one in self.sessions if one.id == session_id), None)

    def following(self, session_id: str) -> Session | None:
        """The first half-day after this one that is still to come; the first of all for none."""
        ids = [one.id for one in self.sessions]
        start = ids.index(session_id) + 1 if session_id in ids else 0
        waiting = (one for one in self.sessions[start:] if one.state is SessionState.PLANNED)
        return next(waiting, None)

    def known(self, registration: str, session: str) -> Standing | None:
        """What is known of one person at one half-day."""
        return self.standings.get((registration, session))


def read_room(db: Database, workshop_id: str) -> Room:
    """The half-days, the lines of the grid by their number, and what is known of them."""
    standings = attendance.standings(db, workshop_id)
    lines = in_the_room(registrations.roster(db, workshop_id), standings)
    return Room(workshops.sessions(db, workshop_id), lines, standings)


def grid_of(room: Room, current: str) -> Grid:
    """`room` as the grid shows it, with the half-day `current` at large."""
    with_others = any(not _is_participant(line) for line in room.lines)
    with_unknown = any(line.person.name and not line.person.sex for line in room.lines)
    total = _("In the room (+ others)") if with_others else _("In the room")
    return Grid(
        people=tuple(_person_head(line) for line in room.lines),
        sessions=tuple(_session_head(room, one, one.id == current) for one in room.sessions),
        cells=tuple(tuple(_cell(room, line, one) for one in room.sessions) for line in room.lines),
        labels=(total, _("F / M / sex not recorded") if with_unknown else _("F / M")),
    )


def mark_words(known: Standing | None) -> str:
    """« Présence », « Absence excusée », « Non saisi »."""
    return _(WORDS[known.what]) if known else _(NOT_ENTERED)


def _person_head(line: RosterLine) -> PersonHead:
    registration = line.registration
    return PersonHead(
        id=registration.id,
        number=registration.number,
        name=list_name(line),
        note=_note(line),
        is_open_place=not registration.person,
    )


def _note(line: RosterLine) -> str:
    """What to know of a line: its organisation where nobody is named yet, else why it differs."""
    registration = line.registration
    if not registration.person:
        return line.organisation_name(current_language())
    notes = []
    if not _is_participant(line):
        notes.append(_(CATEGORIES[registration.category]).lower())
    if not registration.is_here:
        notes.append(state_words(line))
    return ", ".join(notes)


def _cell(room: Room, line: RosterLine, session: Session) -> Cell:
    if not line.registration.person:
        return Cell(MarkShape.NOTHING, said=_("to be named"))
    known = room.known(line.registration.id, session.id)
    if known is None:
        return Cell(MarkShape.DOT, _(NOT_ENTERED), said=_(NOT_ENTERED))
    word = mark_words(known)
    said = [word]
    flags = []
    for is_so, letter, text in (
        (known.late, LATE, _("Late")),
        (known.left_early, LEFT, _("Left early")),
        (known.disputed, "?", _("two people entered different marks: look at the signed sheet")),
    ):
        if is_so:
            flags.append(letter)
            said.append(text)
    return Cell(SHAPES[known.what], word, tuple(flags), ", ".join(said))


def _session_head(room: Room, session: Session, is_current: bool) -> SessionHead:
    language = current_language()
    total, by_sex = _totals(room, session, is_current)
    day = weekday(session.on, language)
    return SessionHead(
        id=session.id,
        name=session_title(session) if session.counts else _not_counting(session),
        day=f"{day.capitalize() if is_current else f'{day[:3]}.'} {session.on.day}",
        part=session.label or part_name(session.part, language, short=not is_current),
        state=_(STATES[session.state]),
        total=total,
        by_sex=by_sex,
        is_current=is_current,
        is_closed=session.state is SessionState.CLOSED,
    )


def _not_counting(session: Session) -> str:
    return _("{session} (does not count)").format(session=session_title(session))


def _totals(room: Room, session: Session, is_current: bool) -> tuple[str, str]:
    """« 11 + 2 » and « F 5 / M 18 »: others than participants never count among them."""
    present = present_at(session.id, room.lines, room.standings)
    counted = count(filter(_is_participant, present))
    others = len(present) - counted.total
    total = f"{counted.total} + {others}" if others else str(counted.total)
    unknown = f" / {counted.unknown}" if counted.unknown else ""
    if is_current:
        by_sex = _("F {women} / M {men}").format(women=counted.women, men=counted.men)
        return total, f"{by_sex}{unknown}"
    return total, f"{counted.women} / {counted.men}{unknown}"


def _is_participant(line: RosterLine) -> bool:
    return line.registration.category is Category.PARTICIPANT
