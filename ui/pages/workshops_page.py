"""Ateliers: every workshop of this register, and how a new one comes to be."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.outcome import Outcome, Topic
from app.errors import AppError
from app.i18n import N_, _, current_language
from app.services.examples.exercise import load_exercise
from app.services.progress import Progress
from app.services.workshop.seeding import seed_workshops
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.store import workshops
from ui.desk import Desk
from ui.dialogs.new_workshop import NewWorkshop
from ui.pages.page import Page
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.state_list import StateList
from ui.words.sessions import under_way
from ui.words.workshops import workshop_rows

EXAMPLES = {
    "niamey-2017": N_("Niamey, June 2017: 25 expected"),
    "bamako-2017": N_("Bamako, June 2017: an invitation list of 26"),
    "bamako-2021": N_("Bamako, October 2021: 13 expected"),
}
"""What each example has to practise with."""


class WorkshopsPage(Page):
    """Chooses the workshop that the whole window works in."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.WORKSHOPS, Topic.REGISTRATIONS})
    help_text: ClassVar[str] = N_(
        "Arrows choose a workshop, Enter opens it: every page then shows that one.\n\n"
        "F4 creates a workshop. Its half-days are proposed from its dates: Space says whether one "
        "counts, Delete takes it out. Friday afternoon is the last one: End, then Delete.\n\n"
        "The examples are workshops to practise with. Their people and telephone numbers are "
        "invented."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.add = Button(N_("New workshop"), "F4", "primary")
        self.examples = Button(N_("Practice workshop…"))
        self.open = Button(N_("Open this workshop"), "Return", listens=False)
        self.list = StateList(desk.look)
        self.add_first = Button(N_("New workshop"), "F4", "primary")
        self.try_first = Button(N_("Practice workshop…"))
        self.none = EmptyState(
            N_("Welcome to Émarge"),
            N_(
                "Begin with a workshop: its title, its city, its days. To try everything without "
                "risk, load a practice workshop: its people are invented."
            ),
            self.add_first,
            self.try_first,
        )
        self.menu = QMenu(self)
        self.dialog: NewWorkshop | None = None
        self.views = QStackedWidget()
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Show every workshop."""
        rows = workshop_rows(self.desk.db, self.desk.current.workshop)
        self.views.setCurrentWidget(self.work if rows else self.none)
        self.list.show_rows(rows)
        if rows and not self.list.chosen:
            keys = {row.key for row in rows}
            current = self.desk.current.workshop
            self.list.choose({current} if current in keys else {rows[0].key})

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.add)
        above.addWidget(self.examples)
        above.addStretch(1)
        above.addWidget(self.open)
        sheet = Card(margin=1)
        sheet.add(self.list)
        self.work = QWidget()
        inside = QVBoxLayout(self.work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(above)
        inside.addWidget(sheet, 1)
        self.views.addWidget(self.work)
        self.views.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.views)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        for button in (self.add, self.add_first):
            button.clicked.connect(self._on_add)
        for button in (self.examples, self.try_first):
            button.clicked.connect(partial(self._on_examples, button))
        self.open.clicked.connect(self._on_open)
        self.list.activated.connect(self._on_activated)

    def _on_open(self) -> None:
        if self.list.chosen:
            self._open(self.list.chosen[0])

    def _on_activated(self, _index: QModelIndex) -> None:
        self._on_open()

    def _open(self, workshop_id: str) -> None:
        sessions = workshops.sessions(self.desk.db, workshop_id)
        self.desk.current.choose(workshop_id, under_way(sessions))
        self.desk.notices.wanted.emit("desk")

    def _on_add(self) -> None:
        self.dialog = NewWorkshop(self.desk.look, self.desk.clock().date(), self)
        known = workshops.all_(self.desk.db)
        self.dialog.fields.city.offer([one.city for one in known])
        self.dialog.submitted.connect(self._on_draft)
        self.dialog.open()

    def _on_draft(self, draft: WorkshopDraft) -> None:
        desk = self.desk
        try:
            outcome = create_workshop(desk.db, desk.author, draft, now=desk.clock())
        except AppError as error:
            if self.dialog is not None:
                self.dialog.refuse(error)
            return
        if self.dialog is not None:
            self.dialog.accept()
        desk.notices.posted.emit(outcome)
        desk.current.choose(outcome.subject)
        desk.notices.wanted.emit("workshop")
        desk.notices.told.emit(
            _("Workshop {code} created. Next: its partners and signatories, then the list.").format(
                code=outcome.name
            )
        )

    def _on_examples(self, button: Button, _checked: bool = False) -> None:
        self.menu.clear()
        for key in seed_workshops():
            action = QAction(_(EXAMPLES.get(key, key)), self.menu)
            action.triggered.connect(partial(self._on_example, key))
            self.menu.addAction(action)
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _on_example(self, key: str, _checked: bool = False) -> None:
        self.desk.tasks.run(
            partial(_load, self.desk, key),
            done=self._on_loaded,
            failed=self.desk.ask.show_error,
        )

    def _on_loaded(self, outcome: Outcome) -> None:
        self.desk.notices.posted.emit(outcome)
        self._open(outcome.subject)
        workshop = workshops.get(self.desk.db, outcome.subject)
        if workshop is not None:
            self.desk.notices.told.emit(
                _("{title}: for practice, the people are invented.").format(
                    title=workshop.heading(current_language())
                )
            )


def _load(desk: Desk, key: str, progress: Progress) -> Outcome:
    return load_exercise(desk.db, desk.author, key, now=desk.clock(), progress=progress)
