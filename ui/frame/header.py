"""Which workshop, which half-day."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.outcome import Outcome, Topic
from app.domain.workshop import Session, SessionState, Workshop
from app.i18n import _, current_language
from app.services.people.attending import open_session
from app.store import workshops
from app.wording.dates import period
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.label import Elided, set_role
from ui.words.sessions import session_words


class Header(QFrame):
    """Names the workshop; F9 chooses the half-day that arrivals are noted at."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("header")
        self.heading = Elided(role="heading")
        self.under = Elided(role="under")
        self.half_day = Button(key="F9", role="session")
        self.menu = QMenu(self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.under)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 9, 18, 9)
        row.setSpacing(20)
        row.addLayout(words, 1)
        row.addWidget(self.half_day)
        self.half_day.clicked.connect(self._on_half_day)
        desk.notices.posted.connect(self._on_notice)
        desk.language.changed.connect(self.reload)
        desk.current.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Show the workshop and the half-day that are current now."""
        workshop = workshops.get(self._desk.db, self._desk.current.workshop)
        self.half_day.setVisible(workshop is not None)
        if workshop is None:
            self.heading.setText(_("Émarge"))
            self.under.setText(_("No workshop is open"))
            return
        language = current_language()
        self.heading.setText(_capitalised(workshop.heading(language)))
        self.under.setText(_place_and_dates(workshop, language))
        self._show_half_day(workshops.session(self._desk.db, self._desk.current.session))

    def _show_half_day(self, session: Session | None) -> None:
        is_open = session is not None and session.state is SessionState.OPEN
        set_role(self.half_day, "session" if is_open else "session-closed")
        self.half_day.say(
            session_words(session) if session is not None else _("Choose the half-day")
        )

    def _on_half_day(self) -> None:
        self.menu.clear()
        for session in workshops.sessions(self._desk.db, self._desk.current.workshop):
            action = QAction(session_words(session).replace("&", "&&"), self.menu)
            action.setCheckable(True)
            action.setChecked(session.id == self._desk.current.session)
            action.triggered.connect(partial(self._on_chosen, session.id))
            self.menu.addAction(action)
        self.menu.setMinimumWidth(self.half_day.width())
        below = self.half_day.mapToGlobal(QPoint(self.half_day.width(), self.half_day.height() + 4))
        self.menu.popup(below - QPoint(self.menu.sizeHint().width(), 0))

    def _on_chosen(self, session_id: str, _checked: bool = False) -> None:
        """Choosing a half-day that is to come opens it: nobody should have to say so twice."""
        session = workshops.session(self._desk.db, session_id)
        if session is None:
            return
        self._desk.current.choose_session(session_id)
        if session.state is SessionState.PLANNED:
            desk = self._desk
            desk.carry_out(
                partial(open_session, desk.db, desk.author, session_id, now=desk.clock())
            )

    def _on_notice(self, outcome: Outcome) -> None:
        if Topic.WORKSHOPS in outcome.touched or Topic.ATTENDANCE in outcome.touched:
            self.reload()


def _place_and_dates(workshop: Workshop, language: str) -> str:
    kind = workshop.kind.in_(language)
    dates = period(workshop.starts_on, workshop.ends_on, language)
    return " · ".join(filter(None, (_capitalised(kind), workshop.city, dates)))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
