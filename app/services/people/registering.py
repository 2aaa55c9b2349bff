"""At the door: expecting, registering, adding, correcting and replacing people."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.domain.attendance import Seen, What
from app.domain.clock import wall
from app.domain.folding import in_any_order
from app.domain.journal import Value
from app.domain.outcome import Outcome
from app.domain.registration import Source, Status
from app.errors import RegistrationUnknown
from app.services import needed
from app.services.people.arrivals import arrival
from app.services.people.attending import Observation, mark_edits
from app.services.people.drafts import (
    Directory,
    PersonDraft,
    draft_of,
    person_edit,
    registration_edit,
    tidied,
)
from app.services.writing import Author, Edit, Intention, fact, new_id, outcome, write
from app.store import registrations
from app.store.database import Database


def expect(
    db: Database,
    author: Author,
    workshop_id: str,
    draft: PersonDraft,
    *,
    now: datetime,
    source: Source = Source.LIST,
) -> Outcome:
    """Put a person on the list of those invited; the sex may still be unknown.

    Raises NameMissing without a name.
    """
    clean = tidied(draft, sex_needed=False)
    with db.atomic():
        registration_id, edits = _newcomer(db, workshop_id, clean, source)
        entry = write(db, author, Intention("expect", workshop_id), edits, now=now)
    return outcome(entry, subject=registration_id, name=clean.name)


def register(
    db: Database,
    author: Author,
    registration_id: str,
    *,
    now: datetime,
    session_id: str = "",
    late: bool = False,
) -> Outcome:
    """Note that an expected person is here, and present at the half-day when one is given.

    Registering somebody again is harmless. Someone who had been replaced and comes all the same
    counts as a walk-in. Raises RegistrationUnknown when the person is no longer on the list.
    """
    with db.atomic():
        line = needed.line(db, registration_id)
        edits = [arrival(line, now=now)] if not line.registration.is_here else []
        edits += _presence(db, registration_id, session_id, late, author, now)
        workshop_id = line.registration.workshop
        entry = write(db, author, Intention("register", workshop_id), edits, now=now)
    return outcome(entry, subject=registration_id, name=line.person.name)


def add_walk_in(
    db: Database,
    author: Author,
    workshop_id: str,
    draft: PersonDraft,
    *,
    now: datetime,
    session_id: str = "",
    late: bool = False,
) -> Outcome:
    """Register a person who was on no list: they are here.

    Raises NameMissing or SexMissing.
    """
    clean = tidied(draft)
    with db.atomic():
        registration_id, edits = _newcomer(db, workshop_id, clean, Source.WALK_IN, now)
        edits += _presence(db, registration_id, session_id, late, author, now)
        entry = write(db, author, Intention("walk_in", workshop_id), edits, now=now)
    return outcome(entry, subject=registration_id, name=clean.name)


def arrive(
    db: Database,
    author: Author,
    workshop_id: str,
    draft: PersonDraft,
    *,
    now: datetime,
    session_id: str = "",
) -> Outcome:
    """Register the one expected person of that name and organisation, else a walk-in.

    For the terminal, where nobody chooses from a list: with homonyms nobody is guessed, and the
    person is added. Raises NameMissing; SexMissing for a walk-in.
    """
    name = in_any_order(draft.name)
    expected = [
        line
        for line in registrations.roster(db, workshop_id)
        if line.registration.is_expected and in_any_order(line.person.name) == name
    ]
    if len(expected) == 1:
        registration_id = expected[0].registration.id
        return register(db, author, registration_id, session_id=session_id, now=now)
    return add_walk_in(db, author, workshop_id, draft, session_id=session_id, now=now)


def add_known(
    db: Database,
    author: Author,
    workshop_id: str,
    known_registration_id: str,
    *,
    now: datetime,
    session_id: str = "",
) -> Outcome:
    """Register somebody whom another workshop knows: a copy here, said to be the same person.

    Raises RegistrationUnknown when the other registration is gone, SexMissing when it has none.
    """
    with db.atomic():
        elsewhere = needed.line(db, known_registration_id)
        draft = tidied(draft_of(elsewhere))
        registration_id, edits = _newcomer(db, workshop_id, draft, Source.WALK_IN, now)
        person_id = edits[0].id
        link: dict[str, Value] = {
            "a": elsewhere.person.id,
            "b": person_id,
            "decision": "same",
            "by": author.who,
            "at": wall(now),
        }
        edits.append(fact("link", link))
        edits += _presence(db, registration_id, session_id, False, author, now)
        entry = write(db, author, Intention("walk_in", workshop_id), edits, now=now)
    return outcome(entry, subject=registration_id, name=draft.name)


def correct(
    db: Database,
    author: Author,
    registration_id: str,
    draft: PersonDraft,
    *,
    now: datetime,
    why: str = "",
) -> Outcome:
    """Write what the form says now; fields that did not change are left alone.

    Raises RegistrationUnknown, NameMissing.
    """
    clean = tidied(draft, sex_needed=False)
    with db.atomic():
        line = needed.line(db, registration_id)
        directory = Directory(db, line.registration.workshop)
        organisation_id = directory.find(clean.organisation)
        person_id = line.person.id or new_id()  # an open place is given a name
        edits = [
            person_edit(clean, person_id),
            *directory.edits,
            registration_edit(clean, registration_id, organisation_id, person=person_id),
        ]
        intention = Intention("correct", line.registration.workshop, why)
        entry = write(db, author, intention, edits, now=now)
    return outcome(entry, subject=registration_id, name=clean.name)


def replace_by(
    db: Database,
    author: Author,
    registration_id: str,
    draft: PersonDraft,
    *,
    now: datetime,
    session_id: str = "",
) -> Outcome:
    """Register `draft` in the place of an expected person, who counts as replaced, not absent.

    Raises RegistrationUnknown, NameMissing, SexMissing.
    """
    clean = tidied(draft)
    with db.atomic():
        line = needed.line(db, registration_id)
        workshop_id = line.registration.workshop
        source = line.registration.source
        newcomer_id, edits = _newcomer(db, workshop_id, clean, source, now, registration_id)
        changed: dict[str, Value] = {"status": Status.REPLACED.value, "replaced_by": newcomer_id}
        edits.append(Edit("registration", registration_id, changed))
        edits += _presence(db, newcomer_id, session_id, False, author, now)
        entry = write(db, author, Intention("replace", workshop_id), edits, now=now)
    return outcome(entry, subject=newcomer_id, name=clean.name)


def set_status(
    db: Database,
    author: Author,
    registration_ids: Sequence[str],
    status: Status,
    *,
    now: datetime,
    why: str = "",
) -> Outcome:
    """Say that expected people withdrew, confirmed or did not come."""
    with db.atomic():
        lines = registrations.lines(db, registration_ids)
        if not lines:
            raise RegistrationUnknown
        edits = [
            Edit("registration", line.registration.id, {"status": status.value}) for line in lines
        ]
        intention = Intention("status", lines[0].registration.workshop, why)
        entry = write(db, author, intention, edits, now=now)
    return outcome(entry, count=len(lines))


_UNSAID = {"source": Source.LIST.value, "status": Status.INVITED.value}
"""What a registration is when nothing is said: a fifth less to write for a long list."""


def newcomer_edits(
    draft: PersonDraft,
    directory: Directory,
    ids: Iterator[str] | None = None,
    place: str = "",
    **registration: Value,
) -> tuple[str, list[Edit]]:
    """The id of a new registration, and the edits that make it and its person.

    `ids` gives the next record ids; random ones where it is left out. `place` is the id of an
    open place that the person takes.
    """
    person_id, registration_id = (next(ids), next(ids)) if ids else (new_id(), new_id())
    registration_id = place or registration_id
    before = len(directory.edits)
    organisation_id = directory.find(draft.organisation)
    said = {name: value for name, value in registration.items() if value != _UNSAID.get(name)}
    return registration_id, [
        person_edit(draft, person_id),
        *directory.edits[before:],
        registration_edit(draft, registration_id, organisation_id, person=person_id, **said),
    ]


def _newcomer(
    db: Database,
    workshop_id: str,
    draft: PersonDraft,
    source: Source,
    arrived: datetime | None = None,
    replaces: str = "",
) -> tuple[str, list[Edit]]:
    status = Status.REGISTERED if arrived else Status.INVITED
    return newcomer_edits(
        draft,
        Directory(db, workshop_id),
        workshop=workshop_id,
        number=registrations.next_number(db, workshop_id),
        source=source.value,
        status=status.value,
        arrived_at=wall(arrived, "minutes") if arrived else None,
        replaces=replaces or None,
    )


def _presence(
    db: Database, registration_id: str, session_id: str, late: bool, author: Author, now: datetime
) -> list[Edit]:
    if not session_id:
        return []
    seen = Observation(registration_id, session_id, What.PRESENT, late=late)
    return mark_edits(db, [seen], Seen.DIRECT, author, now)
