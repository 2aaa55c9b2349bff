"""`emarge` is killed before any of its writes: what it said holds, calling again completes."""

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.services.care.checking import check
from app.services.care.installation import Installation, install, open_installation
from app.store import registrations, workshops
from tests.torture.killing import CHEAP, PASSPHRASE, emarge, killed, moments, spread

pytestmark = [pytest.mark.torture, pytest.mark.timeout(3600)]

KILLS = 30
ARRIVALS = 300
LISTED = 1_100
"""More than two transactions of a list."""
TOWNS = ("Bamako", "Niamey", "Dakar")
NOW = datetime(2021, 10, 13, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> Path:
    """A laptop with three workshops, accepted by headquarters, and what it sent there."""
    folder = tmp_path_factory.mktemp("places")
    laptop, hq, inbox = folder / "laptop", folder / "hq", folder / "inbox"
    inbox.mkdir()
    for home in (laptop, hq):
        install(home, PASSPHRASE, now=NOW, cost=CHEAP)
    card, enrolment = folder / "laptop.card", folder / "team.enrolment"
    emarge(laptop, "device", "show", "--card", card)
    emarge(hq, "hq", "keygen", "--out", folder / "hq.identity", "--public", folder / "hq.pub")
    emarge(hq, "hq", "enrol", card, "--out", enrolment)
    write_list(folder / "list.csv", LISTED)
    write_list(folder / "short.csv", LISTED // 10)
    for town in TOWNS:
        options = ("--title", "l’analyse", "--city", town, "--from", "2021-10-13", "--code", town)
        emarge(laptop, "workshop", "new", *options)
        emarge(laptop, "import-list", town, folder / "short.csv")
    shutil.copytree(laptop, folder / "before")
    emarge(laptop, "import", enrolment)
    shutil.copytree(laptop, folder / "enrolled")
    for town in TOWNS:
        emarge(laptop, "export", town, "--to", inbox)
    return folder


def write_list(path: Path, people: int) -> None:
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
        assert found.is_good
        assert (found.gaps, found.conflicts, found.twins) == (0, 0, 0)
        yield here
    finally:
        here.close()


def names(here: Installation, town: str) -> list[str]:
    (workshop,) = (one for one in workshops.all_(here.db) if one.code == town)
    return sorted(line.person.name for line in registrations.roster(here.db, workshop.id))


def fresh(source: Path, home: Path) -> Path:
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(source, home)
    return home


def test_killed_arrival_is_there_if_it_was_said(places, tmp_path):
    home = fresh(places / "before", tmp_path / "home")
    arrival = ("register", TOWNS[0], "--sex", "F", "--organisation", "Police", "--session", 1)
    steps = moments(home, *arrival, "--name", "PREMIÈRE Personne")
    told: set[str] = set()

    for number, moment in enumerate(spread(steps, ARRIVALS)):
        name = f"ARRIVÉE {letters(number)}"
        if f"{name} is registered" in killed(home, moment, *arrival, "--name", name):
            told.add(name)

        with whole(home) as here:
            found = names(here, TOWNS[0])
            assert told <= set(found)
            assert len(found) == len(set(found))


def test_killed_list_is_there_by_whole_parts_and_completes(places, tmp_path):
    home, call = tmp_path / "home", ("import-list", TOWNS[1], places / "list.csv")
    steps = moments(fresh(places / "before", home), *call)
    with whole(home) as here:
        expected = names(here, TOWNS[1])
    sizes = set()

    for moment in spread(steps, KILLS):
        said = killed(fresh(places / "before", home), moment, *call)
        with whole(home) as here:
            found = names(here, TOWNS[1])
        sizes.add(len(found))
        assert "lines were written" not in said or found == expected
        emarge(home, *call)

        with whole(home) as here:
            assert names(here, TOWNS[1]) == expected
    assert len(expected) == LISTED
    assert {LISTED // 10, LISTED} < sizes


def test_killed_merge_comes_to_the_same_state(places, tmp_path):
    home, call = tmp_path / "home", ("hq", "merge", places / "inbox")
    steps = moments(fresh(places / "hq", home), *call)
    with whole(home) as here:
        expected = check(here.db).digest
    entries = set()

    for moment in spread(steps, KILLS):
        said = killed(fresh(places / "hq", home), moment, *call)
        with whole(home) as here:
            known = {workshop.code for workshop in workshops.all_(here.db)}
            entries.add(check(here.db).entries)
        assert all(f": {town}," not in said or town in known for town in TOWNS)
        again = emarge(home, *call)

        assert f"State: {expected}" in again.stdout
        with whole(home) as here:
            assert check(here.db).digest == expected
    assert len(entries) > 2, "no kill fell between two bundles"


def test_killed_export_leaves_a_whole_bundle_or_none(places, tmp_path):
    home, out = tmp_path / "home", tmp_path / "stick"
    call = ("export", TOWNS[2], "--to", out)
    out.mkdir()
    steps = moments(fresh(places / "enrolled", home), *call)
    found = set()

    for moment in spread(steps, KILLS):
        shutil.rmtree(out)
        out.mkdir()
        said = killed(fresh(places / "enrolled", home), moment, *call)
        before = {bundle.name for bundle in out.glob("*.emarge")}
        found.add(len(before))
        assert before or "Copy verified" not in said
        emarge(home, *call)

        after = {bundle.name for bundle in out.glob("*.emarge")}
        assert len(after) == len(before) + 1
        for bundle in out.glob("*.emarge"):
            emarge(places / "hq", "verify", bundle, "--deep")
        with whole(home):
            pass
    assert found == {0, 1}
