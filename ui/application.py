"""The only wiring: from the command line to a window that is open.

What stretches the passphrase and opens the register is imported in the background while the
passphrase is typed: the unlock field must be usable at once (measured in docs/decisions).
"""

import sys
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from app.errors import AppError, Cancelled, RegisterGone
from app.i18n import _
from app.paths import FAULTS, was_begun
from app.settings import Settings
from ui.ask import Ask, QtAsk
from ui.collecting import Collecting
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
    Collecting(application)
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
        self,
        home: Path,
        clock: Callable[[], datetime],
        ask: Ask | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._home = home
        self._clock = clock
        self._installation: Any = None
        self._keeper: Any = None
        self.window: Any = None
        self.unlock: Any = None
        self.preferences = Preferences(home)
        settings = self.preferences.settings
        self.look = Look(_text_size(settings))
        self.look.apply()
        self.language = Language(settings.language)
        self.ask = ask or QtAsk()
        self.faults = Faults(self.ask, home / FAULTS)
        self._stand_at(Gate(_is_new(home), self._unlock, self._create, self._recovering, _propose))
        self.preferences.changed.connect(self._on_preferences)

    def _stand_at(self, gate: Gate) -> None:
        """Have an unlock field, and a worker of its own.

        The one before is deleted here: Python may do so later in a worker's thread, where no
        widget of Qt may end.
        """
        if self.unlock is not None:
            self.unlock.deleteLater()
        self.tasks = Tasks(self)
        self.unlock = UnlockWindow(gate, self.tasks, self.language)
        self.unlock.opened.connect(self._on_opened)
        self.unlock.language_chosen.connect(self._on_language)
        self.unlock.left.connect(self._on_left)

    def start(self) -> None:
        """Show the unlock field."""
        self.faults.install()
        self.unlock.show()

    def close(self) -> None:
        """End the background work, make the last copy and close the register."""
        self.tasks.close()
        self.close_register()

    def close_register(self) -> None:
        """Make the last copy and close the register; a copy that was not made is told."""
        if self._installation is None:
            return
        error = self._keeper.make_last_copy() if self._keeper is not None else None
        self._installation.close()
        self._installation = self._keeper = None
        if error is not None and not isinstance(error, RegisterGone):  # that was told before
            self.ask.stand_over(None)
            self.ask.tell(_not_copied(error))

    def _unlock(self, secret: str) -> object:
        # Deferred: see the module's first lines.
        from app.services.care.installation import open_installation  # noqa: PLC0415

        return open_installation(self._home, secret)

    def _create(self, passphrase: str) -> tuple[object, str]:
        from app.services.care.installation import install, open_installation  # noqa: PLC0415

        recovery = install(self._home, passphrase, now=self._clock())
        return open_installation(self._home, passphrase), recovery

    def _recovering(self) -> Any:
        from ui.recovering import Recovering  # noqa: PLC0415
        from ui.safekeeping import rescue_of  # noqa: PLC0415

        return Recovering(
            rescue_of(self._home, self._clock),
            self.tasks,
            self.ask,
            self.look,
            self.language,
            self._clock,
            self.unlock,
        )

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
        self._keeper = self.window.keeper
        self.window.restoring.connect(self._on_restoring)
        if self.unlock.returned is not None:
            self.window.watch.tell_of_return(self.unlock.returned)
        self.window.show_where_it_was()
        self.window.activateWindow()
        self.unlock.close()
        if installation.recovery_key:
            self.window.passphrase.begin(installation.recovery_key)

    def _on_restoring(self, copy: Any) -> None:
        """Close the register, and ask for the passphrase that puts the copy in its place."""
        from ui.safekeeping import rescue_of  # noqa: PLC0415
        from ui.words.recovery import promise_words  # noqa: PLC0415

        window, rescue = self.window, rescue_of(self._home, self._clock)
        tasks = self.tasks
        gate = Gate(
            False,
            partial(_put_back, rescue.take_back, copy),
            self._create,
            self._recovering,
            _propose,
            partial(promise_words, copy, self._clock()),
        )
        self._stand_at(gate)
        self.unlock.show()  # before the other goes: the last window ends the program
        window.close()
        window.deleteLater()  # or it would read a closed register when the language changes
        self.window = None
        tasks.close()
        self.close_register()

    def _on_left(self) -> None:
        """Open the register as it is after all."""
        before = self.unlock
        self._stand_at(Gate(False, self._unlock, self._create, self._recovering, _propose))
        self.unlock.show()
        before.close()

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


def _not_copied(error: AppError) -> str:
    """What to say when the copy at the end was not made; the window is gone already."""
    reason = _("It took too long.") if isinstance(error, Cancelled) else error.message
    return _(
        "The backup copy at the end was not made. The register is closed, and safe on this "
        "laptop. {reason}"
    ).format(reason=reason)


def _propose() -> str:
    from app.services.care.strength import proposal  # noqa: PLC0415

    return proposal()


def _put_back(take_back: Callable[[str, Any], object], copy: Any, secret: str) -> object:
    return take_back(secret, copy)


def _warm() -> None:
    """Import what the desk needs of the core; a class of Qt's is never made in this thread.

    What other pages need comes with them (`ui/places.py`).
    """
    from app.store import search, similar  # noqa: F401, PLC0415
