import shutil

import pytest

from app.errors import WrongPassphrase
from app.paths import KEYS
from app.services.care.copies import CopyReason, make_copy
from app.services.care.installation import open_installation
from app.services.care.recovering import change_passphrase, renew_recovery_key
from app.services.care.restoring import restore
from app.services.care.second_place import choose_second_place, second_place
from app.store import vault
from tests.app.services.care.conftest import CHEAP, NOW, WORDS, arrive, digest

NEW = "quatre autres mots choisis"
ASKED = CopyReason.ASKED


@pytest.fixture
def stick(tmp_path, home):
    """A second place."""
    place = tmp_path / "stick"
    place.mkdir()
    choose_second_place(home, place)
    return place


@pytest.fixture
def copied(home, opened, stick):
    """A copy here and at the second place; all is closed."""
    here = opened()
    made = make_copy(here, ASKED, now=NOW)
    here.close()
    return made


def change(home):
    return change_passphrase(home, WORDS, NEW, cost=CHEAP)


def opens(folder, secret):
    try:
        vault.unlock(folder / KEYS, secret)
    except WrongPassphrase:
        return False
    return True


def test_copies_here_and_at_the_second_place_open_by_the_new_passphrase_alone(home, copied):
    assert change(home) == ()

    for folder in (copied.path, second_place(home) / copied.path.name):
        assert opens(folder, NEW)
        assert not opens(folder, WORDS)


def test_an_old_recovery_key_opens_no_copy_any_more(home, copied):
    recovery = renew_recovery_key(home, WORDS)

    assert opens(second_place(home) / copied.path.name, recovery)


def test_what_was_set_aside_opens_by_the_new_one_too(home, copied):
    done = restore(home, WORDS, copied.path, now=NOW)
    change(home)

    assert opens(done.set_aside, NEW)
    assert not opens(done.set_aside, WORDS)


def test_a_place_that_is_away_is_named_and_follows_at_the_next_copy(home, copied, stick, opened):
    away = stick.rename(stick.with_name("pulled"))
    folder = stick / second_place(home).name / copied.path.name

    assert change(home) == (stick,)
    away.rename(stick)
    assert opens(folder, WORDS)

    from_now = open_installation(home, NEW)
    arrive(from_now, "SIDIBÉ Oumou")
    make_copy(from_now, ASKED, now=NOW)
    from_now.close()

    assert opens(folder, NEW)
    assert not opens(folder, WORDS)


def test_copies_of_another_register_stay_as_they_are(home, copied, stick, tmp_path):
    other = stick / "emarge-copies-of-another" / copied.path.name
    shutil.copytree(copied.path, other)
    foreign = second_place(home) / "000099-20211013-0900"
    shutil.copytree(copied.path, foreign)
    vault.create(tmp_path / "keys.json", WORDS, CHEAP)
    shutil.copy(tmp_path / "keys.json", foreign / KEYS)

    change(home)

    assert opens(other, WORDS)
    assert opens(foreign, WORDS)


def test_a_copy_restored_after_the_change_opens_by_the_new_passphrase(home, copied):
    change(home)

    restore(home, NEW, copied.path, now=NOW)

    digest(home, NEW)
