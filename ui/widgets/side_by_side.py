"""Buttons beside each other where there is room, under each other where there is not."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

_GAP = 8


class SideBySide(QWidget):
    """No button is cut: all their words can be read at every size of text."""

    def __init__(self, *buttons: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for button in buttons:
            self._box.addWidget(button, len(button) if isinstance(button, SideBySide) else 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def __len__(self) -> int:
        return len(self._buttons)

    def sizeHint(self) -> QSize:
        return QSize(self._needed, self._height)

    def minimumSizeHint(self) -> QSize:
        width = max(button.minimumSizeHint().width() for button in self._buttons)
        return QSize(width, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wanted = way.LeftToRight if self._needed <= self.width() else way.TopToBottom
        if self._box.direction() is not wanted:
            self._box.setDirection(wanted)
            self.updateGeometry()

    @property
    def _needed(self) -> int:
        """The width that all of them take beside each other."""
        return sum(button.sizeHint().width() for button in self._buttons) + self._gaps

    @property
    def _height(self) -> int:
        heights = [button.sizeHint().height() for button in self._buttons]
        is_beside = self._box.direction() is QBoxLayout.Direction.LeftToRight
        return max(heights) if is_beside else sum(heights) + self._gaps

    @property
    def _gaps(self) -> int:
        return _GAP * (len(self) - 1)
