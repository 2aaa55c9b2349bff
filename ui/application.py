"""The only wiring: from the command line to a window that is open.

What stretches the passphrase and opens the register is imported in the background while the
passphrase is typed: the unlock field must be usable at once (measured in docs/decisions).
"""

import sys
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from app.paths import was_begun
from app.settings import Settings
from ui.ask import QtAsk
from ui.dialogs.unlock import Gate, UnlockWindow
from ui.faults import Faults
from ui.language import Language
from ui.look import Look, TextSize
from ui.preferences import Preferences
from ui.tasks import Tasks

STYLE = ("-style", "Fusion")
"""Looks alike on every system. Said to Qt here: asking for it later makes Python name the 566
parts that a style can draw, which is 7 ms before the field is seen."""


def run(home: Path, argv: Sequence[str] = ()) -> int:
    """Open the window on the installation in `home`; the exit code, once it was closed."""
    application = QApplication([sys.argv[0], *STYLE, *argv])
    application.setApplicationName("Émarge")
    program = Program(home, local_time)
    # Not before the field is painted: two threads would import at each other's cost.
    warm = threading.Thread(target=_warm, name="warm", daemon=True)
    program.unlock.seen.connect(warm.start, Qt.ConnectionType.QueuedConnection)
    program.start()
    code = application.exec()
    program.close()
    return code


def local_time() -> datetime:
    """What the computer's clock says, with its zone: evidence, never authority."""
    return datetime.now(UTC).astimezone()


class Program(QObject):
    """Holds what lives as long as the program."""

    def __init__(
        self, home: Path, clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._home = home
        self._clock = clock
        self._installation: Any = None
        self.window: Any = None
        self.preferences = Preferences(home)
        settings = self.preferences.settings
        self.look = Look(_text_size(settings))
        self.look.apply()
        self.language = Language(settings.language)
        self.ask = QtAsk()
        self.faults = Faults(self.ask, home / "faults.log")
        self.tasks = Tasks()
        gate = Gate(is_new=_is_new(home), unlock=self._unlock, create=self._create)
        self.unlock = UnlockWindow(gate, self.tasks, self.language)
        self.unlock.opened.connect(self._on_opened)
        self.unlock.language_chosen.connect(self._on_language)
        self.preferences.changed.connect(self._on_preferences)

    def start(self) -> None:
        """Show the unlock field."""
        self.faults.install()
        self.unlock.show()

    def close(self) -> None:
        """End the background work and close the register."""
        self.tasks.close()
        if self._installation is not None:
            self._installation.close()

    def _unlock(self, secret: str) -> object:
        # Deferred: see the module's first lines.
        from app.services.care.installation import open_installation  # noqa: PLC0415

        return open_installation(self._home, secret)

    def _create(self, passphrase: str) -> tuple[object, str]:
        from app.services.care.installation import install, open_installation  # noqa: PLC0415

        recovery = install(self._home, passphrase, now=self._clock())
        return open_installation(self._home, passphrase), recovery

    def _on_opened(self, installation: Any) -> None:
        from ui.opening import open_window  # noqa: PLC0415

        self._installation = installation
        self.window = open_window(
            installation,
            tasks=self.tasks,
            ask=self.ask,
            look=self.look,
            language=self.language,
            preferences=self.preferences,
            clock=self._clock,
        )
        self.window.show_where_it_was()
        self.window.activateWindow()
        self.unlock.close()
        if installation.recovery_key:
            self.window.passphrase.begin(installation.recovery_key)

    def _on_language(self, code: str) -> None:
        self.preferences.change(language=code)

    def _on_preferences(self, settings: Settings) -> None:
        self.language.speak(settings.language)
        self.look.choose(_text_size(settings))


def _is_new(home: Path) -> bool:
    """Whether nothing was begun here; a folder that nobody may look into says so when unlocked."""
    try:
        return not was_begun(home)
    except (OSError, ValueError):
        return False


def _text_size(settings: Settings) -> TextSize:
    known = {size.value for size in TextSize}
    return TextSize(settings.font_size) if settings.font_size in known else TextSize.NORMAL


def _warm() -> None:
    """Import what the desk needs of the core; a class of Qt's is never made in this thread.

    What other pages need comes with them (`ui/places.py`).
    """
    from app.store import search, similar  # noqa: F401, PLC0415
