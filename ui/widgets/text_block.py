"""A text to take along: read here, pasted elsewhere."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Caption, Label


class TextBlock(Card):
    """Says what the text is for; one button copies it."""

    copied = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(margin=14, parent=parent)
        self.words = Label(wraps=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.missing = Label(role="wrong", wraps=True)
        self.copy = Button(N_("Copy"))
        texts = QVBoxLayout()
        texts.setSpacing(4)
        for label in (Caption(title, "soft"), self.words, self.missing):
            texts.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(texts, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self.add(row)
        self.copy.clicked.connect(self._on_copy)
        self.missing.hide()

    def show_text(self, text: str, missing: str = "") -> None:
        """Show `text`, and what it lacks; without a text the block is hidden."""
        self.words.setText(text)
        self.missing.setText(f"▲ {missing}" if missing else "")
        self.missing.setVisible(bool(missing))
        self.setVisible(bool(text))

    def _on_copy(self) -> None:
        self.copied.emit(self.words.text())
