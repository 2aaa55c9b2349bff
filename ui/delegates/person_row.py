"""Draws a person in two lines: name, what they are, and their state in a word and a shape."""

from typing import ClassVar

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.delegates.shapes import draw_shape, tone_of
from ui.delegates.two_lines import AT_LEFT, MARK, TwoLines
from ui.models.roster import PersonRow
from ui.models.rows import ROW_ROLE, Index

_GAP = 16


class PersonRowDelegate(TwoLines):
    """Only draws; the words are made before."""

    HEIGHT: ClassVar[int] = 70

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, PersonRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_ground(painter, option)
        if index.row():  # a line between people; below the last one there is the list's own
            painter.setPen(QColor(self._look.tones.line))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        box = self.inside(option)
        half = self.row_height // 2
        upper = QRect(box.left(), box.top() + self._look.px(8), box.width(), half - 6)
        lower = QRect(box.left(), box.top() + half, box.width(), half - self._look.px(10))
        state_width = self._state_width(row) + self._look.px(_GAP)
        # The name comes first: where it is long, the state goes down beside the rest.
        if self._name_width(row) <= upper.width() - state_width:
            self._draw_state(painter, upper, row)
            upper.setWidth(upper.width() - state_width)
        else:
            self._draw_state(painter, lower, row)
            lower.setWidth(lower.width() - state_width)
        self._draw_name(painter, upper, row)
        self._draw_detail(painter, lower, row)
        painter.restore()

    def _draw_name(self, painter: QPainter, box: QRect, row: PersonRow) -> None:
        """The name, with a line under what was matched, where it stands even in Arabic."""
        font = self._look.font("name", bold=True)
        elided = QFontMetrics(font).elidedText(row.name, Qt.TextElideMode.ElideRight, box.width())
        layout = QTextLayout(elided, font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(box.width())
        layout.endLayout()
        top = box.top() + (box.height() - line.height()) / 2
        painter.setPen(QColor(self._look.tones.ink))
        layout.draw(painter, QPointF(box.left(), top))
        foot = top + line.ascent() + self._look.px(4)
        for start, end in row.spans:
            left, right = _x_at(line, start), _x_at(line, min(end, len(elided)))
            stroke = QRectF(box.left() + min(left, right), foot, abs(right - left), 2.5)
            painter.fillRect(stroke, QColor(self._look.tones.motif))

    def _draw_detail(self, painter: QPainter, box: QRect, row: PersonRow) -> None:
        font = self._look.font("text")
        painter.setFont(font)
        painter.setPen(QColor(self._look.tones.soft))
        shown = QFontMetrics(font).elidedText(row.detail, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, AT_LEFT, shown)

    def _draw_state(self, painter: QPainter, box: QRect, row: PersonRow) -> None:
        """The state at the right of `box`: the word, then the shape."""
        width, size = self._state_width(row), self._look.px(MARK)
        color = tone_of(row.shape, self._look.tones)
        mark = QRectF(box.right() - size, box.center().y() - size / 2 + 1, size, size)
        draw_shape(painter, mark, row.shape, color)
        painter.setFont(self._look.font("text", bold=True))
        painter.setPen(color)
        place = QRect(box.right() - width, box.top(), width - size, box.height())
        painter.drawText(place, AT_LEFT, row.state)

    def _state_width(self, row: PersonRow) -> int:
        words = QFontMetrics(self._look.font("text", bold=True)).horizontalAdvance(row.state)
        return words + self._look.px(MARK + 9)

    def _name_width(self, row: PersonRow) -> int:
        return QFontMetrics(self._look.font("name", bold=True)).horizontalAdvance(row.name)


def _x_at(line: QTextLine, position: int) -> float:
    found = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
