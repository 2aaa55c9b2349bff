"""One person or two: somebody's decision about two lines that look alike, and taking it back."""

from datetime import datetime

from app.domain.journal import Value
from app.domain.links import Decision
from app.domain.outcome import Outcome
from app.domain.registration import RosterLine, Status
from app.errors import RegistrationUnknown
from app.services.writing import Author, Edit, Intention, fact, outcome, write
from app.store import registrations
from app.store.database import Database


def decide(
    db: Database,
    author: Author,
    kept_id: str,
    other_id: str,
    decision: Decision,
    *,
    now: datetime,
) -> Outcome:
    """Say that these two registrations are one person, or two; they are never asked about again.

    Records stay as they are. Where both stand on one list and are one person, the other line is
    withdrawn from it, so that she counts once; undo brings it back. Raises RegistrationUnknown.
    """
    with db.atomic():
        kept, other = _line(db, kept_id), _line(db, other_id)
        link: dict[str, Value] = {
            "a": kept.person.id,
            "b": other.person.id,
            "decision": decision.value,
            "by": author.who,
            "at": now.replace(tzinfo=None).isoformat(timespec="seconds"),
        }
        edits = [fact("link", link)]
        workshop_id = kept.registration.workshop
        if decision is Decision.SAME and other.registration.workshop == workshop_id:
            gone = {"status": Status.WITHDRAWN.value}
            edits.append(Edit("registration", other_id, gone))
        intention = Intention("link", workshop_id)
        entry = write(db, author, intention, edits, now=now)
    return outcome(entry, subject=kept_id, name=kept.person.name)


def _line(db: Database, registration_id: str) -> RosterLine:
    line = registrations.line(db, registration_id)
    if line is None or not line.registration.person:
        raise RegistrationUnknown
    return line
