"""Choosing the half-days of a workshop with two keys."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.workshop import Part
from app.i18n import current_language
from app.services.workshop.workshops import Slot
from app.wording.dates import weekday
from ui.look import Look
from ui.models.half_days import PARTS, Day, HalfDaysModel, Held

_ROW = 40
_MOST_DAYS = 60
"""A workshop is shorter; a wrong year must not fill the screen with days."""


class HalfDays(QTableView):
    """Space says whether a half-day counts, Delete that there is none, or again one."""

    edited = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._others: tuple[Slot, ...] = ()
        self.rows = HalfDaysModel(self)
        self.setModel(self.rows)
        self.setProperty("role", "diary")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionsClickable(False)
        self.doubleClicked.connect(self._on_double_clicked)
        look.changed.connect(self._on_look)
        self._on_look()

    @property
    def slots(self) -> list[Slot]:
        """The half-days that are held, in order, with those that this diary does not show."""
        found = [
            Slot(on, part, held is Held.COUNTS)
            for (on, part), held in self.rows.diary.items()
            if held is not Held.NONE
        ]
        return sorted([*found, *self._others], key=_order)

    def show_slots(self, slots: Iterable[Slot], starts_on: date, ends_on: date) -> None:
        """Show `slots` over every day from the first to the last."""
        held = list(slots)
        self._others = tuple(slot for slot in held if slot.part not in PARTS)
        count = min((ends_on - starts_on).days + 1, _MOST_DAYS)
        days = {starts_on + timedelta(days=n) for n in range(count)} | {one.on for one in held}
        diary = {(day, part): Held.NONE for day in sorted(days) for part in PARTS}
        for slot in held:
            if slot.part in PARTS:
                diary[slot.on, slot.part] = Held.COUNTS if slot.counts else Held.IDLE
        self.rows.show([Day(day, _name(day)) for day in sorted(days)], diary)
        if not self.currentIndex().isValid() and days:
            self.setCurrentIndex(self.rows.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space:
            self._switch(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            is_held = self.rows.held(index) is not Held.NONE
            self._set(index, Held.NONE if is_held else Held.COUNTS)
        elif event.key() == Qt.Key.Key_End:
            self.setCurrentIndex(self.rows.index(self.rows.rowCount() - 1, len(PARTS) - 1))
        else:
            super().keyPressEvent(event)

    def _switch(self, index: QModelIndex) -> None:
        counts = self.rows.held(index) is Held.COUNTS
        self._set(index, Held.IDLE if counts else Held.COUNTS)

    def _set(self, index: QModelIndex, held: Held) -> None:
        place = self.rows.place(index)
        if place is None:
            return
        days = [Day(on, _name(on)) for on in sorted({on for on, _part in self.rows.diary})]
        self.rows.show(days, {**self.rows.diary, place: held})
        self.edited.emit()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._switch(index)

    def _on_look(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.px(_ROW))


def _name(day: date) -> str:
    return f"{weekday(day, current_language()).capitalize()} {day.day}"


def _order(slot: Slot) -> tuple[date, int, str]:
    return slot.on, list(Part).index(slot.part), slot.label
