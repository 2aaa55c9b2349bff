import os

import pytest

from app.paths import COPIES, REGISTER, SECOND_PLACE, SET_ASIDE, data_folder
from app.services.care.copies import copies
from app.services.care.recovering import change_passphrase
from tests.app.services.care.conftest import flip


@pytest.fixture
def register(run, workshop):
    """The file of a register with one workshop and one person, and no copy."""
    for one in (data_folder() / COPIES).glob("*/*"):
        one.unlink()
    for one in (data_folder() / COPIES).glob("*"):
        one.rmdir()
    return data_folder() / REGISTER


def arrive(run, name):
    done = run(
        *("register", "2021", "--name", name, "--sex", "F", "--organisation", "Police"),
    )
    assert done.code == 0, done.err


def test_a_copy_is_made_opened_and_verified(run, register):
    done = run("backup")

    assert done.code == 0
    assert done.out.startswith("Copy made, opened and verified: 1 · ")
    assert "1 entry, 0 people and 1 workshop · beside the register" in done.out


def test_copies_are_listed_and_verified_for_a_machine(run, register):
    run("backup")
    arrive(run, "BA Awa")
    run("backup")

    listed = run("backup", "--list", "--json").json()
    verified = run("backup", "--verify", "--json").json()

    assert [(one["number"], one["entries"], one["good"]) for one in listed["copies"]] == [
        (2, 2, None),
        (1, 1, None),
    ]
    assert [one["good"] for one in verified["copies"]] == [True, True]
    assert listed["second_place"] is None


def test_listing_needs_no_passphrase_and_no_register(run, register, monkeypatch):
    run("backup")
    register.unlink()
    monkeypatch.delenv("EMARGE_PASSPHRASE")

    assert "1 entry" in run("backup", "--list").out


def test_a_damaged_copy_is_named_when_they_are_verified(run, register):
    path = run("backup", "--json").json()["path"]
    flip(copies(data_folder())[0].path / REGISTER, 9000)

    done = run("backup", "--verify")

    assert path.endswith("-" + copies(data_folder())[0].path.name.split("-", 1)[1])
    assert done.out.endswith("· damaged\n")


def test_one_copy_goes_elsewhere(run, register, tmp_path):
    done = run("backup", "--to", tmp_path / "stick", "--json").json()

    assert done["place"] == "elsewhere"
    assert done["path"].startswith(str(tmp_path / "stick"))


class TestSecondPlace:
    def test_it_is_chosen_written_and_given_up(self, run, register, tmp_path):
        stick = tmp_path / "stick"
        stick.mkdir()

        chosen = run("backup", "--second-place", stick)
        made = run("backup")
        none = run("backup", "--second-place", "none")

        assert f"goes to {stick}" in chosen.out
        assert f"It lies in {stick}" in made.out
        assert "no second place any more" in none.out

    def test_while_it_is_away_the_copy_is_made_here(self, run, register, tmp_path):
        stick = tmp_path / "stick"
        stick.mkdir()
        run("backup", "--second-place", stick)
        stick.rmdir()

        done = run("backup")

        assert done.code == 0
        assert "is not there: the copy waits for it" in done.err

    def test_the_installation_itself_is_refused(self, run, register):
        done = run("backup", "--second-place", data_folder())

        assert done.code == 1
        assert "beside the register" in done.err

    def test_a_single_copy_is_not_made_in_the_installation_either(self, run, register):
        for folder in (data_folder(), data_folder() / "more"):
            done = run("backup", "--to", folder)

            assert done.code == 1
            assert "beside the register" in done.err
            assert not (data_folder() / "more").exists()

    @pytest.mark.parametrize("option", ["--to", "--second-place"])
    def test_a_variable_that_is_not_set_is_not_the_present_folder(
        self, run, register, option, tmp_path, monkeypatch
    ):
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")

        done = run("backup", option, "")

        assert done.code == 64
        assert f"The value of {option} was not understood" in done.err
        assert not list((tmp_path / "here").iterdir())

    @pytest.mark.parametrize("words", [(), ("--list",), ("--list", "--json")])
    def test_a_damaged_choice_is_told(self, run, register, tmp_path, words):
        (data_folder() / SECOND_PLACE).write_text("{", "utf-8")

        done = run("backup", *words)

        assert done.code == 0
        assert done.err.count("Where the second place for copies is cannot be read") == 1
        assert "Where the second place for copies is cannot be read" in run("check").err


class TestByItself:
    def test_after_what_was_written_for_the_first_time(self, run, workshop):
        assert [one.entries for one in copies(data_folder())] == [1]

    def test_not_again_within_a_quarter_of_an_hour(self, run, workshop):
        arrive(run, "BA Awa")

        assert len(copies(data_folder())) == 1

    def test_at_an_export_always(self, run, workshop, tmp_path):
        assert run("export", "2021", "--to", tmp_path).code == 0

        assert [one.reason.value for one in copies(data_folder())] == ["export", "timed"]

    def test_not_where_nothing_was_written(self, run, register):
        run("roster", "2021")

        assert copies(data_folder()) == []

    def test_a_copy_that_cannot_be_made_fails_nothing(self, run, register):
        (data_folder() / COPIES).rmdir()
        (data_folder() / COPIES).write_text("in the way")

        done = run("register", "2021", "--name", "BA", "--sex", "F", "--organisation", "Police")

        assert done.code == 0
        assert "No copy of the register was made." in done.err


class TestRestore:
    def test_the_newest_good_copy_takes_the_place_of_a_damaged_register(self, run, register):
        run("backup")
        arrive(run, "BA Awa")
        flip(register, 5000)
        assert "emarge restore" in run("roster", "2021").err

        done = run("restore", "--yes")

        assert done.code == 0, done.err
        assert "1 entry, 0 people and 1 workshop" in done.out
        assert "new device" in done.out
        assert str(data_folder() / SET_ASIDE) in done.out
        assert run("roster", "2021").code == 0

    def test_without_a_terminal_nobody_is_asked_and_nothing_is_done(self, run, register):
        run("backup")
        before = register.read_bytes()

        done = run("restore")

        assert done.code == 1
        assert "--yes" in done.err
        assert register.read_bytes() == before

    @pytest.mark.parametrize("name", ["1", "000001"])
    def test_an_older_one_is_named_by_its_number(self, run, register, name):
        run("backup")
        arrive(run, "BA Awa")
        run("backup")

        done = run("restore", name, "--yes", "--json").json()

        assert (done["entries"], done["people"], done["lacks"]) == (1, 0, 1)

    def test_one_on_a_stick_is_named_by_its_folder(self, run, register, tmp_path):
        path = run("backup", "--to", tmp_path, "--json").json()["path"]

        assert run("restore", path, "--yes").code == 0

    def test_what_is_no_copy_is_told(self, run, register):
        done = run("restore", "2199", "--yes")

        assert done.code == 1
        assert "There is no copy “2199”" in done.err

    def test_where_there_is_none_salvage_is_named(self, run, register):
        flip(register, 5000)

        done = run("restore", "--yes")

        assert done.code == 1
        assert "emarge salvage" in done.err


class TestSalvage:
    def test_what_can_be_read_is_saved(self, run, register):
        arrive(run, "BA Awa")
        flip(register, 5000)

        tried = run("salvage", "--dry-run")
        done = run("salvage", "--yes")

        assert tried.out.startswith("Can be saved: 2 entries, 1 person and 1 workshop.")
        assert done.out.startswith("Saved: 2 entries, 1 person and 1 workshop.")
        assert "Nothing is known to be missing." in done.out
        assert "new device" not in done.out
        assert run("check", "--deep").code == 0

    def test_for_a_machine(self, run, register):
        flip(register, 5000)

        done = run("salvage", "--yes", "--json").json()

        assert (done["entries"], done["complete"], done["new_device"]) == (1, True, False)
        assert done["sources"][0]["path"] == str(register)

    def test_without_a_terminal_nobody_is_asked_and_nothing_is_done(self, run, register):
        before = register.read_bytes()

        assert run("salvage").code == 1
        assert register.read_bytes() == before


class TestCheck:
    def test_tells_the_newest_copy_and_where_it_lies(self, run, register):
        run("backup")

        done = run("check")

        assert "Newest copy: 1 · " in done.out
        assert "beside the register" in done.out
        told = run("check", "--json").json()["copies"]
        assert (told["newest"]["number"], told["count"], told["second_place"]) == (1, 1, None)

    def test_tells_that_there_is_none(self, run, register):
        assert "There is no copy yet." in run("check").out
        assert run("check", "--json").json()["copies"]["newest"] is None

    def test_tells_that_copies_wait_for_their_place(self, run, register, tmp_path):
        stick = tmp_path / "stick"
        stick.mkdir()
        run("backup", "--second-place", stick)
        stick.rmdir()
        run("backup")

        assert f"Copies wait for the second place {stick}" in run("check").out
        assert run("check", "--json").json()["copies"]["second_place_late"]


def test_a_new_passphrase_names_copies_that_are_out_of_reach(run, register, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    run("backup", "--second-place", stick)
    stick.rmdir()
    monkeypatch.setenv("EMARGE_NEW_PASSPHRASE", "another four words here")

    done = run("passphrase", "--json")

    assert done.json() == {"changed": True, "copies_left": [str(stick)]}


def test_a_copy_that_is_named_opens_by_its_own_passphrase(run, register, tmp_path):
    made = run("backup", "--to", tmp_path / "stick", "--json").json()["path"]
    old = os.environ["EMARGE_PASSPHRASE"]
    change_passphrase(data_folder(), old, "quatre autres mots choisis")

    assert run("restore", "--yes").code == 1
    done = run("restore", made, "--yes")

    assert done.code == 0, done.err
    assert "The copy was put back" in done.out
