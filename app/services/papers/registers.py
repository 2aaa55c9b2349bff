"""The register as a workbook, for people with a spreadsheet."""

from collections.abc import Iterable, Sequence

from app.domain.workshop import Workshop
from app.exchange import workbook as book
from app.exchange.workbook import Sheet, write_workbook
from app.i18n import N_, _
from app.services.papers.register_columns import (
    ATTENDANCE,
    CERTIFICATES,
    DEFINED,
    DEFINITIONS,
    PEOPLE,
    STATISTICS,
    WORKSHOPS,
    Column,
    Held,
    Issued,
    Listed,
    Row,
    Seen,
)
from app.services.papers.reporting import figures
from app.store import attendance, certificates, registrations, workshops
from app.store.database import Database


def workbook(db: Database, workshop_id: str = "") -> bytes:
    """The register of one workshop, or of all, in the current language; equal data, equal bytes."""
    all_ = [one for one in workshops.all_(db) if workshop_id in ("", one.id)]
    return write_workbook(
        [
            _sheet(N_("Workshops"), WORKSHOPS, _held(db, all_)),
            _sheet(N_("Participants"), PEOPLE, _listed(db, all_)),
            _sheet(N_("Attendance"), ATTENDANCE, _seen(db, all_)),
            _sheet(N_("Certificates"), CERTIFICATES, _issued(db, all_)),
            _sheet(N_("Statistics"), STATISTICS, (figures(db, one) for one in all_)),
            _sheet(N_("Definitions"), DEFINITIONS, DEFINED),
        ]
    )


def _sheet(name: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Sheet:
    """A sheet whose headings and cells come from the same columns; `name` is marked with N_."""
    return Sheet(
        _(name),
        [book.Column(_(one.title), one.machine_name, one.width) for one in columns],
        [[one.value(row) for one in columns] for row in rows],
    )


def _held(db: Database, all_: Sequence[Workshop]) -> Iterable[Held]:
    return (Held(one, len(workshops.sessions(db, one.id))) for one in all_)


def _listed(db: Database, all_: Sequence[Workshop]) -> Iterable[Listed]:
    return (Listed(one, line) for one in all_ for line in registrations.roster(db, one.id))


def _seen(db: Database, all_: Sequence[Workshop]) -> Iterable[Seen]:
    for one in all_:
        standings = attendance.standings(db, one.id)
        sessions = workshops.sessions(db, one.id)
        for line in registrations.roster(db, one.id):
            if line.registration.is_here:
                for session in sessions:
                    standing = standings.get((line.registration.id, session.id))
                    yield Seen(one, line, session, standing)


def _issued(db: Database, all_: Sequence[Workshop]) -> Iterable[Issued]:
    for one in all_:
        names = {
            line.registration.id: line.person.name for line in registrations.roster(db, one.id)
        }
        for issued in certificates.of_workshop(db, one.id):
            yield Issued(one, issued, names.get(issued.registration, ""))
