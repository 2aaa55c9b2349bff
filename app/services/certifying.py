"""Who has earned a certificate, and issuing it with everything frozen as it is that day."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.attendance import Eligibility, eligibility
from app.domain.certificate import (
    Certificate,
    certificate_number,
    fingerprint,
    payload,
    statement,
)
from app.domain.outcome import Outcome
from app.domain.registration import Category, RosterLine
from app.domain.workshop import Session, Workshop
from app.errors import NobodyEligible, WorkshopUnknown
from app.services import printing
from app.services.writing import (
    Author,
    Edit,
    Intention,
    fact,
    new_id,
    outcome,
    retraction,
    write,
)
from app.store import attendance, certificates, registrations, workshops
from app.store.database import Database

CERTIFIED = frozenset(
    (
        Category.PARTICIPANT,
        Category.OBSERVER,
        Category.FACILITATOR,
        Category.TRAINER,
        Category.RESOURCE_PERSON,
        Category.ORGANISER,
    )
)
"""Who may be given a certificate; an official guest or the press is not. Source: CE-02."""

Sign = Callable[[bytes], bytes]
"""Makes the device's plain Ed25519 signature, 64 bytes."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who came, how they stand against the threshold, and what they were given."""

    line: RosterLine
    eligibility: Eligibility
    certificate: Certificate | None


def candidates(db: Database, workshop_id: str) -> list[Candidate]:
    """Everyone who came and may be given a certificate, in sheet order."""
    workshop = _workshop(db, workshop_id)
    counting = counting_sessions(workshops.sessions(db, workshop_id))
    standings = attendance.standings(db, workshop_id)
    issued = certificates.current(db, workshop_id)
    return [
        Candidate(
            line,
            eligibility(line.registration.id, standings, counting, workshop.threshold),
            issued.get(line.registration.id),
        )
        for line in registrations.roster(db, workshop_id)
        if line.registration.is_here and line.registration.category in CERTIFIED
    ]


def counting_sessions(sessions: Collection[Session]) -> list[str]:
    """Ids of the half-days that eligibility is measured over."""
    return [session.id for session in sessions if session.counts]


def issue_certificates(
    db: Database,
    author: Author,
    sign: Sign,
    workshop_id: str,
    *,
    now: datetime,
    issued_on: date,
    registration_ids: Collection[str] | None = None,
    reason: str = "",
) -> Outcome:
    """Issue to all who meet the condition, or to these; with a `reason` also to who does not.

    Someone who holds a valid certificate gets a new version only if it would say something
    else. The number is that of the first version for ever. Raises NobodyEligible when nobody
    may be given one, WorkshopUnknown.
    """
    with db.atomic():
        workshop = _workshop(db, workshop_id)
        chosen = [
            one
            for one in candidates(db, workshop_id)
            if (registration_ids is None or one.line.registration.id in registration_ids)
            and (one.eligibility.is_met or reason)
        ]
        if not chosen:
            raise NobodyEligible
        first = _first_versions(db, workshop_id)
        edits = [
            edit
            for one in chosen
            if (edit := _certificate(db, author, sign, workshop, one, first, issued_on, reason))
        ]
        intention = Intention("issue", workshop_id, reason)
        entry = write(db, author, intention, edits, now=now)
    return outcome(entry, count=len(edits), subject=workshop_id)


def withdraw(
    db: Database,
    author: Author,
    certificate: Certificate,
    workshop_id: str,
    *,
    now: datetime,
    why: str,
) -> Outcome:
    """Take a certificate back; its number is never given again."""
    edits = [retraction("certificate", certificate.id)]
    entry = write(db, author, Intention("withdraw", workshop_id, why), edits, now=now)
    return outcome(entry, subject=certificate.id)


def is_outdated(db: Database, workshop: Workshop, one: Candidate) -> bool:
    """Whether the certificate that somebody holds would say something else today.

    The date of issue apart: what is said of another day is no correction.
    """
    held = one.certificate
    if held is None:
        return False
    on = _day(held.issued_on) or workshop.ends_on
    return held.snapshot != printing.certificate_snapshot(db, workshop, one.line, on)


def _certificate(
    db: Database,
    author: Author,
    sign: Sign,
    workshop: Workshop,
    one: Candidate,
    first: dict[str, Certificate],
    issued_on: date,
    reason: str,
) -> Edit | None:
    registration = one.line.registration
    snapshot = printing.certificate_snapshot(db, workshop, one.line, issued_on)
    if one.certificate and not is_outdated(db, workshop, one):
        return None
    before = first.get(registration.id)
    number = (
        before.number
        if before
        else certificate_number(workshop.code, registration.number, author.letter)
    )
    version = one.certificate.version + 1 if one.certificate else 1
    record = new_id()
    signed = statement(record, fingerprint(number, version, snapshot))
    return fact(
        "certificate",
        {
            "workshop": workshop.id,
            "registration": registration.id,
            "number": number,
            "version": version,
            "kind": workshop.certificate_kind,
            "issued_on": issued_on.isoformat(),
            "place": workshop.city,
            "snapshot": snapshot,
            "code": payload(signed, sign(signed)),
            "reason": "" if one.eligibility.is_met else reason,
            "previous": one.certificate.id if one.certificate else "",
        },
        record,
    )


def _first_versions(db: Database, workshop_id: str) -> dict[str, Certificate]:
    """The newest version ever issued to each registration, valid or not: its number stays."""
    return {one.registration: one for one in certificates.of_workshop(db, workshop_id)}


def _day(text: str) -> date | None:
    """The day of a certificate, which may have come from another laptop."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _workshop(db: Database, workshop_id: str) -> Workshop:
    workshop = workshops.get(db, workshop_id)
    if workshop is None:
        raise WorkshopUnknown(name=workshop_id)
    return workshop
