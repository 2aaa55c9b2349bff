"""What is told of a day while the workshop is still on."""

from collections.abc import Collection

from app.domain.attendance import Standings, What, was_present
from app.domain.presence import present_at_any
from app.domain.registration import Category, RosterLine, Source
from app.domain.statistics import arrived, count, expected, invited
from app.domain.workshop import Session, Workshop
from app.store import attendance, registrations, workshops
from app.store.database import Database
from app.wording.message import day_message


def day_in_short(db: Database, workshop: Workshop, session: Session, language: str) -> str:
    """The day of `session` as a text message says it; participants alone are counted.

    The second half is about the list alone: how many of those expected from it were there.
    """
    sessions = workshops.sessions(db, workshop.id)
    days = sorted({one.on for one in sessions})
    same_day = {one.id for one in sessions if one.on == session.on}
    standings = attendance.standings(db, workshop.id)
    roster = registrations.roster(db, workshop.id)
    here = present_at_any(same_day, arrived(roster, Category.PARTICIPANT), standings)
    listed = expected(invited(roster))
    came = present_at_any(same_day, arrived(listed), standings)
    away = [line for line in listed if not was_present(line.registration.id, same_day, standings)]
    counted = count(here)
    return day_message(
        days.index(session.on) + 1,
        workshop.city,
        counted.women,
        counted.men,
        language,
        unknown=counted.unknown,
        walk_ins=sum(line.registration.source is Source.WALK_IN for line in here),
        came=len(came),
        expected=len(listed),
        excused=sum(_was_excused(line, same_day, standings) for line in away),
    )


def _was_excused(line: RosterLine, sessions: Collection[str], standings: Standings) -> bool:
    there = (standings.get((line.registration.id, session)) for session in sessions)
    return any(one is not None and one.what is What.EXCUSED for one in there)
