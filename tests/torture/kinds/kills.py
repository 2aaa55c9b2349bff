"""R1, R14: the program is killed just before any step towards the disk, whatever it was doing."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

from app.cli import emarge as terminal
from app.services.care.copies import copies, verify
from app.store import certificates, workshops
from tests.torture.killing import Moment, emarge, killed, moments
from tests.torture.kind import ROOT, Kind, Round, Tally, needs, without_paths
from tests.torture.places import TOWNS, fresh, names, shared_places, whole

OLD = ROOT / "tests" / "golden" / "register-0.1.0"

Said = Callable[[Path, Path, str], str]
"""Looks at a home and a stick after a kill: what was said and does not hold, or nothing."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A command line and where it is called; `holds` judges what it had said, such as `word`."""

    source: str
    arguments: tuple[str, ...]
    holds: Said
    word: str = ""
    again: bool = True


def _arrived(home: Path, _stick: Path, said: str) -> str:
    with whole(home) as here:
        found = names(here, TOWNS[0])
    told = "ARRIVÉE Personne is registered" in said
    return "" if not told or "ARRIVÉE Personne" in found else "an arrival that was said"


def _listed(home: Path, _stick: Path, said: str) -> str:
    with whole(home) as here:
        found = names(here, TOWNS[1])
    told = "lines were written" in said
    return "" if not told or len(found) > 1000 else "a list that was said"


def _certified(home: Path, _stick: Path, said: str) -> str:
    with whole(home) as here:
        (workshop,) = (one for one in workshops.all_(here.db) if one.code == TOWNS[0])
        issued = [one.number for one in certificates.of_workshop(here.db, workshop.id)]
    if len(set(issued)) < len(issued):
        return "two certificates of one number"
    return "" if "written" not in said or issued else "certificates that were said"


def _copied(home: Path, _stick: Path, said: str) -> str:
    with whole(home) as here:
        good = [one for one in copies(home) if verify(one.path, here.data_key).is_whole]
        known = copies(home)
    if len(good) < len(known):
        return "a copy that is not whole"
    return "" if not said.strip() or good else "a copy that was said"


def _whole(home: Path, _stick: Path, _said: str) -> str:
    with whole(home):
        return ""


def _sent(home: Path, stick: Path, said: str) -> str:
    bundles = list(stick.glob("*.emarge"))
    for bundle in bundles:
        emarge(shared_places() / "hq", "verify", bundle, "--deep")
    with whole(home):
        return "" if "Copy verified" not in said or bundles else "a bundle that was said"


def _merged(home: Path, _stick: Path, said: str) -> str:
    with whole(home) as here:
        known = {one.code for one in workshops.all_(here.db)}
    lost = [town for town in TOWNS if f": {town}," in said and town not in known]
    return "a bundle that was merged" if lost else ""


ARRIVAL = ("register", TOWNS[0], "--sex", "F", "--session", "1", "--name", "ARRIVÉE Personne")
PAPER = ("--out", "{stick}/papers.pdf")
DEEDS: dict[str, Deed] = {
    "register": Deed("before", ARRIVAL, _arrived, "ARRIVÉE Personne is registered"),
    "import": Deed(
        "before", ("import-list", TOWNS[1], "{places}/list.csv"), _listed, "lines were written"
    ),
    "certificates": Deed(
        "before",
        ("certificates", TOWNS[0], "--reason", "essai", *PAPER),
        _certified,
        "1 certificate was written",
    ),
    "export": Deed("enrolled", ("export", TOWNS[2], "--to", "{stick}"), _sent, "Copy verified"),
    "merge": Deed("hq", ("hq", "merge", "{places}/inbox"), _merged),
    "migration": Deed("old", ("check", "--deep"), _whole),
    "backup": Deed("before", ("backup",), _copied, "made"),
    "restore": Deed("copied", ("restore", "newest", "--yes"), _whole, again=False),
}


@cache
def known_deeds() -> tuple[str, ...]:
    """The deeds whose commands this program has."""
    commands = terminal.list_commands(click.Context(terminal))
    return tuple(name for name, deed in DEEDS.items() if deed.arguments[0] in commands)


@cache
def source(name: str) -> Path:
    """The home that a deed begins from."""
    places = shared_places()
    if name == "old":
        return fresh(OLD, places / "old")
    if name == "copied":
        home = fresh(places / "before", places / "copied")
        emarge(home, "backup")
        emarge(home, *ARRIVAL)
        return home
    if name == "before" and not (places / "arrived").exists():
        home = fresh(places / "before", places / "arrived")
        emarge(home, "register", TOWNS[0], "--sex", "F", "--session", "1", "--name", "BA Awa")
        return home
    return places / ("arrived" if name == "before" else name)


def arguments_of(deed: Deed, stick: Path) -> list[str]:
    return [
        one.replace("{stick}", str(stick)).replace("{places}", str(shared_places()))
        for one in deed.arguments
    ]


@cache
def steps_of(name: str) -> list[Moment]:
    """Every step of the whole deed, recorded once."""
    deed, work = DEEDS[name], shared_places() / "recorded"
    stick = work / "stick"
    shutil.rmtree(work, ignore_errors=True)
    stick.mkdir(parents=True)
    return moments(fresh(source(deed.source), work / "home"), *arguments_of(deed, stick))


def run(given: Round) -> Tally:
    """Kill each deed in turn, at a moment that chance chooses; then look, and call again."""
    tally, deeds = Tally(), known_deeds()
    for seed in given.seeds:
        chance = Round(seed, 1, given.folder).random
        name = deeds[seed % len(deeds)]
        steps = steps_of(name)
        _kill(tally, name, chance.choice(steps), given)
    return tally


def _kill(tally: Tally, name: str, moment: Moment, given: Round) -> None:
    deed, stick = DEEDS[name], given.place("stick")
    home = fresh(source(deed.source), given.folder / "home")
    tally.tried += 1
    tally.counts[name] = tally.counts.get(name, 0) + 1
    try:
        said = killed(home, moment, *arguments_of(deed, stick))
        wrong = "" if name == "restore" else deed.holds(home, stick, said)
        emarge(home, *(arguments_of(deed, stick) if deed.again else ("check", "--deep")))
        wrong = wrong or deed.holds(home, stick, "")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted and told
        tally.wrong(f"{name}, before {moment.call} {moment.count}: {told(error)}")
        return
    if wrong:
        tally.lost += 1
        tally.wrong(f"{name}, before {moment.call} {moment.count}: {wrong}")


def told(error: Exception) -> str:
    output = getattr(error, "stderr", "") or str(error)
    return without_paths(f"{type(error).__name__}: {output.strip()[-200:]}")


KIND = Kind(
    "kills",
    ("R1", "R14"),
    "The program is killed just before a step towards the disk while it registers, takes in a "
    "list, issues certificates, makes a copy, puts one back, exports, merges or migrates.",
    run,
    step=8,
    weight=3,
    missing=needs("strace"),
)
