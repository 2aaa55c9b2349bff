"""The grid with its keys: it asks for marks, and never makes one."""

from enum import Enum
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from app.i18n import N_, _
from ui.delegates.mark_cell import MarkCell
from ui.look import Look
from ui.models.attendance import AttendanceModel, Grid, MarkShape
from ui.widgets.card import Card
from ui.widgets.digits import digit_of
from ui.widgets.grid_heads import ColumnTotals, Corner, PersonHeader, SessionHeader
from ui.widgets.keys import key_words

_NARROWEST_NAMES = 264


class Deed(Enum):
    """What a key of the grid does to the cells that are chosen; the values are in words."""

    TOGGLE = N_("Present or not entered")
    PRESENT = N_("Present")
    ABSENT = N_("Absent")
    EXCUSED = N_("Excused absence")
    LATE = N_("Late")
    LEFT = N_("Left early")
    CLEAR = N_("Not entered")


KEYS = {
    Qt.Key.Key_Space: Deed.TOGGLE,
    Qt.Key.Key_P: Deed.PRESENT,
    Qt.Key.Key_A: Deed.ABSENT,
    Qt.Key.Key_E: Deed.EXCUSED,
    Qt.Key.Key_R: Deed.LATE,
    Qt.Key.Key_D: Deed.LEFT,
    Qt.Key.Key_Delete: Deed.CLEAR,
    Qt.Key.Key_Backspace: Deed.CLEAR,
}
_SHOWN = {
    Deed.PRESENT: "P",
    Deed.ABSENT: "A",
    Deed.EXCUSED: "E",
    Deed.LATE: "R",
    Deed.LEFT: "D",
    Deed.CLEAR: "Delete",
}


class GridView(QTableView):
    """Cells to walk through; a digit begins a line of numbers."""

    asked = Signal(object)  # Deed
    resized = Signal()
    digit_typed = Signal(str, bool)  # digit; whether on the unshifted AZERTY row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._on_double_clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = KEYS.get(Qt.Key(event.key()))
        shift = Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & ~(shift | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
            return
        typed = event.text()
        meant = digit_of(typed, is_shifted=bool(event.modifiers() & shift))
        if deed is not None:
            self.asked.emit(deed)
        elif meant or (typed.isascii() and typed.isdecimal()):
            self.digit_typed.emit(meant or typed, bool(meant))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        for deed, key in _SHOWN.items():
            action = QAction(f"{_(deed.value)}\t{key_words(key)}", menu)
            action.triggered.connect(partial(self._on_chosen, deed))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _on_chosen(self, deed: Deed, _checked: bool = False) -> None:
        self.asked.emit(deed)

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.asked.emit(Deed.TOGGLE)


class AttendanceGrid(Card):
    """People × half-days with their totals below; `asked` says what to do with `chosen`."""

    asked = Signal(object)  # Deed, to be done to what is chosen
    session_chosen = Signal(str)
    digit_typed = Signal(str, bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(margin=1, parent=parent)
        self._look = look
        self.model = AttendanceModel(self)
        self.view = GridView()
        self.delegate = MarkCell(look, self)
        self.above = SessionHeader(look, self.view)
        self.beside = PersonHeader(look, self.view)
        self.view.setHorizontalHeader(self.above)
        self.view.setVerticalHeader(self.beside)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.corner = Corner(look, self.view)
        self.totals = ColumnTotals(look, self.above)
        self.column.setSpacing(0)
        self.add(self.view, self.totals)
        self.setFocusProxy(self.view)
        self.view.resized.connect(self._fit)
        self.view.asked.connect(self.asked)
        self.view.digit_typed.connect(self.digit_typed)
        self.above.sectionClicked.connect(self._on_section)
        self.view.selectionModel().currentChanged.connect(self._on_moved)
        self.view.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        look.changed.connect(self._on_look)

    def show_grid(self, grid: Grid) -> None:
        """Show `grid`; the cursor stays on its person where that is possible."""
        before = self._cursor_ids()
        self.model.show(grid)
        self.totals.show_totals(grid)
        self._fit()
        self._put_cursor(*before)

    def chosen(self) -> list[tuple[int, int]]:
        """Row and column of every cell that a key is for; open places are left out."""
        cells = self.model.grid.cells
        return sorted(
            (index.row(), index.column())
            for index in self.view.selectedIndexes()
            if cells[index.row()][index.column()].shape is not MarkShape.NOTHING
        )

    def go_to(self, session_id: str) -> None:
        """Put the cursor into the column of a half-day, on the row where it is."""
        row = max(self.view.currentIndex().row(), 0)
        columns = [at for at, one in enumerate(self.model.grid.sessions) if one.id == session_id]
        if columns and self.view.currentIndex().column() != columns[0]:
            self.view.setCurrentIndex(self.model.index(row, columns[0]))

    def _fit(self) -> None:
        """Columns as wide as their words; names take what is left."""
        grid = self.model.grid
        current = [at for at, one in enumerate(grid.sessions) if one.is_current]
        self.delegate.current = current[0] if current else -1
        words = [cell.word for row in grid.cells for cell in row]
        width = 0
        for at, head in enumerate(grid.sessions):
            own = self.above.width_of(head)
            if head.is_current:
                own = max(own, self.delegate.width_of(sorted(set(words))))
            self.above.resizeSection(at, own)
            width += own
        room = self.view.maximumViewportSize().width() + self.beside.width() - width
        room -= self.view.verticalScrollBar().sizeHint().width()
        self.beside.setFixedWidth(max(self._look.px(_NARROWEST_NAMES), room))
        self.beside.setDefaultSectionSize(self.delegate.row_height)
        self.corner.resize(self.beside.minimumWidth(), self.above.sizeHint().height())
        self.corner.update()

    def _cursor_ids(self) -> tuple[str, str]:
        index, grid = self.view.currentIndex(), self.model.grid
        if not index.isValid():
            return "", ""
        return grid.people[index.row()].id, grid.sessions[index.column()].id

    def _put_cursor(self, person: str, session: str) -> None:
        """Where it was, else on the first person in the current half-day."""
        grid = self.model.grid
        if self.view.currentIndex().isValid() or not grid.people or not grid.sessions:
            return
        rows = [at for at, one in enumerate(grid.people) if one.id == person]
        columns = [at for at, one in enumerate(grid.sessions) if one.id == session]
        current = [at for at, one in enumerate(grid.sessions) if one.is_current]
        column = (columns or current or [0])[0]
        self.view.setCurrentIndex(self.model.index((rows or [0])[0], column))

    def _on_section(self, column: int) -> None:
        self.session_chosen.emit(self.model.grid.sessions[column].id)

    def _on_moved(self) -> None:
        self.beside.viewport().update()

    def _on_scrolled(self) -> None:
        self.totals.update()

    def _on_look(self) -> None:
        self._fit()
        self.above.updateGeometry()
        self.totals.updateGeometry()
