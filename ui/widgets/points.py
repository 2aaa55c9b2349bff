"""Sentences under each other, each with its mark: lines that follow stand under the words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.label import Label

_MARK = "–"


class Points(QWidget):
    """Shows as many as it is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[Label, Label]] = []

    @property
    def text(self) -> str:
        """All that is shown, a point on each line."""
        return "\n".join(words.text() for _mark, words in self._labels if not words.isHidden())

    def show_points(self, points: Sequence[str]) -> None:
        """Show `points`, one under the other."""
        while len(self._labels) < len(points):
            self._add()
        for place, (mark, words) in enumerate(self._labels):
            is_used = place < len(points)
            words.setText(points[place] if is_used else "")
            for label in (mark, words):
                label.setVisible(is_used)

    def _add(self) -> None:
        mark, words = Label(_MARK), Label(wraps=True)
        place = len(self._labels)
        for column, label in enumerate((mark, words)):
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label, place, column)
        self._labels.append((mark, words))
