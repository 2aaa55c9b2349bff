"""A desk as it is: an installation, arrivals one after the other, kept every few of them.

Run as `python -m tests.torture.keeper HOME FIRST LAST` by the tests that pull the plug. It says
each number when it is confirmed, and "kept NUMBER" when the witness counts that far.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.services.care.installation import Installation, install, open_installation
from app.services.care.keeping import Keeping
from app.services.people.drafts import PersonDraft
from app.services.people.registering import add_walk_in
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.store import workshops
from app.store.key_file import Cost

START = datetime(2021, 10, 13, 8, 30, tzinfo=UTC)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORDS = "quatre mots bien choisis"
EVERY = 4


def prepare(home: Path) -> None:
    """An installation in `home` with one workshop."""
    install(home, WORDS, now=START, cost=CHEAP)
    here = open_installation(home, WORDS)
    draft = WorkshopDraft(Bilingual("l’analyse"), "Bamako", "ML", START.date(), START.date())
    create_workshop(here.db, here.author, draft, now=START)
    here.close()


def name_of(number: int) -> str:
    """The name of the person whom the desk registers as `number`."""
    return f"PERSONNE Numéro {number}"


def arrive(here: Installation, number: int) -> None:
    """One walk-in, confirmed."""
    (workshop,) = workshops.all_(here.db)
    session = workshops.sessions(here.db, workshop.id)[0].id
    draft = PersonDraft(name_of(number), Sex.FEMALE, organisation="Police")
    now = START + timedelta(seconds=number)
    add_walk_in(here.db, here.author, workshop.id, draft, session_id=session, now=now)


def people(here: Installation) -> set[str]:
    """The names on the list."""
    rows = here.db.tuples("SELECT p.name FROM registrations r JOIN people p ON p.id = r.person")
    return {name for (name,) in rows}


def main(home: Path, first: int, last: int) -> None:
    """Open what `prepare` made, and work."""
    here = open_installation(home, WORDS)
    keeping = Keeping(here)
    for number in range(first, last + 1):
        arrive(here, number)
        os.write(1, b"%d\n" % number)
        if number % EVERY == 0:
            keeping.keep()
            os.write(1, b"kept %d\n" % number)
    here.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
