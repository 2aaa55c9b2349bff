"""Digits without Shift: the upper row of an AZERTY keyboard read as figures."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_UNSHIFTED = dict(zip("&é\"'(-è_çà", "1234567890", strict=True))


def digit_of(text: str, *, is_shifted: bool) -> str:
    """The digit that an unshifted AZERTY key means; "" where the key means itself."""
    return "" if is_shifted else _UNSHIFTED.get(text, "")


class DigitsLine(QLineEdit):
    """For phone and number fields; "+", spaces and slashes pass through.

    On a QWERTY keyboard "-" and "'" are unshifted too, and become 6 and 4: nobody needs them in
    a phone number, and a field cannot see which keyboard is used.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        is_plain = not modifiers & ~Qt.KeyboardModifier.ShiftModifier
        is_shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        digit = digit_of(event.text(), is_shifted=is_shifted) if is_plain else ""
        if digit:
            self.insert(digit)
        else:
            super().keyPressEvent(event)
