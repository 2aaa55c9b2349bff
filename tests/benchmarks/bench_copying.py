"""How long the desk waits while a register of 50 MB is copied and verified in steps.

Run: `python -m tests.benchmarks.bench_copying [FOLDER]`. The floor: the same arrivals in the same
register without a copy. One JSON line per measurement.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

from app.services.people import registering
from app.store.database import Database, open_database
from tests.benchmarks.bench_registration import AUTHOR, START, new_workshop
from tests.benchmarks.desk import person
from tests.benchmarks.telling import say

MEGABYTES = 50
PEOPLE = 300
PAUSE_SECONDS = 0.005
"""Between two arrivals: a copy takes some seconds, and all of them are to fall into it."""

FILLING = "x" * 900
_COPY_SECONDS = 3.0


def fill(db: Database) -> None:
    """Make the register large, in many pages."""
    with db.atomic():
        db.executemany(
            "INSERT INTO local (name, value) VALUES (?, ?)",
            ((f"filling {number}", FILLING) for number in range(MEGABYTES * 1000)),
        )
    db.carry_over()


def arrivals(db: Database, workshop: str, first: int, stop: Event | None) -> list[float]:
    """Seconds of each walk-in, until there were enough or the copy is done."""
    took = []
    for number in range(first, first + PEOPLE):
        if stop is not None and stop.is_set():
            break
        now = START + timedelta(seconds=number)
        start = time.perf_counter()
        registering.add_walk_in(db, AUTHOR, workshop, person(number), now=now)
        took.append(time.perf_counter() - start)
        Event().wait(PAUSE_SECONDS)
    return took


def waits(db: Database, stop: Event) -> list[float]:
    """Seconds of each smallest write, one after the other, while the copy is made."""
    took = []
    while not stop.is_set():
        start = time.perf_counter()
        with db.still():
            took.append(time.perf_counter() - start)
        Event().wait(PAUSE_SECONDS / 10)
    return took


def tell(work: str, seconds: list[float]) -> None:
    """One measurement."""
    ordered = sorted(seconds)
    say(
        work,
        n=len(ordered),
        p50_ms=ordered[len(ordered) // 2] * 1000,
        p99_ms=ordered[int(len(ordered) * 0.99)] * 1000,
        max_ms=ordered[-1] * 1000,
    )


def copied(db: Database, path: Path, done: Event) -> float:
    """Seconds of a copy."""
    start = time.perf_counter()
    try:
        db.copy_in_steps(path)
    finally:
        done.set()
    return time.perf_counter() - start


def beside(db: Database, path: Path, desk: Callable[[Event], list[float]]) -> list[float]:
    """What the desk measures while a copy is made in another thread."""
    stop = Event()
    worker = Thread(target=copied, args=(db, path, stop))
    worker.start()
    took = desk(stop)
    worker.join()
    return took


def idle(stop: Event) -> None:
    """Nothing, for about as long as a copy."""
    Event().wait(_COPY_SECONDS)
    stop.set()


def measure(folder: Path) -> None:
    """Walk-ins without and with a copy beside them, then the wait for the lock alone."""
    db = open_database(folder / "emarge.db", bytes(32))
    workshop, _session = new_workshop(db)
    fill(db)
    tell("walk-in, no copy", arrivals(db, workshop, 0, None))
    tell(
        "walk-in beside a copy",
        beside(db, folder / "1", lambda stop: arrivals(db, workshop, PEOPLE, stop)),
    )
    stop = Event()
    Thread(target=idle, args=(stop,)).start()
    tell("lock taken, no copy (floor)", waits(db, stop))
    tell("lock taken beside a copy", beside(db, folder / "2", lambda stop: waits(db, stop)))
    say("copy alone", seconds=copied(db, folder / "3", Event()), megabytes=MEGABYTES)
    db.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if sys.argv[1:] else None) as name:
        measure(Path(name))
