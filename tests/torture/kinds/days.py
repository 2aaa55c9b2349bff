"""R15, R17, R21: clocks that are wrong, two programs at once, and very long days."""

import gc
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from app import i18n
from app.domain.attendance import What
from app.domain.bilingual import Bilingual
from app.domain.journal import broken_links, missing
from app.domain.people import Sex
from app.errors import AlreadyOpen, AppError
from app.services.papers.printing import SheetOptions, sheet_pdf
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.people.drafts import PersonDraft
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.services.writing import Author
from app.store import entries, projection, workshops
from app.store.database import Database, open_database
from app.store.registrations import roster
from tests.app.store.registers import KEY
from tests.torture.kind import Kind, Round, Tally

AUTHOR = Author("aa" * 16, "Awa", "A")
NOW = datetime(2021, 10, 13, 8, 30, tzinfo=UTC)
CLOCKS = (1970, 1996, 2000, 2021, 2038, 2056, 2099)


@contextmanager
def register(folder: Path) -> Iterator[tuple[Database, str]]:
    """A new register on disk with one workshop; its id."""
    db = open_database(folder / "emarge.db", KEY)
    draft = WorkshopDraft(Bilingual("l’analyse"), "Bamako", "ML", NOW.date(), NOW.date())
    try:
        yield db, create_workshop(db, AUTHOR, draft, now=NOW).subject
    finally:
        db.close()


def arrive(db: Database, workshop_id: str, name: str, now: datetime) -> str:
    """Somebody at the door; the place on the list that is confirmed."""
    session = workshops.sessions(db, workshop_id)[0].id
    draft = PersonDraft(name, Sex.FEMALE, organisation="Police")
    done = registering.add_walk_in(db, AUTHOR, workshop_id, draft, session_id=session, now=now)
    return done.subject


def run_clocks(given: Round) -> Tally:
    """Each arrival under another clock: they stay in the order in which they came."""
    tally, chance = Tally(), given.random
    with register(given.place("clock")) as (db, workshop_id):
        came = []
        for number in range(given.count):
            year = chance.choice(CLOCKS)
            now = datetime(year, 1 + number % 12, 1 + number % 28, tzinfo=UTC)
            came.append(arrive(db, workshop_id, f"PERSONNE Numéro {number}", now))
            tally.tried += 1
        lines = sorted(roster(db, workshop_id), key=lambda one: one.registration.number)
        tally.lost += [one.registration.id for one in lines] != came
        known, _ = entries.all_entries(db)
        tally.torn += bool(missing(known) or broken_links(known) or projection.differences(db))
    return tally


def run_two(given: Round) -> Tally:
    """A second program is refused in words while the first has the register, and not afterwards."""
    tally = Tally()
    for _ in given.seeds:
        folder = given.place("two")
        tally.tried += 1
        with register(folder) as (db, workshop_id):
            try:
                open_database(folder / "emarge.db", KEY).close()
                tally.silent += 1
            except AlreadyOpen:
                tally.refused += 1
            except AppError as error:
                tally.wrong(f"the second program was told {type(error).__name__}")
            arrive(db, workshop_id, "APRÈS", NOW)
        open_database(folder / "emarge.db", KEY).close()
    return tally


def run_soak(given: Round) -> Tally:
    """A day of so many arrivals, marks, papers and languages; memory and files are measured."""
    tally, chance = Tally(), given.random
    times: list[float] = []
    with register(given.place("soak")) as (db, workshop_id):
        people = [arrive(db, workshop_id, f"DÉBUT Numéro {n}", NOW) for n in range(20)]
        gc.collect()
        before, files = _resident_kib(), _open_files()
        for number in range(given.count):
            start = time.perf_counter()
            people.append(_one_more(db, workshop_id, number, people, chance))
            times.append(time.perf_counter() - start)
            tally.tried += 1
            if number % 100 == 99:
                i18n.use_language(chance.choice(("fr", "en")))
                sheet_pdf(db, workshop_id, SheetOptions())
        gc.collect()
        times.sort()
        tally.figures = {
            "memory grown by, MB": round((_resident_kib() - before) / 1024, 1),
            "open files": float(_open_files()),
            "99 of 100 actions within, ms": round(1000 * times[len(times) * 99 // 100], 1),
        }
        if _open_files() > files:
            tally.wrong(f"{_open_files() - files} files stay open")
        tally.torn += bool(projection.differences(db) or db.damage())
        tally.lost += len(roster(db, workshop_id)) != len(people)
    i18n.use_language("en")
    return tally


def _one_more(
    db: Database, workshop_id: str, number: int, people: list[str], chance: Random
) -> str:
    now = NOW + timedelta(seconds=number)
    if number % 3 == 2:
        session = workshops.sessions(db, workshop_id)[1].id
        what = chance.choice((What.PRESENT, What.ABSENT))
        seen = [Observation(chance.choice(people), session, what)]
        attending.take_attendance(db, AUTHOR, workshop_id, seen, now=now)
    return arrive(db, workshop_id, f"PERSONNE Numéro {number}", now)


def _resident_kib() -> int:
    if not sys.platform.startswith("linux"):
        return 0
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0])


def _open_files() -> int:
    return len(os.listdir("/proc/self/fd")) if sys.platform.startswith("linux") else 0  # noqa: PTH208


CLOCK = Kind(
    "wrong clocks",
    ("R15",),
    "The computer’s clock says 1970, 2038, 2099, and another year at every arrival.",
    run_clocks,
    step=60,
)
TWO = Kind(
    "two programs",
    ("R17",),
    "A second program is started on a register that is open.",
    run_two,
    step=10,
)
SOAK = Kind(
    "long days",
    ("R21",),
    "Arrivals, marks and sheets without an end, the language changed in between.",
    run_soak,
    step=300,
    weight=2,
)
