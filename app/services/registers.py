"""The register as a workbook, for people with a spreadsheet."""

from collections.abc import Sequence

from app.domain.attendance import Standing, Standings, What
from app.domain.registration import RosterLine
from app.domain.workshop import Session, Workshop
from app.exchange.workbook import Column, Sheet, Value, write_workbook
from app.i18n import N_, _, current_language
from app.services import reporting
from app.store import attendance, certificates, registrations, workshops
from app.store.database import Database
from app.wording.dates import session_name

_MARKS = {
    What.PRESENT: N_("present"),
    What.ABSENT: N_("absent"),
    What.EXCUSED: N_("excused"),
}

_DEFINITIONS = (
    (
        N_("Participant"),
        N_("A registration of the category participant whose presence was seen at least once."),
    ),
    (N_("Observer"), N_("Counted beside the participants, never among them.")),
    (N_("Participation"), N_("One participant at one workshop.")),
    (
        N_("Unique persons"),
        N_("Persons after decisions on who is the same person, each counted once."),
    ),
    (N_("% women"), N_("Women among those whose sex is known; unknown is shown apart.")),
    (N_("Not entered"), N_("Nothing is known: it does not mean absent.")),
)


def workbook(db: Database, workshop_id: str = "") -> bytes:
    """The register of one workshop, or of all, in the current language; equal data, equal bytes."""
    all_ = [one for one in workshops.all_(db) if workshop_id in ("", one.id)]
    return write_workbook(
        [
            Sheet(_("Workshops"), _workshop_columns(), [_workshop_row(db, one) for one in all_]),
            Sheet(_("Participants"), _people_columns(), _people_rows(db, all_)),
            Sheet(_("Attendance"), _attendance_columns(), _attendance_rows(db, all_)),
            Sheet(_("Certificates"), _certificate_columns(), _certificate_rows(db, all_)),
            Sheet(_("Statistics"), _statistics_columns(), _statistics_rows(db, all_)),
            Sheet(
                _("Definitions"),
                [Column(_("Term"), "term", 24), Column(_("Definition"), "definition", 90)],
                [(_(term), _(meaning)) for term, meaning in _DEFINITIONS],
            ),
        ]
    )


def _workshop_columns() -> list[Column]:
    return [
        Column(_("Code"), "code", 14),
        Column(_("Title"), "title", 60),
        Column(_("City"), "city", 12),
        Column(_("Country"), "country", 8),
        Column(_("From"), "starts_on", 12),
        Column(_("To"), "ends_on", 12),
        Column(_("Half-days"), "sessions", 10),
    ]


def _workshop_row(db: Database, one: Workshop) -> Sequence[Value]:
    title = one.title.in_(current_language())
    sessions = len(workshops.sessions(db, one.id))
    return (one.code, title, one.city, one.country, one.starts_on, one.ends_on, sessions)


def _people_columns() -> list[Column]:
    return [
        Column(_("Workshop"), "workshop", 14),
        Column(_("No."), "number", 6),
        Column(_("Name to print"), "name", 34),
        Column(_("Sex"), "sex", 6),
        Column(_("Category"), "category", 14),
        Column(_("Organization"), "organisation", 44),
        Column(_("Rank"), "rank", 26),
        Column(_("Position"), "function", 34),
        Column(_("Telephone"), "phones", 30),
        Column(_("E-mail"), "email", 26),
        Column(_("Status"), "status", 12),
        Column(_("Source"), "source", 10),
        Column(_("Arrival"), "arrived_at", 18),
    ]


def _people_rows(db: Database, all_: Sequence[Workshop]) -> list[Sequence[Value]]:
    return [_person_row(one, line) for one in all_ for line in registrations.roster(db, one.id)]


def _person_row(one: Workshop, line: RosterLine) -> Sequence[Value]:
    registration, person = line.registration, line.person
    language = current_language()
    return (
        one.code,
        registration.number or None,
        person.name or _("to be designated"),
        person.sex.value if person.sex else "",
        registration.category.value,
        line.organisation_name(language),
        registration.rank,
        line.position(language),
        " / ".join(person.phones) if not one.discreet else "",
        person.email if not one.discreet else "",
        registration.status.value,
        registration.source.value,
        registration.arrived_at,
    )


def _attendance_columns() -> list[Column]:
    return [
        Column(_("Workshop"), "workshop", 14),
        Column(_("No."), "number", 6),
        Column(_("Name to print"), "name", 34),
        Column(_("Half-day"), "session", 26),
        Column(_("Date"), "on", 12),
        Column(_("Mark"), "what", 14),
        Column(_("Late"), "late", 10),
        Column(_("Left early"), "left_early", 16),
    ]


def _attendance_rows(db: Database, all_: Sequence[Workshop]) -> list[Sequence[Value]]:
    rows: list[Sequence[Value]] = []
    for one in all_:
        standings = attendance.standings(db, one.id)
        sessions = workshops.sessions(db, one.id)
        for line in registrations.roster(db, one.id):
            if line.registration.is_here:
                rows += [_mark_row(one, line, session, standings) for session in sessions]
    return rows


def _mark_row(
    one: Workshop, line: RosterLine, session: Session, standings: Standings
) -> Sequence[Value]:
    known = standings.get((line.registration.id, session.id))
    return (
        one.code,
        line.registration.number or None,
        line.person.name,
        session_name(session.on, session.part, current_language()),
        session.on,
        _(_MARKS[known.what]) if known else _("not entered"),
        _yes(known, "late"),
        _yes(known, "left_early"),
    )


def _yes(known: Standing | None, flag: str) -> str:
    return _("yes") if known and getattr(known, flag) else ""


def _certificate_columns() -> list[Column]:
    return [
        Column(_("Workshop"), "workshop", 14),
        Column(_("No."), "number", 20),
        Column(_("Version"), "version", 8),
        Column(_("Name to print"), "name", 34),
        Column(_("Issued on"), "issued_on", 12),
        Column(_("State"), "state", 12),
    ]


def _certificate_rows(db: Database, all_: Sequence[Workshop]) -> list[Sequence[Value]]:
    rows: list[Sequence[Value]] = []
    for one in all_:
        names = {
            line.registration.id: line.person.name for line in registrations.roster(db, one.id)
        }
        rows += [
            (
                one.code,
                issued.number,
                issued.version,
                names.get(issued.registration, ""),
                issued.issued_on,
                issued.state.value,
            )
            for issued in certificates.of_workshop(db, one.id)
        ]
    return rows


def _statistics_columns() -> list[Column]:
    return [
        Column(_("Workshop"), "workshop", 14),
        Column(_("City"), "city", 12),
        Column(_("Women"), "women", 10),
        Column(_("Men"), "men", 10),
        Column(_("Not recorded"), "unknown", 14),
        Column(_("Total"), "total", 10),
        Column(_("% women"), "share_of_women", 10),
        Column(_("Observers"), "observers", 12),
        Column(_("Invited"), "invited", 10),
    ]


def _statistics_rows(db: Database, all_: Sequence[Workshop]) -> list[Sequence[Value]]:
    rows: list[Sequence[Value]] = []
    for one in all_:
        found = reporting.figures(db, one)
        share = found.participants.share_of_women
        rows.append(
            (
                one.code,
                one.city,
                found.participants.women,
                found.participants.men,
                found.participants.unknown,
                found.participants.total,
                round(float(share) * 100, 1) if share is not None else None,
                found.observers.total,
                found.invited,
            )
        )
    return rows
