"""The attendance grid: one row a line of the sheet, one column a half-day."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ui.models.rows import ROW_ROLE, Index


class MarkShape(Enum):
    """A mark as a shape, beside its word: never colour alone."""

    DISC = "present"
    RING = "absent"
    HALF = "excused"
    DOT = "not entered"
    NOTHING = "an open place, which cannot be marked"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one person at one half-day.

    `word` is said beside the shape where there is room, `flags` are single letters (late, left
    early), `said` is all of it in words.
    """

    shape: MarkShape
    word: str = ""
    flags: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class PersonHead:
    """The head of a row: number on the sheet, name as a list prints it, what to know beside it."""

    id: str
    number: int
    name: str
    note: str = ""
    is_open_place: bool = False


@dataclass(frozen=True, slots=True)
class SessionHead:
    """The head and the foot of a column, ready to draw.

    `day` and `part` are short where the column is narrow; `total` counts those present, `by_sex`
    says how many women and men.
    """

    id: str
    name: str
    day: str
    part: str
    state: str
    total: str
    by_sex: str
    is_current: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Everything that the page shows, shape people x half-days; `labels` stand before the feet."""

    people: tuple[PersonHead, ...] = ()
    sessions: tuple[SessionHead, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    labels: tuple[str, str] = ("", "")


class AttendanceModel(QAbstractTableModel):
    """Shows the grid it is given; where only marks changed, selection and scrolling stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = Grid()

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self._grid

    def show(self, grid: Grid) -> None:
        """Show `grid`."""
        if _ids(grid) == _ids(self._grid):
            self._grid = grid
            self._say_changed()
        else:
            self.beginResetModel()
            self._grid = grid
            self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """The cell at `index`; None outside the grid."""
        return self._grid.cells[index.row()][index.column()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._grid.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._grid.sessions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            person = self._grid.people[index.row()]
            return f"{person.number} {person.name}, {cell.said}"
        return cell if role == ROW_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        heads: Sequence[PersonHead | SessionHead] = self._grid.people
        if orientation is Qt.Orientation.Horizontal:
            heads = self._grid.sessions
        if not 0 <= section < len(heads):
            return None
        head = heads[section]
        if role == ROW_ROLE:
            return head
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if isinstance(head, PersonHead):
            return f"{head.number} {head.name}"
        return f"{head.name} · {head.state}"

    def _say_changed(self) -> None:
        rows, columns = self.rowCount(), self.columnCount()
        if not rows or not columns:
            return
        self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, rows - 1)


def _ids(grid: Grid) -> tuple[list[str], list[str]]:
    return [one.id for one in grid.people], [one.id for one in grid.sessions]
