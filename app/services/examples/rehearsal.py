"""A seed's story played at the desk, half-day by half-day, by the services that the window uses."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from app.domain.attendance import What
from app.domain.folding import fold
from app.domain.registration import RosterLine
from app.domain.workshop import Session
from app.services.lists import importing
from app.services.papers.certifying import Sign, issue_certificates
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.workshop import seeding
from app.services.workshop.seeding import SeedPerson
from app.services.writing import Author
from app.store import registrations, workshops
from app.store.database import Database

_CAME = "PRD"
"""Letters of the story that mean presence: present, came late, left early."""

_OTHERWISE = {"A": What.ABSENT, "E": What.EXCUSED}


@dataclass(slots=True)
class _Desk:
    """The table at the door of one workshop, with the clock that the story needs."""

    db: Database
    author: Author
    workshop_id: str
    now: datetime

    def later(self, minutes: int = 1) -> datetime:
        """The clock, moved on."""
        self.now += timedelta(minutes=minutes)
        return self.now


def rehearse(db: Database, author: Author, sign: Sign, key: str) -> str:
    """Play the story of the seed `key` to its end, certificates included; the workshop's id."""
    start = datetime(2017, 1, 1, 8, 0, tzinfo=UTC)
    workshop_id = seeding.load_workshop(db, author, key, now=start).subject
    desk = _Desk(db, author, workshop_id, start)
    people = seeding.seed_people(key)
    known = _before(desk, key, people)
    for position, session in enumerate(workshops.sessions(db, workshop_id)):
        desk.now = datetime.combine(session.on, _start(session), UTC)
        attending.open_session(db, author, session.id, now=desk.now)
        _half_day(desk, session, position, people, known)
        attending.close_session(db, author, session.id, rest=None, now=desk.later(60))
    issue_certificates(db, author, sign, workshop_id, now=desk.later(), issued_on=desk.now.date())
    return workshop_id


def _start(session: Session) -> time:
    return time.fromisoformat(session.starts or "08:30")


def _before(desk: _Desk, key: str, people: list[SeedPerson]) -> dict[str, str]:
    """Import the list that came, if one came, and expect the rest of those invited.

    Registration ids by the people's keys.
    """
    known: dict[str, str] = {}
    path = seeding.seed_list(key)
    if path:
        preview = importing.preview_list(desk.db, desk.workshop_id, path)
        importing.import_list(desk.db, desk.author, desk.workshop_id, preview, now=desk.later())
        roster = registrations.roster(desk.db, desk.workshop_id)
        for person in people:
            if person.is_listed and (line := _listed(roster, person)):
                known[person.key] = line.registration.id
    for person in people:
        if person.is_invited and not path:
            done = registering.expect(
                desk.db, desk.author, desk.workshop_id, person.draft, now=desk.later()
            )
            known[person.key] = done.subject
    return known


def _listed(roster: list[RosterLine], person: SeedPerson) -> RosterLine | None:
    """The line of the imported list that means this person, by telephone, else by name."""
    phones = set(person.draft.phones)
    words = set(fold(person.listed_as or person.draft.name).split())
    by_name = [line for line in roster if words <= set(fold(line.person.name).split())]
    by_phone = [line for line in by_name or roster if phones & set(line.person.phones)]
    found = by_phone or by_name
    return found[0] if found else None


def _half_day(
    desk: _Desk,
    session: Session,
    position: int,
    people: list[SeedPerson],
    known: dict[str, str],
) -> None:
    """People arrive or are marked; those who came before are marked by the room's list."""
    seen: list[Observation] = []
    arrived = _arrived_before(people, position)
    for person in people:
        letter = person.attendance[position : position + 1]
        if letter in _CAME and letter and person.key not in arrived:
            known[person.key] = _arrive(desk, session, person, known)
        if letter in _OTHERWISE and person.key in arrived:
            seen.append(Observation(known[person.key], session.id, _OTHERWISE[letter]))
        elif letter in _CAME and letter:
            seen.append(
                Observation(
                    known[person.key],
                    session.id,
                    What.PRESENT,
                    late=letter == "R",
                    left_early=letter == "D",
                )
            )
    attending.take_attendance(desk.db, desk.author, desk.workshop_id, seen, now=desk.later(30))


def _arrived_before(people: list[SeedPerson], position: int) -> set[str]:
    return {
        person.key
        for person in people
        if any(letter in _CAME for letter in person.attendance[:position])
    }


def _arrive(desk: _Desk, session: Session, person: SeedPerson, known: dict[str, str]) -> str:
    """One person at the door: expected, in somebody's place, or on no list."""
    db, author, now = desk.db, desk.author, desk.later()
    if person.key in known:
        registration = known[person.key]
        line = registrations.line(db, registration)
        draft = replace(person.draft, raw=line.registration.raw) if line else person.draft
        registering.correct(db, author, registration, draft, now=now)
        registering.register(db, author, registration, session_id=session.id, now=now)
        return registration
    if person.replaces in known:
        done = registering.replace_by(
            db, author, known[person.replaces], person.draft, session_id=session.id, now=now
        )
    else:
        done = registering.add_walk_in(
            db, author, desk.workshop_id, person.draft, session_id=session.id, now=now
        )
    return done.subject
