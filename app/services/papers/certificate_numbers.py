"""Numbers of certificates: given once, kept for life, and never to a second person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.domain.certificate import Certificate, State, certificate_number
from app.domain.findings import free_number
from app.domain.registration import Registration
from app.services.papers.withdrawing import withdrawn
from app.store import certificates, registrations
from app.store.database import Database
from app.store.successions import ancestry


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number and version of a certificate, and the id of the one that it replaces, if any."""

    number: str
    version: int = 1
    previous: str = ""


class Numbers:
    """Numbers for the certificates of one workshop; each that it gives is taken from then on.

    `marks` tell apart, by registration, what a restored laptop numbered itself: the laptop that
    was lost may have given the same sheet numbers to other people, and printed certificates of
    which nobody else knows.
    """

    def __init__(
        self,
        issued: Sequence[Certificate],
        withdrawn: Collection[str],
        marks: Mapping[str, str],
    ) -> None:
        self._issued = issued
        self._withdrawn = withdrawn
        self._marks = marks
        self._taken = {one.number for one in issued}

    def give(self, registration: Registration, code: str, letter: str) -> Numbered:
        """The number of that person's next certificate.

        The one they had stays theirs, unless it came to stand on somebody else's too and theirs
        was taken back. A new one is made of the number on the sheet; where that was given, on
        another laptop or before the sheet was corrected, a suffix tells them apart.
        """
        own = [one for one in self._issued if one.registration == registration.id]
        valid = [one for one in own if one.state is State.VALID]
        if valid:
            return Numbered(valid[-1].number, valid[-1].version + 1, valid[-1].id)
        last = max(own, key=lambda one: (one.version, one.number), default=None)
        if last and not self._stands_elsewhere(last):
            return Numbered(last.number, last.version + 1 if last.id in self._withdrawn else 1)
        mark = self._marks.get(registration.id, "")
        wanted = certificate_number(code, registration.number, letter) + mark
        number = free_number(wanted, self._taken)
        self._taken.add(number)
        return Numbered(number)

    def _stands_elsewhere(self, mine: Certificate) -> bool:
        return any(
            one.number == mine.number
            and one.registration != mine.registration
            and one.state is State.VALID
            for one in self._issued
        )


def numbers_of(db: Database, workshop_id: str, device: str) -> Numbers:
    """The numbers of a workshop's certificates as this register, and `device`, knows them."""
    issued = certificates.of_workshop(db, workshop_id)
    return Numbers(issued, withdrawn(db, issued), _marks(db, workshop_id, device))


def _marks(db: Database, workshop_id: str, device: str) -> dict[str, str]:
    """See docs/decisions/032: `-R`, after the next restore `-R2` …, only where a clash can be."""
    return {
        registration: "-R" if times == 1 else f"-R{times}"
        for times, note in enumerate(ancestry(db, device), start=1)
        for registration in registrations.numbered_by(db, workshop_id, note.device)
    }
