"""What the computer's clock says: written down, and doubted."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from app.domain.workshop import Session, SessionState, Workshop

FIRST_DAY = date(2021, 1, 1)
"""No laptop runs this program before; an empty clock battery says 1970, 2000 or 2010."""


def wall(now: datetime, to: Literal["minutes", "seconds"] = "seconds") -> str:
    """The clock on the wall, without its zone: laptops keep the zone of another city."""
    return now.replace(tzinfo=None).isoformat(timespec=to)


def is_doubtful(today: date, workshop: Workshop, sessions: Iterable[Session]) -> bool:
    """Whether `today` cannot be right at this workshop.

    Weeks before and after it are right while nobody is in the room: it is prepared and reported
    then. A half-day that is under way outside its dates is not.
    """
    is_outside = not workshop.starts_on <= today <= workshop.ends_on
    is_held = any(session.state is SessionState.OPEN for session in sessions)
    return is_outside and (is_held or today < min(FIRST_DAY, workshop.starts_on))
