"""A register damaged at rest is noticed at the start, and its newest good copy comes back."""

import shutil
from random import Random

import pytest

from app.errors import AppError
from app.paths import REGISTER
from app.services.care.copies import CopyReason, make_copy
from app.services.care.installation import open_installation
from app.services.care.restoring import examine, restore
from app.store import entries
from tests.app.services.care.conftest import NOW, WORDS, arrive, digest, flip

PAGE = 4096
SHORT, LONG = 3, 125
"""Damages of each kind: in every run, and to torture with."""


def flipped(data, chance):
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def zeroed(data, chance):
    start = chance.randrange(len(data) // PAGE) * PAGE
    data[start : start + PAGE] = bytes(PAGE)


def noisy(data, chance):
    start = chance.randrange(len(data) // PAGE) * PAGE
    data[start : start + PAGE] = chance.randbytes(PAGE)


def cut(data, chance):
    del data[chance.randrange(1, len(data)) :]


def swapped(data, chance):
    one, other = (chance.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    one, other = slice(one, one + PAGE), slice(other, other + PAGE)
    data[one], data[other] = data[other], data[one]


def emptied(data, _chance):
    data.clear()


def foreign(data, chance):
    data[:] = b"%PDF-1.7" + chance.randbytes(chance.randrange(90_000))


def another(data, chance):
    """A register under another key, as it were: nothing of ours."""
    data[:] = chance.randbytes(len(data))


KINDS = (flipped, zeroed, noisy, cut, swapped, emptied, foreign, another)


@pytest.fixture
def copied(home):
    """The state of an installation with two copies, of which the newer is damaged."""
    here = open_installation(home, WORDS)
    make_copy(here, CopyReason.ASKED, now=NOW)
    state = entries.state_digest(here.db)
    arrive(here, "SIDIBÉ Oumou")
    newer = make_copy(here, CopyReason.ASKED, now=NOW)
    here.close()
    flip(newer.path / REGISTER, 9000)
    return state


def noticed(home):
    try:
        open_installation(home, WORDS).close()
    except AppError:
        return True
    return False


def damage_and_restore(home, copied, kind, count):
    good = home.with_name("good")
    shutil.copytree(home, good)
    for seed in range(count):
        shutil.rmtree(home)
        shutil.copytree(good, home)
        data = bytearray((home / REGISTER).read_bytes())
        kind(data, Random(f"{kind.__name__} {seed}"))  # noqa: S311 - it breaks things
        if data == (good / REGISTER).read_bytes():
            continue
        (home / REGISTER).write_bytes(data)

        assert noticed(home), (kind.__name__, seed)
        found = examine(home, WORDS)
        done = restore(home, WORDS, found.copy.path, now=NOW)

        assert digest(home) == copied
        assert (done.set_aside / REGISTER).read_bytes() == data
        assert found.lacks == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_damage_is_noticed_and_the_newest_good_copy_comes_back(home, copied, kind):
    damage_and_restore(home, copied, kind, SHORT)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_thousand_damages_are_noticed_and_the_newest_good_copy_comes_back(home, copied, kind):
    damage_and_restore(home, copied, kind, LONG)
