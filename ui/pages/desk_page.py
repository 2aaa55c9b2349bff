"""Accueil: the queue at the door. One line to type in, and Enter."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.closeness import Closeness
from app.domain.folding import tidy
from app.domain.outcome import Topic
from app.domain.people import Sex
from app.domain.registration import RosterLine
from app.i18n import N_, _, current_language
from app.services.people.drafts import PersonDraft, draft_of
from app.services.people.registering import add_known, correct, register
from app.store import registrations, workshops
from app.store.search import Hit, search
from app.wording.people import isolated
from ui.desk import Desk
from ui.models.roster import PersonRow
from ui.models.shapes import Shape
from ui.pages.at_the_desk import Where, where_of
from ui.pages.desk_side import DeskSide
from ui.pages.no_workshop import NoWorkshop
from ui.pages.page import Page
from ui.pages.person_writing import PersonWriting
from ui.pages.status_writing import StatusWriting
from ui.pages.waiting_forms import WaitingForms
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.finder import Finder
from ui.widgets.person_form import PersonForm
from ui.widgets.waiting_row import WaitingRow
from ui.words.roster import clock_time, person_row


class DeskPage(Page):
    """Finds the expected, adds the others, shows what their certificate will say."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.WORKSHOPS, Topic.PEOPLE, Topic.REGISTRATIONS}
    )
    help_text: ClassVar[str] = N_(
        "Type two or three letters of a name, an organization or the end of a telephone number. "
        "Arrows choose, Enter registers the arrival.\n\n"
        "F4 adds somebody who is not on the list. F2 corrects the person that is shown. "
        "Esc comes back to the search line. Ctrl+Z undoes.\n\n"
        "Everything is saved as soon as it is entered."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._where: Where | None = None
        self._lines: Sequence[RosterLine] = ()
        self._shown: RosterLine | None = None
        self.finder = Finder(desk.look)
        self.form = PersonForm()
        self.writing = PersonWriting(desk, self.form, self)
        self.waiting = WaitingRow()
        self.forms = WaitingForms(desk, self.waiting, self)
        self.side = DeskSide(desk)
        self.status = StatusWriting(desk, self.side.card, self)
        self.to_list = Button(N_("Import the list"))
        self.no_people = EmptyState(
            N_("Nobody is on the list yet"),
            N_("Import the invitation list, or add people as they come: type a name, then F4."),
            self.to_list,
        )
        self.no_workshop = NoWorkshop(desk)
        self.left = QStackedWidget()
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Show the list, the counts and the person shown as they are now."""
        before, self._where = self._where, where_of(self.desk.db, self.desk.current)
        self.side.setVisible(self._where is not None)
        if self._where is None:
            self.left.setCurrentWidget(self.no_workshop)
            return
        if before is None or before.workshop.id != self._where.workshop.id:
            self._shown = None
            self.writing.close()
            self.side.forget()
            self.left.setCurrentWidget(self.results)
        self._lines = self.desk.roster()
        self.side.show_counts(self._lines)
        self.forms.reload()
        self.no_people.setVisible(not self._lines)
        if self.left.currentWidget() is self.results:
            self._show_results()

    def _lay_out(self) -> None:
        self.results = QWidget()
        column = QVBoxLayout(self.results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.finder, 1)
        column.addWidget(self.no_people, 1)
        column.addWidget(self.waiting)
        for view in (self.results, self.form, self.no_workshop):
            self.left.addWidget(view)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.left, 3)
        row.addWidget(self.side, 2)
        self.setFocusProxy(self.left)
        self.left.setFocusProxy(self.finder)

    def _connect(self) -> None:
        self.finder.typed.connect(self._on_typed)
        self.finder.shown.connect(self._on_shown)
        self.finder.chosen.connect(self._on_chosen)
        self.finder.add_asked.connect(self._on_add)
        self.forms.resumed.connect(self._on_resumed)
        card = self.side.card
        card.arrived.connect(self._on_arrived)
        card.correct.clicked.connect(self._on_correct)
        card.replace.clicked.connect(self._on_replace)
        card.sex.chosen.connect(self._on_sex)
        self.status.written.connect(self.finder.setFocus)
        self.side.likeness.same.connect(self._on_same)
        self.writing.opened.connect(self._on_opened)
        self.writing.left.connect(self._on_left)
        self.writing.postponed.connect(self.forms.add)
        self.writing.left.connect(self.forms.leave)
        self.writing.previewed.connect(self._on_previewed)
        self.writing.suspected.connect(self.side.suspect)
        # From wherever the focus went, Esc comes back to the line, empty.
        QShortcut(QKeySequence("Esc"), self.results).activated.connect(self.finder.clear)
        self.to_list.clicked.connect(partial(self.desk.notices.wanted.emit, "workshop"))

    def _show_results(self) -> None:
        """Show who answers what is typed, everyone when nothing is; the one shown stays chosen."""
        language = current_language()
        if self.finder.text:
            hits = search(self.desk.db, self.desk.current.workshop, self.finder.text)
            rows = [_found(self.desk, hit, language) for hit in hits]
            # A guess is never taken by a mere Enter: the person typed may be somebody else.
            is_sure = bool(hits) and hits[0].closeness <= Closeness.SOUND
            shown = self._shown.registration.id if self._shown else ""
            ids = [row.line.registration.id for row in rows]
            self.finder.show_rows(rows, ids.index(shown) if shown in ids else 0 if is_sure else -1)
        else:
            waiting = sorted(self._lines, key=lambda line: not line.registration.is_expected)
            self.finder.show_rows([person_row(line, language) for line in waiting])

    def _on_typed(self, text: str) -> None:
        if text:
            self._shown = None
        self._show_results()

    def _on_shown(self, row: PersonRow | None) -> None:
        """Show whom the eye is on; with an empty line, still the one who came last."""
        if row is not None:
            self._shown = row.line
        elif self.finder.text:
            self._shown = None
        elif self._shown is not None:
            self._shown = registrations.line(self.desk.db, self._shown.registration.id)
        if self._shown is None or self._where is None:
            self.side.show_nobody(is_typed=bool(self.finder.text))
            return
        self.side.show_person(self._shown, self._where, is_elsewhere=self._is_elsewhere())
        self.status.offer(self._shown, self._where)

    def _is_elsewhere(self) -> bool:
        return (
            self._shown is not None
            and self._shown.registration.workshop != self.desk.current.workshop
        )

    def _on_chosen(self, _row: PersonRow, is_late: bool) -> None:
        self._on_arrived(is_late)

    def _on_arrived(self, is_late: bool) -> None:
        """The person that is shown is here."""
        if self._shown is None or self._where is None:
            return
        desk, where, line = self.desk, self._where, self._shown
        if not line.person.name:
            self.writing.replace(where, line)
            return
        session, now = where.session_id, desk.clock()
        if self._is_elsewhere():
            act = partial(add_known, desk.db, desk.author, where.workshop.id)
        else:
            act = partial(register, desk.db, desk.author, late=is_late and bool(session))
        outcome = desk.carry_out(partial(act, line.registration.id, session_id=session, now=now))
        if outcome is None:
            return
        if not outcome.entry:
            said = _("{name}: arrival already registered at {time}")
            time = clock_time(line.registration.arrived_at)
            desk.notices.told.emit(said.format(name=isolated(line.person.name), time=time))
        self._show_next(outcome.subject)

    def _show_next(self, registration: str) -> None:
        """Ready for the next person, with this one still beside the empty line."""
        if registration:
            self._shown = registrations.line(self.desk.db, registration)
        self.left.setCurrentWidget(self.results)
        self.finder.clear()
        self._show_results()

    def _on_add(self, text: str) -> None:
        if self._where is not None:
            self.writing.add(self._where, PersonDraft(tidy(text)))

    def _on_resumed(self, draft: PersonDraft) -> None:
        if self._where is not None:
            self.writing.add(self._where, draft)

    def _on_correct(self) -> None:
        if self._shown is not None and self._where is not None:
            self.writing.correct(self._where, self._shown)

    def _on_replace(self) -> None:
        if self._shown is not None and self._where is not None:
            self.writing.replace(self._where, self._shown)

    def _on_sex(self) -> None:
        """The one thing missing, given without opening the form."""
        sex: Sex | None = self.side.card.sex.sex
        if self._shown is not None:
            desk = self.desk
            draft = replace(draft_of(self._shown), sex=sex)
            act = partial(correct, desk.db, desk.author, self._shown.registration.id, draft)
            desk.carry_out(partial(act, now=desk.clock()))
            self.finder.setFocus()

    def _on_same(self, registration: str) -> None:
        """The person being typed is on a list already: this one arrives, the form is dropped."""
        self._shown = registrations.line(self.desk.db, registration)
        self.writing.close()
        self.side.forget()
        self._on_arrived(False)

    def _on_opened(self) -> None:
        self.left.setCurrentWidget(self.form)

    def _on_previewed(self, line: RosterLine) -> None:
        if self._where is not None:
            self.side.preview(line, self._where)

    def _on_left(self, registration: str) -> None:
        self.side.forget()
        self._show_next(registration)


def _found(desk: Desk, hit: Hit, language: str) -> PersonRow:
    """A line that was found; the state of people known from elsewhere is where they were."""
    row = person_row(hit.line, language, hit.spans)
    if not hit.known_elsewhere:
        return row
    where = workshops.get(desk.db, hit.workshop)
    state = f"{where.city} {where.starts_on.year}" if where else ""
    return replace(row, state=state, shape=Shape.DIAMOND)
