"""A new workshop as typed: title, place, days and half-days."""

from dataclasses import fields
from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import N_, _
from app.services.workshop.workshops import WorkshopDraft, propose_slots
from ui.dialogs.form import FormDialog
from ui.look import Look
from ui.widgets.card import Card
from ui.widgets.field import field
from ui.widgets.half_days import HalfDays
from ui.widgets.workshop_fields import WorkshopFields

_MOST_DAYS = timedelta(days=60)
"""Of which half-days are proposed while a year is still being typed."""


class NewWorkshop(FormDialog):
    """Emits a WorkshopDraft, its half-days proposed and then chosen."""

    SIZE: ClassVar[tuple[int, int]] = (920, 560)

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(N_("New workshop"), save=N_("Create the workshop"), parent=parent)
        self.fields = WorkshopFields()
        self.half_days = HalfDays(look)
        sheet = Card(margin=1)
        sheet.add(self.half_days)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addWidget(self.fields, 5)
        diary = N_("Half-days: Space counts or not, Delete for no session")
        sides.addLayout(field(diary, sheet), 5)
        self.lay_out(sides)
        self.fields.show_days(today)
        self._propose()
        self.fields.starts.changed.connect(self._on_start)
        self.fields.ends.changed.connect(self._propose)

    @property
    def draft(self) -> WorkshopDraft | None:
        """What is typed; None while a day is missing."""
        facts = self.fields.facts
        if facts is None:
            return None
        typed = {one.name: getattr(facts, one.name) for one in fields(facts)}
        return WorkshopDraft(**typed, slots=self.half_days.slots)

    def _on_start(self) -> None:
        self.fields.follow_the_first_day()
        self._propose()

    def _propose(self) -> None:
        starts_on, ends_on = self.fields.starts.day, self.fields.ends.day
        if starts_on and ends_on and starts_on <= ends_on:
            slots = propose_slots(starts_on, min(ends_on, starts_on + _MOST_DAYS))
            self.half_days.show_slots(slots, starts_on, ends_on)

    def _on_save(self) -> None:
        if self.draft is None:
            self.say(_("Type the first and the last day, such as 13 10 2021."))
        else:
            super()._on_save()
