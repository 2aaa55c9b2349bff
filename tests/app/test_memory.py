"""A crash leaves nothing of the memory on the disk: seen from outside of the process."""

import os
import pty
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.services.care.installation import install
from app.store.key_file import Cost

ROOT = Path(__file__).parents[2]
NOW = datetime(2021, 10, 13, 8, 0, tzinfo=UTC)
AS_LARGE_AS_IT_LIKES = ["sh", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "sh"]
GET_DUMPABLE = "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)"


@pytest.fixture
def terminal(tmp_path):
    """`emarge check`, which waits for the passphrase to be typed."""
    install(tmp_path / "home", "le fleuve est haut", now=NOW, cost=Cost(64, 1, 1))
    typed, screen = pty.openpty()
    run = subprocess.Popen(
        [*AS_LARGE_AS_IT_LIKES, sys.executable, "-m", "app", "--lang", "en", "check"],
        stdin=screen,
        stdout=subprocess.DEVNULL,
        stderr=screen,
        cwd=ROOT,
        env=os.environ | {"EMARGE_HOME": str(tmp_path / "home")},
    )
    seen = b""
    while b"Passphrase:" not in seen:
        seen += os.read(typed, 1000)
    yield run
    run.kill()
    run.wait()
    os.close(typed)
    os.close(screen)


def limit_of(process):
    lines = Path(f"/proc/{process.pid}/limits").read_text("utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("Max core file size")]
    return line.split()[4:6]


def test_terminal_may_write_no_core(terminal):
    assert limit_of(terminal) == ["0", "0"]


def test_crash_of_the_terminal_writes_none(terminal):
    terminal.send_signal(signal.SIGSEGV)
    _, status = os.waitpid(terminal.pid, 0)
    terminal.returncode = -os.WTERMSIG(status)

    assert os.WTERMSIG(status) == signal.SIGSEGV
    assert not os.WCOREDUMP(status)


def test_others_may_not_read_its_memory():
    hide = "from app.memory import keep_to_itself; keep_to_itself();"

    for before, told in (("", "1"), (hide, "0")):
        done = subprocess.run(
            [sys.executable, "-c", before + GET_DUMPABLE],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        assert done.stdout.strip() == told


def test_window_may_write_no_core(tmp_path):
    window = subprocess.Popen(
        [*AS_LARGE_AS_IT_LIKES, sys.executable, "-c", WINDOW],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"EMARGE_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
    )
    window.stdout.readline()

    assert limit_of(window) == ["0", "0"]
    window.communicate(b"")


WINDOW = """
import sys
from ui import __main__ as start

def open_instead(home, arguments):
    print("open", flush=True)
    sys.stdin.read()
    return 0

start.run = open_instead
start.main()
"""
