"""A sheet number that is two people's: who keeps it, and a new one for the other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.attendance import Seen
from app.domain.findings import shared_numbers, sheet_numbers
from app.domain.outcome import Outcome
from app.domain.registration import RosterLine, Source
from app.errors import NumberNotShared
from app.services import needed
from app.services.writing import Author, Edit, Intention, outcome, write
from app.store import attendance, certificates, registrations
from app.store.database import Database


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """A number of the sheet that several lines have: `keeps` best keeps it, `others` do not."""

    number: int
    keeps: RosterLine
    others: tuple[RosterLine, ...]


def shared(db: Database, workshop_id: str, everyone: Iterable[RosterLine]) -> list[SharedNumber]:
    """The numbers of several lines among `everyone` on the workshop's list, and who keeps them.

    Kept by who holds a certificate, else by who was entered from a signed sheet, else by who was
    on the invitation list, else by who arrived first. A proposal, the same on every laptop: a
    wrong clock changes at most which of two newcomers keeps a number.
    """
    by_id = {line.registration.id: line for line in everyone}
    twice = shared_numbers(sheet_numbers(by_id.values()))
    if not twice:
        return []
    certified = set(certificates.current(db, workshop_id))
    signed = {
        mark.registration
        for mark in attendance.marks(db, workshop_id)
        if mark.source is Seen.SIGNED_SHEET
    }
    return [
        _proposed(int(one.subject), [by_id[key] for key in one.registrations], certified, signed)
        for one in twice
    ]


def renumber(db: Database, author: Author, registration_id: str, *, now: datetime) -> Outcome:
    """Give this line the next free number of the workshop; the outcome counts it once.

    Certificates keep the number that they were issued under. Raises RegistrationUnknown, and
    NumberNotShared where nobody else on the next sheet has this line's number.
    """
    with db.atomic():
        line = needed.line(db, registration_id)
        workshop_id = line.registration.workshop
        _check_shared(line, registrations.roster(db, workshop_id))
        number = registrations.next_number(db, workshop_id)
        edits = [Edit("registration", registration_id, {"number": number})]
        entry = write(db, author, Intention("renumber", workshop_id), edits, now=now)
    return outcome(entry, subject=registration_id, name=line.person.name)


def _check_shared(line: RosterLine, everyone: Iterable[RosterLine]) -> None:
    number = line.registration.number
    twice = shared_numbers(sheet_numbers(everyone))
    if number and not any(line.registration.id in one.registrations for one in twice):
        raise NumberNotShared(name=line.person.name, number=number)


def _proposed(
    number: int,
    lines: Sequence[RosterLine],
    certified: Collection[str],
    signed: Collection[str],
) -> SharedNumber:
    def order(line: RosterLine) -> tuple[bool, bool, bool, str, str]:
        one = line.registration
        came = one.arrived_at or "~"  # after every date
        is_new = one.source is Source.WALK_IN
        return one.id not in certified, one.id not in signed, is_new, came, one.id

    keeps, *others = sorted(lines, key=order)
    return SharedNumber(number, keeps, tuple(others))
