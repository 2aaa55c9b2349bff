"""What headquarters keeps for the day when a laptop, or its own computer, is lost."""

import json
from pathlib import Path
from shutil import rmtree

import pytest

from app.services.care.installation import open_installation
from app.services.travelling.succession import become_new_device
from tests.app.cli.conftest import NOW, PASSPHRASE

NEW = "le fleuve est haut"


@pytest.fixture
def places(run, tmp_path):
    """A laptop that was enrolled and opened again since, and headquarters with its safe."""
    laptop, hq = tmp_path / "laptop", tmp_path / "hq"
    run("device", "name", "Laptop 3", "--letter", "C", home=laptop)
    enrols(run, laptop, hq, tmp_path)
    run(
        *("workshop", "new", "--title", "x", "--city", "Niamey", "--from", "2021-10-13"),
        home=laptop,
    )
    run("register", "2021-NIM-01", "--name", "Zara ALI", "--sex", "F", home=laptop)
    return laptop, hq


def enrols(run, laptop, hq, folder):
    card, enrolment = folder / f"{laptop.name}.card", folder / f"{laptop.name}.enrol"
    run("device", "show", "--card", card, home=laptop)
    run("hq", "keygen", "--out", folder / "safe", home=hq)
    enrols = ("hq", "enrol", card, "--digits-compared", "--out", enrolment, "--json")
    digits = run(*enrols, home=hq).json()["fingerprint"]
    assert run("import", enrolment, "--digits", digits, home=laptop).code == 0


def sends(run, laptop, folder):
    done = run("export", "2021-NIM-01", "--to", folder, "--json", home=laptop)
    assert done.code == 0, done.err
    return json.loads(done.out)["path"]


class TestKeys:
    def test_lost_key_file_comes_back_and_opens_the_register(self, run, places, tmp_path):
        laptop, hq = places
        run("hq", "merge", sends(run, laptop, tmp_path), home=hq)
        for name in ("keys.json", "keys.2.json"):
            (laptop / name).unlink(missing_ok=True)

        out = tmp_path / "stick" / "keys.json"
        out.parent.mkdir()
        done = run("hq", "keys", "--laptop", "laptop 3", "--out", out, home=hq)

        assert done.code == 0, done.err
        assert "Laptop 3" in done.out
        assert str(out) in done.out
        (laptop / "keys.json").write_bytes(out.read_bytes())
        assert run("roster", "2021-NIM-01", home=laptop).code == 0

    def test_machine_is_told_whose_and_of_when(self, run, places, tmp_path):
        laptop, hq = places
        run("hq", "merge", sends(run, laptop, tmp_path), home=hq)
        device = run("device", "show", "--json", home=laptop).json()["id"]

        out = tmp_path / "out.json"
        said = run("hq", "keys", "--laptop", device, "--out", out, "--json", home=hq).json()

        assert said.keys() == {"path", "laptop", "device", "at"}
        assert said["device"] == device

    def test_it_never_takes_the_place_of_an_installations_own(self, run, places, tmp_path):
        laptop, hq = places
        run("hq", "merge", sends(run, laptop, tmp_path), home=hq)
        before = (hq / "keys.json").read_bytes()

        done = run("hq", "keys", "--laptop", "Laptop 3", "--out", hq / "keys.json", home=hq)

        assert done.code == 1
        assert (hq / "keys.json").read_bytes() == before

    @pytest.mark.parametrize("word", ["Laptop 3", "Laptop 9"])
    def test_what_is_not_there_is_told(self, run, places, tmp_path, word):
        _laptop, hq = places

        done = run("hq", "keys", "--laptop", word, "--out", tmp_path / "out.json", home=hq)

        assert done.code == 1
        assert word in done.err
        assert not (tmp_path / "out.json").exists()

    def test_new_passphrase_can_be_given_to_the_kept_ones(self, run, places, tmp_path, monkeypatch):
        laptop, hq = places
        run("hq", "merge", sends(run, laptop, tmp_path), home=hq)
        monkeypatch.setenv("EMARGE_NEW_PASSPHRASE", NEW)
        out = tmp_path / "stick" / "keys.json"
        out.parent.mkdir()

        done = run("hq", "passphrase", out, "--laptop", "Laptop 3", home=hq)

        assert done.code == 0, done.err
        for name in ("keys.json", "keys.2.json"):
            (laptop / name).unlink(missing_ok=True)
        (laptop / "keys.json").write_bytes(out.read_bytes())
        monkeypatch.setenv("EMARGE_PASSPHRASE", NEW)
        assert run("roster", "2021-NIM-01", home=laptop).code == 0


class TestRestored:
    @pytest.fixture
    def bundle(self, run, places, tmp_path):
        """What the laptop sends once it was restored."""
        laptop, _hq = places
        become_another(laptop)
        return Path(sends(run, laptop, tmp_path))

    def test_verify_says_what_it_is_and_leaves_with_2(self, run, places, bundle):
        _laptop, hq = places

        done = run("verify", bundle, "--json", home=hq)

        assert done.code == 2
        assert [one["code"] for one in done.json()["remarks"]] == ["restored"]

    def test_headquarters_sets_it_aside_then_accepts_it_by_name(self, run, places, bundle):
        _laptop, hq = places

        aside = run("hq", "merge", bundle, home=hq)
        taken = run("hq", "merge", bundle, "--accept", "laptop 3 (restored)", "--json", home=hq)

        assert (aside.code, taken.code) == (1, 0)
        assert "Laptop 3 (restored)" in aside.err
        assert taken.json()["files"][0]["state"] == "merged"

    def test_one_file_is_accepted_by_import(self, run, places, bundle):
        _laptop, hq = places

        assert run("import", bundle, home=hq).code == 1
        assert run("import", bundle, "--accept", home=hq).code == 0
        assert run("verify", bundle, home=hq).code == 0
        assert run("roster", "2021-NIM-01", home=hq).code == 0


class TestIdentity:
    def test_status_says_how_many_keys_open_and_when_each_was_proved(self, run, places, tmp_path):
        _laptop, hq = places
        second = tmp_path / "second"
        done = run("hq", "escrow", "--new", second, "--held-by", "Mme Diallo", home=hq)
        assert done.code == 0, done.err
        run("hq", "drill", "--identity", tmp_path / "safe", home=hq)

        done = run("hq", "status", home=hq)

        assert done.code == 0
        assert "2 keys open" in done.out
        assert "Mme Diallo: never proved" in done.out
        assert "this computer, and its copy in the safe: proved on" in done.out

    def test_status_for_a_machine(self, run, places, tmp_path):
        _laptop, hq = places

        said = run("hq", "status", "--json", home=hq).json()

        [key] = said["keys"]
        assert key["here"]
        assert key["drill_due"]
        assert (key["proved"], key["held_by"]) == ("", "")

    def test_one_key_alone_is_warned_of(self, run, places):
        _laptop, hq = places

        assert "hq escrow" in run("hq", "status", home=hq).err

    def test_drill_tells_whose_files_the_key_opened(self, run, places, tmp_path):
        laptop, hq = places
        bundle = sends(run, laptop, tmp_path)
        run("hq", "merge", bundle, home=hq)

        done = run("hq", "drill", "--identity", tmp_path / "safe", bundle, home=hq)

        assert done.code == 0, done.err
        assert "Laptop 3" in done.out
        assert "2017" not in done.err

    def test_drill_of_a_key_that_some_laptop_does_not_know_yet_ends_with_1(
        self, run, places, tmp_path
    ):
        laptop, hq = places
        run("hq", "merge", sends(run, laptop, tmp_path), home=hq)
        run("hq", "escrow", "--new", tmp_path / "second", "--held-by", "Mme Diallo", home=hq)

        done = run("hq", "drill", "--identity", tmp_path / "second", "--json", home=hq)

        assert done.code == 1
        assert done.json()["not_opened"] == ["Laptop 3"]

    def test_drill_opens_the_newest_copy_of_headquarters_too(self, run, places, tmp_path):
        _laptop, hq = places
        rmtree(hq / "copies", ignore_errors=True)
        without = run("hq", "drill", "--identity", tmp_path / "safe", home=hq)
        rmtree(hq / "copies", ignore_errors=True)
        run("backup", home=hq)

        done = run("hq", "drill", "--identity", tmp_path / "safe", home=hq)

        assert "emarge backup" in without.err
        assert "opens with it" in done.out
        assert done.code == 0

    def test_key_that_opens_nothing_fails(self, run, places, tmp_path):
        _laptop, hq = places
        run("hq", "keygen", "--out", tmp_path / "wrong", home=tmp_path / "elsewhere")

        done = run("hq", "drill", "--identity", tmp_path / "wrong", home=hq)

        assert done.code == 1
        assert "wrong" in done.err

    def test_laptop_is_told_that_it_is_none(self, run, places):
        laptop, _hq = places

        assert "not headquarters" in run("hq", "status", home=laptop).err

    @pytest.mark.parametrize("words", [(), ("--new", "x", "age1x")])
    def test_escrow_wants_a_key_or_a_file_to_make_one(self, run, places, words):
        _laptop, hq = places

        assert run("hq", "escrow", *words, "--held-by", "Mme Diallo", home=hq).code == 64


class TestHandBack:
    @pytest.fixture
    def lost(self, run, places, tmp_path):
        """The laptop sent its workshop, then burned; a new one made its card."""
        laptop, hq = places
        run("hq", "merge", sends(run, laptop, tmp_path), home=hq)
        rmtree(laptop)
        new, card = tmp_path / "new", tmp_path / "new.card"
        run("device", "name", "Laptop 7", home=new)
        run("device", "show", "--card", card, home=new)
        return new, card, hq

    def digits(self, run, home):
        return run("device", "show", "--json", home=home).json()["fingerprint"]

    def test_new_laptop_goes_on_with_what_the_lost_one_sent(self, run, lost, tmp_path):
        new, card, hq = lost
        out = tmp_path / "back"

        given = run(
            *("hq", "hand-back", card, "--of", "Laptop 3", "--out", out),
            *("--digits", self.digits(run, new)),
            home=hq,
        )
        taken = run("import", out, "--digits", self.digits(run, hq), home=new)

        assert (given.code, taken.code) == (0, 0), given.err + taken.err
        assert "2021-NIM-01" in given.out
        assert "in the place of Laptop 3" in taken.out
        assert "ALI" in run("roster", "2021-NIM-01", home=new).out
        digests = {run("check", "--json", home=home).json()["digest"] for home in (new, hq)}
        assert len(digests) == 1

    def test_nothing_is_given_before_the_digits_of_the_card_were_heard(self, run, lost, tmp_path):
        _new, card, hq = lost

        done = run("hq", "hand-back", card, "--of", "Laptop 3", "--out", tmp_path / "x", home=hq)

        assert done.code == 1
        assert not (tmp_path / "x").exists()

    def test_nothing_is_taken_in_before_those_of_headquarters_were(self, run, lost, tmp_path):
        new, card, hq = lost
        out = tmp_path / "back"
        heard = self.digits(run, new)
        run("hq", "hand-back", card, "--of", "Laptop 3", "--out", out, "--digits", heard, home=hq)

        done = run("import", out, home=new)

        assert done.code == 1
        assert run("roster", "2021-NIM-01", home=new).code == 1

    def test_machine_is_told_what_was_given(self, run, lost, tmp_path):
        new, card, hq = lost
        said = run(
            *("hq", "hand-back", card, "--workshop", "2021-NIM-01", "--out", tmp_path / "back"),
            *("--digits", self.digits(run, new), "--json"),
            home=hq,
        ).json()

        assert said["workshops"] == ["2021-NIM-01"]
        assert said.keys() == {"path", "laptop", "device", "of", "workshops", "letter", "bytes"}

    def test_of_whom_or_what_has_to_be_said(self, run, lost, tmp_path):
        _new, card, hq = lost

        assert run("hq", "hand-back", card, "--out", tmp_path / "x", home=hq).code == 64


class TestHeadquartersBurned:
    @pytest.fixture
    def back(self, run, places, tmp_path, monkeypatch):
        """A copy on another drive and the safe; the computer and its passphrase are gone."""
        laptop, hq = places
        run("hq", "merge", sends(run, laptop, tmp_path), home=hq)
        (tmp_path / "digits").write_text(self.digits(run, hq))
        drive = tmp_path / "drive"
        drive.mkdir()
        made = run("backup", "--to", drive, "--json", home=hq)
        assert made.code == 0, made.err
        rmtree(hq)
        [register] = drive.rglob("emarge.db")
        monkeypatch.setenv("EMARGE_NEW_PASSPHRASE", NEW)
        keys, safe = register.with_name("keys.json"), tmp_path / "safe"
        given = run("hq", "passphrase", keys, "--identity", safe, home=tmp_path / "x", fresh=True)
        assert given.code == 0, given.err
        new = tmp_path / "new-hq"
        monkeypatch.setenv("EMARGE_PASSPHRASE", NEW)
        done = run("restore", register.parent, "--yes", home=new, fresh=True)
        assert done.code == 0, done.err
        return new

    def test_its_copy_and_the_safe_bring_it_back(self, run, back, tmp_path):
        assert "Zara ALI" in run("roster", "2021-NIM-01", home=back).out
        assert run("check", "--deep", home=back).code == 0
        assert run("hq", "drill", "--identity", tmp_path / "safe", home=back).code == 0

    def test_laptops_go_on_as_if_nothing_had_been(self, run, places, back, tmp_path, monkeypatch):
        laptop, _burned = places
        monkeypatch.setenv("EMARGE_PASSPHRASE", PASSPHRASE)
        run("register", "2021-NIM-01", "--name", "Awa BA", "--sex", "F", home=laptop)
        bundle = sends(run, laptop, tmp_path)
        monkeypatch.setenv("EMARGE_PASSPHRASE", NEW)

        merged = run("hq", "merge", bundle, home=back)
        stick = tmp_path / "receipts"
        stick.mkdir()
        run("hq", "receipts", "--to", stick, home=back)

        assert merged.code == 0, merged.err
        monkeypatch.setenv("EMARGE_PASSPHRASE", PASSPHRASE)
        [receipt] = stick.iterdir()
        assert run("import", receipt, "--json", home=laptop).json()["safe"] == [1, 2]

    def test_it_reads_the_same_digits_aloud_as_before(self, run, places, back, tmp_path):
        assert self.digits(run, back) == (tmp_path / "digits").read_text()

    @staticmethod
    def digits(run, home):
        return run("hq", "keygen", "--json", home=home).json()["fingerprint"]


def become_another(home):
    here = open_installation(home, PASSPHRASE)
    become_new_device(here.db, now=NOW)
    here.close()
