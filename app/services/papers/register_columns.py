"""The columns of the register's sheets: of each its headings and its cells, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.attendance import Standing, What
from app.domain.certificate import Certificate
from app.domain.registration import RosterLine
from app.domain.workshop import Session, Workshop
from app.exchange.workbook import Value
from app.i18n import N_, _, current_language
from app.services.papers.reporting import Figures
from app.wording.dates import session_name

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its title (marked with N_), its name for machines, its width, its value."""

    title: str
    machine_name: str
    width: float
    value: Callable[[Row], Value]


@dataclass(frozen=True, slots=True)
class Held:
    """A workshop and how many half-days it has."""

    workshop: Workshop
    sessions: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on a workshop's list."""

    workshop: Workshop
    line: RosterLine


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody who came, and what is known of a half-day."""

    workshop: Workshop
    line: RosterLine
    session: Session
    known: Standing | None


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate and whose it is."""

    workshop: Workshop
    certificate: Certificate
    name: str


_MARKS = {
    What.PRESENT: N_("present"),
    What.ABSENT: N_("absent"),
    What.EXCUSED: N_("excused"),
}


def _reached(one: Listed, ways: Sequence[str]) -> str:
    """How somebody is reached; at a discreet workshop nobody reads that."""
    return "" if one.workshop.discreet else " / ".join(ways)


def _yes(is_so: bool) -> str:
    return _("yes") if is_so else ""


def _percentage(found: Figures) -> float | None:
    share = found.participants.share_of_women
    return None if share is None else round(float(share) * 100, 1)


WORKSHOPS: tuple[Column[Held], ...] = (
    Column(N_("Code"), "code", 14, lambda held: held.workshop.code),
    Column(N_("Title"), "title", 60, lambda held: held.workshop.title.in_(current_language())),
    Column(N_("City"), "city", 12, lambda held: held.workshop.city),
    Column(N_("Country"), "country", 8, lambda held: held.workshop.country),
    Column(N_("From"), "starts_on", 12, lambda held: held.workshop.starts_on),
    Column(N_("To"), "ends_on", 12, lambda held: held.workshop.ends_on),
    Column(N_("Half-days"), "sessions", 10, lambda held: held.sessions),
)

PEOPLE: tuple[Column[Listed], ...] = (
    Column(N_("Workshop"), "workshop", 14, lambda one: one.workshop.code),
    Column(N_("No."), "number", 6, lambda one: one.line.registration.number or None),
    Column(
        N_("Name to print"), "name", 34, lambda one: one.line.person.name or _("to be designated")
    ),
    Column(N_("Sex"), "sex", 6, lambda one: one.line.person.sex and one.line.person.sex.value),
    Column(N_("Category"), "category", 14, lambda one: one.line.registration.category.value),
    Column(
        N_("Organization"),
        "organisation",
        44,
        lambda one: one.line.organisation_name(current_language()),
    ),
    Column(N_("Rank"), "rank", 26, lambda one: one.line.registration.rank),
    Column(N_("Position"), "function", 34, lambda one: one.line.position(current_language())),
    Column(N_("Telephone"), "phones", 30, lambda one: _reached(one, one.line.person.phones)),
    Column(N_("E-mail"), "email", 26, lambda one: _reached(one, [one.line.person.email])),
    Column(N_("Status"), "status", 12, lambda one: one.line.registration.status.value),
    Column(N_("Source"), "source", 10, lambda one: one.line.registration.source.value),
    Column(N_("Arrival"), "arrived_at", 18, lambda one: one.line.registration.arrived_at),
)

ATTENDANCE: tuple[Column[Seen], ...] = (
    Column(N_("Workshop"), "workshop", 14, lambda one: one.workshop.code),
    Column(N_("No."), "number", 6, lambda one: one.line.registration.number or None),
    Column(N_("Name to print"), "name", 34, lambda one: one.line.person.name),
    Column(
        N_("Half-day"),
        "session",
        26,
        lambda one: session_name(
            one.session.on, one.session.part, current_language(), label=one.session.label
        ),
    ),
    Column(N_("Date"), "on", 12, lambda one: one.session.on),
    Column(
        N_("Mark"),
        "what",
        14,
        lambda one: _(_MARKS[one.known.what]) if one.known else _("not entered"),
    ),
    Column(N_("Late"), "late", 10, lambda one: _yes(one.known is not None and one.known.late)),
    Column(
        N_("Left early"),
        "left_early",
        16,
        lambda one: _yes(one.known is not None and one.known.left_early),
    ),
)

CERTIFICATES: tuple[Column[Issued], ...] = (
    Column(N_("Workshop"), "workshop", 14, lambda one: one.workshop.code),
    Column(N_("No."), "number", 20, lambda one: one.certificate.number),
    Column(N_("Version"), "version", 8, lambda one: one.certificate.version),
    Column(N_("Name to print"), "name", 34, lambda one: one.name),
    Column(N_("Issued on"), "issued_on", 12, lambda one: one.certificate.issued_on),
    Column(N_("State"), "state", 12, lambda one: one.certificate.state.value),
)

STATISTICS: tuple[Column[Figures], ...] = (
    Column(N_("Workshop"), "workshop", 14, lambda found: found.workshop.code),
    Column(N_("City"), "city", 12, lambda found: found.workshop.city),
    Column(N_("Women"), "women", 10, lambda found: found.participants.women),
    Column(N_("Men"), "men", 10, lambda found: found.participants.men),
    Column(N_("Not recorded"), "unknown", 14, lambda found: found.participants.unknown),
    Column(N_("Total"), "total", 10, lambda found: found.participants.total),
    Column(N_("% women"), "share_of_women", 10, _percentage),
    Column(N_("Observers"), "observers", 12, lambda found: found.observers.total),
    Column(N_("Invited"), "invited", 10, lambda found: found.invited),
)

DEFINITIONS: tuple[Column[tuple[str, str]], ...] = (
    Column(N_("Term"), "term", 24, lambda pair: _(pair[0])),
    Column(N_("Definition"), "definition", 90, lambda pair: _(pair[1])),
)

DEFINED = (
    (
        N_("Participant"),
        N_(
            "A registration of the category participant whose person has come. Somebody marked at "
            "one or more half-days and present at none is not counted."
        ),
    ),
    (N_("Observer"), N_("Counted beside the participants, never among them.")),
    (
        N_("Invited"),
        N_(
            "The places of participants on the list, open ones too, each counted once: somebody "
            "replaced gives it to the newcomer. People added at the door are not among them."
        ),
    ),
    (N_("Participation"), N_("One participant at one workshop.")),
    (
        N_("Unique persons"),
        N_("Persons after decisions on who is the same person, each counted once."),
    ),
    (N_("% women"), N_("Women among those whose sex is known; unknown is shown apart.")),
    (N_("Not entered"), N_("Nothing is known: it does not mean absent.")),
)
