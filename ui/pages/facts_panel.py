"""The facts of the current workshop: to read, and to correct."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.attendance import needed
from app.domain.statistics import expected, participants
from app.domain.workshop import Session, Workshop
from app.errors import AppError
from app.i18n import N_, _, current_language, ngettext
from app.services.workshop.workshop_facts import WorkshopFacts, facts_of
from app.services.workshop.workshops import correct_workshop
from app.store import registrations, workshops
from app.wording.dates import period
from app.wording.places import city_name, country_name
from ui.desk import Desk
from ui.dialogs.correct_workshop import CorrectWorkshop
from ui.pages.gone_half_days import say_what_went, with_attendance
from ui.widgets.button import Button
from ui.widgets.workshop_facts import FactsCard, Sheaf
from ui.words.workshops import capital


class FactsPanel(QWidget):
    """What was agreed, and one button to agree otherwise."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.card = FactsCard()
        self.correct = Button(N_("Correct"), "F2")
        self.form: CorrectWorkshop | None = None
        below = QHBoxLayout()
        below.addWidget(self.correct)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Sheaf(self.card))
        column.addLayout(below)
        column.addStretch(1)
        self.setFocusProxy(self.correct)
        self.correct.clicked.connect(self._on_correct)

    def reload(self) -> None:
        """Show the facts as they are now."""
        workshop = workshops.get(self._desk.db, self._desk.current.workshop)
        if workshop is not None:
            self.card.show_pairs(self._pairs(workshop))

    def _pairs(self, workshop: Workshop) -> list[tuple[str, str]]:
        language = current_language()
        place = (
            workshop.venue_in(language),
            city_name(workshop.city, language),
            country_name(workshop.country, language),
        )
        lines = registrations.roster(self._desk.db, workshop.id)
        here = participants(lines).total
        is_french = language == "fr"
        other = workshop.title.en if is_french else workshop.title.fr
        pairs = (
            (_("Kind"), capital(workshop.kind.in_(language))),
            (_("Place"), ", ".join(filter(None, place))),
            (_("Dates"), period(workshop.starts_on, workshop.ends_on, language)),
            (_("Code"), workshop.code),
            (
                _("Certificate"),
                _condition(workshop, workshops.sessions(self._desk.db, workshop.id)),
            ),
            (_("Papers"), _("discreet: names only") if workshop.discreet else ""),
            (
                _("People"),
                ngettext("{here} of {n} here", "{here} of {n} here", here).format(
                    here=here, n=len(expected(lines))
                ),
            ),
            (_("Title"), capital(workshop.title.in_(language))),
            (_("In English") if is_french else _("In French"), capital(other)),
        )
        return [(caption, value) for caption, value in pairs if value]

    def _on_correct(self) -> None:
        workshop = workshops.get(self._desk.db, self._desk.current.workshop)
        if workshop is None:
            return
        self.form = CorrectWorkshop(facts_of(workshop), self)
        self.form.fields.city.offer([one.city for one in workshops.all_(self._desk.db)])
        self.form.submitted.connect(self._on_facts)
        self.form.finished.connect(self._on_finished)
        self.form.begin()

    def _on_facts(self, facts: WorkshopFacts) -> None:
        desk, workshop = self._desk, self._desk.current.workshop
        before = with_attendance(desk.db, workshop)
        try:
            outcome = correct_workshop(
                *(desk.db, desk.author, workshop, facts), now=desk.clock(), hiding_marks=True
            )
        except AppError as error:
            if self.form is not None:
                self.form.refuse(error)
            return
        if self.form is not None:
            self.form.accept()
        desk.notices.posted.emit(outcome)
        say_what_went(desk, before)

    def _on_finished(self, _result: int) -> None:
        if self.form is not None:
            self.form.deleteLater()
        self.form = None


def _condition(workshop: Workshop, sessions: list[Session]) -> str:
    """« au moins 8 demi-journées sur 9 »."""
    counting = sum(session.counts for session in sessions)
    least = needed(counting, workshop.threshold)
    return ngettext(
        "at least {n} half-day of {total}", "at least {n} half-days of {total}", least
    ).format(n=least, total=counting)
