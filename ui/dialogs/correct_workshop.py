"""The facts of a workshop, to be corrected until its last day."""

from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.i18n import N_, _
from app.services.workshop.workshop_facts import WorkshopFacts
from ui.dialogs.form import FormDialog
from ui.widgets.choices import Choices
from ui.widgets.field import field, tidy_text
from ui.widgets.picker import Picker
from ui.widgets.workshop_fields import WorkshopFields

_SHARES = {
    "1": N_("every half-day"),
    "9/10": N_("9 half-days of 10"),
    "4/5": N_("4 half-days of 5"),
    "3/4": N_("3 half-days of 4"),
    "2/3": N_("2 half-days of 3"),
    "1/2": N_("half of the half-days"),
}
_DISCREET = (("no", N_("No")), ("yes", N_("Yes")))


class CorrectWorkshop(FormDialog):
    """Emits WorkshopFacts; what has no field here stays as it is."""

    SIZE: ClassVar[tuple[int, int]] = (920, 560)

    def __init__(self, facts: WorkshopFacts, parent: QWidget | None = None) -> None:
        super().__init__(N_("Correct the workshop"), parent=parent)
        self._facts = facts
        self.fields = WorkshopFields()
        self.venue, self.venue_en, self.code = QLineEdit(), QLineEdit(), QLineEdit()
        self.threshold = Picker(N_("The certificate is earned with"))
        self.discreet = Choices(N_("Discreet workshop"), _DISCREET)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addWidget(self.fields, 5)
        sides.addLayout(self._right(), 5)
        self.lay_out(sides)
        self._show(facts)
        self.fields.starts.changed.connect(self.fields.follow_the_first_day)
        self.fields.title_fr.setFocus()

    @property
    def draft(self) -> WorkshopFacts | None:
        """What is typed; None while a day is missing."""
        facts = self.fields.facts
        if facts is None:
            return None
        return replace(
            self._facts,
            title=facts.title,
            kind=facts.kind,
            city=facts.city,
            country=facts.country,
            starts_on=facts.starts_on,
            ends_on=facts.ends_on,
            venue=tidy_text(self.venue.text()),
            venue_en=tidy_text(self.venue_en.text()),
            code=tidy_text(self.code.text()),
            threshold=Fraction(self.threshold.value),
            discreet=self.discreet.value == "yes",
        )

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(field(N_("Venue in French"), self.venue))
        column.addLayout(field(N_("Venue in English"), self.venue_en))
        column.addLayout(field(N_("Code, in front of every certificate number"), self.code))
        column.addLayout(field(N_("The certificate is earned with"), self.threshold))
        discreet = N_("Discreet: names only, files without place or date")
        column.addLayout(field(discreet, self.discreet))
        column.addStretch(1)
        return column

    def _show(self, facts: WorkshopFacts) -> None:
        self.fields.show_facts(facts)
        self.venue.setText(facts.venue)
        self.venue_en.setText(facts.venue_en)
        self.code.setText(facts.code)
        share = str(facts.threshold)
        words = {share: _("{n} half-days of {total}")} | _SHARES
        own = {
            key: said.format(n=facts.threshold.numerator, total=facts.threshold.denominator)
            for key, said in words.items()
        }
        self.threshold.offer(tuple(own.items()), share)
        self.discreet.show_value("yes" if facts.discreet else "no")

    def _on_save(self) -> None:
        if self.draft is None:
            self.say(_("Type the first and the last day, such as 13 10 2021."))
        else:
            super()._on_save()
