"""The thirty digits that somebody reads aloud, typed as they are heard."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from ui.widgets.digits import DigitsLine
from ui.widgets.label import Label, set_role

_GROUP, _DIGITS = 5, 30


class HeardDigits(QWidget):
    """Says whether what is typed are the digits that it was asked for, and shows none of them.

    What is shown is copied by whoever is tired; what is heard, somebody has said. `reads`, marked
    with N_, is what a screen reader calls the line: whose digits they are.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, reads: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reads = reads
        self._expected = ""
        self._wrong = ""
        self.line = DigitsLine(self)
        self.line.setProperty("role", "key")
        self.told = Label(role="soft", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.told)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self.entered)
        self._say()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    @property
    def is_right(self) -> bool:
        """Whether all of the digits were typed."""
        return bool(self._expected) and _only_digits(self.text) == self._expected

    def ask(self, expected: str, wrong: str) -> None:
        """Wait for the digits `expected`; `wrong` is said when thirty others were typed."""
        if _only_digits(expected) != self._expected:
            self._expected = _only_digits(expected)
            self.line.clear()
        self._wrong = wrong
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _on_typed(self, text: str) -> None:
        before = len(_only_digits(text[: self.line.cursorPosition()]))
        grouped = _grouped(_only_digits(text)[:_DIGITS])
        if grouped != text:
            self.line.setText(grouped)
            self.line.setCursorPosition(before + max(before - 1, 0) // _GROUP)
            return
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        self.line.setAccessibleName(_(self._reads))
        typed = len(_only_digits(self.text))
        if typed < _DIGITS:
            said, role = _("{n} of {all} digits").format(n=typed, all=_DIGITS), "soft"
        elif self.is_right:
            said, role = _("● These are the digits of this file."), "here"
        else:
            said, role = f"▲ {self._wrong}", "ochre"
        self.told.setText(said)
        set_role(self.told, role)


def _only_digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter.isdecimal())


def _grouped(digits: str) -> str:
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
