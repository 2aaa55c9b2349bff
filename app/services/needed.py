"""The record that an action is about, or the refusal when it is not here."""

from app.domain.registration import RosterLine
from app.domain.workshop import Session, Workshop
from app.errors import RegistrationUnknown, SessionUnknown, WorkshopUnknown
from app.store import registrations, workshops
from app.store.database import Database


def workshop(db: Database, workshop_id: str) -> Workshop:
    """The workshop of this id. Raises WorkshopUnknown."""
    found = workshops.get(db, workshop_id)
    if found is None:
        raise WorkshopUnknown
    return found


def session(db: Database, session_id: str) -> Session:
    """The half-day of this id. Raises SessionUnknown."""
    found = workshops.session(db, session_id)
    if found is None:
        raise SessionUnknown(name=session_id)
    return found


def line(db: Database, registration_id: str) -> RosterLine:
    """The line of this registration id. Raises RegistrationUnknown."""
    found = registrations.line(db, registration_id)
    if found is None:
        raise RegistrationUnknown
    return found
