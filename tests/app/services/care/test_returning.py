import shutil

import pytest

from app.errors import (
    AlreadyOpen,
    KeysDamaged,
    KeySlotDamaged,
    KeysMissing,
    KeysOfAnother,
    RegisterMissing,
    WrongPassphrase,
)
from app.paths import KEYS, REGISTER, SECOND_KEYS
from app.services.care.installation import install, open_installation
from app.services.care.recovering import change_passphrase
from app.services.care.returning import put_keys_back
from app.store import vault
from tests.app.services.care.conftest import CHEAP, NOW, WORDS, digest, flip

NEW = "le fleuve est haut ce matin"


@pytest.fixture
def returned(home, tmp_path):
    """The key file as it lies on a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    return shutil.copy(home / KEYS, stick / KEYS)


def lose(home):
    for name in (KEYS, SECOND_KEYS):
        (home / name).unlink()


def damage(home):
    for name in (KEYS, SECOND_KEYS):
        (home / name).write_bytes(b"{}")


def files(home):
    return {path.name: path.read_bytes() for path in home.iterdir() if path.suffix == ".json"}


def test_register_without_keys_opens_again_as_it_was(home, returned):
    state = digest(home)
    lose(home)
    with pytest.raises(KeysMissing):
        open_installation(home, WORDS)

    done = put_keys_back(home, WORDS, returned)

    assert done.set_aside is None
    assert digest(home) == state
    assert (home / KEYS).read_bytes() == (home / SECOND_KEYS).read_bytes()


def test_damaged_keys_are_kept(home, returned):
    damage(home)
    with pytest.raises(KeysDamaged):
        open_installation(home, WORDS)

    done = put_keys_back(home, WORDS, returned)

    kept = [path for path in done.set_aside.rglob("*.json") if path.read_bytes() == b"{}"]
    assert {path.name for path in kept} == {KEYS, SECOND_KEYS}
    open_installation(home, WORDS).close()


def test_damaged_way_in_comes_back_and_the_others_stay(home, returned):
    recovery = vault.renew_recovery(home / KEYS, vault.unlock(home / KEYS, WORDS).key, CHEAP)
    for name in (KEYS, SECOND_KEYS):
        flip(home / name, (home / name).read_bytes().index(b'"passphrase"') + 60)
    with pytest.raises(KeySlotDamaged):
        open_installation(home, WORDS)

    put_keys_back(home, WORDS, returned)

    open_installation(home, WORDS).close()
    open_installation(home, recovery).close()


def test_register_that_is_damaged_besides_gets_its_keys(home, returned):
    lose(home)
    flip(home / REGISTER, 5000)

    put_keys_back(home, WORDS, returned)

    assert vault.unlock(home / KEYS, WORDS)


def test_keys_with_the_passphrase_that_headquarters_gave(home, returned):
    key = vault.unlock(home / KEYS, WORDS).key
    vault.deposit(home / KEYS, key, bytes)
    vault.change_passphrase(home / KEYS, key, NEW, CHEAP)
    shutil.copy(home / KEYS, returned)
    damage(home)

    put_keys_back(home, NEW, returned)

    open_installation(home, NEW).close()


class TestRefused:
    """Nothing is changed."""

    def refuses(self, error, home, secret, keys):
        before = files(home)
        with pytest.raises(error):
            put_keys_back(home, secret, keys)
        assert files(home) == before

    def test_keys_of_another_register(self, home, tmp_path):
        install(tmp_path / "other", WORDS, now=NOW, cost=CHEAP)
        lose(home)

        self.refuses(KeysOfAnother, home, WORDS, tmp_path / "other" / KEYS)

    def test_wrong_passphrase(self, home, returned):
        lose(home)

        self.refuses(WrongPassphrase, home, NEW, returned)

    def test_file_that_is_damaged(self, home, returned):
        lose(home)
        returned.write_bytes(b"{}")

        self.refuses(KeysDamaged, home, WORDS, returned)

    def test_passphrase_that_another_took_the_place_of(self, home, returned):
        change_passphrase(home, WORDS, NEW, cost=CHEAP)

        self.refuses(WrongPassphrase, home, WORDS, returned)
        open_installation(home, NEW).close()

    def test_register_that_is_not_there(self, home, returned):
        (home / REGISTER).unlink()

        self.refuses(RegisterMissing, home, WORDS, returned)

    def test_register_that_is_open(self, home, returned, opened):
        opened()

        self.refuses(AlreadyOpen, home, WORDS, returned)
