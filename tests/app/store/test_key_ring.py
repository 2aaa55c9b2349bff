"""Two key files: what one lost the other has, and each way in stands by itself."""

import pytest

from app.errors import (
    AlreadyInstalled,
    KeysBusy,
    KeysDamaged,
    KeysHealed,
    KeySlotDamaged,
    KeySlotLost,
    KeysMissing,
    WrongPassphrase,
)
from app.store import vault
from app.store.key_file import Cost, read
from app.store.key_lock import alone
from app.store.key_ring import mend

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
OLD, NEW = "quatre chèvres blanches", "le fleuve est haut"


class Folder:
    """A register's folder with its two key files, and what happens to them."""

    def __init__(self, path):
        self.first, self.second = path / "keys.json", path / "keys.2.json"
        (path / "copies").mkdir(parents=True)
        self.key, self.recovery = vault.create(self.first, OLD, CHEAP)
        (path / "emarge.db").touch()
        vault.deposit(self.first, self.key, lambda key: b"sealed" + key[::-1])
        self.path = path
        self.paths = (self.first, self.second)

    def opens(self, secret):
        return vault.unlock(self.first, secret).key == self.key

    def refuses(self, secret, error=WrongPassphrase):
        with pytest.raises(error):
            vault.unlock(self.first, secret)

    def headquarters_opens(self):
        return vault.recover(self.first, lambda data: data[:5:-1]) == self.key

    def damage(self, way, *paths):
        """Flip a byte of the way in "passphrase", "recovery" or "escrow"."""
        for path in paths:
            raw = path.read_bytes()
            at = raw.index(b'"sealed"', raw.index(f'"slot":"{way}"'.encode())) + 14
            path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])

    def mend(self, secret=OLD):
        opened = vault.unlock(self.first, secret)
        return mend(self.first, opened.key, opened.by)

    def copy(self, name):
        copy = self.path / "copies" / name
        copy.mkdir()
        (copy / "keys.json").write_bytes(self.first.read_bytes())
        return copy / "keys.json"

    def kept(self):
        return sorted(path.read_bytes() for path in self.path.glob("set-aside/*/*"))

    def is_whole(self):
        return all(read(path.read_bytes()).is_whole for path in self.paths)


@pytest.fixture
def here(tmp_path):
    return Folder(tmp_path / "register")


def test_both_files_say_the_same(here):
    assert here.first.read_bytes() == here.second.read_bytes()
    assert here.is_whole()


@pytest.mark.parametrize("one", [0, 1])
@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"\xff" * 900, b"[" * 60_000, b" " * 70_000], ids=str
)
def test_one_file_is_enough_and_the_other_is_healed_and_told(here, one, content):
    whole = here.first.read_bytes()
    here.paths[one].unlink()
    if content is not None:
        here.paths[one].write_bytes(content[:70_000])

    assert here.opens(OLD)
    assert here.opens(here.recovery)
    assert here.headquarters_opens()
    (told,) = here.mend()

    assert isinstance(told, KeysHealed)
    assert told.facts["name"] == here.paths[one].name
    assert here.first.read_bytes() == here.second.read_bytes() == whole
    assert here.mend() == ()


def test_a_folder_in_the_place_of_a_file_is_set_aside(here):
    here.second.unlink()
    (here.second / "x").mkdir(parents=True)

    here.mend()

    assert here.is_whole()
    assert list(here.path.glob("set-aside/*/keys.2.json/x"))


WAYS = ("passphrase", "recovery", "escrow")


@pytest.mark.parametrize("damaged", WAYS)
def test_damaged_way_in_blocks_no_healthy_one_of_the_same_file(here, damaged):
    here.damage(damaged, here.first)
    here.second.unlink()

    if damaged == "passphrase":
        here.refuses(OLD, KeySlotDamaged)
    else:
        assert here.opens(OLD)
    if damaged == "recovery":
        here.refuses(here.recovery, KeySlotDamaged)
        here.refuses(OLD + "!", WrongPassphrase)
    else:
        assert here.opens(here.recovery)
    assert damaged == "escrow" or here.headquarters_opens()


def test_ways_in_of_both_files_are_put_together(here):
    here.damage("passphrase", here.first)
    here.damage("recovery", here.second)
    here.damage("escrow", here.second)

    assert here.opens(OLD)
    assert here.opens(here.recovery)
    assert here.headquarters_opens()
    told = here.mend()

    assert [one.facts["name"] for one in told] == ["keys.json", "keys.2.json"]
    assert here.is_whole()
    assert len(read(here.second.read_bytes()).slots) == 3


def test_what_is_lost_in_both_is_told_and_the_damaged_files_are_kept(here):
    here.damage("recovery", *here.paths)
    before = sorted(path.read_bytes() for path in here.paths)

    told = here.mend()

    assert here.opens(OLD)
    assert any(isinstance(one, KeySlotLost) for one in told)
    assert set(here.kept()) == set(before)
    assert any(isinstance(one, KeySlotLost) for one in here.mend())
    vault.renew_recovery(here.first, here.key, CHEAP)
    assert here.mend() == ()


def test_nothing_whole_anywhere_has_its_sentence(here):
    for path in here.paths:
        path.write_bytes(b"\0" * 900)

    here.refuses(OLD, KeysDamaged)
    here.refuses(here.recovery, KeysDamaged)


class TestNewPassphrase:
    @pytest.mark.parametrize("stale", [0, 1])
    def test_between_the_two_files_the_new_one_opens_and_the_old_one_does_not(self, here, stale):
        before = here.first.read_bytes()
        vault.change_passphrase(here.first, here.key, NEW, CHEAP)
        here.paths[stale].write_bytes(before)

        assert here.opens(NEW)
        here.refuses(OLD)
        assert here.opens(here.recovery)
        assert here.mend(NEW) == ()

        assert here.first.read_bytes() == here.second.read_bytes()
        here.paths[1 - stale].unlink()
        assert here.opens(NEW)
        here.refuses(OLD)

    def test_old_file_is_the_way_in_when_the_new_one_is_lost(self, here):
        before = here.second.read_bytes()
        vault.change_passphrase(here.first, here.key, NEW, CHEAP)
        here.second.write_bytes(before)
        here.first.write_bytes(b"")

        assert here.opens(OLD)
        here.mend()
        here.refuses(NEW)

    def test_second_file_that_cannot_be_written_changes_nothing_of_that(self, here):
        here.second.unlink()
        (here.second / "in the way").mkdir(parents=True)

        vault.change_passphrase(here.first, here.key, NEW, CHEAP)

        assert here.opens(NEW)
        here.refuses(OLD)

    def test_backup_copies_open_as_the_register_does(self, here):
        copies = [here.copy("2026-03-04"), here.copy("2026-03-05")]
        vault.change_passphrase(here.first, here.key, NEW, CHEAP)

        for copy in copies:
            assert vault.unlock(copy, NEW).key == here.key
            with pytest.raises(WrongPassphrase):
                vault.unlock(copy, OLD)

    def test_another_register_s_copy_is_left_alone(self, here):
        foreign = here.copy("2026-03-04")
        foreign.unlink()
        vault.create(foreign, OLD, CHEAP)
        before = foreign.read_bytes()

        vault.change_passphrase(here.first, here.key, NEW, CHEAP)

        assert foreign.read_bytes() == before

    def test_of_two_with_one_generation_the_one_that_opened_is_kept(self, here):
        before = here.first.read_bytes()
        vault.change_passphrase(here.first, here.key, NEW, CHEAP)
        changed = here.first.read_bytes()
        here.first.write_bytes(before)
        here.second.write_bytes(before)
        vault.change_passphrase(here.first, here.key, "entre deux saisons", CHEAP)
        here.second.write_bytes(changed)

        assert here.opens(NEW)
        here.mend(NEW)

        here.refuses("entre deux saisons")
        assert here.first.read_bytes() == here.second.read_bytes() == changed


class TestWithoutBothFiles:
    def test_copy_of_the_keys_in_a_backup_opens_and_is_put_back(self, here):
        here.copy("2026-03-04")
        for path in here.paths:
            path.unlink()

        opened = vault.unlock(here.first, OLD)
        assert opened.is_from_copy
        assert here.opens(here.recovery)
        told = here.mend()

        assert [one.facts["name"] for one in told] == ["keys.json", "keys.2.json"]
        assert not vault.unlock(here.first, OLD).is_from_copy

    def test_way_in_that_both_lost_is_found_in_a_backup(self, here):
        here.copy("2026-03-04")
        here.damage("recovery", *here.paths)

        assert here.opens(here.recovery)
        here.mend()

        assert len(read(here.first.read_bytes()).slots) == 3

    def test_register_is_never_given_new_keys(self, here):
        for path in here.paths:
            path.unlink()

        with pytest.raises(KeysMissing):
            vault.create(here.first, OLD, CHEAP)
        assert not here.first.exists()

    def test_second_file_alone_is_an_installation(self, here):
        here.first.unlink()

        with pytest.raises(AlreadyInstalled):
            vault.create(here.first, OLD, CHEAP)


def test_keys_of_another_register_are_set_aside_not_lost(here, tmp_path):
    other = Folder(tmp_path / "other")
    foreign = other.first.read_bytes()
    here.first.write_bytes(foreign)
    vault.change_passphrase(here.second, here.key, NEW, CHEAP)

    assert vault.unlock(here.first, NEW).key == here.key
    here.mend(NEW)

    assert here.kept() == [foreign]
    assert here.opens(NEW)
    here.refuses(OLD)


def test_key_file_alone_at_headquarters_gets_no_company(here, tmp_path):
    alone_there = tmp_path / "hq" / "keys.json"
    alone_there.parent.mkdir()
    alone_there.write_bytes(here.first.read_bytes())

    with alone(alone_there.parent):
        vault.change_passphrase(alone_there, here.key, NEW, CHEAP)
    here.first.write_bytes(alone_there.read_bytes())

    assert [path.name for path in alone_there.parent.iterdir()] == ["keys.json"]
    assert here.opens(NEW)
    here.refuses(OLD)


def test_one_at_a_time_and_a_lock_that_its_holder_drops(here):
    with alone(here.path), pytest.raises(KeysBusy), alone(here.path):
        pass

    with alone(here.path):
        assert here.opens(OLD)


def test_files_are_their_owner_s(here):
    with alone(here.path):
        pass

    modes = {path.stat().st_mode & 0o777 for path in here.path.glob("keys*")}
    assert modes == {0o600}
