"""A calm strip that says what to know, and never stands in the way."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label


class Banner(Card):
    """Hidden until it has something to say; `buttons` are what can be done about it."""

    def __init__(
        self, *buttons: Button, role: str = "ochre", parent: QWidget | None = None
    ) -> None:
        super().__init__(role, margin=8, parent=parent)
        self.words = Label(role="ochre", wraps=True)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(self.words, 1)
        for button in buttons:
            row.addWidget(button)
        self.add(row)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`; nothing hides the strip."""
        self.words.setText(text)
        self.setVisible(bool(text))
