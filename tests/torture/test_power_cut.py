"""The power goes at any moment while people are registered, and while a register is migrated."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from app.domain.journal import broken_links, missing
from app.errors import DatabaseDamaged, NewerSchema
from app.store import entries, projection
from app.store.database import Database, open_database
from tests.app.store.registers import KEY
from tests.torture.clerk import name_of
from tests.torture.power_cut import KEEPINGS, Disk, PowerCut, disk_after
from tests.torture.recording import Step, initial, record

pytestmark = [pytest.mark.torture, pytest.mark.timeout(1800)]

ROOT = Path(__file__).parents[2]
DISKS = 2000
PEOPLE = 60
"""Enough for the engine to carry its log over into the register once."""


def clerk(deed: str, path: Path, last: int = 0) -> list[str]:
    return [sys.executable, "-m", "tests.torture.clerk", deed, str(path), "1", str(last)]


@pytest.fixture(scope="module")
def steps(tmp_path_factory) -> list[Step]:
    """A first start, a workshop, sixty arrivals and a clean end."""
    folder = tmp_path_factory.mktemp("recorded")
    return record(folder, clerk("begin", folder / "emarge.db", PEOPLE), ROOT)


def cuts(steps: list[Step], *, lies: bool = False, disks: int = DISKS):
    """Power cuts spread over the recording, in every way of keeping and of naming."""
    for number in range(disks):
        random = Random(number)  # noqa: S311 - it makes disks, not keys
        keeping = KEEPINGS[number % len(KEEPINGS)]
        after = random.randint(1, len(steps))
        cut = PowerCut(after, keeping, strict=number % 8 >= 4, lies=lies)
        yield cut, disk_after(steps, cut, random, {})


def put_down(disk: Disk, folder: Path) -> Path:
    for old in folder.iterdir():
        old.unlink()
    for name, data in disk.files.items():
        (folder / name).write_bytes(data)
    return folder / "emarge.db"


def here(db: Database) -> set[str]:
    rows = db.tuples(
        "SELECT p.name FROM registrations r JOIN people p ON p.id = r.person "
        "WHERE r.status = 'registered'"
    )
    return {name for (name,) in rows}


def confirmed(disk: Disk) -> set[str]:
    return {name_of(int(line)) for line in disk.confirmed.split()}


def is_whole(db: Database) -> bool:
    """Whether the register agrees with itself: no half transaction, no gap, no wrong row."""
    known, _ = entries.all_entries(db)
    return not (missing(known) or broken_links(known) or projection.differences(db))


def test_honest_disk_loses_nobody(steps, tmp_path):
    for cut, disk in cuts(steps):
        db = open_database(put_down(disk, tmp_path), KEY)

        assert confirmed(disk) <= here(db), cut
        assert is_whole(db), cut
        db.close()


def test_careless_engine_is_found_out(tmp_path):
    """Without a sync at each commit the same disks lose people: the test has teeth."""
    folder = tmp_path / "register"
    folder.mkdir()
    steps = record(folder, clerk("careless", folder / "emarge.db", PEOPLE), ROOT)
    lost: set[str] = set()

    for _cut, disk in cuts(steps, disks=DISKS // 20):
        db = open_database(put_down(disk, folder), KEY)
        lost |= confirmed(disk) - here(db)
        db.close()

    assert lost


def verdict(path: Path) -> str:
    """How a register that lay on a lying disk is received."""
    try:
        db = open_database(path, KEY)
    except DatabaseDamaged:
        return "seen at the start"
    try:
        return "whole" if is_whole(db) else "seen by the deep check"
    except DatabaseDamaged:
        return "seen when read"
    finally:
        db.close()


def test_disk_that_lies_is_met_with_words(steps, tmp_path):
    """Arrivals may be missing, which only paper and headquarters can tell; nothing else is new."""
    found = Counter(verdict(put_down(disk, tmp_path)) for _cut, disk in cuts(steps, lies=True))

    assert found["whole"]
    assert found["seen at the start"]


def test_migration_is_before_or_after(tmp_path):
    folder = tmp_path / "register"
    folder.mkdir()
    path = folder / "emarge.db"
    subprocess.run(clerk("begin", path, 5), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    before = initial(folder)
    steps = record(folder, clerk("migrate", path), ROOT)
    verdicts = set()

    for number in range(DISKS // 4):
        random = Random(number)  # noqa: S311 - it makes disks, not keys
        keeping = KEEPINGS[number % len(KEEPINGS)]
        cut = PowerCut(random.randint(0, len(steps)), keeping, strict=number % 8 >= 4)
        put_down(disk_after(steps, cut, random, before), folder)
        is_migrated = migrated(path)
        verdicts.add(is_migrated)
        kept = path.with_name("emarge-before-m999_more.db") if is_migrated else path
        db = open_database(kept, KEY)
        assert is_whole(db), cut
        assert len(here(db)) == 5, cut
        db.close()

    assert verdicts == {True, False}


def migrated(path: Path) -> bool:
    """Whether the older release refuses the register because a later one has taken it over."""
    try:
        open_database(path, KEY).close()
    except NewerSchema:
        return True
    return False
