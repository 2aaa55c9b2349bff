"""Invented people who came to the workshop of the fixtures, and their certificates."""

from datetime import UTC, date, datetime
from hashlib import sha512

from app.domain.attendance import What
from app.domain.people import Sex
from app.domain.registration import Category
from app.services.papers import certifying
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.people.drafts import PersonDraft
from app.services.writing import Author
from app.store import workshops
from app.store.database import Database

NOW = datetime(2021, 10, 15, 11, 0, tzinfo=UTC)
DAY = date(2021, 10, 15)

AMINATA = PersonDraft(
    "KONATÉ Aminata Mariam",
    Sex.FEMALE,
    organisation="Direction de la police des frontières",
    rank="Commissaire principal de police",
    phones=("+22370000001", "+22370000002"),
    email="a.konate@example.org",
    family="KONATÉ",
    given="Aminata Mariam",
)
SOULEY = PersonDraft("Souley Boubacar", Sex.MALE, organisation="Garde nationale", function="Chef")
ARABIC = PersonDraft("سيدي ولد المختار", Sex.MALE, organisation="Garde nationale")
TRAINER = PersonDraft(
    "Thierno BARRY", Sex.MALE, organisation="ONUDC", category=Category.TRAINER, function="Expert"
)


def come(db: Database, author: Author, workshop_id: str, *drafts: PersonDraft) -> list[str]:
    """Register these people and mark them at every half-day; their registration ids."""
    ids = [
        registering.add_walk_in(db, author, workshop_id, draft, now=NOW).subject for draft in drafts
    ]
    for session in workshops.sessions(db, workshop_id):
        seen = [Observation(one, session.id, What.PRESENT) for one in ids]
        attending.take_attendance(db, author, workshop_id, seen, now=NOW)
    return ids


def issue(db: Database, author: Author, workshop_id: str, **more: object) -> None:
    """Issue certificates to all who have earned one, with a made-up signature."""
    certifying.issue_certificates(
        db, author, lambda data: sha512(data).digest(), workshop_id, now=NOW, issued_on=DAY, **more
    )
