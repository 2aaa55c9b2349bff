"""From a click on the program to a desk with 60 people, beside an empty window of Qt.

Run: `python -m tests.benchmarks.bench_start [rounds]`; once more under `xvfb-run` with
QT_QPA_PLATFORM=xcb for a real screen. Every start is a process of its own, one of each kind in
turn; what counts is the ratio of the medians within one run. One JSON line per measurement.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.services.care.installation import install, open_installation
from app.services.people.attending import open_session
from app.services.people.drafts import PersonDraft
from app.services.people.registering import expect, register
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.store import workshops
from tests.benchmarks.starting import PASSPHRASE, WORKS
from tests.benchmarks.telling import say

ROUNDS = 11
PEOPLE = 60
NOW = datetime(2021, 10, 13, 8, 30, tzinfo=UTC)

Told = dict[str, float]


def furnish(home: Path) -> None:
    """A register with one workshop: 60 people expected, half of them arrived."""
    install(home, PASSPHRASE, now=NOW)
    here = open_installation(home, PASSPHRASE)
    title = Bilingual("le partage d’informations", "information sharing")
    ends_on = NOW.date() + timedelta(days=4)
    draft = WorkshopDraft(title, "Bamako", "ML", NOW.date(), ends_on)
    workshop = create_workshop(here.db, here.author, draft, now=NOW).subject
    session = workshops.sessions(here.db, workshop)[0].id
    open_session(here.db, here.author, session, now=NOW)
    for n in range(PEOPLE):
        name, body = f"PERSONNE Numéro {n}", f"Direction {n % 9}"
        phones = [f"+2237000{n:04d}"]
        person = PersonDraft(name, Sex.FEMALE, body, "Agent", phones=phones)
        subject = expect(here.db, here.author, workshop, person, now=NOW).subject
        if n % 2:
            register(here.db, here.author, subject, session_id=session, now=NOW)
    here.close()


def start(work: str, environment: Mapping[str, str]) -> Told:
    """What a process of its own told of `work`; `start` is seconds since it was asked for."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.starting", work],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=120,
    )
    told: Told = json.loads(done.stdout)
    return told | {"start": told["now"] - begun}


def measure(rounds: int, environment: Mapping[str, str]) -> dict[str, Told]:
    """Medians of `rounds` starts of each work, in turn; the first of each only warms the disk."""
    found: dict[str, list[Told]] = {work: [] for work in WORKS}
    for count in range(rounds + 1):
        for work, runs in found.items():
            told = start(work, environment)
            if count:
                runs.append(told)
    return {
        work: {name: statistics.median(told[name] for told in runs) for name in runs[0]}
        for work, runs in found.items()
    }


def main() -> None:
    """Measure and say."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        furnish(home)
        # As installed: the modules are compiled once, not at every start.
        environment = os.environ | {
            "EMARGE_HOME": str(home),
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled"),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        found = measure(rounds, environment)
    floor, bare = found["empty_window"], found["bare_field"]
    for work in ("empty_window", "bare_field", "unlock_field", "unlock_field_from_terminal"):
        told = found[work]
        say(
            work,
            n=rounds,
            seconds=told["start"],
            ratio=told["start"] / floor["start"],
            of_bare_field=told["start"] / bare["start"],
            rss_mb=told["rss_mb"],
        )
    desk, papers = found["desk"], found["previews"]
    say(
        "passphrase to usable desk",
        n=PEOPLE,
        seconds=desk["seconds"],
        of_stretching=desk["seconds"] / desk["stretching"],
        rss_mb=desk["rss_mb"],
    )
    for paper in ("sheet", "certificate"):
        say(f"{paper} in preview", n=PEOPLE, rss_mb=papers[f"{paper}_mb"])


if __name__ == "__main__":
    main()
