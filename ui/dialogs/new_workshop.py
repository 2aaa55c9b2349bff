"""A new workshop as typed: title, place, days and half-days."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.bilingual import Bilingual
from app.domain.capitals import country_of
from app.errors import AppError
from app.i18n import N_, _, current_language
from app.services.workshops import WorkshopDraft, propose_slots
from app.wording.places import country_name
from ui.look import Look
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.completing_line import CompletingLine
from ui.widgets.date_line import DateLine
from ui.widgets.half_days import HalfDays
from ui.widgets.label import Caption, Label
from ui.widgets.picker import Picker

KINDS = {
    "workshop": Bilingual("atelier", "workshop"),
    "training": Bilingual("atelier de formation", "training workshop"),
    "national": Bilingual("atelier national", "national workshop"),
    "national_training": Bilingual("atelier national de formation", "national training workshop"),
    "regional": Bilingual("atelier régional", "regional workshop"),
}
"""What a workshop is called on paper, French and English."""

_KIND_WORDS = (
    ("workshop", N_("Workshop")),
    ("training", N_("Training workshop")),
    ("national", N_("National workshop")),
    ("national_training", N_("National training workshop")),
    ("regional", N_("Regional workshop")),
)
_COUNTRIES = "ML NE BF BJ CI CM DZ GH GM GN GW MA MR NG SN TD TG TN".split()  # noqa: SIM905
_LENGTH = timedelta(days=2)
"""Most workshops last three days."""


class NewWorkshop(QDialog):
    """Emits what was typed; whoever creates the workshop closes it, or has it say why not."""

    submitted = Signal(object)  # WorkshopDraft

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_fr = QLineEdit()
        self.title_en = QLineEdit()
        self.kind = Picker(N_("Kind of workshop"), _KIND_WORDS, "workshop")
        self.city = CompletingLine()
        self.country = Picker(N_("Country"), _country_words(), _COUNTRIES[0])
        self.starts = DateLine(N_("First day"))
        self.ends = DateLine(N_("Last day"))
        self.half_days = HalfDays(look)
        self.words = Label(role="wrong", wraps=True)
        self.create_it = Button(N_("Create the workshop"), "Ctrl+Return", "primary")
        self.leave = Button(N_("Change nothing"), "Esc", listens=False)
        self.setWindowTitle(_("New workshop"))
        self._lay_out()
        self.starts.show_day(today)
        self.ends.show_day(today + _LENGTH)
        self._propose()
        self._connect()

    @property
    def draft(self) -> WorkshopDraft | None:
        """What is typed; None while a day is missing."""
        starts_on, ends_on = self.starts.day, self.ends.day
        if starts_on is None or ends_on is None:
            return None
        return WorkshopDraft(
            title=Bilingual(_tidy(self.title_fr), _tidy(self.title_en)),
            kind=KINDS[self.kind.value],
            city=_tidy(self.city),
            country=self.country.value,
            starts_on=starts_on,
            ends_on=ends_on,
            slots=self.half_days.slots,
        )

    def refuse(self, error: AppError) -> None:
        """Say why it was not created; what was typed stays."""
        self.words.setText(error.message)
        self.words.show()

    def _lay_out(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(10)
        form.addLayout(_field(N_("Title in French, without the kind"), self.title_fr))
        form.addLayout(_field(N_("Title in English"), self.title_en))
        form.addLayout(_field(N_("Kind of workshop"), self.kind))
        place, days = QHBoxLayout(), QHBoxLayout()
        for row, fields in (
            (place, ((N_("City"), self.city), (N_("Country"), self.country))),
            (days, ((N_("First day"), self.starts), (N_("Last day"), self.ends))),
        ):
            row.setSpacing(12)
            for caption, widget in fields:
                row.addLayout(_field(caption, widget), 1)
            form.addLayout(row)
        form.addStretch(1)
        sheet = Card(margin=1)
        sheet.add(self.half_days)
        diary = _field(N_("Half-days: Space counts or not, Delete for no session"), sheet)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(form, 5)
        sides.addLayout(diary, 5)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.words, 1)
        ends.addWidget(self.leave)
        ends.addWidget(self.create_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(Caption(N_("New workshop"), "title"))
        column.addLayout(sides, 1)
        column.addLayout(ends)
        self.resize(920, 560)
        self.title_fr.setPlaceholderText(_("Such as: l’analyse du renseignement"))
        self.title_en.setPlaceholderText(_("Such as: intelligence analysis"))

    def _connect(self) -> None:
        self.city.textChanged.connect(self._on_city)
        self.starts.changed.connect(self._on_start)
        self.ends.changed.connect(self._propose)
        self.create_it.clicked.connect(self._on_create)
        self.leave.clicked.connect(self.reject)

    def _on_city(self, city: str) -> None:
        country = country_of(city)
        if country:
            self.country.offer(_country_words(), country)

    def _on_start(self) -> None:
        """The last day follows the first one where it would lie before it, or too far."""
        starts_on, ends_on = self.starts.day, self.ends.day
        if starts_on and (ends_on is None or not starts_on <= ends_on <= starts_on + 10 * _LENGTH):
            self.ends.show_day(starts_on + _LENGTH)
        self._propose()

    def _propose(self) -> None:
        starts_on, ends_on = self.starts.day, self.ends.day
        if starts_on and ends_on and starts_on <= ends_on:
            slots = propose_slots(starts_on, min(ends_on, starts_on + 30 * _LENGTH))
            self.half_days.show_slots(slots, starts_on, ends_on)

    def _on_create(self) -> None:
        draft = self.draft
        if draft is None:
            self.words.setText(_("Type the first and the last day, such as 13 10 2021."))
            self.words.show()
        else:
            self.words.hide()
            self.submitted.emit(draft)


def _field(caption: str, widget: QWidget) -> QVBoxLayout:
    """A caption above its field."""
    column = QVBoxLayout()
    column.setSpacing(3)
    label = Caption(caption, "field")
    label.setBuddy(widget)
    widget.setAccessibleName(_(caption))
    column.addWidget(label)
    column.addWidget(widget)
    return column


def _country_words() -> list[tuple[str, str]]:
    return [(code, country_name(code, current_language())) for code in _COUNTRIES]


def _tidy(line: QLineEdit) -> str:
    return " ".join(line.text().split())
