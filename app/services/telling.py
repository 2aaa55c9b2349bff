"""What is told of a day while the workshop is still on."""

from app.domain.attendance import Standings, What
from app.domain.registration import Category, RosterLine, Source, Status
from app.domain.statistics import arrived, count
from app.domain.workshop import Session, Workshop
from app.store import attendance, registrations, workshops
from app.store.database import Database
from app.wording.message import day_message

_NOT_COMING = (Status.REPLACED, Status.WITHDRAWN)


def day_in_short(db: Database, workshop: Workshop, session: Session, language: str) -> str:
    """The day of `session` as a text message says it; participants alone are counted."""
    sessions = workshops.sessions(db, workshop.id)
    days = sorted({one.on for one in sessions})
    same_day = {one.id for one in sessions if one.on == session.on}
    standings = attendance.standings(db, workshop.id)
    roster = registrations.roster(db, workshop.id)
    here = [
        line
        for line in arrived(roster, Category.PARTICIPANT)
        if _was(line, What.PRESENT, same_day, standings)
    ]
    listed = [line for line in roster if _is_listed(line)]
    excused = [line for line in listed if _was(line, What.EXCUSED, same_day, standings)]
    counted = count(here)
    return day_message(
        days.index(session.on) + 1,
        workshop.city,
        counted.women,
        counted.men,
        language,
        unknown=counted.unknown,
        walk_ins=sum(line.registration.source is Source.WALK_IN for line in here),
        came=sum(_is_listed(line) for line in here),
        expected=len(listed),
        excused=sum(line not in here for line in excused),
    )


def _is_listed(line: RosterLine) -> bool:
    registration = line.registration
    return (
        registration.category is Category.PARTICIPANT
        and registration.source is not Source.WALK_IN
        and registration.status not in _NOT_COMING
    )


def _was(line: RosterLine, what: What, sessions: set[str], standings: Standings) -> bool:
    found = (standings.get((line.registration.id, session)) for session in sessions)
    return any(known is not None and known.what is what for known in found)
