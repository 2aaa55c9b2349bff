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
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for button in buttons:
            self._box.addWidget(button, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = sum(button.sizeHint().width() for button in self._buttons) + self._gaps
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = max(button.minimumSizeHint().width() for button in self._buttons)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [
            max(button.heightForWidth(width), button.sizeHint().height())
            for button in self._buttons
        ]
        return max(heights) if self._fits(width) else sum(heights) + self._gaps

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if self._fits(self.width()) else way.TopToBottom)

    def _fits(self, width: int) -> bool:
        return sum(button.sizeHint().width() for button in self._buttons) + self._gaps <= width

    @property
    def _gaps(self) -> int:
        return _GAP * (len(self._buttons) - 1)
