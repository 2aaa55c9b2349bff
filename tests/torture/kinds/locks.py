"""R17: other programs hold the register: a backup, an antivirus, another Émarge."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.people import Sex
from app.services.care.installation import Installation, open_installation
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.store import workshops
from tests.torture.killing import PASSPHRASE
from tests.torture.kind import ROOT, Kind, Round, Tally, needs, without_paths
from tests.torture.kinds import kills
from tests.torture.kinds.disk_faults import call
from tests.torture.places import NOW, TOWNS, fresh, letters, names, whole

HELD_SECONDS = 10
"""As long as a slow scan; every fourth try holds so long, the others as long as one start takes."""
WAYS = ("backup", "antivirus", "emarge", "late")
HOLDER = """
import fcntl, sys
from pathlib import Path
how, home = sys.argv[1], Path(sys.argv[2])
if how == "emarge":
    from app.services.care.installation import open_installation
    held = open_installation(home, sys.argv[3])
else:
    held = (home / "emarge.db").open("r+b")
    kind = fcntl.LOCK_SH if how == "backup" else fcntl.LOCK_EX
    try:
        fcntl.lockf(held, kind | fcntl.LOCK_NB)
        said = "held"
    except OSError:
        said = "not held"
print("held" if how == "emarge" else said, flush=True)
sys.stdin.read()
held.close()
"""
"""Holds the register until it is told to let go: it is copied, scanned, or Émarge has it."""


@contextmanager
def holder(how: str, home: Path) -> Iterator[str]:
    """Another program that holds the register meanwhile; whether it could."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, how, str(home), PASSPHRASE],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        yield program.stdout.readline().strip() if program.stdout else ""
        program.communicate()


def run(given: Round) -> Tally:
    """Somebody arrives, the register is held, every start says so; afterwards all are there."""
    tally = Tally()
    for seed in given.seeds:
        way = WAYS[seed % len(WAYS)]
        seconds = HELD_SECONDS if seed % (4 * len(WAYS)) >= 3 * len(WAYS) else 0
        home = fresh(kills.source("before"), given.folder / "home")
        tally.tried += 1
        tally.counts[way] = tally.counts.get(way, 0) + 1
        told = {"APRÈS Tous"}
        if way == "late":
            told |= _come_late(tally, home)
        else:
            told |= _held(tally, home, way, seconds, given)
        if _register(home, given, "APRÈS Tous").returncode:
            tally.wrong(f"{way}: the register stays shut afterwards")
        judge(tally, home, told, way)
    return tally


def _held(tally: Tally, home: Path, way: str, seconds: int, given: Round) -> set[str]:
    """Start again and again while it is held; who was confirmed all the same."""
    told: set[str] = set()
    end = time.monotonic() + seconds
    with holder(way, home) as said:
        if said != "held":
            tally.wrong(f"{way}: the register could not be held")
        while True:
            name = f"PENDANT {letters(len(told))}"
            done = _register(home, given, name)
            refused(tally, done, way)
            told |= {name} if done.returncode == 0 else set()
            if time.monotonic() >= end:
                return told


def refused(tally: Tally, done: subprocess.CompletedProcess[str], way: str) -> None:
    """It is refused in words, whatever holds the register."""
    if done.returncode == 1 and done.stderr.strip() and "Traceback" not in done.stderr:
        tally.refused += 1
    elif done.returncode == 0:
        tally.silent += 1
        tally.wrong(f"{way}: somebody was confirmed in a register that is held")
    else:
        tally.wrong(f"{way}: {without_paths(done.stderr[-200:])}")


def _come_late(tally: Tally, home: Path) -> set[str]:
    """The program has the register: whoever comes for it goes without, and nobody waits."""
    here = open_installation(home, PASSPHRASE)
    try:
        told = set()
        for how in ("backup", "antivirus"):
            with holder(how, home) as said:
                tally.silent += said != "not held"
                told.add(_arrive(here, f"PENDANT {how.title()}"))
        return told
    finally:
        here.close()


def _arrive(here: Installation, name: str) -> str:
    (workshop,) = (one for one in workshops.all_(here.db) if one.code == TOWNS[0])
    draft = PersonDraft(name, Sex.FEMALE, organisation="Police")
    registering.add_walk_in(here.db, here.author, workshop.id, draft, now=NOW)
    return name


def judge(tally: Tally, home: Path, told: set[str], way: str) -> None:
    """Everyone who was confirmed is there, in a register that is whole."""
    try:
        with whole(home) as here:
            lacking = told - set(names(here, TOWNS[0]))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted and told
        tally.wrong(f"{way}: afterwards {kills.told(error)}")
        return
    tally.lost += len(lacking)


def _register(home: Path, given: Round, name: str) -> subprocess.CompletedProcess[str]:
    return call(home, given, "register", TOWNS[0], "--sex", "F", "--name", name)


KIND = Kind(
    "other programs hold the register",
    ("R17",),
    "A backup reads the register, an antivirus locks it, or Émarge itself has it, sometimes for "
    "ten seconds: every start says so in words, and afterwards everyone who was confirmed is "
    "there. A program that comes while the register is open goes without.",
    run,
    step=4,
    speaks=True,
    missing=needs(),
)
