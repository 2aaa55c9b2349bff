"""Things of which each has a name, a word on it, and a state."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from ui.models.rows import ROW_ROLE, Index
from ui.models.shapes import Shape


@dataclass(frozen=True, slots=True)
class StateRow:
    """One of them in words, ready to draw; `warning` says what to look at."""

    key: str
    title: str
    detail: str = ""
    state: str = ""
    shape: Shape | None = None
    warning: str = ""


class StatesModel(QAbstractListModel):
    """Shows the rows it is given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[StateRow, ...] = ()

    @property
    def rows(self) -> tuple[StateRow, ...]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[StateRow]) -> None:
        """Replace all rows; the same rows in other words keep their places and selection."""
        fresh = tuple(rows)
        if [row.key for row in fresh] == [row.key for row in self._rows]:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def row(self, index: Index) -> StateRow | None:
        """The row at `index`; None outside the list."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = (row.title, row.state, row.detail, row.warning)
            return ", ".join(text for text in said if text)
        return row if role == ROW_ROLE else None
