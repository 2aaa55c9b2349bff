"""Draws a thing in two lines: its name with its state in a word and a shape, then a word on it."""

from typing import ClassVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.delegates.shapes import draw_shape, tone_of
from ui.delegates.two_lines import AT_LEFT, MARK, TwoLines
from ui.models.rows import ROW_ROLE, Index
from ui.models.states import StateRow

_GAP = 12


class StateRowDelegate(TwoLines):
    """Only draws; the words are made before."""

    HEIGHT: ClassVar[int] = 66

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, StateRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_ground(painter, option)
        self._draw_edges(painter, option)
        ink = QColor(self._look.tones.ink)
        top, half = self._look.px(7), self.row_height // 2
        box = self.inside(option)
        upper = QRect(box.left(), box.top() + top, box.width(), half - top)
        lower = QRect(box.left(), box.top() + half, box.width(), half - top)
        is_state_below = self._is_state_below(row, box.width())
        if not (row.detail or row.warning or is_state_below):
            upper = QRect(box)
        if is_state_below:
            lower.setRight(lower.right() - self._draw_state(painter, lower, row))
        else:
            upper.setRight(upper.right() - self._draw_state(painter, upper, row))
        self._write(painter, upper, row.title, self._look.font("name", bold=True), ink)
        self._draw_detail(painter, lower, row)
        painter.restore()

    def _is_state_below(self, row: StateRow, room: int) -> bool:
        """Whether the state leaves the name alone on its line: where only then all can be read."""
        bold = QFontMetrics(self._look.font("text", bold=True))
        state = bold.horizontalAdvance(row.state) + self._look.px(MARK + 9 + _GAP)
        title = QFontMetrics(self._look.font("name", bold=True)).horizontalAdvance(row.title)
        detail = QFontMetrics(self._look.font("text")).horizontalAdvance(row.detail)
        warning = bold.horizontalAdvance(row.warning) + self._look.px(_GAP) if row.warning else 0
        return title + state > room and detail + warning + state <= room

    def _draw_edges(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tones, rect = self._look.tones, option.rect
        painter.setPen(QColor(tones.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tones.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _draw_detail(self, painter: QPainter, box: QRect, row: StateRow) -> None:
        """What to look at comes last and in bold: it is what must be read."""
        bold = self._look.font("text", bold=True)
        width = QFontMetrics(bold).horizontalAdvance(row.warning) if row.warning else 0
        room = box.width() - width - (self._look.px(_GAP) if row.detail and row.warning else 0)
        plain, tones = self._look.font("text"), self._look.tones
        before = QRect(box.topLeft(), QSize(room, box.height()))
        used = self._write(painter, before, row.detail, plain, QColor(tones.soft))
        start = box.left() + used + (self._look.px(_GAP) if used else 0)
        rest = QRect(start, box.top(), box.right() - start, box.height())
        self._write(painter, rest, row.warning, bold, QColor(tones.ochre))

    def _write(self, painter: QPainter, box: QRect, text: str, font: QFont, tone: QColor) -> int:
        """Write `text` into `box` as far as it fits; the width that it took."""
        if not text or box.width() <= 0:
            return 0
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(tone)
        painter.drawText(box, AT_LEFT, shown)
        return metrics.horizontalAdvance(shown)

    def _draw_state(self, painter: QPainter, box: QRect, row: StateRow) -> int:
        """Draw the state at the right of `box`; the width that it took, with a gap."""
        if not row.state:
            return 0
        font = self._look.font("text", bold=True)
        words = QFontMetrics(font).horizontalAdvance(row.state)
        size = self._look.px(MARK) if row.shape else 0
        tone = tone_of(row.shape, self._look.tones)
        if row.shape:
            mark = QRectF(box.right() - size, box.center().y() - size / 2, size, size)
            draw_shape(painter, mark, row.shape, tone)
        width = words + size + self._look.px(9)
        place = QRect(box.right() - width, box.top(), words + 2, box.height())
        self._write(painter, place, row.state, font, tone)
        return width + self._look.px(_GAP)
