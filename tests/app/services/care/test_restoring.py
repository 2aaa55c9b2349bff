import subprocess
import sys

import pytest

from app.errors import (
    AlreadyOpen,
    CopyDamaged,
    CopyOfAnother,
    CopyUnknown,
    DatabaseDamaged,
    PlaceFull,
    WrongPassphrase,
)
from app.paths import KEYS, REGISTER, SECOND_KEYS, SET_ASIDE
from app.services.care.checking import check
from app.services.care.copies import CopyReason, make_copy
from app.services.care.installation import install, open_installation
from app.services.care.recovering import change_passphrase
from app.services.care.restoring import examine, restore
from app.services.care.salvaging import salvage
from app.store import entries, vault
from tests.app.services.care.conftest import CHEAP, NOW, WORDS, arrive, digest, flip

ASKED = CopyReason.ASKED


@pytest.fixture
def copied(home, opened):
    """A copy of the register, and two people who came after it; all is closed."""
    here = opened()
    made = make_copy(here, ASKED, now=NOW)
    state = entries.state_digest(here.db)
    for name in ("SIDIBÉ Oumou", "TRAORÉ Moussa"):
        arrive(here, name)
    device = here.key.id
    here.close()
    return made, state, device


def contents(folder):
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_copy_takes_the_place_of_a_damaged_register_as_a_new_device(home, copied):
    made, state, device = copied
    flip(home / REGISTER, 5000)
    damaged = (home / REGISTER).read_bytes()

    done = restore(home, WORDS, made.path, now=NOW)

    assert (done.contents.entries, done.contents.people) == (3, 2)
    assert (done.set_aside / REGISTER).read_bytes() == damaged
    assert done.set_aside.parent == home / SET_ASIDE
    here = open_installation(home, WORDS)
    assert entries.state_digest(here.db) == state
    assert check(here.db, deep=True).is_good
    assert here.key.id != device
    here.close()


def test_the_copy_itself_stays_as_it_is(home, copied):
    made, *_ = copied
    before = contents(made.path)

    restore(home, WORDS, made.path, now=NOW)

    assert contents(made.path) == before


def test_a_log_of_before_never_meets_the_register_that_is_put_back(home, copied):
    made, state, _ = copied
    log = home / f"{REGISTER}-wal"
    log.write_bytes(b"of before" * 1000)

    done = restore(home, WORDS, made.path, now=NOW)

    assert (done.set_aside / log.name).read_bytes() == b"of before" * 1000
    assert digest(home) == state


def test_a_copy_comes_to_a_laptop_that_never_had_a_register(tmp_path, copied):
    made, state, _ = copied

    done = restore(tmp_path / "new", WORDS, made.path, now=NOW)

    assert done.set_aside is None
    assert digest(tmp_path / "new") == state


def test_the_passphrase_of_today_opens_what_was_put_back(home, copied):
    made, *_ = copied
    change_passphrase(home, WORDS, "quatre autres mots choisis", cost=CHEAP)

    restore(home, "quatre autres mots choisis", made.path, now=NOW)

    with pytest.raises(WrongPassphrase):
        digest(home)
    digest(home, "quatre autres mots choisis")


def test_keys_that_are_gone_come_from_the_copy(home, copied):
    made, state, _ = copied
    for name in (KEYS, SECOND_KEYS):
        (home / name).unlink()

    restore(home, WORDS, made.path, now=NOW)

    assert digest(home) == state


def test_key_file_that_is_damaged_is_not_what_is_put_back(home, copied):
    made, state, _ = copied
    (home / KEYS).write_bytes(b"{")

    restore(home, WORDS, made.path, now=NOW)

    assert digest(home) == state
    assert (home / KEYS).read_bytes() == (home / SECOND_KEYS).read_bytes() != b"{"


@pytest.mark.parametrize("name", [REGISTER, KEYS])
def test_a_damaged_copy_changes_nothing(home, copied, name):
    made, *_ = copied
    flip(made.path / name, -300)
    if name == KEYS:
        (made.path / KEYS).write_bytes(b"{")
        for keys in (KEYS, SECOND_KEYS):
            (home / keys).unlink()
    before = contents(home)

    with pytest.raises((CopyDamaged, WrongPassphrase)):
        restore(home, WORDS, made.path, now=NOW)

    assert contents(home) == before


@pytest.fixture
def elsewhere(tmp_path):
    """The folder of another laptop, which has the same passphrase."""
    other = tmp_path / "other"
    install(other, WORDS, now=NOW, cost=CHEAP)
    return other


def test_a_copy_of_another_laptop_never_takes_the_place_of_this_one(copied, elsewhere):
    before = contents(elsewhere)

    with pytest.raises(CopyOfAnother, match=copied[0].path.name):
        restore(elsewhere, WORDS, copied[0].path, now=NOW)

    assert contents(elsewhere) == before


def test_a_copy_of_another_laptop_is_told_apart_where_this_one_s_register_is_gone(
    copied, elsewhere
):
    (elsewhere / REGISTER).unlink()

    with pytest.raises(CopyOfAnother):
        restore(elsewhere, WORDS, copied[0].path, now=NOW)


def test_on_a_computer_without_a_register_any_copy_is_put_back(copied, tmp_path):
    made, state, _ = copied

    restore(tmp_path / "new", WORDS, made.path, now=NOW)

    assert digest(tmp_path / "new") == state


def test_what_is_no_copy_changes_nothing(home):
    before = contents(home)

    with pytest.raises(CopyUnknown, match="nowhere"):
        restore(home, WORDS, home / "nowhere", now=NOW)

    assert contents(home) == before


def test_a_wrong_passphrase_changes_nothing(home, copied):
    before = contents(home)

    with pytest.raises(WrongPassphrase):
        restore(home, "quatre autres mots choisis", copied[0].path, now=NOW)

    assert contents(home) == before


def test_an_open_register_is_not_replaced(home, copied, tmp_path):
    code = (
        "import sys; from pathlib import Path; "
        "from app.services.care.installation import install, open_installation; "
        "here = open_installation(Path(sys.argv[1]), sys.argv[2]); "
        "print('open', flush=True); sys.stdin.read(); here.close()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(home), WORDS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert other.stdout.readline() == "open\n"

        with pytest.raises(AlreadyOpen):
            restore(home, WORDS, copied[0].path, now=NOW)
    finally:
        other.communicate("")
    digest(home)


def test_what_could_not_be_put_back_whole_leaves_the_disk_no_fuller(home, copied, monkeypatch):
    def full(*_keys):
        raise PlaceFull(name=KEYS, path=home)

    monkeypatch.setattr(vault, "hand_on", full)
    before = contents(home)

    with pytest.raises(PlaceFull):
        restore(home, WORDS, copied[0].path, now=NOW)

    assert contents(home) == before


def test_what_could_not_be_rebuilt_whole_leaves_the_disk_no_fuller(home, copied, monkeypatch):
    def full(*_keys):
        raise PlaceFull(name=KEYS, path=home)

    monkeypatch.setattr(vault, "hand_on", full)
    before = contents(home)

    with pytest.raises(PlaceFull):
        salvage(home, WORDS, now=NOW)

    assert contents(home) == before


class TestExamination:
    def test_names_the_fault_and_the_newest_good_copy(self, home, copied):
        here = open_installation(home, WORDS)
        newer = make_copy(here, ASKED, now=NOW)
        here.close()
        flip(newer.path / REGISTER, 9000)
        flip(home / REGISTER, 5000)
        before = contents(home)

        found = examine(home, WORDS)

        assert isinstance(found.fault, DatabaseDamaged)
        assert (found.copy.number, found.contents.entries, found.lacks) == (1, 3, 2)
        assert found.damaged == (newer.path,)
        assert contents(home) == before

    def test_of_a_healthy_installation_finds_no_fault(self, home, copied):
        found = examine(home, WORDS)

        assert found.fault is None
        assert found.copy.path == copied[0].path

    def test_without_a_copy_says_so(self, home):
        flip(home / REGISTER, 5000)

        found = examine(home, WORDS)

        assert (found.copy, found.lacks) == (None, None)

    def test_with_a_wrong_passphrase_tells_nothing(self, home, copied):
        with pytest.raises(WrongPassphrase):
            examine(home, "quatre autres mots choisis")

    def test_keys_that_are_gone_are_found_in_a_copy(self, home, copied):
        for name in (KEYS, SECOND_KEYS):
            (home / name).unlink()

        found = examine(home, WORDS)

        assert found.fault is None
        assert found.copy.number == 1


class TestWitness:
    def test_what_was_put_back_brings_a_witness_of_its_own(self, home, copied):
        restore(home, WORDS, copied[0].path, now=NOW)

        here = open_installation(home, WORDS)
        assert here.notices == ()
        here.close()

    def test_the_witness_of_before_tells_what_the_copy_lacks(self, home, copied):
        (home / REGISTER).unlink()
        (copied[0].path / "about.json").unlink()

        assert examine(home, WORDS).lacks == 2
