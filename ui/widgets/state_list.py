"""A list of things with their states, to choose one or several of."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QWidget

from app.i18n import _
from ui.delegates.state_row import StateRowDelegate
from ui.look import Look
from ui.models.states import StateRow, StatesModel

_TO_CHOOSE = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class StateList(QListView):
    """Arrows choose one, with Shift or Ctrl several; Esc chooses none.

    `empty`, marked with N_, is said while there is nothing to show.
    """

    changed = Signal()

    def __init__(
        self,
        look: Look,
        *,
        empty: str = "",
        has_many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._empty = empty
        self.rows = StatesModel(self)
        self._delegate = StateRowDelegate(look, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(self._delegate.row_height)
        mode = QListView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if has_many else mode.SingleSelection)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        look.changed.connect(self.doItemsLayout)

    @property
    def chosen(self) -> list[str]:
        """The keys of the rows that are chosen, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.rows.rows[place].key for place in places]

    @property
    def row_height(self) -> int:
        """Pixels of one row."""
        return self._delegate.row_height

    def show_rows(self, rows: Sequence[StateRow]) -> None:
        """Show `rows`; what was chosen stays chosen where it still is."""
        before = set(self.chosen)
        is_same = [row.key for row in rows] == [row.key for row in self.rows.rows]
        self.rows.show(rows)
        if not is_same:
            self.choose(before)

    def choose(self, keys: Sequence[str] | set[str]) -> None:
        """Choose the rows with these keys, the first of them current."""
        select = QItemSelectionModel.SelectionFlag.Select
        places = [place for place, row in enumerate(self.rows.rows) if row.key in keys]
        self.clearSelection()
        if places:
            current = self.rows.index(places[0])
            self.selectionModel().setCurrentIndex(current, select)
        for place in places[1:]:
            self.selectionModel().select(self.rows.index(place), select)

    def fit(self, most: int) -> None:
        """Be as high as the rows that are shown, `most` of them at the most."""
        count = max(1, min(self.rows.rowCount(), most))
        self.setFixedHeight(count * self.row_height + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self.rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._look.tones.soft))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            box = self.viewport().rect().adjusted(16, 8, -16, -8)
            painter.drawText(box, flags, _(self._empty))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.chosen:
            self.clearSelection()
        elif event.key() in _TO_CHOOSE and not self.chosen and self.rows.rows:
            # Qt would pass over the row that has the frame, or choose none where it is the only one
            self.choose([self.rows.rows[max(self.currentIndex().row(), 0)].key])
        else:
            super().keyPressEvent(event)

    def _on_selection(self) -> None:
        self.changed.emit()
