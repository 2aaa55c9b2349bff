"""A desk that registers one person whenever it is told to, and says how long each took.

Run with a checkout in PYTHONPATH by `bench_registration`, so that two builds take turns:
`python desk.py FOLDER PEOPLE`. It reads "arrival", "walk-in" or "keep" per line, and answers in
seconds. Only what both builds have is named here.
"""

import importlib
import importlib.util
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.services.writing import Author
from app.store import workshops
from app.store.database import Database, open_database

START = datetime(2021, 10, 13, 8, 30, tzinfo=UTC)
AUTHOR = Author("aa" * 16, "Awa")
KEEPING = "app.services.care.keeping"


def person(number: int) -> PersonDraft:
    """One of many."""
    return PersonDraft(f"PERSONNE Numéro {number}", Sex.FEMALE, "Police")


def serve(folder: Path, people: int) -> None:
    """Do what is read, until the input ends."""
    db = open_database(folder / "emarge.db", bytes(32))
    draft = WorkshopDraft(Bilingual("x", "x"), "Bamako", "ML", START.date(), START.date())
    workshop = create_workshop(db, AUTHOR, draft, now=START).subject
    session = workshops.sessions(db, workshop)[0].id
    expected = [
        registering.expect(db, AUTHOR, workshop, person(n), now=START).subject
        for n in range(people)
    ]
    keep = keeping(folder, db)
    keep()
    answer("ready")
    done = 0
    for line in sys.stdin:
        now = START + timedelta(seconds=done)
        start = time.perf_counter()
        if line == "arrival\n":
            registering.register(db, AUTHOR, expected[done], session_id=session, now=now)
        elif line == "walk-in\n":
            registering.add_walk_in(db, AUTHOR, workshop, person(done), session_id=session, now=now)
            done += 1
        else:
            keep()
        answer(repr(time.perf_counter() - start))
    db.close()


def keeping(folder: Path, db: Database):  # type: ignore[no-untyped-def]
    """What follows the confirmations in this build; nothing in one that has none."""
    if importlib.util.find_spec(KEEPING) is None:
        return lambda: None
    module = importlib.import_module(KEEPING)
    return module.Keeping(SimpleNamespace(home=folder, db=db)).keep


def answer(text: str) -> None:
    """Say one line, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
