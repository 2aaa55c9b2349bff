"""The process is killed at any moment: nobody whose arrival was confirmed is lost."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from app.domain.journal import broken_links, missing
from app.store import entries, projection, registrations, workshops
from app.store.database import Database, open_database
from tests.app.store.registers import KEY
from tests.torture.clerk import name_of, prepare

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 0.06
"""Some thirty registrations: the moment of the kill wanders over all that one of them does."""
KILLS = 10
TORTURE = [pytest.param(n, marks=pytest.mark.torture) for n in range(KILLS, 1000, KILLS)]
GOLDEN = 0.618034
"""Multiples of it fill an interval evenly, whatever their number."""


def killed_clerk(path: Path, first: int, seconds: float, deed: str = "work") -> list[int]:
    """The numbers that a clerk confirmed before being killed `seconds` after the first one."""
    clerk = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.clerk", deed, str(path), str(first), "1000000"],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    begun = clerk.stdout.readline()
    with suppress(subprocess.TimeoutExpired):
        clerk.wait(seconds)
    clerk.kill()
    rest, _ = clerk.communicate()
    assert begun, "the clerk never began"
    return [int(line) for line in (begun + rest).split()]


def here(db: Database, workshop_id: str) -> set[str]:
    lines = registrations.roster(db, workshop_id)
    return {line.person.name for line in lines if line.registration.is_here}


@pytest.mark.parametrize("start", [0, *TORTURE])
def test_nobody_who_was_confirmed_is_lost(tmp_path, start):
    path = tmp_path / "emarge.db"
    workshop_id = prepare(path)
    confirmed: list[int] = []

    for kill in range(start, start + KILLS):
        first = (confirmed[-1] if confirmed else 0) + 2
        seconds = kill * GOLDEN % 1 * LONGEST_SECONDS
        confirmed += killed_clerk(path, first, seconds)

        db = open_database(path, KEY)
        assert {name_of(number) for number in confirmed} <= here(db, workshop_id)
        db.close()

    db = open_database(path, KEY)
    known, _ = entries.all_entries(db)
    numbers = [line.registration.number for line in registrations.roster(db, workshop_id)]
    assert workshops.get(db, workshop_id)
    assert (missing(known), broken_links(known)) == ({}, [])
    assert (projection.differences(db), db.damage()) == ([], [])
    assert len(set(numbers)) == len(numbers)
    db.close()


def test_clerk_who_confirms_before_it_is_done_is_found_out(tmp_path):
    path = tmp_path / "emarge.db"
    workshop_id = prepare(path)
    lost: set[str] = set()

    for kill in range(5):
        confirmed = killed_clerk(path, kill * 1000 + 1, kill * GOLDEN % 1 * 0.01, "hasty")
        db = open_database(path, KEY)
        lost |= {name_of(number) for number in confirmed} - here(db, workshop_id)
        db.close()

    assert lost
