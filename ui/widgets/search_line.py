"""The line that has the focus all day."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from app.i18n import _

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -5,
    Qt.Key.Key_PageDown: 5,
}
_NOT_OURS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class SearchLine(QLineEdit):
    """Says what is typed; arrows move in the list beside it, Esc empties it.

    Undo is not its own: Ctrl+Z takes back the last registration, not the last letter.
    """

    moved = Signal(int)  # rows down, negative for up
    entered = Signal(bool)  # Enter; true with Shift

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self.setProperty("role", "search")
        self.setMaxLength(100)
        self._retranslate()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(key) for key in _NOT_OURS)
        ):
            return False  # not accepted: the key goes on to whoever undoes
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setPlaceholderText(_(self._hint))
        self.setAccessibleName(_(self._hint))
