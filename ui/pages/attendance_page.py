"""Présence: who is in the room, half-day by half-day."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.attendance import What
from app.domain.outcome import Topic
from app.domain.workshop import Session, SessionState
from app.i18n import N_, _, ngettext
from app.services.people.attending import not_entered
from app.services.people.renumbering import shared
from ui.desk import Desk
from ui.pages.attendance_writing import AttendanceWriting
from ui.pages.no_workshop import NoWorkshop
from ui.pages.page import Page
from ui.pages.sheet_entry import SheetEntry
from ui.widgets.attendance_grid import AttendanceGrid, Deed
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.closing_bar import ClosingBar
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Caption
from ui.widgets.reason_bar import ReasonBar
from ui.widgets.shared_number import SharedNumberBar
from ui.widgets.signed_sheet import SignedSheet
from ui.words.attendance import Room, grid_of, read_room
from ui.words.sessions import session_title
from ui.words.sheet_reading import names_in_a_row


class AttendancePage(Page):
    """A grid with the sheet's numbers; every key is one intention, written at once."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.WORKSHOPS, Topic.PEOPLE, Topic.REGISTRATIONS, Topic.ATTENDANCE}
    )
    help_text: ClassVar[str] = N_(
        "Arrows move in the grid. Space marks somebody present, and again not entered. "
        "P present, A absent, E excused, R late, D left early, Delete not entered. "
        "Shift and arrows choose several cells.\n\n"
        "Type the numbers of a signed sheet, such as 3 14 22 or 1-25: the difference is shown by "
        "name, Enter writes it.\n\n"
        "F7 marks everyone who has come as present. F11 closes the half-day, and opens the next "
        "one. F9 chooses another half-day. A closed half-day is corrected with a reason."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._room = Room((), (), {})
        self.writing = AttendanceWriting(desk, self)
        self.sheet = SignedSheet()
        self.entry = SheetEntry(desk, self.sheet, self.writing, self)
        self.everyone = Button(N_("Everyone is here"), "F7")
        self.turn = Button(key="F11", role="primary")
        self.choose = Banner()
        self.shared = SharedNumberBar()
        self.reason = ReasonBar()
        self.closing = ClosingBar()
        self.grid = AttendanceGrid(desk.look)
        self.legend = Caption(
            N_(
                "Space or P ● Present   A ○ Absent   E ◐ Excused   "
                "R Late   D Left early   Delete · Not entered"
            ),
            "soft",
            wraps=True,
        )
        self.to_list = Button(N_("Import the list"), role="primary")
        self.nobody = EmptyState(
            N_("Nobody is on the list yet"),
            N_("Attendance begins with people: import the list, or register them at the desk."),
            self.to_list,
        )
        self.no_workshop = NoWorkshop(desk)
        self.views = QStackedWidget()
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Show the grid as it is now."""
        desk = self.desk
        self._room = read_room(desk.db, desk.current.workshop)
        if not desk.current.workshop:
            self.views.setCurrentWidget(self.no_workshop)
            return
        if not self._room.lines or not self._room.sessions:
            self.views.setCurrentWidget(self.nobody)
            return
        self.views.setCurrentWidget(self.work)
        self.grid.show_grid(grid_of(self._room, desk.current.session))
        self._show_turn()
        self.shared.show_numbers(shared(desk.db, desk.current.workshop, self._room.lines))
        self.entry.show_room(self._room)

    @property
    def session(self) -> Session | None:
        """The half-day that is current."""
        return self._room.session(self.desk.current.session)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.sheet.line, 1)
        above.addWidget(self.everyone)
        above.addWidget(self.turn)
        self.work = QWidget()
        column = QVBoxLayout(self.work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(above)
        for bar in (self.choose, self.shared, self.sheet, self.reason, self.closing):
            column.addWidget(bar)
        column.addWidget(self.grid, 1)
        column.addWidget(self.legend)
        for view in (self.work, self.nobody, self.no_workshop):
            self.views.addWidget(view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.to_list.clicked.connect(partial(self.desk.notices.wanted.emit, "workshop"))
        self.grid.asked.connect(self._on_deed)
        self.grid.session_chosen.connect(self.desk.current.choose_session)
        self.grid.digit_typed.connect(self._on_digit)
        self.everyone.clicked.connect(self._on_everyone)
        self.turn.clicked.connect(self._on_turn)
        self.entry.left.connect(self._on_left)
        self.shared.renumber_asked.connect(self.writing.renumber)
        self.writing.reason_wanted.connect(self._on_reason_wanted)
        self.reason.given.connect(self._on_reason)
        self.reason.refused.connect(self._on_refused)
        self.closing.absent.connect(partial(self._close, What.ABSENT))
        self.closing.left.connect(partial(self._close, None))
        self.closing.refused.connect(self._on_refused)
        # They ask about the half-day before, in the words of the language before.
        self.desk.current.changed.connect(self._hide_bars)
        self.desk.language.changed.connect(self._hide_bars)

    def _show_turn(self) -> None:
        """One button for the life of a half-day: open it, close it, go on to the next."""
        session = self.session
        is_open = session is not None and session.state is SessionState.OPEN
        self.everyone.setEnabled(is_open)
        self.choose.say("" if session else _("Choose the half-day: F9, or click on its column."))
        next_one = self._next()
        if is_open:
            self.turn.say(_("Close the half-day"))
        elif next_one is not None and next_one is session:
            self.turn.say(_("Open the half-day"))
        elif next_one is not None:
            self.turn.say(_("Open {session}").format(session=session_title(next_one)))
        else:
            self.turn.say(_("The half-day is closed"))
        self.turn.setEnabled(is_open or next_one is not None)

    def _next(self) -> Session | None:
        """The half-day that the button would open."""
        session = self.session
        if session is not None and session.state is SessionState.PLANNED:
            return session
        return self._room.following(session.id if session else "")

    def _on_deed(self, deed: Deed) -> None:
        room = self._room
        chosen = [(room.lines[row], room.sessions[at]) for row, at in self.grid.chosen()]
        if chosen:
            self._hide_bars()
            self.writing.mark(deed, chosen, room)

    def _on_digit(self, digit: str, is_unshifted: bool) -> None:
        self.sheet.line.begin(digit, is_unshifted=is_unshifted)

    def _on_everyone(self) -> None:
        outcome = self.writing.mark_everyone(self.desk.current.session)
        if outcome is not None and not outcome.entry:
            self.desk.notices.told.emit(_("Everyone who has come is entered already."))

    def _on_turn(self) -> None:
        session, following = self.session, self._next()
        if session is not None and session.state is SessionState.OPEN:
            self._ask_to_close(session)
        elif following is not None:
            self.writing.open(following.id)
            self.grid.go_to(following.id)

    def _ask_to_close(self, session: Session) -> None:
        waiting = not_entered(self.desk.db, session.id)
        if not waiting:
            self._close(None)
            return
        question = ngettext(
            "{n} person not entered: absent?", "{n} people not entered: absent?", len(waiting)
        ).format(n=len(waiting))
        self._hide_bars()
        self.closing.ask(question, names_in_a_row(waiting))

    def _close(self, rest: What | None) -> None:
        session = self.session
        self._hide_bars()
        if session is not None and self.writing.close(session.id, rest) is not None:
            self.desk.notices.told.emit(
                _("{session}: closed.").format(session=session_title(session))
            )
        self.grid.setFocus()

    def _on_left(self) -> None:
        self.grid.setFocus()

    def _on_reason_wanted(self) -> None:
        self.closing.hide()
        self.reason.ask(_("This half-day is closed. Why is it corrected?"))

    def _on_reason(self, why: str) -> None:
        self.reason.hide()
        self.writing.give_reason(why)
        self.entry.leave()

    def _on_refused(self) -> None:
        self._hide_bars()
        self.grid.setFocus()

    def _hide_bars(self) -> None:
        self.writing.drop()
        self.reason.hide()
        self.closing.hide()
