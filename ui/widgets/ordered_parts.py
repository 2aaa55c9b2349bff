"""Things in an agreed order: to add, correct, move and take out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_
from ui.look import Look
from ui.models.states import StateRow
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Caption
from ui.widgets.state_list import StateList

_UP, _DOWN = -1, 1


class OrderedList(StateList):
    """Ctrl with an arrow moves the chosen row, Delete takes it out."""

    moved = Signal(int)
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: _UP, Qt.Key.Key_Down: _DOWN}
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_ctrl and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class OrderedParts(QWidget):
    """Says what is asked for; `add`, `hint` and `empty` are marked with N_."""

    added = Signal()
    corrected = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(
        self, look: Look, *, add: str, hint: str, empty: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.list = OrderedList(look, empty=empty)
        self.list.setObjectName("parts")
        self.add = Button(add, "Ins", "row")
        self.correct = Button(N_("Correct"), "F2")
        self.up, self.down = Button(N_("Up")), Button(N_("Down"))
        self.hint = Caption(hint, "soft", wraps=True)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.add.clicked.connect(self._on_add)
        self.correct.clicked.connect(self._on_correct)
        self.up.clicked.connect(partial(self._on_step, _UP))
        self.down.clicked.connect(partial(self._on_step, _DOWN))
        self.list.activated.connect(self._on_activated)
        self.list.moved.connect(self._on_moved)
        self.list.removed.connect(self._on_removed)

    def show_rows(self, rows: Sequence[StateRow]) -> None:
        """Show `rows`; where the chosen one went, the one in its place is chosen."""
        place = max(self.list.currentIndex().row(), 0)
        self.list.show_rows(rows)
        if rows and not self.list.chosen:
            self.list.choose({rows[min(place, len(rows) - 1)].key})
        for widget, least in ((self.hint, 1), (self.correct, 1), (self.up, 2), (self.down, 2)):
            widget.setVisible(len(rows) >= least)

    def choose(self, key: str) -> None:
        """Choose one of the rows."""
        self.list.choose({key})

    def _lay_out(self) -> None:
        sheet = Card(margin=1)
        sheet.column.setSpacing(0)
        sheet.add(self.list, self.add)
        sheet.column.setStretch(0, 1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.correct)
        below.addWidget(self.up)
        below.addWidget(self.down)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.hint)
        column.addWidget(sheet, 1)
        column.addLayout(below)

    def _on_add(self) -> None:
        self.added.emit()

    def _on_correct(self) -> None:
        for key in self.list.chosen:
            self.corrected.emit(key)

    def _on_activated(self, _index: QModelIndex) -> None:
        self._on_correct()

    def _on_step(self, by: int, _checked: bool = False) -> None:
        self._on_moved(by)

    def _on_moved(self, by: int) -> None:
        for key in self.list.chosen:
            self.moved.emit(key, by)

    def _on_removed(self) -> None:
        for key in self.list.chosen:
            self.removed.emit(key)
