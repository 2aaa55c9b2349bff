"""What rows of two lines share: their ground, their edges, and how they say what is chosen."""

from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look import Look
from ui.models.rows import Index

MARK = 13
"""Pixels of a shape at normal text size."""

AT_LEFT = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)
"""Where words stand in their box, whichever way they are read."""

_BAR, _INDENT, _NARROWEST = 5, 16, 200


class TwoLines(QStyledItemDelegate):
    """A name, and below it what there is to say; a kind of row draws both itself."""

    HEIGHT: ClassVar[int]
    """Pixels of one row at normal text size."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    @property
    def row_height(self) -> int:
        """Pixels of one row at the chosen text size."""
        return self._look.px(self.HEIGHT)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.px(_NARROWEST), self.row_height)

    def inside(self, option: QStyleOptionViewItem) -> QRect:
        """What is left of the row for words."""
        indent = self._look.px(_INDENT)
        return option.rect.adjusted(indent, 0, -indent, 0)

    def draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Tint the row that is chosen, with a bar at its left."""
        if option.state & QStyle.StateFlag.State_Selected:
            tones, rect = self._look.tones, option.rect
            painter.fillRect(rect, QColor(tones.tint))
            bar = QRect(rect.left(), rect.top(), self._look.px(_BAR), rect.height())
            painter.fillRect(bar, QColor(tones.accent))
