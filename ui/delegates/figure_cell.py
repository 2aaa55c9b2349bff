"""A cell as high as its words need."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.models.rows import Index

_BESIDE, _ABOVE = 26, 8
"""Pixels of a cell that no letter may take; the style sheet's padding is unknown to Qt here."""


class FigureCell(QStyledItemDelegate):
    """Knows what a long name takes in its column."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        room = QRect(0, 0, max(option.rect.width() - _BESIDE, 40), 10_000)
        words = str(index.data() or "")
        taken = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words)
        hint.setHeight(taken.height() + 2 * _ABOVE)
        return hint
