"""Tables of counts by sex."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from app.domain.statistics import Count
from ui.models.rows import ROW_ROLE, Column, Index, RowsModel


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of a table in words; `last` is what the last column says, ready to show.

    `count` None where there is nothing to count yet: dashes stand there, which are no zeros.
    """

    name: str
    count: Count | None
    last: str = ""
    is_total: bool = False


class FiguresModel(RowsModel[FigureRow]):
    """Shows the rows it is given, the total in bold."""

    def __init__(self, columns: Sequence[Column[FigureRow]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._bold = QFont()
        self._bold.setBold(True)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.FontRole and index.isValid():
            row = super().data(index, ROW_ROLE)
            return self._bold if row.is_total else None
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)
