"""Somebody who presses anything on every page.

`python -m tests.torture.monkey HOME SEED COUNT LANG` says as JSON how many exceptions and
warnings of Qt there were, without a name in it.
"""

import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import TracebackType

from PySide6.QtCore import QEvent, QPoint, Qt, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

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
from ui.window import Window

KEYS = [
    *(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Insert),
    *(Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7),
    *(Qt.Key.Key_F8, Qt.Key.Key_P, Qt.Key.Key_A, Qt.Key.Key_M, Qt.Key.Key_1, Qt.Key.Key_2),
]
TEXTS = ("awa", "KONATÉ", "7", "12-14", "x" * 300, "محمد", "<b>&", "=1+1", " ", "2021-10-13", "é’")
HARMLESS = "This plugin does not support"
"""The platform without a screen says that it has no window manager."""


class Ledger:
    """What went wrong."""

    def __init__(self) -> None:
        self.exceptions: list[str] = []
        self.warnings: list[str] = []

    def note(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """An exception that nobody caught, by its place."""
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
        self.exceptions.append(f"{kind.__name__} at {place}")

    def warn(self, _kind: object, _context: object, text: str) -> None:
        """A warning of Qt."""
        if HARMLESS not in text:
            self.warnings.append(text[:120])


def press(window: QWidget, chance: Random) -> None:
    """One event anywhere."""
    focus = QApplication.focusWidget() or window
    kind = chance.randrange(10)
    if kind < 5:
        modifiers = chance.choice(
            [Qt.KeyboardModifier.NoModifier] * 5
            + [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier]
        )
        QTest.keyClick(focus, chance.choice(KEYS), modifiers)
    elif kind < 7:
        _type(focus, chance.choice(TEXTS))
    else:
        _click(window, chance)


def _type(focus: QWidget, text: str) -> None:
    """Letter by letter, with any letters: QTest aborts at those that no key of its list has."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            plain = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(focus, QKeyEvent(kind, 0, plain, letter))


def _click(window: QWidget, chance: Random) -> None:
    seen = [one for one in window.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    if chance.random() < 0.5:
        seen = [one for one in seen if isinstance(one, QAbstractButton)] or seen
    if seen:
        target = chance.choice(seen)
        place = QPoint(
            chance.randrange(max(1, target.width())), chance.randrange(max(1, target.height()))
        )
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def _presses(window: Window, spoken: Language, chance: Random, count: int) -> Iterator[None]:
    """Press `count` times, on another page and in another language now and then."""
    for number in range(count):
        if number % 40 == 0:
            window.go(chance.randrange(len(window.places)))
            spoken.speak(chance.choice(("fr", "en")))
        if not window.isVisible():
            window.show()
        press(QApplication.activeModalWidget() or window, chance)
        yield


def main(home: Path, seed: int, count: int, language: str) -> None:
    """Open the window on `home`, press, close."""
    ledger, chance = Ledger(), Random(seed)  # noqa: S311 - it presses keys
    application = QApplication(["emarge", "-style", "Fusion"])
    qInstallMessageHandler(ledger.warn)
    sys.excepthook = ledger.note
    installation, tasks, spoken = open_installation(home, PASSPHRASE), Tasks(), Language(language)
    window = open_window(
        installation,
        tasks=tasks,
        ask=FakeAsk(),
        look=Look(),
        language=spoken,
        preferences=Preferences(home),
        clock=local_time,
    )
    window.resize(1024, 700)
    window.show()
    play(application, _presses(window, spoken, chance, count))
    tasks.close()
    window.close()
    window.deleteLater()
    play(application, iter(()))
    installation.close()
    qInstallMessageHandler(None)
    print(json.dumps({"exceptions": ledger.exceptions, "warnings": ledger.warnings}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
