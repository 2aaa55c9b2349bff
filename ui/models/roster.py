"""The people found, one line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from app.domain.registration import RosterLine
from ui.models.rows import ROW_ROLE, Index
from ui.models.shapes import Shape


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the roster in words, ready to draw; `spans` of the name were matched."""

    line: RosterLine
    name: str
    detail: str
    state: str
    shape: Shape
    spans: Sequence[tuple[int, int]] = ()


class RosterModel(QAbstractListModel):
    """Shows the rows it is given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PersonRow, ...] = ()

    def show(self, rows: Sequence[PersonRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: Index) -> PersonRow | None:
        """The row at `index`; None outside the list."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.name}, {row.detail}, {row.state}"
        return row if role == ROW_ROLE else None
