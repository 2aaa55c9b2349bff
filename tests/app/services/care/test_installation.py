import os
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from app.errors import (
    AlreadyInstalled,
    AlreadyOpen,
    FileUnreadable,
    FolderRefused,
    KeysMissing,
    NotInstalled,
    PassphraseTooWeak,
    RegisterMissing,
    WrongPassphrase,
)
from app.services.care.installation import install, is_installed, open_installation
from app.services.care.recovering import change_passphrase
from app.store import local
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


def test_the_demonstration_may_choose_its_own_and_no_other(home):
    with pytest.raises(PassphraseTooWeak):
        install(home, "demo", now=NOW, cost=CHEAP)
    with pytest.raises(PassphraseTooWeak):
        install(home, "Demo", now=NOW, is_demonstration=True, cost=CHEAP)

    install(home, "demo", now=NOW, is_demonstration=True, cost=CHEAP)

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

    assert not (home / "installing").exists()
    assert (home / "emarge.db").exists()


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


class TestWithoutKeys:
    """A register without its keys is told as such, and is never a first start."""

    def without(self, home, *names):
        recovery = install(home, WORDS, now=NOW, cost=CHEAP)
        for name in names:
            (home / name).unlink()
        return recovery

    def test_both_key_files_gone_has_its_sentence_and_writes_nothing(self, home):
        self.without(home, "keys.json", "keys.2.json")
        before = {path.name: path.read_bytes() for path in home.iterdir()}

        with pytest.raises(KeysMissing) as told:
            opens(home, WORDS)
        with pytest.raises(KeysMissing):
            install(home, WORDS, now=NOW, cost=CHEAP)

        assert is_installed(home)
        assert "do not begin a new register" in told.value.message
        assert "A register, or what is left of one," in told.value.message
        assert {path.name: path.read_bytes() for path in home.iterdir()} == before

    @pytest.mark.parametrize("name", ["keys.json", "keys.2.json"])
    def test_one_of_them_opens_and_the_other_is_written_again_and_told(self, home, name):
        self.without(home, name)

        here = open_installation(home, WORDS)
        here.close()

        assert [one.facts for one in here.notices] == [{"name": name}]
        assert (home / "keys.json").read_bytes() == (home / "keys.2.json").read_bytes()

    def test_keys_in_a_backup_copy_open_it(self, home):
        self.without(home)
        copy = home / "copies" / "2026-03-04"
        copy.mkdir(parents=True)
        (home / "keys.json").rename(copy / "keys.json")
        (home / "keys.2.json").unlink()

        opens(home, WORDS)

        assert (home / "keys.2.json").exists()

    def test_another_register_s_keys_in_a_backup_copy_do_not(self, home, tmp_path):
        self.without(home, "keys.json", "keys.2.json")
        install(tmp_path / "other", WORDS, now=NOW, cost=CHEAP)
        copy = home / "copies" / "2026-03-04"
        copy.mkdir(parents=True)
        (copy / "keys.json").write_bytes((tmp_path / "other" / "keys.json").read_bytes())

        with pytest.raises(KeysMissing):
            opens(home, WORDS)
        assert not (home / "keys.json").exists()

    def test_copies_alone_are_no_first_start(self, home):
        copy = home / "copies" / "2026-03-04"
        copy.mkdir(parents=True)
        (copy / "emarge.db").touch()

        assert is_installed(home)
        with pytest.raises(KeysMissing):
            opens(home, WORDS)

    def test_keys_that_cannot_be_read_are_not_called_gone(self, home):
        self.without(home, "keys.json", "keys.2.json")
        (home / "keys.json").mkdir()

        with pytest.raises(FileUnreadable):
            opens(home, WORDS)


def test_passphrase_changed_while_the_register_is_open_counts_from_the_next_opening(home):
    install(home, WORDS, now=NOW, cost=CHEAP)
    here = open_installation(home, WORDS)

    change_passphrase(home, WORDS, "le fleuve est haut", cost=CHEAP)
    local.keep(here.db, "operator", "Awa")
    here.close()

    opens(home, "le fleuve est haut")
    with pytest.raises(WrongPassphrase):
        opens(home, WORDS)


class TestPathsThatNobodyCanUse:
    @pytest.mark.parametrize(
        "name", ["n" * 256, "n\0l", "x/" * 3000 + "y"], ids=["long", "NUL", "deep"]
    )
    def test_is_refused_in_words(self, tmp_path, name):
        home = tmp_path / name

        for act in (
            lambda: is_installed(home),
            lambda: opens(home, WORDS),
            lambda: install(home, WORDS, now=NOW, cost=CHEAP),
        ):
            with pytest.raises(FolderRefused):
                act()

    def test_folder_that_may_not_be_searched_is_refused_in_words(self, home, locked):
        install(home, WORDS, now=NOW, cost=CHEAP)

        with locked(home), pytest.raises(FolderRefused):
            is_installed(home)


@pytest.fixture
def locked():
    """Nobody may search a folder: `with locked(home):`, for root too."""

    @contextmanager
    def locked(folder):
        was = os.geteuid()
        folder.chmod(0)
        if was == 0:
            os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(was)
            folder.chmod(0o700)

    return locked
