"""Marks on their way to the register; what needs a reason waits for it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.attendance import Standing, What
from app.domain.outcome import Outcome
from app.domain.registration import RosterLine
from app.domain.workshop import Session
from app.errors import AppError, ReasonNeeded
from app.i18n import _
from app.services.people.attending import (
    Observation,
    clear_marks,
    close_session,
    mark_everyone,
    open_session,
    take_attendance,
    take_numbers,
)
from app.services.people.renumbering import renumber
from app.store import registrations
from ui.desk import Desk
from ui.widgets.attendance_grid import Deed
from ui.words.attendance import Room

Chosen = Sequence[tuple[RosterLine, Session]]

_MARKS = {
    Deed.PRESENT: What.PRESENT,
    Deed.ABSENT: What.ABSENT,
    Deed.EXCUSED: What.EXCUSED,
    Deed.TOGGLE: What.PRESENT,
}


class AttendanceWriting(QObject):
    """Calls the services, one intention at a time."""

    reason_wanted = Signal()
    settled = Signal()  # nothing waits for a reason any more

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: list[Callable[..., Outcome]] = []

    def mark(self, deed: Deed, chosen: Chosen, room: Room) -> bool:
        """Do `deed` to the chosen cells; whether it is done."""
        known = [room.known(line.registration.id, session.id) for line, session in chosen]
        if deed is Deed.CLEAR or (deed is Deed.TOGGLE and all(map(_is_present, known))):
            return self._clear(chosen)
        seen = observations(deed, chosen, known)
        desk = self._desk
        return self._attempt(
            [partial(take_attendance, desk.db, desk.author, desk.current.workshop, seen)]
        )

    def take_numbers(self, session_id: str, numbers: Collection[int], what: What) -> bool:
        """Note the numbers of a signed sheet; whether it is done."""
        desk = self._desk
        act = partial(take_numbers, desk.db, desk.author, session_id)
        if what is What.PRESENT:
            return self._attempt([partial(act, present=numbers)])
        return self._attempt([partial(act, absent=numbers)])

    def renumber(self, registration: str) -> None:
        """Give one of two people who have one number of the sheet the next free one."""
        desk = self._desk
        done = desk.carry_out(
            partial(renumber, desk.db, desk.author, registration, now=desk.clock())
        )
        line = registrations.line(desk.db, registration)
        if done and line:
            said = _("{name} has number {number} now. Print the sheets that show it again.")
            number = line.registration.number
            desk.notices.told.emit(said.format(name=line.person.name, number=number))

    def mark_everyone(self, session_id: str) -> Outcome | None:
        """Everyone who has come is here."""
        desk = self._desk
        return desk.carry_out(
            partial(mark_everyone, desk.db, desk.author, session_id, now=desk.clock())
        )

    def open(self, session_id: str) -> None:
        """Work in this half-day from now on."""
        desk = self._desk
        desk.current.choose_session(session_id)
        desk.carry_out(partial(open_session, desk.db, desk.author, session_id, now=desk.clock()))

    def close(self, session_id: str, rest: What | None) -> Outcome | None:
        """Close a half-day; those not entered become `rest`, or stay as they are."""
        desk = self._desk
        return desk.carry_out(
            partial(close_session, desk.db, desk.author, session_id, rest=rest, now=desk.clock())
        )

    def give_reason(self, why: str) -> None:
        """Do what was waiting, with its reason."""
        waiting = self._waiting
        self.drop()
        self._attempt(waiting, why)

    def drop(self) -> None:
        """Forget what was waiting."""
        self._waiting = []
        self.settled.emit()

    def _clear(self, chosen: Chosen) -> bool:
        by_session: dict[str, list[str]] = {}
        for line, session in chosen:
            by_session.setdefault(session.id, []).append(line.registration.id)
        desk = self._desk
        return self._attempt(
            [
                partial(clear_marks, desk.db, desk.author, session, ids)
                for session, ids in by_session.items()
            ]
        )

    def _attempt(self, acts: Sequence[Callable[..., Outcome]], why: str = "") -> bool:
        """Do all of it; what meets a closed half-day waits until a reason is given."""
        for done, act in enumerate(acts):
            try:
                outcome = act(now=self._desk.clock(), why=why)
            except ReasonNeeded:
                self._waiting = list(acts[done:])
                self.reason_wanted.emit()
                return False
            except AppError as error:
                self._desk.ask.show_error(error)
                return False
            self._desk.notices.posted.emit(outcome)
        return True


def observations(deed: Deed, chosen: Chosen, known: Sequence[Standing | None]) -> list[Observation]:
    """What `deed` says of the chosen cells; late and left early are switched, presence is meant."""
    said = [_as_present(one) for one in known]
    if deed is Deed.LATE:
        is_on = not all(one.late for one in said)
        said = [replace(one, late=is_on) for one in said]
    elif deed is Deed.LEFT:
        is_on = not all(one.left_early for one in said)
        said = [replace(one, left_early=is_on) for one in said]
    else:
        said = [Standing(_MARKS[deed]) for _one in known]
    return [
        Observation(line.registration.id, session.id, one.what, one.late, one.left_early)
        for (line, session), one in zip(chosen, said, strict=True)
    ]


def _as_present(known: Standing | None) -> Standing:
    """What is known, where that is presence; else a presence without late or left early."""
    return known if known and known.is_present else Standing(What.PRESENT)


def _is_present(known: Standing | None) -> bool:
    return known is not None and known.is_present
