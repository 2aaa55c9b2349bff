"""What a page says when it has nothing to show: the next thing to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.label import Caption


class EmptyState(QWidget):
    """A title, a sentence, and the buttons that help; texts are marked with N_."""

    def __init__(
        self, title: str, sentence: str, *buttons: Button, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        heading = Caption(title, "title", wraps=True)
        words = Caption(sentence, "soft", wraps=True)
        for label in (heading, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        for button in buttons:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
