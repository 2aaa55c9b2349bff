"""Choices under each other, every one with its word before it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.label import Caption


class Options(QWidget):
    """Words at the left, fields at the right; the words are marked with N_."""

    def __init__(self, rows: Sequence[tuple[str, QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for place, (words, field) in enumerate(rows):
            caption = Caption(words, "field")
            caption.setBuddy(field)
            caption.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(caption, place, 0)
            grid.addWidget(field, place, 1)
