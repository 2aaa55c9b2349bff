"""A passphrase changed from the terminal, by whoever knows it or by headquarters."""

import pytest

from tests.app.cli.conftest import PASSPHRASE

NEW = "le fleuve est haut"


@pytest.fixture
def changed(monkeypatch):
    monkeypatch.setenv("EMARGE_NEW_PASSPHRASE", NEW)


@pytest.fixture
def typed(monkeypatch):
    """What is typed from now on, as the environment has it: `typed(NEW)`."""

    def typed(passphrase):
        monkeypatch.setenv("EMARGE_PASSPHRASE", passphrase)

    return typed


def test_new_passphrase_opens_and_the_old_one_does_not(run, workshop, changed, typed):
    done = run("passphrase")
    old = run("workshop", "list")
    typed(NEW)

    assert (done.code, old.code, run("workshop", "list").code) == (0, 1, 0)
    assert "recovery key stays the same" in done.out


def test_recovery_key_is_as_good_as_the_forgotten_one(run, workshop, changed, typed):
    key = run("recovery-key", "--json").json()["recovery_key"]
    typed(key)
    assert run("passphrase", "--json").json() == {"changed": True, "copies_left": []}
    assert run("workshop", "list").code == 0
    typed(NEW)

    assert run("workshop", "list").code == 0


def test_wrong_one_changes_nothing(run, workshop, changed, typed):
    typed("another one")
    done = run("passphrase")
    typed(PASSPHRASE)

    assert done.code == 1
    assert "Nothing was changed" in done.err
    assert run("workshop", "list").code == 0


def test_script_that_names_no_new_one_is_told_which_variable(run, workshop):
    done = run("passphrase")

    assert done.code == 1
    assert "EMARGE_NEW_PASSPHRASE" in done.err


def test_without_a_register_there_is_nothing_to_change(run, changed):
    assert "no register" in run("passphrase", fresh=True).err


class TestHeadquarters:
    @pytest.fixture
    def places(self, run, tmp_path):
        """A laptop that was enrolled and opened again since, and headquarters."""
        laptop, hq = tmp_path / "laptop", tmp_path / "hq"
        card, enrolment = tmp_path / "a.card", tmp_path / "all.enrol"
        run("device", "show", "--card", card, home=laptop)
        run("hq", "keygen", "--out", tmp_path / "safe", home=hq)
        run("hq", "enrol", card, "--digits-compared", "--out", enrolment, home=hq)
        own = run("device", "show", "--json", home=hq).json()["fingerprint"]
        assert run("import", enrolment, "--digits", own, home=laptop).code == 0
        run("workshop", "list", home=laptop)
        return laptop, hq

    def test_it_gives_a_new_passphrase(self, run, places, changed, typed):
        laptop, hq = places
        done = run("hq", "passphrase", laptop / "keys.json", home=hq)
        typed(NEW)

        assert done.code == 0, done.err
        assert run("workshop", "list", home=laptop).code == 0

    def test_the_key_in_the_safe_does_without_its_register(
        self, run, places, changed, typed, tmp_path
    ):
        laptop, _hq = places
        keys = laptop / "keys.json"
        done = run(
            *("hq", "passphrase", keys, "--identity", tmp_path / "safe", "--json"),
            home=tmp_path / "nowhere",
            fresh=True,
        )
        typed(NEW)

        assert done.json() == {"changed": True}
        assert run("workshop", "list", home=laptop).code == 0

    def test_another_headquarters_opens_nothing(self, run, places, changed, tmp_path):
        laptop, _hq = places
        run("hq", "keygen", home=tmp_path / "other")
        done = run("hq", "passphrase", laptop / "keys.json", home=tmp_path / "other")

        assert done.code == 1
        assert "sealed for somebody else" in done.err
        assert run("workshop", "list", home=laptop).code == 0
