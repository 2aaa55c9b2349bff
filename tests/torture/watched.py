"""Every command and every page under watch: `python -m tests.torture.watched HOME WORK LANG`.

Says as JSON what reached for the network, for another program, or for a file elsewhere.
"""

import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from PySide6.QtWidgets import QApplication

from app.cli import emarge
from app.services.care.installation import open_installation
from tests.fakes import FakeAsk
from tests.torture.killing import PASSPHRASE
from tests.torture.looping import play
from ui.application import local_time
from ui.language import Language
from ui.look import Look
from ui.opening import open_window
from ui.preferences import Preferences
from ui.tasks import Tasks

CANARY = "ZZCANARI"
TALKS = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "urllib.Request")
STARTS = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.startfile",
    "webbrowser.open",
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND


class Watch:
    """An audit hook that writes down; it cannot be taken off again."""

    def __init__(self, allowed: Sequence[Path]) -> None:
        self.allowed = [str(path.resolve()) for path in allowed] + ["/dev/null"]
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in TALKS:
            self.seen.append(event)
        elif event in STARTS:
            program = str(arguments[0])
            if event != "subprocess.Popen" or program not in (sys.executable, "None"):
                self.seen.append(f"{event}: {Path(program).name}")
        elif event == "open":
            path, _mode, flags = arguments
            if isinstance(path, (str, bytes, os.PathLike)) and (flags or 0) & WRITES:
                self._look(event, path)
        elif event in ("os.rename", "os.mkdir", "os.link", "os.symlink"):
            self._look(event, arguments[1] if event in ("os.rename", "os.link") else arguments[0])

    def _look(self, event: str, path: Any) -> None:
        where = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - resolve() would open files
        if not any(where.startswith(one) for one in self.allowed) and "__pycache__" not in where:
            self.seen.append(f"{event}: {where}")


def commands(work: Path) -> list[list[str]]:
    """What is called, one after the other."""
    table = work / "liste.csv"
    table.write_text(f"Nom;Sexe;Structure\n{CANARY} Liste;F;Police\n", "utf-8")
    return [
        [
            "workshop",
            "new",
            "--title",
            f"{CANARY} titre",
            "--city",
            "Bamako",
            "--from",
            "2021-10-13",
            "--code",
            "BKO",
        ],
        ["import-list", "BKO", str(table)],
        [
            "register",
            "BKO",
            "--name",
            f"Awa {CANARY}",
            "--sex",
            "F",
            "--phone",
            "70000001",
            "--session",
            "1",
        ],
        ["attend", "BKO", "1", "--present", "1"],
        ["roster", "BKO"],
        ["sheets", "BKO", "--out", str(work / "s.pdf")],
        ["certificates", "BKO", "--out", str(work / "c.pdf"), "--reason", "essai"],
        ["report", "BKO"],
        ["findings"],
        ["check", "--deep"],
        ["device", "show", "--card", str(work / "laptop.card")],
        ["register", "BKO", "--name", CANARY * 900, "--sex", "F"],
        ["import", str(table)],
        ["authenticate", f"{CANARY}-CODE"],
    ]


def main(home: Path, work: Path, language: str) -> None:
    """Call everything, open every page, then tell."""
    watch = Watch([home, work])
    sys.addaudithook(watch)
    runner = CliRunner(env={"EMARGE_HOME": str(home), "EMARGE_PASSPHRASE": PASSPHRASE})
    odd = []
    for arguments in commands(work):
        done = runner.invoke(emarge, ["--lang", language, *arguments])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            name = type(done.exception).__name__
            if not type(done.exception).__module__.startswith("app."):
                odd.append(f"{arguments[0]}: {name}")
    application = QApplication(["emarge", "-style", "Fusion"])
    installation, tasks = open_installation(home, PASSPHRASE), Tasks()
    window = open_window(
        installation,
        tasks=tasks,
        ask=FakeAsk(),
        look=Look(),
        language=Language(language),
        preferences=Preferences(home),
        clock=local_time,
    )
    window.show()
    play(application, (window.go(number) for number in range(len(window.places))))
    tasks.close()
    window.close()
    installation.close()
    print(json.dumps({"seen": watch.seen, "odd": odd, "commands": len(commands(work))}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
