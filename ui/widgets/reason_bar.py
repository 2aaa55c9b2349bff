"""Asking why a closed half-day is corrected, where the eye is and without a dialog."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.i18n import N_, _
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label


class ReasonBar(Card):
    """Hidden until it asks; the reason given last is offered again."""

    given = Signal(str)
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ochre", margin=12, parent=parent)
        self.words = Label(role="ochre", wraps=True)
        self.line = QLineEdit()
        self.line.setMaxLength(200)
        self.go = Button(N_("Correct"), "Return", "primary")
        self.stop = Button(N_("Change nothing"), "Esc")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.go)
        row.addWidget(self.stop)
        self.add(self.words, row)
        self.line.textChanged.connect(self._on_typed)
        self.go.clicked.connect(self._on_go)
        self.stop.clicked.connect(self.refused)
        self._retranslate()
        self._on_typed("")
        self.hide()

    def ask(self, question: str) -> None:
        """Ask for a reason; Enter gives it."""
        self.words.setText(question)
        self.show()
        self.line.setFocus()
        self.line.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_typed(self, text: str) -> None:
        self.go.setEnabled(bool(text.strip()))

    def _on_go(self) -> None:
        self.given.emit(" ".join(self.line.text().split()))

    def _retranslate(self) -> None:
        self.line.setPlaceholderText(_("Reason of the correction, such as: signed sheet"))
        self.line.setAccessibleName(_("Reason of the correction"))
