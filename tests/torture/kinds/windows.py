"""R22, R26: anything is pressed on every page; and nothing leaves the folder of the register."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.services.care.checking import check
from app.services.care.installation import install, open_installation
from tests.torture.killing import CHEAP, PASSPHRASE, emarge
from tests.torture.kind import ROOT, Kind, Round, Tally
from tests.torture.places import NOW
from tests.torture.watched import CANARY

EVENTS = 400
"""Of one window; a round opens as many windows as it has tries of so many."""


def run(given: Round) -> Tally:
    """Press, then look whether the register is whole."""
    tally = Tally()
    home = given.place("monkey") / "home"
    install(home, PASSPHRASE, now=NOW, cost=CHEAP)
    emarge(home, "workshop", "new", "--title", "x", "--city", "Bamako", "--from", "2021-10-13")
    for name in ("Awa BA", "Ali SIDIBÉ", "Fanta KEÏTA"):
        emarge(home, "register", "2021", "--name", name, "--sex", "F", "--session", "1")
    for seed in range(given.seed, given.seed + max(1, given.count // EVENTS)):
        _press(tally, home, seed, min(EVENTS, given.count), given.language)
    return tally


def _press(tally: Tally, home: Path, seed: int, count: int, language: str) -> None:
    done = _python(home, "tests.torture.monkey", str(home), str(seed), str(count), language)
    tally.tried += count
    if done.returncode:
        tally.wrong(f"seed {seed}: ended with {done.returncode}: {done.stderr[-150:]}")
    else:
        said = json.loads(done.stdout.splitlines()[-1])
        count_what_was_said(tally, seed, said)
    here = open_installation(home, PASSPHRASE)
    try:
        tally.torn += not check(here.db, deep=True).is_good
    finally:
        here.close()


def count_what_was_said(tally: Tally, seed: int, said: Mapping[str, Sequence[str]]) -> None:
    """Each exception and each warning of Qt is one that should not have been."""
    for sentence in (*said["exceptions"], *said["warnings"]):
        tally.wrong(f"seed {seed}: {sentence}")


def run_watched(given: Round) -> Tally:
    """Every command and page once under an audit hook; then the canary is looked for."""
    tally = Tally()
    for _ in given.seeds:
        place = given.place("watched")
        home, work, temporary = place / "home", place / "work", place / "tmp"
        work.mkdir()
        temporary.mkdir()
        install(home, PASSPHRASE, now=NOW, cost=CHEAP)
        done = _python(
            home,
            "tests.torture.watched",
            *(str(home), str(work), given.language),
            TMPDIR=str(temporary),
            TMP=str(temporary),
            HOME=str(place),
        )
        if done.returncode:
            tally.wrong(f"ended with {done.returncode}: {done.stderr[-200:]}")
            continue
        said = json.loads(done.stdout.splitlines()[-1])
        tally.tried += said["commands"]
        for sentence in (*said["seen"], *said["odd"]):
            tally.wrong(sentence.replace(str(place), "…"))
        look_for_canaries(tally, place, work)
    return tally


def look_for_canaries(tally: Tally, place: Path, work: Path) -> None:
    wanted = [CANARY.encode(code) for code in ("utf-8", "utf-16-le")]
    for path in place.rglob("*"):
        if path.is_file() and work not in path.parents:
            data = path.read_bytes()
            if any(one in data for one in wanted):
                tally.silent += 1
                tally.wrong(f"a name in {path.name}")


def _python(
    home: Path, module: str, *arguments: str, **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ
        | {
            "EMARGE_HOME": str(home),
            "EMARGE_PASSPHRASE": PASSPHRASE,
            "QT_QPA_PLATFORM": "offscreen",
        }
        | more,
        capture_output=True,
        text=True,
        check=False,
    )


MONKEY = Kind(
    "anything pressed",
    ("R22",),
    "Keys, texts and clicks anywhere on every page of the window, the language changed in between.",
    run,
    step=EVENTS,
    weight=2,
    speaks=True,
)
WATCHED = Kind(
    "nothing leaves",
    ("R26",),
    "Every command and every page under an audit hook, with names that are looked for afterwards "
    "in every file: no network, no other program, no file elsewhere, no name in clear.",
    run_watched,
    step=1,
    speaks=True,
)
