"""A path that nobody can use ends in a sentence, in every command that takes one."""

import os

import pytest

COMMANDS = [
    ("verify", "{}"),
    ("verify", "{}", "--identity", "{}"),
    ("import", "{}"),
    ("import-list", "2021", "{}"),
    ("hq", "merge", "{}"),
    ("hq", "enrol", "{}", "--out", "{}"),
    ("hq", "passphrase", "{}"),
    ("hq", "passphrase", "{}", "--identity", "{}"),
    ("hq", "receipts", "--to", "{}"),
    ("sheets", "2021", "--out", "{}"),
    ("certificates", "2021", "--out", "{}"),
    ("export", "2021", "--to", "{}"),
    ("device", "show", "--card", "{}"),
    ("hq", "keygen", "--out", "{}"),
    ("demo", "--out", "{}"),
]


def long_name(folder):
    return folder / ("n" * 256)


def deep(folder):
    return folder / ("x/" * 3000 + "y")


def pipe(folder):
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def nowhere(folder):
    (folder / "circle").symlink_to(folder / "circle")
    return folder / "circle"


def in_a_file(folder):
    (folder / "file").touch()
    return folder / "file" / "in it"


@pytest.mark.parametrize("make", [long_name, deep, pipe, nowhere, in_a_file])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_is_refused_in_a_sentence(run, workshop, tmp_path, monkeypatch, command, make):
    monkeypatch.setenv("EMARGE_NEW_PASSPHRASE", "le fleuve est haut")
    path = make(tmp_path)

    done = run(*[word.format(path) for word in command])

    assert done.code in (0, 1)
    assert done.code == 0 or done.err.strip()
    assert "unexpected" not in done.err


@pytest.mark.parametrize("make", [long_name, deep, in_a_file])
def test_home_that_cannot_be_is_refused_in_a_sentence(run, tmp_path, make):
    done = run("workshop", "list", home=make(tmp_path), fresh=True)

    assert done.code == 1
    assert "Choose another folder" in done.err or "no register here" in done.err


@pytest.mark.parametrize(
    "command",
    [
        ("sheets", "2021", "--out"),
        ("device", "show", "--card"),
        ("hq", "keygen", "--out"),
        ("hq", "keygen", "--public"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("name", ["emarge.db", "keys.json", "keys.2.json", "settings.json"])
def test_register_is_never_what_a_command_writes(run, workshop, command, name):
    home = os.environ["EMARGE_HOME"]

    done = run(*command, f"{home}/{name}")

    assert done.code == 1
    assert "Nothing was written" in done.err
    assert run("workshop", "list").code == 0
