"""A workshop to practise with: an example's facts, and invented people who are expected."""

from datetime import datetime

from app.domain.outcome import Outcome, Topic
from app.services.lists import importing
from app.services.people import registering
from app.services.progress import Progress, ignore_progress
from app.services.workshop import seeding
from app.services.writing import Author
from app.store import workshops
from app.store.database import Database


def load_exercise(
    db: Database,
    author: Author,
    key: str,
    *,
    now: datetime,
    progress: Progress = ignore_progress,
) -> Outcome:
    """Load an example with everybody on its list and nobody arrived; the subject is its id.

    One that is here already is left as it is. `progress` tells and cannot cancel: half an
    example would be of no use. Raises WorkshopUnknown when there is no such example.
    """
    workshop_id = seeding.seed_id("workshop", key)
    if workshops.get(db, workshop_id) is not None:
        return Outcome(subject=workshop_id)
    done = seeding.load_workshop(db, author, key, now=now)
    path = seeding.seed_list(key)
    if path is not None:
        preview = importing.preview_list(db, workshop_id, path)
        importing.import_list(db, author, workshop_id, preview, now=now)
        return Outcome(frozenset(Topic), subject=workshop_id, name=done.name, entry=done.entry)
    invited = [person for person in seeding.seed_people(key) if person.is_invited]
    for person in invited:
        registering.expect(db, author, workshop_id, person.draft, now=now)
    return Outcome(
        frozenset(Topic), len(invited), subject=workshop_id, name=done.name, entry=done.entry
    )


def is_example(workshop_id: str) -> bool:
    """Whether a workshop is one of the examples, whose people are invented."""
    return workshop_id in {seeding.seed_id("workshop", key) for key in seeding.seed_workshops()}
