"""Figures and sentences, made of what was registered; never typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.attendance import Standings
from app.domain.bilingual import Bilingual
from app.domain.presence import present_at, took_part
from app.domain.registration import Category, RosterLine
from app.domain.statistics import Count, arrived, by_organisation, count, expected, invited
from app.domain.workshop import Organisation, Role, Session, SessionState, Workshop
from app.services.workshop.seeding import seed_id
from app.services.workshop.workshops import find
from app.store import attendance, registrations, workshops
from app.store.database import Database
from app.wording.report import ReportFacts, report_paragraph
from app.wording.sentences import gathered, headline, in_speech, participants_by


@dataclass(frozen=True, slots=True)
class SessionCount:
    """Who was present at a half-day, and of how many nothing is entered.

    `is_to_come` where it has not begun and nothing is entered: its zeros say nothing.
    """

    session: Session
    present: Count
    not_entered: int
    is_to_come: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What one workshop comes to. `lines` are those who came.

    `invited` and `expected` are counted as `domain.statistics` says.
    """

    workshop: Workshop
    lines: Sequence[RosterLine]
    participants: Count
    observers: Count
    invited: int
    expected: int
    by_session: Sequence[SessionCount]

    @property
    def place(self) -> tuple[int, str]:
        """The participants and the city, for the counting sentences."""
        return (self.participants.total, self.workshop.city)

    @property
    def country(self) -> tuple[int, str]:
        """The participants and the country, for the counting sentences."""
        return (self.participants.total, self.workshop.country)


def scope(db: Database, name: str) -> list[Workshop]:
    """The workshops that `name` means: those of a series, else the one that `find` finds.

    A series is named by its id, by an example's key, or by the start of its French or English
    name. Raises WorkshopUnknown.
    """
    folded = name.casefold()
    wanted = (folded, seed_id("series", name))
    for series in workshops.all_series(db):
        names = [text.casefold() for text in (series.name.fr, series.name.en) if text]
        if series.id in wanted or (folded and any(text.startswith(folded) for text in names)):
            return workshops.of_series(db, series.id)
    return [find(db, name)]


def figures(db: Database, workshop: Workshop) -> Figures:
    """The figures of one workshop."""
    roster = registrations.roster(db, workshop.id)
    standings = attendance.standings(db, workshop.id)
    came = took_part(roster, standings)
    return Figures(
        workshop,
        came,
        participants=count(arrived(came, Category.PARTICIPANT)),
        observers=count(arrived(came, Category.OBSERVER)),
        invited=len(invited(roster)),
        expected=len(expected(roster)),
        by_session=[
            _session_count(one, came, standings) for one in workshops.sessions(db, workshop.id)
        ],
    )


def sentences(all_: Sequence[Figures], language: str) -> list[str]:
    """The sentences that a report or a web story starts from, the first one with everything.

    For several workshops: by city, by country, in words. For one: the same, with its observers.
    """
    total = sum((one.participants for one in all_), Count())
    observers = sum((one.observers for one in all_), Count())
    places, countries = [one.place for one in all_], [one.country for one in all_]
    said = [gathered(places, total.women, language, unknown=total.unknown)]
    if len(all_) > 1:
        said.append(participants_by(countries, total.women, language, unknown=total.unknown))
    if observers.total:
        said.append(headline(total.total, observers.total, language))
    said.append(in_speech(total.total, total.women, language, unknown=total.unknown))
    return said


def paragraph(db: Database, found: Figures, language: str) -> tuple[str, tuple[str, ...]]:
    """The report paragraph of a workshop, and the codes of mandatory facts that are missing."""
    return report_paragraph(_facts(db, found, language), language)


def text(db: Database, all_: Sequence[Figures], language: str) -> str:
    """All that is said about these workshops: sentences, then a paragraph for each."""
    parts = sentences(all_, language)
    parts += [paragraph(db, one, language)[0] for one in all_]
    return "\n\n".join(parts) + "\n"


def _session_count(
    session: Session, came: Sequence[RosterLine], standings: Standings
) -> SessionCount:
    entered = sum((line.registration.id, session.id) in standings for line in came)
    present = present_at(session.id, arrived(came, Category.PARTICIPANT), standings)
    return SessionCount(
        session,
        count(present),
        len(came) - entered,
        is_to_come=session.state is SessionState.PLANNED and not entered,
    )


def _facts(db: Database, found: Figures, language: str) -> ReportFacts:
    workshop = found.workshop
    partners = workshops.partners(db, workshop.id)
    organisers = [one.organisation for one in partners if one.role is Role.ORGANISER]
    donors = [one.organisation for one in partners if one.role is Role.DONOR]
    aegis = [one.organisation for one in partners if one.role is Role.AEGIS]
    organisations = workshops.organisations(db)
    bodies = by_organisation(found.lines, language)
    return ReportFacts(
        organiser=organisers[0].name.in_(language) if organisers else "",
        city=workshop.city,
        country=workshop.country,
        starts_on=workshop.starts_on,
        ends_on=workshop.ends_on,
        kind=workshop.kind.in_(language),
        title=workshop.title.in_(language),
        donors=[one.name.in_(language) for one in donors],
        aegis=aegis[0].name.in_(language) if aegis else workshop.programme.in_(language),
        participants=found.participants.total,
        observers=found.observers.total,
        women=found.participants.women,
        unknown=found.participants.unknown,
        bodies=[_body(organisations, name, language) for name, _count in bodies if name],
        themes=_lower(workshops.modules(db, workshop.id, "lecture"), language),
        exercises=_lower(workshops.modules(db, workshop.id, "exercise"), language),
        challenges=_lower(workshops.conclusions(db, workshop.id, "challenge"), language),
        requests=_lower(workshops.conclusions(db, workshop.id, "request"), language),
    )


def _body(organisations: dict[str, Organisation], name: str, language: str) -> str:
    """A body with its ready French form (« de la … »), which cannot be computed safely."""
    if language == "fr":
        for organisation in organisations.values():
            if organisation.name.fr == name and organisation.fr_of:
                return organisation.fr_of
    return name


def _lower(texts: Sequence[Bilingual], language: str) -> list[str]:
    """Titles inside a sentence: the first letter small, unless the word is all capitals."""
    titles = [text.in_(language) for text in texts]
    return [text if text[:2].isupper() else text[:1].lower() + text[1:] for text in titles if text]
