"""A file's name from a stick never commands the terminal, whatever a command says of it."""

import json

import pytest

from app.cli.speaking import say_json
from app.domain.visible import commanding

NAMES = [
    pytest.param("a\x1b]0;owned\x07\x1b[2J.emarge", id="ESC and BEL"),
    pytest.param("a\x9b2Jb\x84.emarge", id="C1"),
    pytest.param("cod\u202e\u2066gpj\u2069.emarge", id="bidi"),
    pytest.param("a\nemarge: everything is fine.emarge", id="line end"),
    pytest.param("a\r\x7f\u2028b.emarge", id="other ends"),
]
COMMANDS = [
    ("verify", "{}"),
    ("import", "{}"),
    ("import-list", "2021", "{}"),
    ("hq", "merge", "{}"),
    ("hq", "enrol", "{}", "--out", "{}"),
    ("hq", "passphrase", "{}", "--identity", "{}"),
    ("sheets", "2021", "--out", "{}/x"),
    ("sheets", "2021", "--out", "{}.pdf"),
    ("export", "2021", "--to", "{}"),
    ("device", "show", "--card", "{}/x"),
    ("hq", "receipts", "--to", "{}"),
    ("demo", "--out", "{}"),
]


def is_harmless(text, lines):
    return commanding(text) <= {"\n"} and text.count("\n") <= lines


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_answer_holds_nothing_that_commands(run, workshop, tmp_path, monkeypatch, name, command):
    monkeypatch.setenv("EMARGE_NEW_PASSPHRASE", "le fleuve est haut")
    path = tmp_path / name
    path.write_bytes(b"nothing")

    done = run(*[word.format(path) for word in command])

    assert done.code in (0, 1)
    assert is_harmless(done.out, 1)
    assert is_harmless(done.err, 3)


def test_option_that_holds_a_command_is_said_harmlessly(run):
    done = run("roster", "\x1b[2J\nforged", fresh=True)

    assert is_harmless(done.err, 1)


def test_json_spells_what_commands_and_means_the_same(capsys):
    hostile = "a\x1b\x9b\x7f\u202e\u2028é\n"

    say_json({"file": hostile})

    out = capsys.readouterr().out
    assert commanding(out) == {"\n"}
    assert json.loads(out) == {"file": hostile}
