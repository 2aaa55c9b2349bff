"""The people found, one line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from app.domain.registration import RosterLine
from ui.models.rows import ROW_ROLE, Index


class Shape(Enum):
    """The state of a line as a shape, beside its word: never colour alone."""

    RING = "may still come"
    DISC = "is here"
    DIAMOND = "is known from elsewhere"
    DASH = "will not come"


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

    def __init__(self) -> None:
        super().__init__()
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
