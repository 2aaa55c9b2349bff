import shutil
from contextlib import closing

import pytest

from app.errors import NothingToSalvage, WrongPassphrase
from app.paths import COPIES, KEYS, REGISTER, WITNESS
from app.services.care.checking import check
from app.services.care.copies import CopyReason, copies, make_copy
from app.services.care.installation import open_installation
from app.services.care.salvaging import salvage
from app.services.care.second_place import choose_second_place
from app.services.travelling import enrolling, headquarters
from app.store import registrations, workshops
from app.store.cells import rows
from app.store.page_reader import Pages
from tests.app.services.care.conftest import NOW, WORDS, arrive, digest, flip

ASKED = CopyReason.ASKED


def names(home):
    here = open_installation(home, WORDS)
    try:
        assert check(here.db, deep=True).is_good
        (workshop,) = workshops.all_(here.db)
        return sorted(line.person.name for line in registrations.roster(here.db, workshop.id))
    finally:
        here.close()


def device(home):
    here = open_installation(home, WORDS)
    here.close()
    return here.key.id


def empty_page(path, number):
    data = bytearray(path.read_bytes())
    data[number * 4096 : (number + 1) * 4096] = bytes(4096)
    path.write_bytes(data)


def contents(folder):
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("at", [5, 24, 9_000, 100_000, -5_000])
def test_one_flipped_bit_loses_nothing_and_the_same_device_goes_on(home, at):
    state, before = digest(home), device(home)
    flip(home / REGISTER, at)
    damaged = (home / REGISTER).read_bytes()

    done = salvage(home, WORDS, now=NOW)

    assert done.is_complete
    assert not done.is_new_device
    assert (done.entries, done.people, done.workshops) == (3, 2, 1)
    assert (done.set_aside / REGISTER).read_bytes() == damaged
    assert (digest(home), device(home)) == (state, before)
    assert names(home) == ["BA Awa", "KEÏTA Fanta"]


def test_notes_of_the_laptop_come_along(home):
    here = open_installation(home, WORDS)
    enrolling.name_device(here.db, "Bamako", "B")
    here.close()
    flip(home / REGISTER, 9_000)

    salvage(home, WORDS, now=NOW)

    here = open_installation(home, WORDS)
    assert headquarters.device_name(here.db, here.key) == "Bamako"
    assert here.author.letter == "B"
    here.close()


def test_a_trial_says_the_same_and_changes_nothing(home):
    flip(home / REGISTER, 9_000)
    before = contents(home)

    tried = salvage(home, WORDS, now=NOW, is_trial=True)

    assert contents(home) == before
    done = salvage(home, WORDS, now=NOW)
    assert (tried.entries, tried.people, tried.missing) == (done.entries, done.people, done.missing)
    assert tried.set_aside is None


def test_a_register_and_its_witness_that_are_gone_come_from_copies_as_a_new_device(
    home, opened, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_second_place(home, stick)
    here = opened()
    make_copy(here, ASKED, now=NOW)
    arrive(here, "SIDIBÉ Oumou")
    make_copy(here, ASKED, now=NOW)
    before = here.key.id
    here.close()
    (home / REGISTER).unlink()
    (home / WITNESS).unlink()
    shutil.rmtree(home / COPIES)

    done = salvage(home, WORDS, now=NOW)

    assert len(names(home)) == 3
    assert done.is_new_device
    assert device(home) != before
    assert done.sources[0].path.is_relative_to(stick)


def test_what_the_notes_of_copies_tell_of_and_is_nowhere_is_missing(home, opened):
    here = opened()
    arrive(here, "SIDIBÉ Oumou")
    make_copy(here, ASKED, now=NOW)
    arrive(here, "TRAORÉ Moussa")
    make_copy(here, ASKED, now=NOW)
    here.close()
    newest, older = copies(home)
    (newest.path / REGISTER).write_bytes(b"x" * 9000)
    (home / REGISTER).write_bytes(b"")

    done = salvage(home, WORDS, now=NOW)

    assert names(home) == ["BA Awa", "KEÏTA Fanta", "SIDIBÉ Oumou"]
    assert [(lost.entries, lost.device) for lost in done.missing] == [(1, here.key.id)]
    assert done.missing[0].code
    assert done.is_new_device
    assert older.path / REGISTER in [one.path for one in done.sources]


def pages_with_entries(path, key):
    """The numbers of the pages on which entries stand."""
    with closing(Pages(path, key)) as pages:
        return [
            number
            for number in pages.numbers()
            for page in pages.versions(number)
            if any(row.n for row in rows(number, page.content, lambda _number: iter(()), {11}))
        ]


def test_an_emptied_page_and_one_copy_lose_nothing(home, opened):
    here = opened()
    for number in range(20):
        arrive(here, f"PERSONNE {'abcdefghijklmnopqrst'[number]}")
    make_copy(here, ASKED, now=NOW)
    here.close()
    state = digest(home)
    good = (home / REGISTER).read_bytes()
    damaged = pages_with_entries(home / REGISTER, here.data_key)
    assert len(damaged) > 2

    for number in damaged:
        (home / REGISTER).write_bytes(good)
        empty_page(home / REGISTER, number - 1)
        done = salvage(home, WORDS, now=NOW)

        assert done.is_complete
        assert digest(home) == state


def test_keys_that_are_gone_are_taken_from_a_copy(home, opened):
    here = opened()
    make_copy(here, ASKED, now=NOW)
    here.close()
    for name in (KEYS, "keys.2.json"):
        (home / name).unlink(missing_ok=True)

    salvage(home, WORDS, now=NOW)

    assert len(names(home)) == 2


def test_a_healthy_register_loses_nothing_and_stays_the_same_device(home):
    state, before = digest(home), device(home)

    done = salvage(home, WORDS, now=NOW)

    assert done.is_complete
    assert (digest(home), device(home)) == (state, before)


def test_where_nothing_can_be_read_nothing_is_changed(home):
    (home / REGISTER).write_bytes(b"%PDF-1.7" * 1000)
    before = contents(home)

    with pytest.raises(NothingToSalvage):
        salvage(home, WORDS, now=NOW)

    assert contents(home) == before


def test_a_wrong_passphrase_changes_nothing(home):
    before = contents(home)

    with pytest.raises(WrongPassphrase):
        salvage(home, "quatre autres mots choisis", now=NOW)

    assert contents(home) == before


def test_what_was_set_aside_is_read_again(home):
    state = digest(home)
    good = home / "set-aside" / "20211013-0831-replaced"
    good.mkdir(parents=True)
    shutil.copy(home / REGISTER, good / REGISTER)
    (home / REGISTER).write_bytes(b"")

    salvage(home, WORDS, now=NOW)

    assert digest(home) == state


class TestWitness:
    def test_what_it_counted_and_is_nowhere_is_missing(self, home, opened):
        here = opened()
        make_copy(here, ASKED, now=NOW)
        for name in ("SIDIBÉ Oumou", "TRAORÉ Moussa"):
            arrive(here, name)
        here.close()
        (home / REGISTER).write_bytes(b"")

        done = salvage(home, WORDS, now=NOW)

        assert [lost.entries for lost in done.missing] == [2]
        assert done.is_new_device

    def test_where_all_that_it_counted_is_there_the_same_device_goes_on(self, home, opened):
        here = opened()
        make_copy(here, ASKED, now=NOW)
        here.close()
        before = device(home)
        (home / REGISTER).write_bytes(b"")

        done = salvage(home, WORDS, now=NOW)

        assert done.is_complete
        assert not done.is_new_device
        assert device(home) == before

    def test_what_was_saved_brings_one_of_its_own(self, home):
        flip(home / REGISTER, 9_000)

        salvage(home, WORDS, now=NOW)

        here = open_installation(home, WORDS)
        assert here.notices == ()
        here.close()
