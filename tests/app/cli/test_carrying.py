"""Bundles from one installation to another, by commands alone."""

import json
from pathlib import Path
from shutil import copytree, rmtree

import pytest


@pytest.fixture
def places(tmp_path):
    """Two laptops and headquarters, each a folder."""
    return {name: tmp_path / name for name in ("niamey", "bamako", "hq")}


@pytest.fixture
def digits(run, places):
    """What that place reads aloud, as it is typed: `digits("hq")`."""

    def digits(name):
        said = run("device", "show", "--json", home=places[name]).json()["fingerprint"]
        return "--digits", said

    return digits


@pytest.fixture
def enrolled(run, places, digits, tmp_path):
    """Headquarters has enrolled both laptops."""
    cards = []
    for name in ("niamey", "bamako"):
        cards.append(tmp_path / f"{name}.card")
        assert run("device", "show", "--card", cards[-1], home=places[name]).code == 0
    enrolment = tmp_path / "enrolment"
    assert run("hq", "keygen", "--out", tmp_path / "hq.identity", home=places["hq"]).code == 0
    enrols = ("hq", "enrol", *cards, "--digits-compared", "--out", enrolment)
    assert run(*enrols, home=places["hq"]).code == 0
    for name in ("niamey", "bamako"):
        assert run("import", enrolment, *digits("hq"), home=places[name]).code == 0
    return places


@pytest.fixture
def bundle(run, enrolled, tmp_path):
    """A bundle of Niamey, with one woman in it."""
    home = enrolled["niamey"]
    run("workshop", "new", "--title", "x", "--city", "Niamey", "--from", "2021-10-13", home=home)
    run("register", "2021-NIM-01", "--name", "Zara ALI", "--sex", "F", home=home)
    done = run("export", "2021-NIM-01", "--to", tmp_path, "--json", home=home)
    return json.loads(done.out)["path"]


def test_verify_says_good_at_headquarters_and_not_for_this_key_elsewhere(run, enrolled, bundle):
    assert run("verify", bundle, "--deep", home=enrolled["hq"]).code == 0
    assert run("verify", bundle, home=enrolled["bamako"]).code == 4


def test_verify_says_damaged_for_a_flipped_byte(run, enrolled, bundle, tmp_path):
    data = bytearray(Path(bundle).read_bytes())
    data[len(data) // 2] ^= 0xFF
    path = tmp_path / "flipped.emarge"
    path.write_bytes(data)

    done = run("verify", path, "--json", home=enrolled["hq"])

    assert done.code == 1
    assert done.json()["verdict"] == "damaged"


def test_verify_says_unknown_signer_for_a_laptop_that_was_not_enrolled(
    run, enrolled, digits, tmp_path
):
    stranger = tmp_path / "stranger"
    recipient = run("device", "show", "--json", home=enrolled["hq"]).json()
    run("workshop", "new", "--title", "x", "--city", "Gao", "--from", "2021-10-13", home=stranger)
    run("import", tmp_path / "enrolment", *digits("hq"), home=stranger)
    done = run("export", "2021-GAO-01", "--to", tmp_path, "--json", home=stranger)

    assert recipient["public_key"]
    assert run("verify", done.json()["path"], home=enrolled["hq"]).code == 2
    assert run("hq", "merge", done.json()["path"], home=enrolled["hq"]).code == 1


def test_verify_works_without_an_installation(run, enrolled, bundle, tmp_path, monkeypatch):
    device = run("device", "show", "--json", home=enrolled["niamey"]).json()
    public = tmp_path / "niamey.pub"
    run("device", "show", "--public-key", public, home=enrolled["niamey"])
    monkeypatch.delenv("EMARGE_PASSPHRASE")

    done = run(
        *("verify", bundle, "--identity", tmp_path / "hq.identity"),
        *("--signer", device["id"], public),
        home=tmp_path / "nobody",
    )

    assert done.code == 0, done.err


def test_merging_twice_brings_nothing_new_and_the_same_state(run, enrolled, bundle):
    first = run("hq", "merge", bundle, "--json", home=enrolled["hq"]).json()
    again = run("hq", "merge", bundle, "--json", home=enrolled["hq"]).json()

    assert [first["files"][0]["state"], again["files"][0]["state"]] == ["merged", "known"]
    assert first["digest"] == again["digest"]
    report = run("hq", "report", "--json", home=enrolled["hq"]).json()
    assert report["participations"]["women"] == 1
    assert "1 participant, including one woman" in run("hq", "report", home=enrolled["hq"]).out


def test_a_dry_import_writes_nothing(run, enrolled, bundle):
    shown = run("import", bundle, "--dry-run", "--json", home=enrolled["hq"]).json()

    assert shown["new"] > 0
    assert run("workshop", "list", "--json", home=enrolled["hq"]).json()["workshops"] == []


def test_verify_without_a_key_is_not_taken_for_a_damaged_file(run, enrolled, bundle, monkeypatch):
    monkeypatch.delenv("EMARGE_PASSPHRASE")

    done = run("verify", bundle, home=enrolled["hq"])

    assert done.code == 4
    assert "EMARGE_PASSPHRASE" in done.err


def test_a_strangers_bundle_is_noted_as_set_aside(run, enrolled, digits, tmp_path):
    stranger = tmp_path / "stranger"
    run("import", tmp_path / "enrolment", *digits("hq"), home=stranger)
    run("workshop", "new", "--title", "x", "--city", "Gao", "--from", "2021-10-13", home=stranger)
    path = run("export", "2021-GAO-01", "--to", tmp_path, "--json", home=stranger).json()["path"]

    done = run("import", path, home=enrolled["hq"])

    assert done.code == 1
    assert "not signed by a laptop that is known here" in done.err
    report = run("hq", "report", "--json", home=enrolled["hq"]).json()
    assert report["quarantined"] == [Path(path).name]


def test_a_bundle_for_the_team_opens_on_the_other_laptop_and_at_headquarters(
    run, enrolled, tmp_path
):
    home = enrolled["niamey"]
    run("workshop", "new", "--title", "x", "--city", "Niamey", "--from", "2021-10-13", home=home)
    path = run("export", "2021-NIM-01", "--to", tmp_path, "--team", "--json", home=home).json()[
        "path"
    ]

    assert run("import", path, home=enrolled["bamako"]).code == 0
    assert run("verify", path, home=enrolled["hq"]).code == 0
    assert "2021-NIM-01" in run("workshop", "list", home=enrolled["bamako"]).out


def test_what_was_exported_before_enrolment_is_not_missed_afterwards(run, places, digits, tmp_path):
    home = places["niamey"]
    run("workshop", "new", "--title", "x", "--city", "Niamey", "--from", "2021-10-13", home=home)
    assert run("export", "2021-NIM-01", "--to", tmp_path, home=home).code == 0
    run("device", "show", "--card", tmp_path / "card", home=home)
    enrolment = tmp_path / "enrolment"
    enrols = ("hq", "enrol", tmp_path / "card", *digits("niamey"), "--out", enrolment)
    run(*enrols, home=places["hq"])
    run("import", enrolment, *digits("hq"), home=home)

    done = run("export", "2021-NIM-01", "--to", tmp_path, "--json", home=home).json()

    assert done["number"] == 1
    assert run("hq", "merge", done["path"], home=places["hq"]).code == 0
    assert run("hq", "report", "--json", home=places["hq"]).json()["missing"] == {}


def test_an_escrow_key_that_is_none_is_refused(run, places, tmp_path):
    run("device", "show", "--card", tmp_path / "card", home=places["niamey"])

    done = run(
        *("hq", "enrol", tmp_path / "card", "--digits-compared", "--escrow", "junk"),
        *("--out", tmp_path / "enrolment"),
        home=places["hq"],
    )

    assert done.code == 1
    assert not (tmp_path / "enrolment").exists()


@pytest.mark.parametrize("key", ["no-such-file", "no-key"])
def test_a_key_that_cannot_be_read_is_not_taken_for_a_damaged_file(run, bundle, tmp_path, key):
    (tmp_path / "no-key").write_text("nothing", "utf-8")

    assert run("verify", bundle, "--identity", tmp_path / key).code == 4


def test_a_card_that_cannot_be_read_leaves_no_other_laptop_accepted(run, places, digits, tmp_path):
    run("hq", "keygen", home=places["hq"])
    before = run("check", "--json", home=places["hq"]).json()
    run("device", "show", "--card", tmp_path / "card", home=places["niamey"])
    run(
        "workshop",
        "new",
        "--title",
        "x",
        "--city",
        "Gao",
        "--from",
        "2021-10-13",
        home=places["niamey"],
    )
    enrolment = tmp_path / "enrolment"

    done = run(
        "hq", "enrol", tmp_path / "card", tmp_path / "gone", "--out", enrolment, home=places["hq"]
    )

    assert done.code == 1
    assert not enrolment.exists()
    enrols = ("hq", "enrol", tmp_path / "card", *digits("niamey"), "--out", tmp_path / "other")
    run(*enrols, home=places["bamako"])
    run("import", tmp_path / "other", *digits("bamako"), home=places["niamey"])
    path = run("export", "2021-GAO-01", "--to", tmp_path, "--json", home=places["niamey"]).json()[
        "path"
    ]
    assert run("verify", path, home=places["hq"]).code in (2, 4)
    assert run("check", "--json", home=places["hq"]).json() == before


def test_a_folder_without_a_bundle_is_told(run, places, tmp_path):
    (tmp_path / "inbox").mkdir()
    run("hq", "keygen", home=places["hq"])

    assert (
        "No bundle was found there."
        in run("hq", "merge", tmp_path / "inbox", home=places["hq"]).err
    )


@pytest.mark.parametrize("name", ["notes.txt", "paper.pdf"])
def test_a_file_that_is_no_bundle_is_refused_in_words(run, places, tmp_path, name):
    (tmp_path / name).write_bytes(b"not a bundle")

    done = run("import", tmp_path / name, home=places["niamey"])

    assert (done.code, done.out) == (1, "")
    assert "damaged" in done.err


def test_keys_and_enrolment_are_told_to_machines(run, places, digits, tmp_path):
    made = run("hq", "keygen", "--json", home=places["hq"]).json()
    named = run(
        "device", "name", "Bamako 1", "--letter", "b", "--json", home=places["bamako"]
    ).json()
    run("device", "show", "--card", tmp_path / "card", home=places["bamako"])
    enrolled = run(
        *("hq", "enrol", tmp_path / "card", *digits("bamako"), "--json"),
        *("--out", tmp_path / "enrolment"),
        home=places["hq"],
    ).json()
    trust = ("device", "trust", tmp_path / "card", *digits("bamako"), "--json")
    trusted = run(*trust, home=places["niamey"]).json()

    assert made["recipient"].startswith("age1")
    assert (named["name"], named["letter"]) == ("Bamako 1", "B")
    assert (enrolled["accepted"], enrolled["fingerprint"]) == (1, made["fingerprint"])
    assert (trusted["id"], trusted["name"]) == (named["id"], "Bamako 1")


@pytest.mark.parametrize("letter", ["7", "BB", "É"])
def test_a_letter_that_is_none_is_refused(run, places, letter):
    assert run("device", "name", "Bamako", "--letter", letter, home=places["bamako"]).code == 1


def test_a_receipt_goes_back_to_the_laptop_that_sent(run, enrolled, bundle, tmp_path):
    assert "nothing to confirm" in run("hq", "receipts", "--to", tmp_path, home=enrolled["hq"]).err
    run("hq", "merge", bundle, home=enrolled["hq"])

    [path] = run("hq", "receipts", "--to", tmp_path, "--json", home=enrolled["hq"]).json()["paths"]

    told = run("import", path, "--json", home=enrolled["niamey"]).json()
    assert (told["kind"], told["safe"], told["applied"]) == ("receipt", [1], True)
    assert "files number: 1" in run("import", path, home=enrolled["niamey"]).out


def test_restored_laptop_is_taken_in_again_when_headquarters_says_so(
    run, enrolled, bundle, tmp_path
):
    """Both histories stay; what comes next needs nobody's word."""
    laptop, hq, backup = enrolled["niamey"], enrolled["hq"], tmp_path / "backup"

    def send(name):
        assert run("register", "2021-NIM-01", "--name", name, "--sex", "F", home=laptop).code == 0
        (tmp_path / name).mkdir()
        to = tmp_path / name
        return run("export", "2021-NIM-01", "--to", to, "--json", home=laptop).json()["path"]

    copytree(laptop, backup)
    assert run("hq", "merge", bundle, send("Awa DIALLO"), home=hq).code == 0
    rmtree(laptop)
    copytree(backup, laptop)
    after = send("Moussa SOW")
    assert run("import", after, home=hq).code == 1

    accepted = run("import", after, "--accept", home=hq)

    assert accepted.code == 0, accepted.err
    assert run("hq", "merge", send("Fatou BA"), home=hq).code == 0
    names = run("roster", "2021-NIM-01", home=hq).out
    assert all(name in names for name in ("Awa DIALLO", "Moussa SOW", "Fatou BA"))
    assert "1 laptop was copied or restored" in run("check", "--deep", home=hq).out
