"""R5, R6, R8: the drive refuses: once or for good, full, without rights, pulled at any byte."""

import errno
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from math import gcd
from pathlib import Path

from app.errors import AppError
from app.files import write_file
from tests.small_drive import can_mount, fill, mounted
from tests.torture.killing import PASSPHRASE, emarge
from tests.torture.kind import ROOT, Kind, Round, Tally, needs, without_paths
from tests.torture.kinds import kills
from tests.torture.kinds.bundles import whole as whole_bundle
from tests.torture.places import TOWNS, fresh, names, whole

CALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "rename", "unlink")
ERRORS = ("EIO", "ENOSPC", "EACCES")
TRIED = ("register", "import", "export", "certificates", "backup")
_MOST_CALLS = 40
DRIVE_BYTES = 8 << 20
WRITER = """
import resource, sys
from pathlib import Path
from app.errors import AppError
from app.files import write_file

data, folder, said = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]), []
for at in map(int, sys.argv[3:]):
    path = folder / f"{at}.emarge"
    resource.setrlimit(resource.RLIMIT_FSIZE, (at, resource.RLIM_INFINITY))
    try:
        write_file(path, data)
        said.append(at)
    except AppError:
        pass
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
print(*said)
"""
"""Writes the same file again and again on a drive that takes so many bytes and no more."""


def run(given: Round) -> Tally:
    """One refusal in one deed for each seed."""
    tally = Tally()
    deeds = [name for name in kills.known_deeds() if name in TRIED]
    for seed in given.seeds:
        chance = Round(seed, 1, given.folder).random
        call, error = chance.choice(CALLS), chance.choice(ERRORS)
        when = f"{chance.randint(1, _MOST_CALLS)}{chance.choice(('', '+'))}"
        refuse(tally, deeds[seed % len(deeds)], f"{call}:error={error}:when={when}", given)
    return tally


@cache
def every_refusal() -> tuple[tuple[str, str], ...]:
    """Each step of each deed with each error, once and for good: (deed, fault)."""
    found = []
    for name in kills.known_deeds():
        if name in TRIED:
            last = Counter[str]()
            for moment in kills.steps_of(name):
                last[moment.call] = max(last[moment.call], moment.count)
            found += [
                (name, f"{call}:error={error}:when={step}{rest}")
                for call in CALLS
                for step in range(1, last[call] + 1)
                for error in ERRORS
                for rest in ("", "+")
            ]
    return tuple(found)


def refusal_of(seed: int) -> tuple[str, str]:
    """Another one for each seed, far from the one before, until all had their turn."""
    found = every_refusal()
    stride = next(n for n in range(len(found) * 5 // 8, 2 * len(found)) if gcd(n, len(found)) == 1)
    return found[seed * stride % len(found)]


def run_sweep(given: Round) -> Tally:
    """As many seeds as there are refusals meet each of them."""
    tally = Tally(figures={"refusals in all": float(len(every_refusal()))})
    for seed in given.seeds:
        refuse(tally, *refusal_of(seed), given)
    return tally


def refuse(tally: Tally, name: str, fault: str, given: Round) -> None:
    """Have the drive refuse during a deed: what was said holds, and a second call works."""
    deed, stick = kills.DEEDS[name], given.place("stick")
    home = fresh(kills.source(deed.source), given.folder / "home")
    arguments = kills.arguments_of(deed, stick)
    tally.tried += 1
    tally.counts[name] = tally.counts.get(name, 0) + 1
    command = ["strace", "-f", "-o", os.devnull, "-e", f"inject={fault}"]
    done = subprocess.run(
        [*command, sys.executable, "-m", "app", "--lang", given.language, *arguments],
        cwd=ROOT,
        env=os.environ | {"EMARGE_HOME": str(home), "EMARGE_PASSPHRASE": PASSPHRASE},
        capture_output=True,
        text=True,
        check=False,
    )
    tally.refused += done.returncode != 0
    if "Traceback" in done.stderr or done.returncode not in (0, 1):
        tally.wrong(f"{name}, {fault}: {without_paths(done.stderr[-200:])}")
    elif done.returncode and not done.stderr.strip():
        tally.wrong(f"{name}, {fault}: no sentence")
    try:
        if done.returncode == 0 and (lost := deed.holds(home, stick, deed.word)):
            tally.lost += 1
            tally.wrong(f"{name}, {fault}: {lost}")
        emarge(home, *arguments)
        if wrong := deed.holds(home, stick, ""):
            tally.torn += 1
            tally.wrong(f"{name}, {fault}: afterwards {wrong}")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted and told
        tally.wrong(f"{name}, {fault}: afterwards {kills.told(error)}")


def run_full(given: Round) -> Tally:
    """A drive of eight megabytes fills up while people arrive; with room again the work goes on."""
    tally = Tally()
    for seed in given.seeds:
        chance = Round(seed, 1, given.folder).random
        with mounted(given.folder / "drive", DRIVE_BYTES) as drive:
            home = fresh(kills.source("before"), drive / "home")
            filling = fill(drive, leave_bytes=chance.randrange(0, 200_000))
            tally.tried += 1
            arrive_on_full(tally, home, filling, given)
    return tally


def arrive_on_full(tally: Tally, home: Path, filling: Path, given: Round) -> None:
    """People arrive until there is room again: who was confirmed is there."""
    told: set[str] = set()
    for number in range(3):
        name = f"ARRIVÉE Numéro {'abc'[number]}"
        done = call(home, given, "register", TOWNS[0], "--sex", "F", "--name", name)
        if done.returncode == 0:
            told.add(name)
        else:
            tally.refused += 1
        if "Traceback" in done.stderr:
            tally.wrong(f"full drive: {done.stderr[-150:]}")
    filling.unlink()
    try:
        emarge(home, "register", TOWNS[0], "--sex", "M", "--name", "APRÈS Tous")
        with whole(home) as here:
            tally.lost += not told <= set(names(here, TOWNS[0]))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted and told
        tally.wrong(f"full drive, afterwards: {kills.told(error)}")


def call(home: Path, given: Round, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `emarge` answers, in the language of the round; it may fail."""
    return subprocess.run(
        [sys.executable, "-m", "app", "--lang", given.language, *arguments],
        cwd=ROOT,
        env=os.environ | {"EMARGE_HOME": str(home), "EMARGE_PASSPHRASE": PASSPHRASE},
        capture_output=True,
        text=True,
        check=False,
    )


def run_sticks(given: Round) -> Tally:
    """The drive takes so many bytes of a bundle and no more: its name is there only when whole."""
    data, stick = whole_bundle(), given.place("stick")
    source = given.folder / "source"
    source.write_bytes(data)
    places = [seed * 7919 % (len(data) + 1) for seed in given.seeds]
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(source), str(stick), *map(str, places)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    said = {int(word) for word in done.stdout.split()}
    tally = Tally(tried=given.count, refused=given.count - len(said & set(places)))
    for path in stick.iterdir():
        tally.torn += path.suffix == ".emarge" and path.read_bytes() != data
    tally.lost += sum(not (stick / f"{at}.emarge").exists() for at in said)
    tally.silent += sum(at < len(data) for at in said)
    return tally


def run_places(given: Round) -> Tally:
    """Places where nothing can be written: each has its sentence."""
    tally, folder = Tally(), given.place("places")
    (folder / "file").write_bytes(b"x")
    shut = folder / "shut"
    shut.mkdir(mode=0o500)
    odd = ("é/x", "ا/x", "💥/x", "x" * 300, "a" * 120 + "/" + "b" * 120, "file/x", "no/where/x", "")
    for seed in given.seeds:
        name = odd[seed % len(odd)]
        tally.tried += 1
        try:
            write_file(folder / name, b"data")
        except AppError:
            tally.refused += 1
        except (OSError, ValueError) as error:
            tally.wrong(f"odd place: {errno.errorcode.get(getattr(error, 'errno', 0) or 0, '?')}")
    return tally


FAULTS = Kind(
    "a drive that refuses",
    ("R5",),
    "A write, a sync, a rename or a removal fails, once or for good, with EIO, ENOSPC or EACCES, "
    "while the program registers, takes in a list, exports, issues or copies.",
    run,
    step=8,
    weight=2,
    missing=needs("strace"),
    speaks=True,
)
SWEEP = Kind(
    "every refusal",
    ("R5",),
    "The same at each write, sync, rename and removal of each of these, one after the other: as "
    "many tries as there are refusals in all meet every one of them.",
    run_sweep,
    step=8,
    weight=2,
    missing=needs("strace"),
    speaks=True,
)
FULL = Kind(
    "a full drive",
    ("R6",),
    "A real drive of 8 MB fills up while people arrive; then there is room again.",
    run_full,
    step=2,
    speaks=True,
    missing=lambda: "" if can_mount() else "only root may mount a drive",
)
STICKS = Kind(
    "a stick pulled at any byte",
    ("R8",),
    "The stick takes so many bytes of a bundle and no more.",
    run_sticks,
    step=100,
    missing=needs(),
)
PLACES = Kind(
    "odd places",
    ("R7",),
    "A file is to be written where it cannot be, or under a name that few programs like.",
    run_places,
    step=64,
    weight=0.02,
)
