"""What the desk page knows of where it stands."""

from dataclasses import dataclass

from app.domain.workshop import Session, SessionState, Workshop
from app.store import workshops
from app.store.database import Database
from ui.current import Current


@dataclass(frozen=True, slots=True)
class Where:
    """The workshop that is worked at, and the half-day if one is under way."""

    workshop: Workshop
    session: Session | None

    @property
    def session_id(self) -> str:
        """The half-day that an arrival is noted at; "" notes none."""
        return self.session.id if self.session else ""


def where_of(db: Database, current: Current) -> Where | None:
    """Where the desk stands; None while there is no workshop."""
    workshop = workshops.get(db, current.workshop)
    if workshop is None:
        return None
    session = workshops.session(db, current.session)
    is_open = session is not None and session.state is SessionState.OPEN
    return Where(workshop, session if is_open else None)
