"""The power goes, or the process is killed, while the passphrase is changed: one of them opens."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from app.errors import WrongPassphrase
from app.store import vault
from tests.torture.locksmith import CHEAP, passphrase
from tests.torture.power_cut import KEEPINGS, Disk, PowerCut, disk_after
from tests.torture.recording import initial, record

ROOT = Path(__file__).parents[2]
KILLS = 4
LONGEST_SECONDS = 0.03
"""Some ten changes: the moment of the kill wanders over all that one of them does."""
CHANGES = 3


def locksmith(path: Path, first: int, last: int) -> list[str]:
    return [sys.executable, "-m", "tests.torture.locksmith", str(path), str(first), str(last)]


def opener(path: Path, key: bytes, numbers: range) -> int:
    """Which of the passphrases opens; it must be exactly one."""
    found = []
    for number in numbers:
        with suppress(WrongPassphrase):
            assert vault.unlock(path, passphrase(number)).key == key
            found.append(number)
    (only,) = found
    return only


def test_killed_change_leaves_the_old_passphrase_or_the_new_one(tmp_path):
    path = tmp_path / "keys.json"
    key, recovery = vault.create(path, passphrase(0), CHEAP)
    opens = 0

    for kill in range(1, KILLS + 1):
        changing = subprocess.Popen(
            locksmith(path, opens + 1, 100_000), stdout=subprocess.PIPE, cwd=ROOT
        )
        begun = changing.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            changing.wait(kill / KILLS * LONGEST_SECONDS)
        changing.kill()
        rest, _ = changing.communicate()
        confirmed = int((begun + rest).split()[-1])

        opens = opener(path, key, range(opens, confirmed + 2))
        assert opens in (confirmed, confirmed + 1)
        assert vault.unlock(path, recovery).key == key


@pytest.mark.torture
def test_power_cut_leaves_the_old_passphrase_or_the_new_one(tmp_path):
    folder, after = tmp_path / "register", tmp_path / "after"
    folder.mkdir()
    after.mkdir()
    path = folder / "keys.json"
    key, recovery = vault.create(path, passphrase(0), CHEAP)
    before = initial(folder)
    steps = record(folder, locksmith(path, 1, CHANGES), ROOT)

    for moment in range(len(steps) + 1):
        for strict in (False, True):
            for keeping in KEEPINGS:
                cut = PowerCut(moment, keeping, strict=strict)
                disk = disk_after(steps, cut, Random(moment), before)  # noqa: S311 - no key
                found = put_down(disk, after)
                confirmed = len(disk.confirmed.split())
                number = opener(found, key, range(CHANGES + 1))

                assert number in (confirmed, confirmed + 1), cut
                assert vault.unlock(found, recovery).key == key


def put_down(disk: Disk, folder: Path) -> Path:
    for old in folder.iterdir():
        old.unlink()
    for name, data in disk.files.items():
        (folder / name).write_bytes(data)
    return folder / "keys.json"
