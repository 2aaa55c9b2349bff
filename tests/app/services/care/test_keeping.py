"""What was confirmed is counted beside the register, and a register that has less is noticed."""

import shutil

import pytest

from app.errors import (
    DatabaseDamaged,
    RegisterGone,
    RegisterShortened,
    WitnessDamaged,
    WitnessMissing,
)
from app.paths import LOG, REGISTER, WITNESS
from app.services.care.copies import CopyReason, make_copy
from app.services.care.installation import open_installation
from app.services.care.keeping import Keeping
from app.services.care.restoring import restore
from app.store import local, witness
from app.store.log_file import read_log
from tests.app.services.care.conftest import NOW, WORDS, arrive, flip
from tests.app.store.registers import contents

MANY = 12


def people(here):
    return here.db.value("SELECT count(*) FROM registrations")


@pytest.fixture
def killed(home, opened, tmp_path):
    """What a kill leaves after an arrival that was kept and `MANY` that were not yet."""
    here = opened()
    arrive(here, "DIALLO Awa")
    Keeping(here).keep()
    for number in range(MANY):
        arrive(here, f"PERSONNE {number}")
    shutil.copytree(home, tmp_path / "found")
    here.close()
    shutil.rmtree(home)
    shutil.copytree(tmp_path / "found", home)
    return home


def refused(home, *errors):
    """What the opening said; it must have changed nothing."""
    before = contents(home)
    with pytest.raises(errors) as caught:
        open_installation(home, WORDS).close()
    assert contents(home) == before
    return caught.value


class TestLog:
    def test_log_of_a_kill_is_carried_over(self, killed):
        here = open_installation(killed, WORDS)

        assert people(here) == 3 + MANY
        assert here.notices == ()
        here.close()

    def test_every_flip_in_the_log_is_noticed_or_takes_only_the_last_action(self, killed):
        whole = (killed / LOG).read_bytes()
        refusals = 0
        for at in range(0, len(whole), len(whole) // 23):
            (killed / LOG).write_bytes(whole)
            flip(killed / LOG, at)
            before = contents(killed)
            try:
                here = open_installation(killed, WORDS)
            except DatabaseDamaged:
                refusals += 1
                assert contents(killed) == before
                continue
            assert people(here) >= 3 + MANY - 1, at
            here.close()
            for name, data in before.items():
                (killed / name).write_bytes(data)
        assert refusals > 18

    def test_says_how_many_may_be_missing(self, killed):
        flip(killed / LOG, 5000)

        error = refused(killed, RegisterShortened)

        assert error.facts["n"] in (MANY, MANY + 1)  # with the note that began the log
        assert str(error.facts["n"]) in error.message

    def test_log_of_an_open_register_is_not_judged(self, home, opened):
        here = opened()
        arrive(here, "DIALLO Awa")
        flip(home / LOG, 5000)

        with pytest.raises(Exception, match="already open"):
            open_installation(home, WORDS)


class TestWitness:
    @pytest.fixture
    def before(self, home):
        """The register as it was before two more people came, who were counted."""
        before = (home / REGISTER).read_bytes()
        here = open_installation(home, WORDS)
        for name in ("SIDIBÉ Oumou", "TRAORÉ Moussa"):
            arrive(here, name)
        here.close()
        return before

    def test_register_of_before_is_noticed_exactly(self, home, before):
        (home / REGISTER).write_bytes(before)

        assert refused(home, RegisterShortened).facts["n"] == 2

    def test_people_who_came_after_the_witness_are_no_contradiction(self, home, before):
        kept = (home / WITNESS).read_bytes()
        here = open_installation(home, WORDS)
        arrive(here, "BA Awa")
        here.close()
        (home / WITNESS).write_bytes(kept)

        open_installation(home, WORDS).close()

    def test_another_branch_of_the_chain_is_noticed(self, home, before):
        """As many entries, but not those."""
        counted = (home / WITNESS).read_bytes()
        (home / WITNESS).unlink()
        (home / REGISTER).write_bytes(before)
        here = open_installation(home, WORDS)
        for name in ("CAMARA Sékou", "KONÉ Ali"):
            arrive(here, name)
        here.close()
        (home / WITNESS).write_bytes(counted)

        assert refused(home, RegisterShortened).facts["n"] == 1

    @pytest.mark.parametrize("harm", ["flip", "cut", "empty", "foreign"])
    def test_damaged_one_is_told_once_and_written_anew(self, home, harm):
        path = home / WITNESS
        data = path.read_bytes()
        path.write_bytes(
            {
                "flip": data[:20] + bytes([data[20] ^ 1]) + data[21:],
                "cut": data[:-1],
                "empty": b"",
                "foreign": data[:-64] + b"0" * 64,
            }[harm]
        )

        here = open_installation(home, WORDS)
        told = [type(one) for one in here.notices]
        here.close()

        assert told == [WitnessDamaged]
        assert quiet(home)

    def test_missing_one_is_told_once_and_written_anew(self, home):
        (home / WITNESS).unlink()

        here = open_installation(home, WORDS)
        told = [type(one) for one in here.notices]
        here.close()

        assert told == [WitnessMissing]
        assert quiet(home)

    def test_register_of_an_older_release_begins_one_silently(self, home):
        here = open_installation(home, WORDS)
        witness.forget(here.db)
        here.db.close()
        (home / WITNESS).unlink()

        assert quiet(home)
        assert (home / WITNESS).exists()

    def test_restored_register_begins_another(self, home, opened):
        here = opened()
        made = make_copy(here, CopyReason.ASKED, now=NOW)
        arrive(here, "SIDIBÉ Oumou")
        here.close()

        restore(home, WORDS, made.path, now=NOW)

        assert quiet(home)

    def test_drive_that_refuses_it_keeps_nobody_out(self, home):
        (home / WITNESS).unlink()
        (home / f"{WITNESS}.part").mkdir()

        open_installation(home, WORDS).close()


def quiet(home):
    """Whether the register opens, and nothing is told."""
    here = open_installation(home, WORDS)
    notices = here.notices
    here.close()
    return notices == ()


class TestKeeping:
    def test_register_alone_holds_what_was_kept(self, home, opened, tmp_path):
        here = opened()
        for number in range(MANY):
            arrive(here, f"PERSONNE {number}")
        Keeping(here).keep()
        count = here.db.value("SELECT count(*) FROM entries")
        shutil.copytree(home, tmp_path / "alone")
        (tmp_path / "alone" / LOG).unlink()

        alone = open_installation(tmp_path / "alone", WORDS)

        assert people(alone) == 2 + MANY
        assert alone.db.value("SELECT count(*) FROM entries") == count
        alone.close()

    def test_log_is_short_afterwards_and_begun(self, home, opened):
        """The first write into an empty log syncs twice: no confirmation is to wait for that."""
        here = opened()
        arrive(here, "DIALLO Awa")
        Keeping(here).keep()

        log = read_log(home / LOG)
        assert 1 <= log.taken <= 3

    def test_is_due_after_some_actions_or_some_time(self, opened):
        keeping = Keeping(opened())
        assert not keeping.is_due(100.0)

        keeping.wrote()
        assert not keeping.is_due(100.0)
        assert not keeping.is_due(101.0)
        assert keeping.is_due(102.5)

        keeping.keep()
        assert not keeping.is_due(103.0)
        for _ in range(6):
            keeping.wrote()
        assert keeping.is_due(103.0)

    def test_is_at_most_a_few_actions_behind_when_it_closes(self, home, opened):
        here = opened()
        arrive(here, "DIALLO Awa")
        entries = here.db.value("SELECT count(*) FROM entries")
        subkey = here.db.subkey(witness.PURPOSE)
        here.close()

        assert witness.read_witness(home / WITNESS, subkey).entries == entries

    def test_files_that_were_taken_away_are_told(self, home, opened):
        here = opened()
        arrive(here, "DIALLO Awa")
        (home / REGISTER).rename(home / "moved")

        with pytest.raises(RegisterGone):
            Keeping(here).keep()
        assert local.note(here.db, "device_key")
