"""100,000 field changes from 100 workshops, merged into a register on disk.

Run: `python -m tests.benchmarks.bench_merge`. The floor, in the same run, inserts the same rows
into the same tables of an empty encrypted register, in as many transactions. One JSON line per
measurement.
"""

import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.bilingual import Bilingual
from app.domain.journal import Entry, Secret, decode, value_hash
from app.domain.people import Sex
from app.domain.records import SHAPES
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.services.writing import Author
from app.store import entries, journal, workshops
from app.store.database import Database, memory_database, open_database
from tests.benchmarks.telling import say

WORKSHOPS = 100
PEOPLE = 88
SOME = 10
START = datetime(2021, 10, 13, 8, 30, tzinfo=UTC)
TABLES = (
    *("entries", "secrets", "heads", "search_lines", "search_contacts", "search_vocabulary"),
    *(shape.table for shape in SHAPES.values()),
)
"""All that a merge writes but the full-text index, which takes no bare rows."""

Line = tuple[bytes, dict[int, Secret]]


def bundle(number: int) -> list[Line]:
    """The history of one workshop, as its lines arrive: an invitation list, then arrivals."""
    db = memory_database()
    author = Author(f"{number:032x}", "Awa")
    draft = WorkshopDraft(Bilingual("x", "x"), "Bamako", "ML", START.date(), START.date())
    workshop_id = create_workshop(db, author, draft, now=START).subject
    session = workshops.sessions(db, workshop_id)[0].id
    for n in range(PEOPLE):
        now = START + timedelta(seconds=n)
        person = PersonDraft(
            f"PERSONNE Numéro {n}", Sex.FEMALE, "Police", "Agent", phones=[f"+2237{n:07d}"]
        )
        subject = registering.expect(db, author, workshop_id, person, now=now).subject
        registering.register(db, author, subject, session_id=session, now=now)
    secrets = entries.secrets_of(db, workshop_id)
    lines = [
        (line, {n: secrets[one.id, n] for n in range(len(one.changes))})
        for line in entries.lines_of(db, workshop_id)
        for one in [decode(line)]
    ]
    db.close()
    return lines


def read(lines: Sequence[Line]) -> list[tuple[Entry, dict[int, Secret]]]:
    """The entries of a bundle, every value checked against its hash."""
    found = [(decode(line), secrets) for line, secrets in lines]
    for entry, secrets in found:
        for place, change in enumerate(entry.changes):
            if value_hash(secrets[place]) != change.hash:
                raise ValueError(entry.id)
    return found


def merge(db: Database, bundles: Sequence[Sequence[Line]]) -> list[float]:
    """Seconds for each bundle, read and recorded in a transaction of its own."""
    seconds = []
    for lines in bundles:
        start = time.perf_counter()
        journal.record_all(db, read(lines))
        seconds.append(time.perf_counter() - start)
    return seconds


def replay(db: Database, bundles: Sequence[Sequence[Line]]) -> float:
    """Seconds to see that every bundle is known already, from its lines."""
    start = time.perf_counter()
    for lines in bundles:
        journal.record_all(db, [(decode(line), secrets) for line, secrets in lines])
    return time.perf_counter() - start


def insert_bare(db: Database, source: Database) -> float:
    """Seconds to put the rows of `source` into `db` and do nothing else."""
    tables = {name: source.tuples(f"SELECT * FROM {name}") for name in TABLES}  # noqa: S608
    shares = [
        [(name, rows[len(rows) * n // WORKSHOPS : len(rows) * (n + 1) // WORKSHOPS])
         for name, rows in tables.items()]
        for n in range(WORKSHOPS)
    ]  # fmt: skip
    start = time.perf_counter()
    for share in shares:
        with db.atomic():
            for name, rows in share:
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    db.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608
    return time.perf_counter() - start


def main() -> None:
    """Measure each step once; the machine is noisy, so the ratio is what counts."""
    bundles = [bundle(number) for number in range(WORKSHOPS)]
    changes = sum(len(decode(line).changes) for lines in bundles for line, _ in lines)
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "merged.db", bytes(32))
        seconds = merge(db, bundles)
        known = replay(db, bundles)
        bare = open_database(Path(folder) / "bare.db", bytes(32))
        floor = insert_bare(bare, db)
        start = time.perf_counter()
        for lines in bundles:
            read(lines)
        reading = time.perf_counter() - start
        whole, first, last = sum(seconds), sum(seconds[:SOME]), sum(seconds[-SOME:])
        say("bare insert of the same rows (floor)", n=changes, seconds=floor, ratio=1)
        say("read and verify", n=changes, seconds=reading, ratio=reading / floor)
        say("read, verify, insert, project, index", n=changes, seconds=whole, ratio=whole / floor)
        say("the same bundles, again", n=changes, seconds=known, ratio=known / whole)
        say("last bundles, of the first", n=SOME, seconds=last, ratio=last / first)
        bare.close()
        db.close()


if __name__ == "__main__":
    main()
