"""One acknowledged registration on disk, beside what the disk itself takes.

Run: `python -m tests.benchmarks.bench_registration [FOLDER [CHECKOUT]]`. The floors, measured
between the registrations of the same run: one synced write of a page, and one bare commit of the
same engine. With the checkout of another build, its registrations and ours take turns, and the
ratio is to those of the other. One JSON line per measurement.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
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
from tests.benchmarks.telling import say

PEOPLE = 400
PAGE = bytes(4096)
START = datetime(2021, 10, 13, 8, 30, tzinfo=UTC)
AUTHOR = Author("aa" * 16, "Awa")


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tell(work: str, seconds: list[float], floor: list[float]) -> None:
    """One measurement; the ratio is of the medians."""
    ordered = sorted(seconds)
    say(
        work,
        n=len(seconds),
        p50_ms=statistics.median(ordered) * 1000,
        p95_ms=ordered[int(len(ordered) * 0.95)] * 1000,
        ratio=statistics.median(ordered) / statistics.median(floor),
    )


def new_workshop(db: Database) -> tuple[str, str]:
    """A workshop with its list; its id and that of its first half-day."""
    draft = WorkshopDraft(Bilingual("x", "x"), "Bamako", "ML", START.date(), START.date())
    workshop_id = create_workshop(db, AUTHOR, draft, now=START).subject
    return workshop_id, workshops.sessions(db, workshop_id)[0].id


def measure(folder: Path) -> None:
    """Arrivals and walk-ins, one by one, each between a synced page and a bare commit."""
    db = open_database(folder / "emarge.db", bytes(32))
    workshop_id, session = new_workshop(db)
    people = [PersonDraft(f"PERSONNE Numéro {n}", Sex.FEMALE, "Police") for n in range(PEOPLE)]
    expected = [
        registering.expect(db, AUTHOR, workshop_id, one, now=START).subject for one in people
    ]
    descriptor = os.open(folder / "page", os.O_RDWR | os.O_CREAT)
    sync = getattr(os, "fdatasync", os.fsync)
    synced: list[float] = []
    bare: list[float] = []
    arrivals: list[float] = []
    walk_ins: list[float] = []

    def write_page() -> None:
        os.lseek(descriptor, 0, os.SEEK_END)
        os.write(descriptor, PAGE)
        sync(descriptor)

    def commit() -> None:
        with db.atomic():
            db.execute("INSERT OR REPLACE INTO local VALUES ('bench', ?)", [str(len(bare))])

    for n, (registration, person) in enumerate(zip(expected, people, strict=True)):
        now = START + timedelta(seconds=n)
        synced.append(timed(write_page))
        bare.append(timed(commit))
        arrivals.append(
            timed(
                lambda one=registration, at=now: registering.register(
                    db, AUTHOR, one, session_id=session, now=at
                )
            )
        )
        walk_ins.append(
            timed(
                lambda one=person, at=now: registering.add_walk_in(
                    db, AUTHOR, workshop_id, one, session_id=session, now=at
                )
            )
        )
    os.close(descriptor)
    db.close()
    tell("one page written and synced (floor)", synced, synced)
    tell("bare commit", bare, synced)
    tell("arrival of an expected person", arrivals, synced)
    tell("walk-in", walk_ins, synced)


def compare(folder: Path, other: Path) -> None:
    """Our registrations and those of the build in `other`, in turns; keeping follows ours."""
    builds = {"this build": Path(__file__).parents[2], "other build": other}
    desks = {}
    for name, checkout in builds.items():
        (folder / name).mkdir()
        desks[name] = _desk(checkout, folder / name)
    took: dict[tuple[str, str], list[float]] = {}
    for turn in range(PEOPLE):
        for name in sorted(desks, reverse=bool(turn % 2)):
            for work in ("arrival", "walk-in", *(["keeping"] if turn % 3 == 2 else [])):
                took.setdefault((work, name), []).append(_ask(desks[name], work))
    for desk in desks.values():
        desk.communicate()
    for (work, name), seconds in sorted(took.items()):
        if (work, name) != ("keeping", "other build"):
            tell(f"{work}, {name}", seconds, took[work, "other build"])


def _desk(checkout: Path, folder: Path) -> "subprocess.Popen[str]":
    desk = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("desk.py")), str(folder), str(PEOPLE)],
        env=os.environ | {"PYTHONPATH": str(checkout)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert desk.stdout is not None
    desk.stdout.readline()
    return desk


def _ask(desk: "subprocess.Popen[str]", work: str) -> float:
    assert desk.stdin is not None
    assert desk.stdout is not None
    desk.stdin.write(f"{work}\n")
    desk.stdin.flush()
    return float(desk.stdout.readline())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if sys.argv[1:] else None) as name:
        if sys.argv[2:]:
            compare(Path(name), Path(sys.argv[2]))
        else:
            measure(Path(name))
