"""Two halves of a page: beside each other where there is room, else one under the other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from ui.look import at_text_size


class Beside(QWidget):
    """Turns when it is narrower than `room`, in pixels at normal text size.

    It lies in an area that scrolls downwards: no half is ever cut at the side.
    """

    def __init__(
        self, *halves: tuple[QLayout, int], room: int, gap: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._room = room
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        for half, share in halves:
            self._box.addLayout(half, share)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the area: whatever does not fit beside the other goes under it."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        way = QBoxLayout.Direction
        is_wide = self.width() >= at_text_size(self._room)
        self._box.setDirection(way.LeftToRight if is_wide else way.TopToBottom)
