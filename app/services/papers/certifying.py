"""Who has earned a certificate, and issuing it with everything frozen as it is that day."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.attendance import Eligibility, eligibility
from app.domain.certificate import Certificate, content_digest, payload, statement
from app.domain.outcome import Outcome
from app.domain.registration import Category, RosterLine
from app.domain.workshop import Session, Workshop
from app.errors import NobodyEligible
from app.services import needed
from app.services.papers.certificate_numbers import Numbers, numbers_of
from app.services.papers.certificate_texts import Snapshot, Wording, wording_of
from app.services.writing import Author, Edit, Intention, fact, new_id, outcome, write
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

    @property
    def may_hold(self) -> bool:
        """Whether people like this one, who have come, are given certificates."""
        return self.line.registration.is_here and self.line.registration.category in CERTIFIED

    @property
    def qualifies(self) -> bool:
        """Whether a certificate is earned, as things are known today."""
        return self.may_hold and self.eligibility.is_met

    @property
    def has_lapsed(self) -> bool:
        """Whether a certificate is held that is not earned any more; with a reason it never was."""
        return self.certificate is not None and not self.certificate.reason and not self.qualifies


def candidates(db: Database, workshop_id: str) -> list[Candidate]:
    """Everyone who came and may be given a certificate, or holds one, in sheet order.

    Raises WorkshopUnknown.
    """
    return candidates_of(db, needed.workshop(db, workshop_id))


def candidates_of(db: Database, workshop: Workshop) -> list[Candidate]:
    """What `candidates` gives, of a workshop that was read already."""
    workshop_id = workshop.id
    counting = counting_sessions(workshops.sessions(db, workshop_id))
    standings = attendance.standings(db, workshop_id)
    issued = certificates.current(db, workshop_id)
    everyone = (
        Candidate(
            line,
            eligibility(line.registration.id, standings, counting, workshop.threshold),
            issued.get(line.registration.id),
        )
        for line in registrations.roster(db, workshop_id)
    )
    return [one for one in everyone if one.may_hold or one.certificate]


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
    else, or is kept for a `reason` although it is no longer earned. The number is that of the
    first version for ever (docs/decisions/019). Raises NobodyEligible when nobody may be given
    one, WorkshopUnknown.
    """
    with db.atomic():
        workshop = needed.workshop(db, workshop_id)
        chosen = [
            one
            for one in candidates_of(db, workshop)
            if (registration_ids is None or one.line.registration.id in registration_ids)
            and (one.qualifies or reason)
        ]
        if not chosen:
            raise NobodyEligible
        wording, numbers = wording_of(db, workshop), numbers_of(db, workshop_id, author.device)
        edits = [
            _certificate(author, sign, workshop, one, numbers, said, issued_on, reason)
            for one in chosen
            if (said := _news(wording, workshop, one, issued_on))
        ]
        intention = Intention("issue", workshop_id, reason)
        entry = write(db, author, intention, edits, now=now)
    return outcome(entry, count=len(edits), subject=workshop_id)


def is_outdated(wording: Wording, workshop: Workshop, one: Candidate) -> bool:
    """Whether the certificate that somebody holds would say something else today.

    The date of issue apart: what is said of another day is no correction. Nor is a space at
    which a line may or may not end.
    """
    held = one.certificate
    if held is None:
        return False
    today = wording.snapshot(one.line, _day(held.issued_on) or workshop.ends_on)
    return held.snapshot != today and _letters(held.snapshot) != _letters(today)


def _news(wording: Wording, workshop: Workshop, one: Candidate, issued_on: date) -> Snapshot | None:
    """The texts of the certificate to issue; None where the one held is to stay."""
    if one.certificate and not one.has_lapsed and not is_outdated(wording, workshop, one):
        return None
    return wording.snapshot(one.line, issued_on)


def _certificate(
    author: Author,
    sign: Sign,
    workshop: Workshop,
    one: Candidate,
    numbers: Numbers,
    snapshot: Snapshot,
    issued_on: date,
    reason: str,
) -> Edit:
    given = numbers.give(one.line.registration, workshop.code, author.letter)
    record = new_id()
    signed = statement(record, content_digest(given.number, given.version, snapshot))
    return fact(
        "certificate",
        {
            "workshop": workshop.id,
            "registration": one.line.registration.id,
            "number": given.number,
            "version": given.version,
            "kind": workshop.certificate_kind,
            "issued_on": issued_on.isoformat(),
            "place": workshop.city,
            "snapshot": snapshot,
            "code": payload(signed, sign(signed)),
            "reason": "" if one.qualifies else reason,
            "previous": given.previous,
        },
        record,
    )


def _letters(snapshot: Mapping[str, object]) -> str:
    """What a reader of the paper can tell apart."""
    return re.sub("[\u00a0\u202f]", " ", json.dumps(snapshot, sort_keys=True, ensure_ascii=False))


def _day(text: str) -> date | None:
    """The day of a certificate, which may have come from another laptop."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
