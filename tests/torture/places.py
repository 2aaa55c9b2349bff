"""A laptop with three workshops, headquarters that accepted it, and what was sent: made once."""

import csv
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from app.services.care.checking import check
from app.services.care.installation import Installation, install, open_installation
from app.store import registrations, workshops
from tests.torture.killing import CHEAP, PASSPHRASE, emarge

LISTED = 1_100
"""More than two transactions of a list."""
TOWNS = ("Bamako", "Niamey", "Dakar")
NOW = datetime(2021, 10, 13, 8, 30, tzinfo=UTC)


@cache
def shared_places() -> Path:
    """The places of this process, in a folder that goes with the machine's temporary files."""
    return make_places(Path(tempfile.mkdtemp(prefix="emarge-torture-")))


def make_places(folder: Path, listed: int = LISTED) -> Path:
    """In `folder`: laptop, what it was before and enrolled, hq, inbox with all it sent, lists."""
    laptop, hq, inbox = folder / "laptop", folder / "hq", folder / "inbox"
    inbox.mkdir(parents=True)
    for home in (laptop, hq):
        install(home, PASSPHRASE, now=NOW, cost=CHEAP)
    card, enrolment = folder / "laptop.card", folder / "team.enrolment"
    emarge(laptop, "device", "show", "--card", card)
    keys = ("--out", folder / "hq.identity", "--public", folder / "hq.pub")
    emarge(hq, "hq", "keygen", *keys)
    told = ("--digits-compared", "--json")
    done = emarge(hq, "hq", "enrol", card, "--out", enrolment, *told)
    digits = json.loads(done.stdout)["fingerprint"]
    write_list(folder / "list.csv", listed)
    write_list(folder / "short.csv", listed // 10)
    for town in TOWNS:
        options = ("--title", "l’analyse", "--city", town, "--from", "2021-10-13", "--code", town)
        emarge(laptop, "workshop", "new", *options)
        emarge(laptop, "import-list", town, folder / "short.csv")
    shutil.copytree(laptop, folder / "before")
    emarge(laptop, "import", enrolment, "--digits", digits)
    shutil.copytree(laptop, folder / "enrolled")
    for town in TOWNS:
        emarge(laptop, "export", town, "--to", inbox)
    return folder


def write_list(path: Path, people: int) -> None:
    """An invitation list of people whose names differ."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("Nom", "Prénoms", "Sexe", "Structure"))
        lines.writerows(("PERSONNE", letters(n), "F", "Police") for n in range(people))


def letters(number: int) -> str:
    """A given name of its own for each number."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:04d}").capitalize()


@contextmanager
def whole(home: Path) -> Iterator[Installation]:
    """The register in `home`, which must be whole in every row."""
    here = open_installation(home, PASSPHRASE)
    try:
        found = check(here.db, deep=True)
        assert found.is_good, "the register is not whole"
        assert (found.gaps, found.conflicts, found.twins) == (0, 0, 0), "gaps or twins"
        yield here
    finally:
        here.close()


def names(here: Installation, town: str) -> list[str]:
    """Everyone on the list of a town."""
    (workshop,) = (one for one in workshops.all_(here.db) if one.code == town)
    return sorted(line.person.name for line in registrations.roster(here.db, workshop.id))


def fresh(source: Path, home: Path) -> Path:
    """A copy of `source` at `home`, whatever was there."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(source, home)
    return home
