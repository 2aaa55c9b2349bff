import os
from datetime import UTC, datetime

import pytest

from app.errors import (
    AlreadyInstalled,
    AlreadyOpen,
    FolderRefused,
    NotInstalled,
    PassphraseTooWeak,
    RegisterMissing,
    WrongPassphrase,
)
from app.services.care.installation import install, is_installed, open_installation
from app.store.key_file import Cost

NOW = datetime(2021, 10, 13, 8, 0, tzinfo=UTC)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORDS = "quatre mots bien choisis"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "é ا" / "register"


def opens(home, secret):
    open_installation(home, secret).close()


def test_the_passphrase_and_the_recovery_key_open_it(home):
    recovery = install(home, WORDS, now=NOW, cost=CHEAP)

    opens(home, WORDS)
    opens(home, recovery.lower().replace("-", " "))
    with pytest.raises(WrongPassphrase):
        opens(home, "quatre autres mots choisis")


def test_a_device_keeps_its_key(home):
    install(home, WORDS, now=NOW, cost=CHEAP)
    first, second = open_installation(home, WORDS), None
    try:
        device = first.author.device
    finally:
        first.close()

    second = open_installation(home, WORDS)

    assert second.author.device == device == second.key.id
    second.close()


@pytest.mark.parametrize("words", ["abc", "aaaaaaaaaaaaaaaa", "   "])
def test_a_passphrase_guessed_too_easily_makes_nothing(home, words):
    with pytest.raises(PassphraseTooWeak):
        install(home, words, now=NOW, cost=CHEAP)

    assert not home.exists()


def test_a_script_may_choose_a_weak_one(home):
    install(home, "demo", now=NOW, strict=False, cost=CHEAP)

    opens(home, "demo")


def test_an_installation_is_never_written_over(home):
    install(home, WORDS, now=NOW, cost=CHEAP)

    with pytest.raises(AlreadyInstalled):
        install(home, WORDS, now=NOW, cost=CHEAP)


def test_an_empty_folder_is_no_installation(tmp_path):
    assert not is_installed(tmp_path)
    with pytest.raises(NotInstalled):
        open_installation(tmp_path, WORDS)


@pytest.mark.parametrize("left", [(), ("emarge.db-wal",)], ids=["nothing else", "its log"])
def test_keys_without_their_register_are_told_and_nothing_is_begun(home, left):
    install(home, WORDS, now=NOW, cost=CHEAP)
    (home / "emarge.db").unlink()
    for name in left:
        (home / name).write_bytes(b"acknowledged work")
    before = {path.name: path.read_bytes() for path in home.iterdir()}

    with pytest.raises(RegisterMissing, match=r"emarge\.db"):
        opens(home, WORDS)

    assert {path.name: path.read_bytes() for path in home.iterdir()} == before


def test_a_register_put_back_opens_again(home):
    install(home, WORDS, now=NOW, cost=CHEAP)
    (home / "emarge.db").rename(home / "moved.db")
    with pytest.raises(RegisterMissing):
        opens(home, WORDS)

    (home / "moved.db").rename(home / "emarge.db")

    opens(home, WORDS)


def test_a_first_start_that_died_before_its_register_is_ended_by_opening(home):
    install(home, WORDS, now=NOW, cost=CHEAP)
    (home / "emarge.db").unlink()
    (home / "installing").touch()
    os.utime(home / "installing", (0, 0))

    opens(home, WORDS)

    assert sorted(path.name for path in home.iterdir()) == ["emarge.db", "keys.json"]


def test_a_file_in_the_way_is_told(tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")

    with pytest.raises(FolderRefused):
        install(tmp_path / "file" / "home", WORDS, now=NOW, cost=CHEAP)


def test_a_second_first_start_is_kept_away(home):
    home.mkdir(parents=True)
    (home / "installing").touch()

    with pytest.raises(AlreadyOpen):
        install(home, WORDS, now=NOW, cost=CHEAP)

    assert not is_installed(home)


def test_a_first_start_that_died_is_taken_over(home):
    home.mkdir(parents=True)
    (home / "installing").touch()
    os.utime(home / "installing", (0, 0))

    install(home, WORDS, now=NOW, cost=CHEAP)

    opens(home, WORDS)
    assert not (home / "installing").exists()
