"""The half-days of a workshop as a diary: one row a day, morning and afternoon side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from app.domain.workshop import Part
from app.i18n import N_, _
from ui.models.rows import ROW_ROLE, Index

PARTS = (Part.MORNING, Part.AFTERNOON)
"""The columns."""


class Held(Enum):
    """What becomes of half a day; the values are in words."""

    COUNTS = N_("counts")
    IDLE = N_("does not count")
    NONE = N_("none")


_SHAPES = {Held.COUNTS: "●", Held.IDLE: "○", Held.NONE: "–"}
_HEADS = {Part.MORNING: N_("Morning"), Part.AFTERNOON: N_("Afternoon")}

Diary = Mapping[tuple[date, Part], Held]


@dataclass(frozen=True, slots=True)
class Day:
    """A row: the day, and its name ready to show."""

    on: date
    name: str


class HalfDaysModel(QAbstractTableModel):
    """Shows the diary it is given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Day, ...] = ()
        self._diary: Diary = {}

    @property
    def diary(self) -> Diary:
        """What is shown, for every day and part of it."""
        return self._diary

    def show(self, days: Sequence[Day], diary: Diary) -> None:
        """Show `diary` over `days`; where the days are the same, the cursor stays."""
        is_same = tuple(days) == self._days
        if is_same:
            self._diary = dict(diary)
            if days:
                self.dataChanged.emit(self.index(0, 0), self.index(len(days) - 1, 1))
            return
        self.beginResetModel()
        self._days, self._diary = tuple(days), dict(diary)
        self.endResetModel()

    def place(self, index: Index) -> tuple[date, Part] | None:
        """The day and the part of it at `index`; None outside."""
        if not index.isValid():
            return None
        return self._days[index.row()].on, PARTS[index.column()]

    def held(self, index: Index) -> Held:
        """What becomes of the half-day at `index`."""
        place = self.place(index)
        return self._diary.get(place, Held.NONE) if place else Held.NONE

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._days)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(PARTS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        held = self.held(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{_SHAPES[held]}  {_(held.value)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            part = _(_HEADS[PARTS[index.column()]])
            return f"{self._days[index.row()].name}, {part}: {_(held.value)}"
        return held if role == ROW_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return _(_HEADS[PARTS[section]]) if 0 <= section < len(PARTS) else None
        return self._days[section].name if 0 <= section < len(self._days) else None
