"""Nothing that was counted is lost in silence, and no honest power cut is taken for a loss."""

import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from app.errors import AppError
from app.paths import KEYS, LOG, REGISTER, SECOND_KEYS, WITNESS
from app.services.care.installation import open_installation
from app.services.care.keeping import Keeping
from tests.torture.keeper import EVERY, WORDS, arrive, name_of, people, prepare
from tests.torture.power_cut import KEEPINGS, PowerCut, disk_after
from tests.torture.recording import Confirmed, Synced, initial, record
from tests.torture.test_power_cut import put_down

pytestmark = [pytest.mark.torture, pytest.mark.timeout(7200)]

ROOT = Path(__file__).parents[2]
COUNT = int(os.environ.get("EMARGE_TORTURE_COUNT", "2000"))
ARRIVALS = 26
COUNTED = 24
"""Of the arrivals, those that the witness has counted when the desk is killed."""

FILES = (REGISTER, LOG, KEYS, SECOND_KEYS, WITNESS)
WEIGHTS = (40, 40, 5, 5, 10)


@pytest.fixture(scope="module")
def killed(tmp_path_factory) -> Path:
    """What lies there when the desk is killed: two arrivals are younger than the witness."""
    home, found = tmp_path_factory.mktemp("desk") / "home", tmp_path_factory.mktemp("found") / "f"
    prepare(home)
    here = open_installation(home, WORDS)
    keeping = Keeping(here)
    for number in range(1, ARRIVALS + 1):
        arrive(here, number)
        if number % EVERY == 0:
            keeping.keep()
    shutil.copytree(home, found)
    here.close()
    return found


def harm(data: bytes, random: Random) -> bytes | None:
    """A file that was flipped, cut, zeroed in a place, emptied, or is gone."""
    at = random.randrange(max(len(data), 1))
    match random.randrange(10):
        case 0:
            return None
        case 1:
            return b""
        case 2:
            return data[:at]
        case 3:
            return data[:at] + bytes(min(4096, len(data) - at)) + data[at + 4096 :]
        case _:
            return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def verdict(home: Path) -> str:
    """Whether what the witness had counted is there, or the opening said that something is."""
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    try:
        here = open_installation(home, WORDS)
    except AppError as error:
        after = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
        is_kept = all(before.get(name) == after.get(name) for name in (REGISTER, LOG))
        return "refused" if is_kept else f"CHANGED BY {type(error).__name__}"
    try:
        if {name_of(number) for number in range(1, COUNTED + 1)} <= people(here):
            return "told" if here.notices else "whole"
        return "told" if here.notices else "SILENT"
    finally:
        here.close()


def test_no_damage_takes_in_silence_what_was_counted(killed, tmp_path):
    found = Counter()
    for number in range(COUNT):
        random = Random(number)  # noqa: S311 - it makes harm, not keys
        home = tmp_path / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(killed, home)
        (name,) = random.choices(FILES, WEIGHTS)
        if (home / name).exists():
            data = harm((home / name).read_bytes(), random)
            (home / name).unlink() if data is None else (home / name).write_bytes(data)

        found[name, verdict(home)] += 1

    said = {what for _name, what in found}
    assert said <= {"refused", "told", "whole"}, found
    sys.stderr.write(f"damage: {dict(sorted(found.items()))}\n")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """What a desk asks of its disk: opening, arrivals, witness and log, closing."""
    home = tmp_path_factory.mktemp("recorded") / "home"
    prepare(home)
    before = initial(home)
    command = [sys.executable, "-m", "tests.torture.keeper", str(home), "1", str(ARRIVALS)]
    return record(home, command, ROOT), before


def test_no_honest_power_cut_raises_an_alarm(recorded, tmp_path):
    steps, before = recorded
    first = next(place for place, step in enumerate(steps) if isinstance(step, Confirmed))
    found = Counter()
    for number in range(COUNT):
        random = Random(number)  # noqa: S311 - it makes disks, not keys
        start = 1 if number % 10 == 0 else first // 2
        cut = PowerCut(
            random.randint(start, len(steps)),
            KEEPINGS[number % len(KEEPINGS)],
            strict=number % 8 >= 4,
        )
        disk = disk_after(steps, cut, random, before)
        home = put_down(disk, tmp_path).parent

        here = open_installation(home, WORDS)

        confirmed = [line for line in disk.confirmed.split("\n") if line.isdigit()]
        assert {name_of(int(line)) for line in confirmed} <= people(here), cut
        assert not here.notices, (number, cut, here.notices)
        found["log" if disk.files.get(LOG) else "no log"] += 1
        here.close()
    sys.stderr.write(f"power cuts: {dict(found)}\n")


def test_a_confirmation_waits_for_one_sync(recorded):
    """Also the first one after the log was carried over."""
    steps, _before = recorded
    syncs: Counter[str] = Counter()
    waiting = 0
    for step in steps:
        waiting += isinstance(step, Synced)
        if isinstance(step, Confirmed):
            for line in step.text.split("\n")[:-1]:
                syncs[line] = waiting
                waiting = 0
    arrivals = [syncs[str(number)] for number in range(2, ARRIVALS + 1)]

    assert set(arrivals) == {1}
