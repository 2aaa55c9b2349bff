"""`emarge backup` and `emarge restore` are killed before any of their steps towards the disk."""

import shutil
from datetime import UTC, datetime

import pytest

from app.paths import COPIES, SET_ASIDE
from app.services.care.checking import check
from app.services.care.copies import CopyReason, copies, make_copy, verify
from app.services.care.installation import install, open_installation
from app.services.care.restoring import restore
from app.store import entries
from tests.torture.killing import CHEAP, PASSPHRASE, emarge, killed, moments, spread

pytestmark = [pytest.mark.torture, pytest.mark.timeout(3600)]

KILLS = 60
CYCLES = 500
NOW = datetime(2021, 10, 13, 8, 30, tzinfo=UTC)
ARRIVAL = ("register", "BKO", "--sex", "F", "--organisation", "Police", "--name")


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    """A laptop with one workshop, two copies, and one person who came after them."""
    home = tmp_path_factory.mktemp("places") / "laptop"
    install(home, PASSPHRASE, now=NOW, cost=CHEAP)
    options = ("--title", "l’analyse", "--city", "Bamako", "--from", "2021-10-13", "--code", "BKO")
    emarge(home, "workshop", "new", *options)
    for name in ("PREMIÈRE Personne", "DEUXIÈME Personne"):
        emarge(home, *ARRIVAL, name)
        emarge(home, "backup")
    emarge(home, *ARRIVAL, "TROISIÈME Personne")
    return home


def fresh(source, home):
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(source, home)
    return home


def state(home):
    """The digest of the register, which is whole in every row."""
    here = open_installation(home, PASSPHRASE)
    try:
        found = check(here.db, deep=True)
        assert found.is_good
        return found.digest, here.data_key
    finally:
        here.close()


def test_a_killed_backup_leaves_no_copy_under_a_good_name_that_is_not_good(laptop, tmp_path):
    home = tmp_path / "home"
    before = {one.path.name for one in copies(laptop)}
    wanted, key = state(laptop)
    numbers = set()
    for moment in spread(moments(fresh(laptop, home), "backup"), KILLS):
        said = killed(fresh(laptop, home), moment, "backup")
        known = copies(home)
        numbers.add(len(known))

        assert before <= {one.path.name for one in known}
        assert all(verify(one.path, key).is_whole for one in known)
        assert "verified" not in said or len(known) == len(before) + 1
        assert state(home)[0] == wanted
        emarge(home, "backup")
        assert sorted(path.name for path in (home / COPIES).iterdir()) == sorted(
            one.path.name for one in copies(home)
        )
    assert numbers == {len(before), len(before) + 1}


def test_a_killed_restore_leaves_the_one_or_the_other(laptop, tmp_path):
    home = tmp_path / "home"
    old, _key = state(laptop)
    call = ("restore", "1", "--yes")
    done = moments(fresh(laptop, home), *call)
    new, _key = state(home)
    found = set()
    for moment in spread(done, KILLS):
        said = killed(fresh(laptop, home), moment, *call)
        after, _key = state(home)
        found.add(after)

        assert after in (old, new)
        assert "was put back" not in said or after == new
        emarge(home, *call)
        assert state(home)[0] == new
        assert list((home / SET_ASIDE).iterdir())
    assert found == {old, new}


def test_backup_and_restore_five_hundred_times_keep_the_state(laptop, tmp_path):
    home = fresh(laptop, tmp_path / "home")
    wanted, _key = state(home)
    for _ in range(CYCLES):
        here = open_installation(home, PASSPHRASE)
        made = make_copy(here, CopyReason.ASKED, now=NOW)
        here.close()

        restore(home, PASSPHRASE, made.path, now=NOW)

        here = open_installation(home, PASSPHRASE)
        assert entries.state_digest(here.db) == wanted
        here.close()
        shutil.rmtree(home / SET_ASIDE)
    assert state(home)[0] == wanted
