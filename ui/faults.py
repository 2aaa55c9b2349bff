"""Bugs: noted without a word of personal data, told calmly, and the program goes on."""

import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import AppError
from app.i18n import _
from ui.ask import Ask

_LARGEST_BYTES = 200_000


class Faults(QObject):
    """The last resort for every error that nobody expected.

    The note holds the kind of the error and where it was raised, never its message: that may
    hold a name.
    """

    _found = Signal(object)  # the error, from any thread

    def __init__(self, ask: Ask, note: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._note = note
        self._is_telling = False
        self._found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Hear of everything from now on."""
        sys.excepthook = self.hear
        threading.excepthook = self._hear_thread

    def hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Note the error; tell it once the event that met it is over."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not isinstance(error, AppError):
            self._write(kind, trace)
        self._found.emit(error)

    def _hear_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.hear(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _on_found(self, error: BaseException) -> None:
        if self._is_telling:
            return
        self._is_telling = True
        try:
            self._tell(error)
        finally:
            self._is_telling = False

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._ask.show_error(error)
        else:
            self._ask.tell(
                _(
                    "Something unexpected happened. Everything that was confirmed is safe; "
                    "check whether the last action was done. You can go on working."
                )
            )

    def _write(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        frames = traceback.extract_tb(trace)[-8:]
        where = " < ".join(
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
        )
        line = f"{datetime.now(UTC).isoformat(timespec='seconds')} {kind.__name__} {where}\n"
        try:
            self._note.parent.mkdir(parents=True, exist_ok=True)
            too_long = self._note.exists() and self._note.stat().st_size > _LARGEST_BYTES
            with self._note.open("w" if too_long else "a", encoding="utf-8") as note:
                note.write(line)
        except OSError:  # a full disk must not hide the fault itself
            sys.stderr.write(line)
