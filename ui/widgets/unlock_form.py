"""Asking for the passphrase: at the start, and after F12."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import N_
from ui.widgets.button import Button
from ui.widgets.label import Caption, Label
from ui.widgets.passphrase_line import PassphraseLine


class UnlockForm(QWidget):
    """One line, which takes the passphrase or the recovery key."""

    submitted = Signal(str)

    def __init__(self, title: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.secret = PassphraseLine(N_("Passphrase"))
        self.go = Button(button, "Return", "primary", listens=False)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.hide()
        self.words = Label(role="wrong", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Caption(title, "title", wraps=True))
        column.addWidget(self.secret)
        column.addWidget(Caption(N_("The recovery key on paper opens it too."), "soft", wraps=True))
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.busy)
        column.addWidget(self.go)
        self.setFocusProxy(self.secret)
        self.secret.entered.connect(self._on_entered)
        self.go.clicked.connect(self._on_entered)

    def wait(self) -> None:
        """Show that the answer takes a moment."""
        self._show_waiting(True)

    def refuse(self, error: AppError) -> None:
        """Say what was wrong; what was typed stays, selected, to be typed again or looked at."""
        self._show_waiting(False)
        self.words.setText(error.message)
        self.secret.line.selectAll()
        self.secret.setFocus()

    def reset(self) -> None:
        """Forget everything that was typed."""
        self._show_waiting(False)
        self.words.clear()
        self.secret.clear()

    def _on_entered(self) -> None:
        if self.secret.text and self.go.isEnabled():
            self.words.clear()
            self.submitted.emit(self.secret.text)

    def _show_waiting(self, is_waiting: bool) -> None:
        self.busy.setVisible(is_waiting)
        self.go.setEnabled(not is_waiting)
        self.secret.setEnabled(not is_waiting)
