"""Draws a mark: its shape, its word where there is room, late and left early as letters."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look import Look
from ui.models.attendance import Cell, MarkShape
from ui.models.rows import ROW_ROLE, Index

_HEIGHT, _MARK, _GAP, _INDENT, _FLAG, _CURSOR = 40, 15, 9, 14, 20, 3
_MIDDLE = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)


class MarkCell(QStyledItemDelegate):
    """Only draws; with its word in the column of the half-day that is current."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.current = -1
        """The column that has room for words; -1 for none."""

    @property
    def row_height(self) -> int:
        """Pixels of one row at the chosen text size."""
        return self._look.px(_HEIGHT)

    def width_of(self, words: list[str]) -> int:
        """Pixels that the longest of `words` needs with its shape."""
        metrics = QFontMetrics(self._look.font("text"))
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return longest + self._look.px(_MARK + _GAP + 2 * _INDENT)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.px(64), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(ROW_ROLE)
        if not isinstance(cell, Cell):
            return
        painter.save()
        is_current = index.column() == self.current
        self._draw_ground(painter, option, is_current)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.shape is not MarkShape.NOTHING:
            self._draw_mark(painter, option.rect, cell, is_current)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._draw_cursor(painter, option.rect)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, is_current: bool
    ) -> None:
        tones = self._look.tones
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tones.tint))
        elif is_current:
            painter.fillRect(option.rect, QColor(tones.ochre_ground))
        painter.setPen(QColor(tones.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _draw_mark(self, painter: QPainter, rect: QRect, cell: Cell, with_word: bool) -> None:
        tones, px = self._look.tones, self._look.px
        tone = QColor(tones.here if cell.shape is MarkShape.DISC else tones.soft)
        size = px(_MARK)
        flags = len(cell.flags) * px(_FLAG)
        left = rect.left() + px(_INDENT)
        if not with_word:
            left = rect.center().x() - (size + flags) // 2
        box = QRectF(left, rect.center().y() + 0.5 - size / 2, size, size)
        draw_mark(painter, box, cell.shape, tone)
        at = left + size + px(_GAP if with_word else 3)
        if with_word:
            font = self._look.font("text", bold=cell.shape is MarkShape.DISC)
            painter.setFont(font)
            painter.setPen(tone)
            word = QRect(at, rect.top(), rect.right() - flags - at, rect.height())
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(cell.word, Qt.TextElideMode.ElideRight, word.width())
            painter.drawText(word, int(_MIDDLE), shown)
            at = rect.right() - flags - px(4)
        for flag in cell.flags:
            self._draw_flag(painter, QRect(at, rect.top(), px(_FLAG - 2), rect.height()), flag)
            at += px(_FLAG)

    def _draw_flag(self, painter: QPainter, room: QRect, letter: str) -> None:
        """A letter in a frame: it is the letter of its key."""
        height = self._look.px(24)
        box = QRect(room.left(), room.center().y() - height // 2 + 1, room.width(), height)
        painter.setFont(self._look.font("text", bold=True))
        painter.setPen(QColor(self._look.tones.ochre))
        painter.drawRoundedRect(box, 4, 4)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letter)

    def _draw_cursor(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(QColor(self._look.tones.accent), _CURSOR))
        painter.drawRect(QRectF(rect).adjusted(1.5, 1.5, -2, -2))


def draw_mark(painter: QPainter, box: QRectF, shape: MarkShape, color: QColor) -> None:
    """The shape of a mark inside `box`."""
    inside = box.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(color, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape is MarkShape.DOT:
        painter.setBrush(color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(inside.center()), inside.width() / 7, inside.width() / 7)
    elif shape is MarkShape.DISC:
        painter.setBrush(color)
        painter.drawEllipse(inside)
    else:
        painter.drawEllipse(inside)
    if shape is MarkShape.HALF:
        painter.setBrush(color)
        painter.drawPie(inside, 90 * 16, 180 * 16)
    painter.setBrush(Qt.BrushStyle.NoBrush)
