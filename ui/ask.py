"""Everything that stops and asks the user, behind one small door."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from app.errors import AppError
from app.i18n import _
from ui.look import at_text_size

Heed = Callable[[AppError], bool]
"""Hears of a problem; whether that was all that it needs."""


class Ask(Protocol):
    """What pages may ask; `QtAsk` shows dialogs, tests answer by script.

    Every question can be answered with "no": None. `stand_over` says over which window, and
    who hears of every problem first.
    """

    def stand_over(self, parent: QWidget | None, heed: Heed | None = None) -> None: ...
    def tell(self, message: str) -> None: ...
    def show_error(self, error: AppError) -> None: ...
    def reason(self, question: str) -> str | None: ...
    def open_file(self, title: str, kinds: str = "") -> Path | None: ...
    def open_files(self, title: str, kinds: str = "") -> list[Path]: ...
    def save_file(self, title: str, name: str) -> Path | None: ...
    def choose_folder(self, title: str) -> Path | None: ...


class QtAsk:
    """Asks with dialogs over `parent`; names in a message are text, never markup."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent
        self._heed: Heed | None = None

    def stand_over(self, parent: QWidget | None, heed: Heed | None = None) -> None:
        """Ask over `parent` from now on; `heed` hears of every problem first.

        A problem that it answers with true is not shown: it shows it in its own way.
        """
        self._parent, self._heed = parent, heed

    def tell(self, message: str) -> None:
        """Show `message` until it is closed."""
        _put(self._box(_("Émarge"), message))

    def show_error(self, error: AppError) -> None:
        """Show a problem that the user can act on."""
        if self._heed is not None and self._heed(error):
            return
        _put(self._box(_("Not possible"), error.message))

    def reason(self, question: str) -> str | None:
        """The words typed as an answer; None when cancelled or left empty."""
        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle(_("Émarge"))
        dialog.setLabelText(question)
        dialog.setMinimumWidth(at_text_size(480))
        return dialog.textValue().strip() or None if _put(dialog) else None

    def open_file(self, title: str, kinds: str = "") -> Path | None:
        """An existing file; `kinds` is Qt's filter, such as "Excel (*.xlsx *.xls)"."""
        name, _kind = QFileDialog.getOpenFileName(self._parent, title, "", kinds)
        return Path(name) if name else None

    def open_files(self, title: str, kinds: str = "") -> list[Path]:
        """Existing files, several at once; none when the question was closed."""
        names, _kind = QFileDialog.getOpenFileNames(self._parent, title, "", kinds)
        return [Path(name) for name in names]

    def save_file(self, title: str, name: str) -> Path | None:
        """Where to write a file that is called `name` unless the user says otherwise."""
        chosen, _kind = QFileDialog.getSaveFileName(self._parent, title, name)
        return Path(chosen) if chosen else None

    def choose_folder(self, title: str) -> Path | None:
        """An existing folder, such as a stick."""
        name = QFileDialog.getExistingDirectory(self._parent, title)
        return Path(name) if name else None

    def _box(self, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box


def _put(dialog: QDialog) -> bool:
    """Whether it was answered with yes. It goes then: the window would keep it for ever."""
    is_yes = bool(dialog.exec())
    dialog.deleteLater()
    return is_yes
