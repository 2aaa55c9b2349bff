"""Bilan: how many, how many women, from where; and the sentences that say so."""

from fractions import Fraction
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.outcome import Topic
from app.domain.statistics import Count, by_organisation
from app.domain.workshop import SessionState, Workshop
from app.i18n import N_, _, current_language, language
from app.services.papers.registers import workbook
from app.services.papers.reporting import Figures, SessionCount, figures
from app.store import workshops
from app.store.database import Database
from app.wording.numbers import percent
from ui.desk import Desk
from ui.models.figures import FigureRow
from ui.pages.no_workshop import NoWorkshop
from ui.pages.page import Page
from ui.pages.texts_panel import TextsPanel
from ui.saving import save
from ui.widgets.board import Board
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choices import Choices
from ui.widgets.figures_table import FiguresTable
from ui.words.sessions import STATES, session_title

_SCOPES = (("session", N_("In the room")), ("all", N_("The whole workshop")))
_VIEWS = (
    ("sessions", N_("Half-days")),
    ("bodies", N_("Organizations")),
    ("texts", N_("Texts")),
)


class FiguresPage(Page):
    """The board at the left, never covered; tables and texts at the right."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.WORKSHOPS, Topic.PEOPLE, Topic.REGISTRATIONS, Topic.ATTENDANCE}
    )
    help_text: ClassVar[str] = N_(
        "The board shows who is in the room at this half-day, of everyone who came; or everyone "
        "who came, of those who are here or may still come. Only participants are counted; "
        "observers and others stand beside them.\n\n"
        "The tables and texts are made of what was registered: nothing is typed again. “Copy” "
        "takes a text along, in French or in English.\n\n"
        "“Not entered” means that nothing is known, not that somebody was absent."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._figures: Figures | None = None
        self.scope = Choices(N_("What the board counts"), _SCOPES)
        self.board = Board()
        self.views = Choices(N_("What is shown"), _VIEWS)
        self.sessions = FiguresTable(desk.look, N_("Half-day"), N_("Not entered"))
        self.bodies = FiguresTable(desk.look, N_("Organization"), N_("Share"))
        self.texts = TextsPanel(desk)
        self.save = Button(N_("Save the Excel workbook"))
        self.no_workshop = NoWorkshop(
            desk, N_("Open a workshop, or create one: its figures come from its arrivals.")
        )
        self.shown, self.screens = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.scope.chosen.connect(self._show_board)
        self.views.chosen.connect(self._on_view)
        self.texts.copied.connect(self._on_copied)
        self.save.clicked.connect(self._on_save)
        self.reload()

    def reload(self) -> None:
        """Count again."""
        workshop = workshops.get(self.desk.db, self.desk.current.workshop)
        self.screens.setCurrentIndex(0 if workshop else 1)
        if workshop is None:
            return
        self._figures = figures(self.desk.db, workshop)
        self._show_board()
        self._show_sessions(self._figures)
        self._show_bodies(self._figures)
        self._on_view(self.views.value)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.scope)
        left.addWidget(self.board)
        left.addStretch(1)
        left.addWidget(self.save)
        for view in (self.sessions, self.bodies):
            card = Card(margin=1)
            card.add(view)
            self.shown.addWidget(card)
        self.shown.addWidget(self.texts)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.views)
        right.addWidget(self.shown, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        self.screens.addWidget(body)
        self.screens.addWidget(self.no_workshop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.screens)
        self.setFocusProxy(self.views)

    def _show_board(self, _scope: str = "") -> None:
        found = self._figures
        if found is None:
            return
        chosen = [one for one in found.by_session if one.session.id == self.desk.current.session]
        self.scope.buttons["session"].setEnabled(bool(chosen))
        if chosen and self.scope.value == "session":
            caption = session_title(chosen[0].session)
            self.board.show_count(caption, chosen[0].present, found.participants.total)
        else:
            caption = _("Participants of the whole workshop")
            self.board.show_count(caption, found.participants, found.expected)

    def _show_sessions(self, found: Figures) -> None:
        self.sessions.show_rows([_session_row(one) for one in found.by_session])

    def _show_bodies(self, found: Figures) -> None:
        spoken, total = current_language(), found.participants.total
        rows = [
            FigureRow(name or _("Not recorded"), count, _share(count, total, spoken))
            for name, count in by_organisation(found.lines, spoken)
        ]
        whole = FigureRow(
            _("All"), found.participants, _share(found.participants, total, spoken), is_total=True
        )
        self.bodies.show_rows([*rows, whole] if rows else [])

    def _on_view(self, view: str) -> None:
        """Texts are written when somebody reads them, not at every mark."""
        if view == "texts" and self._figures is not None:
            self.texts.show_figures(self._figures)
        self.shown.setCurrentIndex([key for key, _words in _VIEWS].index(view))

    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.desk.notices.told.emit(_("Copied: paste it where you need it."))

    def _on_save(self) -> None:
        workshop = workshops.get(self.desk.db, self.desk.current.workshop)
        if workshop is None:
            return
        make = partial(_workbook, self.desk.db, workshop, current_language())
        save(self.desk, _("Save the Excel workbook"), f"{workshop.code}.xlsx", make)


def _session_row(one: SessionCount) -> FigureRow:
    title = session_title(one.session, short=True)
    if one.is_to_come:
        return FigureRow(title, None, _(STATES[SessionState.PLANNED]))
    return FigureRow(title, one.present, str(one.not_entered or ""))


def _share(part: Count, whole: int, spoken: str) -> str:
    return percent(Fraction(part.total, whole), spoken) if whole else ""


def _workbook(db: Database, workshop: Workshop, spoken: str) -> bytes:
    with language(spoken):
        return workbook(db, workshop.id)
