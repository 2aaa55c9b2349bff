"""As high as what it holds where there is room, scrolling where there is not."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

_LEAST = 92
"""Pixels that stay to read in, however little room there is."""


class Shrinking(QScrollArea):
    """Never wider than it is given, so that only long texts make it scroll, downwards."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._on_range(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside.installEventFilter(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        inside, width = self._inside, self.viewport().width()
        high = inside.heightForWidth(width) if inside.hasHeightForWidth() else -1
        return QSize(inside.sizeHint().width(), max(high, inside.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), _LEAST))

    def _on_range(self, _least: int, most: int) -> None:
        """A stop for Tab only while there is more to read than is seen: arrows scroll then."""
        policy = Qt.FocusPolicy
        self.setFocusPolicy(policy.StrongFocus if most > 0 else policy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)
