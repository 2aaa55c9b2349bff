"""Atelier: the facts of the current workshop, its half-days, and its list of people coming in."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.outcome import Topic
from app.domain.workshop import Workshop
from app.i18n import N_
from app.services.workshop.workshops import Slot, set_slots
from app.store import workshops
from ui.desk import Desk
from ui.pages.facts_panel import FactsPanel
from ui.pages.gone_half_days import say_what_went, with_attendance
from ui.pages.list_import import ListImport
from ui.pages.no_workshop import NoWorkshop
from ui.pages.page import Page
from ui.pages.partners_panel import PartnersPanel
from ui.pages.signatories_panel import SignatoriesPanel
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choices import Choices
from ui.widgets.half_days import HalfDays
from ui.widgets.label import Caption
from ui.widgets.list_preview import ListPreviewView

_SIDES = (
    ("facts", N_("Workshop")),
    ("partners", N_("Partners")),
    ("signatories", N_("Signatories")),
)


class WorkshopPage(Page):
    """Shows what was agreed before; the half-days may change until the last one."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.WORKSHOPS, Topic.PEOPLE, Topic.REGISTRATIONS, Topic.ATTENDANCE}
    )
    help_text: ClassVar[str] = N_(
        "F4 reads an invitation list: Excel, LibreOffice or CSV. Ctrl+V reads what was copied "
        "from a sheet or a document. Nothing is taken in before Enter: the lines to check come "
        "first, with the line as it stands in the file.\n\n"
        "The same list may come again: who is new is added, what changed is corrected, nobody is "
        "ever removed. Ctrl+Z takes the whole list back.\n\n"
        "F2 corrects the workshop, a partner or a signatory; Ins adds one. Their order is that "
        "of the papers: Ctrl with an arrow changes it. Delete takes one out, Ctrl+Z brings it "
        "back.\n\n"
        "Half-days: arrows move, Space says whether one counts for the certificate, Delete says "
        "that there is no session, or again one."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.from_file = Button(N_("Import the Excel list"), "F4", "primary")
        self.from_clipboard = Button(N_("Paste a list"), "Ctrl+V")
        self.side = Choices(N_("What is shown"), _SIDES)
        self.facts = FactsPanel(desk)
        self.partners = PartnersPanel(desk)
        self.signatories = SignatoriesPanel(desk)
        self.sides = QStackedWidget()
        self.half_days = HalfDays(desk.look)
        self.preview = ListPreviewView(desk.look)
        self.lists = ListImport(desk, self.preview, self)
        self.no_workshop = NoWorkshop(desk)
        self.views = QStackedWidget()
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Show the current workshop, or the list that is being looked at."""
        workshop = workshops.get(self.desk.db, self.desk.current.workshop)
        if workshop is None:
            self.views.setCurrentWidget(self.no_workshop)
            return
        if self.lists.is_open:
            self.lists.show_again()
            self.views.setCurrentWidget(self.preview)
        else:
            self.views.setCurrentWidget(self.work)
        self._show_facts(workshop)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.from_file)
        above.addWidget(self.from_clipboard)
        above.addStretch(1)
        diary = Card(margin=1)
        diary.add(self.half_days)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(
            Caption(N_("Half-days: Space counts or not, Delete for no session"), "soft", wraps=True)
        )
        right.addWidget(diary, 1)
        for panel in (self.facts, self.partners, self.signatories):
            self.sides.addWidget(panel)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.side)
        left.addWidget(self.sides, 1)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addLayout(left, 6)
        sides.addLayout(right, 5)
        self.work = QWidget()
        column = QVBoxLayout(self.work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(above)
        column.addLayout(sides, 1)
        for view in (self.work, self.preview, self.no_workshop):
            self.views.addWidget(view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)
        self.setFocusProxy(self.from_file)

    def _connect(self) -> None:
        self.from_file.clicked.connect(self.lists.choose_file)
        self.from_clipboard.clicked.connect(self.lists.paste)
        self.lists.opened.connect(self._on_opened)
        self.lists.left.connect(self._on_left)
        self.half_days.edited.connect(self._on_half_days)
        self.side.chosen.connect(self._on_side)

    def _show_facts(self, workshop: Workshop) -> None:
        sessions = workshops.sessions(self.desk.db, workshop.id)
        slots = [Slot(one.on, one.part, one.counts, one.label) for one in sessions]
        self.half_days.show_slots(slots, workshop.starts_on, workshop.ends_on)
        for panel in (self.facts, self.partners, self.signatories):
            panel.reload()

    def _on_half_days(self) -> None:
        """Write the diary at once; what was entered in a half-day that goes can come back."""
        desk, workshop = self.desk, self.desk.current.workshop
        before = with_attendance(desk.db, workshop)
        outcome = desk.carry_out(
            partial(
                set_slots,
                desk.db,
                desk.author,
                workshop,
                self.half_days.slots,
                now=desk.clock(),
                hiding_marks=True,
            )
        )
        if outcome is not None:
            say_what_went(desk, before)

    def _on_side(self, side: str) -> None:
        keys = [key for key, _words in _SIDES]
        self.sides.setCurrentIndex(keys.index(side))

    def _on_opened(self) -> None:
        self.views.setCurrentWidget(self.preview)
        self.preview.setFocus()

    def _on_left(self) -> None:
        self.reload()
        self.from_file.setFocus()
