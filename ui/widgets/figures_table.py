"""A table of counts by sex: names at the left, figures at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.i18n import N_
from ui.delegates.figure_cell import FigureCell
from ui.look import Look
from ui.models.figures import FigureRow, FiguresModel
from ui.models.rows import Column

_ROW_HEIGHT = 40
_NARROWEST = 34
"""Pixels of a column of figures; Qt's own minimum takes more from the names beside it."""

_NOTHING_YET = "–"


def _women(row: FigureRow) -> str:
    return _NOTHING_YET if row.count is None else str(row.count.women)


def _men(row: FigureRow) -> str:
    return _NOTHING_YET if row.count is None else str(row.count.men)


def _total(row: FigureRow) -> str:
    return _NOTHING_YET if row.count is None else str(row.count.total)


def _name(row: FigureRow) -> str:
    return row.name


def _last(row: FigureRow) -> str:
    return row.last


def columns(first: str, last: str) -> tuple[Column[FigureRow], ...]:
    """Name, women, men, total, and one column more; both titles are marked with N_."""
    return (
        Column(first, _name),
        # Translators: a narrow column: women
        Column(N_("F"), _women, is_number=True),
        # Translators: a narrow column: men
        Column(N_("M"), _men, is_number=True),
        Column(N_("Total"), _total, is_number=True),
        Column(last, _last, is_number=True),
    )


class FiguresTable(QTableView):
    """Shows; nothing in it is written."""

    def __init__(self, look: Look, first: str, last: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.figures = FiguresModel(columns(first, last), self)
        self.setModel(self.figures)
        self.setItemDelegate(FigureCell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.resizeRowsToContents)
        header.sectionResized.connect(self._on_section)
        look.changed.connect(self._dress)
        self._dress()

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        """Show `rows`; a long name takes a second line."""
        self.figures.show(rows)
        self._rest.start(0)

    def _on_section(self, section: int, _before: int, _now: int) -> None:
        if section == 0:  # once all columns have their widths
            self._rest.start(0)

    def _dress(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._look.px(_ROW_HEIGHT))
        self.horizontalHeader().setMinimumSectionSize(self._look.px(_NARROWEST))
