"""An operator who registers people one after the other and says after each: done.

Run as `python -m tests.torture.clerk DEED REGISTER FIRST LAST` by the tests that pull the plug.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.services.writing import Author
from app.store import workshops
from app.store.database import Database, open_database
from tests.app.store.registers import KEY, LATER, m999_more

AUTHOR = Author("aa" * 16, "Awa")
START = datetime(2021, 10, 13, 8, 30, tzinfo=UTC)
_REPLACED_EVERY = 3
"""Every third person comes in the place of somebody expected: two records in one entry."""


def prepare(path: Path) -> str:
    """A register at `path` with one workshop; its id."""
    db = open_database(path, KEY)
    days = START.date(), START.date()
    draft = WorkshopDraft(Bilingual("l’analyse"), "Bamako", "ML", *days)
    workshop_id = create_workshop(db, AUTHOR, draft, now=START).subject
    db.close()
    return workshop_id


def name_of(number: int) -> str:
    """The name of the person whom the clerk registers as `number`."""
    return f"PERSONNE Numéro {number}"


def register(db: Database, number: int) -> None:
    """Register one person with their presence at the first half-day."""
    (workshop,) = workshops.all_(db)
    session = workshops.sessions(db, workshop.id)[0].id
    now = START + timedelta(seconds=number)
    draft = PersonDraft(name_of(number), Sex.FEMALE, organisation="Police")
    if number % _REPLACED_EVERY:
        registering.add_walk_in(db, AUTHOR, workshop.id, draft, session_id=session, now=now)
        return
    absent = PersonDraft(f"ATTENDU Numéro {number}")
    place = registering.expect(db, AUTHOR, workshop.id, absent, now=now).subject
    registering.replace_by(db, AUTHOR, place, draft, session_id=session, now=now)


def work(path: Path, numbers: Iterable[int], *, is_hasty: bool, is_careless: bool) -> None:
    """Register one number after the other.

    A hasty clerk says done before it is; a careless one does not wait for the drive.
    """
    db = open_database(path, KEY)
    if is_careless:
        db.execute("PRAGMA synchronous=NORMAL")
    for number in numbers:
        if is_hasty:
            say(number)
        register(db, number)
        if not is_hasty:
            say(number)
    db.close()


def say(number: int) -> None:
    """Confirm, so that the user lets the person go in."""
    os.write(1, b"%d\n" % number)


def main(deed: str, path: Path, first: int, last: int) -> None:
    """Do what a test asks for."""
    numbers = range(first, last + 1)
    if deed in ("begin", "careless"):
        prepare(path)
    if deed == "migrate":
        open_database(path, KEY, steps=LATER).close()
    elif deed == "migrate without a copy":
        with closing(open_database(path, KEY)) as db:
            LATER.apply(db.tables)
    elif deed == "migrate bit by bit":
        with closing(open_database(path, KEY)) as db:
            m999_more(db.tables)  # in no transaction: each statement by itself
    else:
        work(path, numbers, is_hasty=deed == "hasty", is_careless=deed == "careless")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
