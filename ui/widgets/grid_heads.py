"""The heads of the attendance grid: half-days above, people at the left, totals below."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.i18n import _
from ui.look import Look
from ui.models.attendance import Grid, PersonHead, SessionHead
from ui.models.rows import ROW_ROLE

_LINE, _PADDING, _NUMBER = 23, 8, 38
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class SessionHeader(QHeaderView):
    """Day, part and state of every half-day; a click chooses the one to work in."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.px(3 * _LINE + _PADDING))

    def width_of(self, head: SessionHead) -> int:
        """Pixels that the words of `head` need."""
        bold = QFontMetrics(self._look.font("text", bold=True))
        words = (head.day, head.part, head.state, head.total, head.by_sex)
        longest = max(bold.horizontalAdvance(word) for word in words)
        return longest + self._look.px(2 * _PADDING)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        head = self.model().headerData(section, self.orientation(), ROW_ROLE)
        if not isinstance(head, SessionHead):
            return
        painter.save()
        tones = self._look.tones
        painter.fillRect(rect, QColor(tones.session if head.is_current else tones.ground))
        painter.setPen(QColor(tones.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(tones.on_session if head.is_current else tones.soft))
        step = self._look.px(_LINE)
        top = rect.top() + self._look.px(_PADDING) // 2
        for nth, words in enumerate((head.day, head.part, head.state)):
            painter.setFont(self._look.font("text", bold=head.is_current or nth == 0))
            line = QRect(rect.left(), top + nth * step, rect.width(), step)
            painter.drawText(line, int(_CENTRE), words)
        painter.restore()


class PersonHeader(QHeaderView):
    """Number and name of every line; it stays in place while half-days scroll."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(True)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        head = self.model().headerData(section, self.orientation(), ROW_ROLE)
        if not isinstance(head, PersonHead):
            return
        painter.save()
        tones, px = self._look.tones, self._look.px
        is_here = self.selectionModel().currentIndex().row() == section
        painter.fillRect(rect, QColor(tones.tint if is_here else tones.card))
        if is_here:
            painter.fillRect(QRect(rect.left(), rect.top(), px(5), rect.height()), tones.accent)
        painter.setPen(QColor(tones.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        number = QRect(rect.left() + px(4), rect.top(), px(_NUMBER - 4), rect.height())
        painter.setFont(self._look.font("text"))
        painter.setPen(QColor(tones.soft))
        painter.drawText(number, int(_END), str(head.number or "–"))
        left = number.right() + px(12)
        name = QRect(left, rect.top(), rect.right() - px(_PADDING) - left, rect.height())
        self._draw_name(painter, name, head)
        painter.restore()

    def _draw_name(self, painter: QPainter, box: QRect, head: PersonHead) -> None:
        """The name, which gives way last, then what to know of it; each in its own direction."""
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        tones = self._look.tones
        font = self._look.font("text", bold=not head.is_open_place)
        metrics = QFontMetrics(font)
        name = metrics.elidedText(head.name, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(QColor(tones.soft if head.is_open_place else tones.ink))
        painter.drawText(box, int(_START), name)
        used = metrics.horizontalAdvance(name) + self._look.px(10)
        rest = box.adjusted(used, 0, 0, 0)
        if head.note and rest.width() > self._look.px(30):
            plain = self._look.font("text")
            painter.setFont(plain)
            painter.setPen(QColor(tones.soft))
            shown = QFontMetrics(plain).elidedText(
                head.note, Qt.TextElideMode.ElideRight, rest.width()
            )
            painter.drawText(rest, int(_START), shown)


class Corner(QWidget):
    """What the heads of the rows hold: the number on the sheet, and the name."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tones, px = self._look.tones, self._look.px
        painter.fillRect(self.rect(), QColor(tones.ground))
        painter.setPen(QColor(tones.line))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.setFont(self._look.font("text", bold=True))
        painter.setPen(QColor(tones.soft))
        line = self.rect().adjusted(0, self.height() - px(_LINE + _PADDING // 2), 0, 0)
        number = QRect(line.left(), line.top(), px(_NUMBER), px(_LINE))
        painter.drawText(number, int(_END), _("No."))
        name = QRect(number.right() + px(12), line.top(), line.width(), px(_LINE))
        painter.drawText(name, int(_START), _("Full name"))


class ColumnTotals(QWidget):
    """How many are present at each half-day, by sex, exactly under its column."""

    def __init__(self, look: Look, header: QHeaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._header = header
        self._grid = Grid()
        header.sectionResized.connect(self._on_moved)
        header.geometriesChanged.connect(self._on_moved)

    def show_totals(self, grid: Grid) -> None:
        """Show the feet of `grid`, and say them to whoever cannot see them."""
        self._grid = grid
        said = [f"{one.name}: {one.total} ({one.by_sex})" for one in grid.sessions]
        self.setAccessibleName(" · ".join([" ".join(grid.labels), *said]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.px(2 * _LINE + _PADDING))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tones, px = self._look.tones, self._look.px
        painter.fillRect(self.rect(), QColor(tones.ground))
        painter.setPen(QColor(tones.edge))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        names = self._header.mapTo(self.window(), self._header.rect().topLeft()).x()
        left = names - self.mapTo(self.window(), self.rect().topLeft()).x()
        painter.save()
        painter.setClipRect(QRect(left, 0, self._header.width(), self.height()))
        for column, head in enumerate(self._grid.sessions):
            at = left + self._header.sectionViewportPosition(column)
            box = QRect(at, 0, self._header.sectionSize(column), self.height())
            if head.is_current:
                painter.fillRect(box.adjusted(0, 1, 0, 0), QColor(tones.ochre_ground))
            self._draw_lines(painter, box, (head.total, head.by_sex), _CENTRE)
        painter.restore()
        box = QRect(px(_PADDING), 0, left - px(2 * _PADDING), self.height())
        self._draw_lines(painter, box, self._grid.labels, _END)

    def _draw_lines(
        self, painter: QPainter, box: QRect, lines: tuple[str, str], flag: Qt.AlignmentFlag
    ) -> None:
        step = self._look.px(_LINE)
        top = box.top() + self._look.px(_PADDING) // 2
        for nth, words in enumerate(lines):
            tone = self._look.tones.soft if nth else self._look.tones.ink
            font = self._look.font("text", bold=nth == 0)
            painter.setFont(font)
            painter.setPen(QColor(tone))
            shown = QFontMetrics(font).elidedText(
                words, Qt.TextElideMode.ElideRight, max(box.width(), 0)
            )
            painter.drawText(
                QRect(box.left(), top + nth * step, box.width(), step), int(flag), shown
            )

    def _on_moved(self) -> None:
        self.update()
