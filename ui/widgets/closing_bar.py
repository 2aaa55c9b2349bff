"""The one question of closing a half-day: what becomes of those not entered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import N_
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label


class ClosingBar(Card):
    """Hidden until it asks. Enter says absent: one key, as at the end of every half-day."""

    absent = Signal()
    left = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ochre", margin=12, parent=parent)
        self.words = Label(role="ochre", wraps=True)
        self.names = Label(role="soft", wraps=True)
        self.say_absent = Button(N_("Absent: close"), "Return", "primary")
        self.leave = Button(N_("Leave them not entered: close"))
        self.stop = Button(N_("Do not close"), "Esc")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.say_absent, self.leave, self.stop):
            row.addWidget(button)
        row.addStretch(1)
        self.add(self.words, self.names, row)
        self.say_absent.clicked.connect(self.absent)
        self.leave.clicked.connect(self.left)
        self.stop.clicked.connect(self.refused)
        self.hide()

    def ask(self, question: str, names: str) -> None:
        """Ask `question` about the people in `names`."""
        self.words.setText(question)
        self.names.setText(names)
        self.show()
        self.say_absent.setFocus(Qt.FocusReason.OtherFocusReason)
