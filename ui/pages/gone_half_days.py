"""Half-days that went with their attendance: nobody should miss that by accident."""

from collections.abc import Iterable

from app.domain.workshop import Session
from app.i18n import _
from app.store import attendance, workshops
from app.store.database import Database
from ui.desk import Desk
from ui.words.sessions import session_title


def with_attendance(db: Database, workshop_id: str) -> list[Session]:
    """The half-days in which something was entered."""
    entered = {mark.session for mark in attendance.marks(db, workshop_id)}
    return [one for one in workshops.sessions(db, workshop_id) if one.id in entered]


def say_what_went(desk: Desk, before: Iterable[Session]) -> None:
    """Of those `before`, say which are gone, and how they come back."""
    kept = {one.id for one in workshops.sessions(desk.db, desk.current.workshop)}
    for session in before:
        if session.id not in kept:
            said = _("{session}: taken out with its attendance. Ctrl+Z brings both back.")
            desk.notices.told.emit(said.format(session=session_title(session)))
