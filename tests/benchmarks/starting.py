"""What `bench_start` starts, each in a process of its own; imports nothing that could wait.

Run as `python -m tests.benchmarks.starting WORK` with EMARGE_HOME set; prints one JSON line.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

PASSPHRASE = "cheval vert matin"
_EVERY_MS = 2


def empty_window() -> None:
    """The floor: a window of Qt with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - this is measured

    application = QApplication([])
    window = _seen_as(QMainWindow)()
    window.show()
    application.exec()


def bare_field() -> None:
    """What Qt alone takes for a line of plain words, a field and a button."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - this is measured
    from PySide6.QtWidgets import (  # noqa: PLC0415
        QApplication,
        QLabel,
        QLineEdit,
        QPushButton,
        QVBoxLayout,
        QWidget,
    )

    application = QApplication([])
    window = _seen_as(QWidget)()
    words = QLabel("Passphrase")
    words.setTextFormat(Qt.TextFormat.PlainText)
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    column = QVBoxLayout(window)
    for widget in (words, field, QPushButton("Open")):
        column.addWidget(widget)
    window.show()
    application.exec()


def unlock_field() -> None:
    """From the window's own door until the field is painted and takes what is typed."""
    _start(_Field)


def unlock_field_from_terminal() -> None:
    """The same through `emarge`, which knows the terminal's commands."""
    _start(_Field, "app.__main__")


def desk() -> None:
    """On to the desk; everything is warm when the passphrase is entered."""
    _start(_Desk)


def previews() -> None:
    """On to the attendance sheet, then to a certificate, as they will print."""
    _start(_Previews)


class _Field:
    """Looks on while the program starts."""

    def __init__(self, program: Any) -> None:
        self.program = program
        self.facts: dict[str, float] = {}
        program.unlock.seen.connect(self.on_seen)

    def on_seen(self) -> None:
        _soon(self.usable)

    def usable(self) -> None:
        if not self.program.unlock.form.secret.line.isEnabled():
            raise AssertionError
        tell()


class _Desk(_Field):
    """Types the passphrase."""

    def usable(self) -> None:
        _once(_is_warm, self.enter)

    def enter(self) -> None:
        form = self.program.unlock.form
        form.secret.line.setText(PASSPHRASE)
        self.program.unlock.opened.connect(self.on_opened)
        self.start = time.monotonic()
        form.go.click()

    def on_opened(self) -> None:
        _soon(self.on_painted)

    def on_painted(self) -> None:
        _once(self.is_quiet, self.at_desk)

    def is_quiet(self) -> bool:
        return not self.program.tasks.is_busy

    def at_desk(self) -> None:
        seconds = time.monotonic() - self.start
        tell(seconds=seconds, stretching=_seconds_to_stretch())


class _Previews(_Desk):
    """Looks at both papers."""

    def at_desk(self) -> None:
        self.facts["desk_mb"] = rss_mb()
        window = self.program.window
        window.go([place.name for place in window.places].index("documents"))
        _once(self.has_paper, self.at_sheet)

    def at_sheet(self) -> None:
        self.facts["sheet_mb"] = rss_mb()
        self.program.window.page.kinds.buttons["certificates"].click()
        _once(self.has_paper, self.at_certificate)

    def at_certificate(self) -> None:
        self.facts["certificate_mb"] = rss_mb()
        tell(**self.facts)

    def has_paper(self) -> bool:
        return self.is_quiet() and bool(self.program.window.page.previewing.paper)


def _start(watch: type[_Field], door: str = "ui.__main__") -> None:
    from ui import application  # noqa: PLC0415 - this is measured

    class Watched(application.Program):
        def start(self) -> None:
            self.watch = watch(self)
            super().start()

    application.Program = Watched  # the door makes its program itself: ours is looked at
    import_module(door).main()


def _seen_as(kind: Any) -> Any:
    """A window of `kind` that tells as soon as it is painted."""
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415

    class Seen(kind):  # type: ignore[misc]
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            _soon(tell)

    return Seen


def _soon(act: Callable[[], object]) -> None:
    """Do `act` once what Qt has to do now is done."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    QTimer.singleShot(0, act)


def _once(is_so: Callable[[], bool], act: Callable[[], object]) -> None:
    """Do `act` as soon as `is_so()`."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    if is_so():
        act()
    else:
        QTimer.singleShot(_EVERY_MS, lambda: _once(is_so, act))


def _is_warm() -> bool:
    return not any(thread.name == "warm" for thread in threading.enumerate())


def _seconds_to_stretch() -> float:
    """What the passphrase takes by itself, on purpose."""
    from app.services.care.installation import KEYS  # noqa: PLC0415
    from app.store import vault  # noqa: PLC0415

    start = time.monotonic()
    vault.unlock(Path(os.environ["EMARGE_HOME"]) / KEYS, PASSPHRASE)
    return time.monotonic() - start


def rss_mb() -> float:
    """MiB of this process that are in memory now; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0
    return int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def tell(**facts: float) -> NoReturn:
    """Say when it is now, and end at once: how a program ends is not measured."""
    now = time.monotonic()
    memory = rss_mb()
    import json  # noqa: PLC0415 - after the measurement

    sys.stdout.write(json.dumps({"now": now, "rss_mb": memory, **facts}) + "\n")
    sys.stdout.flush()
    os._exit(0)


WORKS = {
    work.__name__: work
    for work in (
        empty_window,
        bare_field,
        unlock_field,
        unlock_field_from_terminal,
        desk,
        previews,
    )
}

if __name__ == "__main__":
    WORKS[sys.argv.pop()]()
