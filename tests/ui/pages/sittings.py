"""People who came to the workshop of the fixtures, and who sat in the room when."""

from collections.abc import Collection
from hashlib import sha512

from app.domain.attendance import What
from app.domain.people import Sex
from app.services.papers.certifying import issue_certificates
from app.services.people.attending import Observation, take_attendance
from app.services.people.drafts import PersonDraft
from app.services.people.registering import add_walk_in
from app.store import workshops
from tests.conftest import NOW
from ui.desk import Desk

ALL = range(6)


def come(desk: Desk, name: str, sex: Sex = Sex.FEMALE, at: Collection[int] = ALL) -> str:
    """Register somebody and mark the half-days `at` as attended; the registration's id."""
    draft = PersonDraft(name, sex, "Direction des douanes", "Inspecteur")
    workshop = desk.current.workshop
    registration = add_walk_in(desk.db, desk.author, workshop, draft, now=NOW).subject
    sessions = workshops.sessions(desk.db, workshop)
    seen = [Observation(registration, sessions[place].id, What.PRESENT) for place in at]
    take_attendance(desk.db, desk.author, workshop, seen, now=NOW)
    return registration


def issue(desk: Desk, *registrations: str) -> None:
    """Issue certificates to these, or to all who earned one, with a made-up signature."""
    issue_certificates(
        desk.db,
        desk.author,
        lambda data: sha512(data).digest(),
        desk.current.workshop,
        now=NOW,
        issued_on=NOW.date(),
        registration_ids=registrations or None,
    )
