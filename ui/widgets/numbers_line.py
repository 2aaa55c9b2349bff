"""The line for sheet numbers, on any keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.digits import DigitsLine, digit_of

_DASH = "-"


class NumbersLine(DigitsLine):
    """Reads the unshifted AZERTY row as figures, and still takes the dash of 1-25.

    The key of the dash is the key of 6 on AZERTY. Whoever types the other figures without Shift
    means 6 by it; whoever types real figures (Shift, QWERTY, key pad) means a dash.
    """

    left = Signal()  # Esc

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_unshifted = True
        self.setMaxLength(200)

    def begin(self, digit: str, *, is_unshifted: bool) -> None:
        """Start with `digit`, typed elsewhere, and how it was typed."""
        self._is_unshifted = is_unshifted
        self.setFocus()
        self.setText(digit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif typed == _DASH and self.text() and not self._is_unshifted:
            self.insert(_DASH)
        else:
            if typed.isascii() and typed.isdecimal():
                self._is_unshifted = False
            elif typed != _DASH and digit_of(typed, is_shifted=False):
                self._is_unshifted = True
            super().keyPressEvent(event)
