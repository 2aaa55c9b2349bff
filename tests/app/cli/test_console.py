"""Real consoles: a closed pipe, a full drive, few letters, Ctrl-C, a question at a terminal."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.cli.conftest import PASSPHRASE
from tests.test_architecture import ROOT


@pytest.fixture
def home(run, workshop):
    """A register with one person whose name few consoles can write."""
    run("register", workshop, "--name", "Ɓaɗɗo TRAORÉ", "--sex", "F")
    return Path(os.environ["EMARGE_HOME"])


def start(*words, encoding="utf-8", **more):
    """`emarge …` in a process of its own."""
    environment = os.environ | {"EMARGE_PASSPHRASE": PASSPHRASE, "PYTHONIOENCODING": encoding}
    environment.pop("PYTHONUNBUFFERED", None)  # an operator's console has none
    command = [sys.executable, "-m", "app", *words]
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    # A shell starts what runs in the background deaf to Ctrl-C, and deafness is inherited.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, cwd=ROOT, env=environment, **more)
    finally:
        signal.signal(signal.SIGINT, before)


def answer(*words, **more):
    """Its exit code, and the bytes that it wrote to stdout and stderr."""
    with start(*words, **more) as process:
        out, err = process.communicate()
        return process.returncode, out, err


def test_a_console_without_a_letter_shows_the_nearest_one(home):
    code, out, _err = answer("roster", "2021-BKO-01", encoding="cp850")

    assert code == 0
    assert "Baddo TRAORÉ" in out.decode("cp850")


def test_a_sentence_is_spelt_on_such_a_console_too(home):
    code, _out, err = answer("roster", "x", "--lang", "fr", encoding="cp850")

    assert code == 1
    assert "Il n'y a pas d'atelier" in err.decode("cp850")


def test_json_loses_no_letter_on_such_a_console(home):
    _code, out, _err = answer("roster", "2021-BKO-01", "--json", encoding="cp850")

    [person] = json.loads(out.decode("ascii"))["people"]
    assert person["name"] == "Ɓaɗɗo TRAORÉ"


@pytest.mark.debian
@pytest.mark.parametrize("words", [("roster", "2021-BKO-01"), ("--help",), ("--version",)])
def test_an_answer_that_finds_no_room_is_no_success(home, words):
    with Path("/dev/full").open("wb") as full:
        code, _out, err = answer(*words, "--lang", "en", stdout=full)

    assert code == 1
    assert err.decode() == (
        "The answer could not be written where it was sent. What the command did is kept.\n"
    )


@pytest.mark.debian
def test_a_reader_that_has_read_enough_ends_the_command_in_silence(home):
    with start("workshop", "list", "--json") as process:
        process.stdout.close()
        err = process.stderr.read()

    assert err == b""


@pytest.mark.debian
def test_stopping_is_calm_and_leaves_a_whole_register(home, tmp_path):
    with start("demo", "--out", tmp_path / "demo", "--lang", "en") as process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        err = process.stderr.read().decode()

    assert process.returncode == 130
    assert err.strip() == "Stopped. What was confirmed before is safe."
    assert answer("check", "--deep")[0] == 0


@pytest.mark.debian
def test_a_passphrase_is_asked_for_twice_until_both_are_the_same(tmp_path, monkeypatch):
    terminal, theirs = os.openpty()
    typed = iter([b"four words of mine", b"another", b"four words of mine", b"four words of mine"])
    said = b""
    command = [sys.executable, "-m", "app", "device", "show", "--lang", "fr"]
    streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True, **streams) as process:
        os.close(theirs)
        while chunk := read(terminal):
            said += chunk
            if said.endswith(b": ") and (line := next(typed, None)):
                os.write(terminal, line + b"\n")
                said += b"\n"
    os.close(terminal)

    assert process.returncode == 0
    assert "Les deux saisies diffèrent. Recommencez." in said.decode()
    assert said.decode().count("Phrase de passe\N{NO-BREAK SPACE}: ") == 2


def read(terminal):
    """What the terminal shows next; nothing at its end, which Linux tells as an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
