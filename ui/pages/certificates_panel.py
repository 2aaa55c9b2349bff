"""Who has earned a certificate, and issuing them."""

from datetime import date
from functools import partial
from typing import ClassVar, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.outcome import Outcome
from app.i18n import N_, _, current_language, ngettext
from app.services.papers.certificate_cases import Case, Cases, Stage, cases_of
from app.services.papers.certifying import issue_certificates
from app.services.papers.printing import Language, certificates_pdf, preview_page
from app.services.papers.withdrawing import withdraw
from app.store import workshops
from app.wording.dates import day
from ui.desk import Desk
from ui.latest import Latest
from ui.pages.sheet_panel import LANGUAGES
from ui.previewing import Maker
from ui.tasks import whole
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.options import Options
from ui.widgets.picker import Picker
from ui.widgets.side_by_side import SideBySide
from ui.widgets.state_list import StateList
from ui.words.certificates import case_row, counts_words, gaps_words, lapsed_words


class CertificatesPanel(QWidget):
    """Shows everyone with what is to do; one chosen person's paper is seen, else all issued."""

    wanted = Signal()  # another paper than before
    LEAST_WIDTH: ClassVar[int] = 430
    """Pixels at normal text size: a name, and its state beside it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._latest = Latest(desk.tasks, self)
        self._workshop = ""
        self._cases = Cases()
        self.language = Picker(N_("Language"), LANGUAGES)
        self.issued_on = Picker(N_("Date of issue"))
        self.date_row = Options([(N_("Date of issue"), self.issued_on)])
        self.people = StateList(desk.look, has_many=True)
        self.counts = Label(role="soft", wraps=True)
        self.gaps = Banner()
        self.issue = Button(role="primary")
        self.issue_anyway = Button(N_("Issue anyway…"))
        self.withdraw = Button(N_("Withdraw…"))
        self._lay_out()
        self.language.chosen.connect(self.reload)
        self.people.changed.connect(self._on_chosen)
        self.issue.clicked.connect(self._on_issue)
        self.issue_anyway.clicked.connect(self._on_issue_anyway)
        self.withdraw.clicked.connect(self._on_withdraw)

    @property
    def title(self) -> str:
        """What the paper is called, in the language of the window."""
        return _("Certificates of participation")

    @property
    def empty_words(self) -> str:
        """What to say where there is no paper."""
        return _(
            "Nobody has been registered here yet. Certificates are for those who came: "
            "register the arrivals at the front desk."
        )

    def reload(self, _language: str = "") -> None:
        """Read again who stands where, in the background: texts are compared letter by letter."""
        desk = self._desk
        if desk.current.workshop != self._workshop:
            self._start_over()
        language = self.language.value
        self._latest.ask(
            partial(cases_of, desk.db, desk.current.workshop, language),
            done=self._on_cases,
            failed=desk.ask.show_error,
        )

    def maker(self) -> Maker | None:
        """What makes the paper of those who are chosen; None while nobody came."""
        desk, language = self._desk, cast("Language", self.language.value)
        chosen = self.people.chosen
        wanted = [one for one in self._cases.all if one.registration in chosen]
        issued = self._cases.ids(Stage.ISSUED, Stage.TO_REPRINT)
        if not wanted and not issued:
            wanted = list(self._cases.all[:1])
        if not wanted and not issued:
            return None
        if len(wanted) == 1 and wanted[0].stage not in (Stage.ISSUED, Stage.LAPSED):
            return self._preview_of(wanted[0])
        ids = [one.registration for one in wanted] or issued
        return partial(certificates_pdf, desk.db, desk.current.workshop, language, ids)

    def _lay_out(self) -> None:
        card = Card(margin=1)
        card.add(self.people)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Options([(N_("Language"), self.language)]))
        column.addWidget(card, 1)
        column.addWidget(self.counts)
        column.addWidget(self.gaps)
        column.addWidget(self.date_row)
        column.addWidget(SideBySide(self.issue, self.issue_anyway))
        column.addWidget(self.withdraw)
        self.setFocusProxy(self.people)

    def _start_over(self) -> None:
        """Another workshop: nobody of the one before stays in sight."""
        self._workshop = self._desk.current.workshop
        self._cases = Cases()
        self.issued_on.offer([])
        self._show()

    def _on_cases(self, found: Cases) -> None:
        self._cases = found
        self._show()
        self.wanted.emit()

    def _show(self) -> None:
        self.people.show_rows([case_row(case) for case in self._cases.all])
        self.counts.setText(counts_words(self._cases))
        ready = len(self._cases.ready)
        gaps = gaps_words(self._cases) if ready else []
        self.gaps.say("\n".join(filter(None, [lapsed_words(self._cases), *gaps])))
        self._offer_dates()
        self._show_buttons()

    def _offer_dates(self) -> None:
        """The days of the workshop, its last one first, and the computer's, which may be wrong."""
        sessions = workshops.sessions(self._desk.db, self._workshop)
        days = sorted({session.on for session in sessions}, reverse=True)
        today = self._desk.clock().date()
        options = [*days, *([today] if today not in days else [])]
        language = current_language()
        self.issued_on.offer([(on.isoformat(), day(on, language)) for on in options])

    def _show_buttons(self) -> None:
        ready = len(self._cases.ready)
        words = ngettext("Issue {n} certificate", "Issue {n} certificates", ready)
        self.issue.say(words.format(n=ready) if ready else _("Nothing to issue"))
        self.issue.setEnabled(bool(ready))
        exceptions = self._cases.exceptions(self.people.chosen)
        self.issue_anyway.setEnabled(bool(exceptions))
        self.withdraw.setVisible(bool(self._cases.holders(self.people.chosen)))
        self.date_row.setVisible(bool(ready or exceptions))

    def _on_chosen(self) -> None:
        self._show_buttons()
        self.wanted.emit()

    def _preview_of(self, case: Case) -> Maker:
        desk, language = self._desk, cast("Language", self.language.value)
        page = partial(preview_page, desk.db, desk.current.workshop, case.line, language)
        return partial(page, on=self._date)

    @property
    def _date(self) -> date:
        return date.fromisoformat(self.issued_on.value)

    def _on_issue(self) -> None:
        self._issue(self._cases.ready)

    def _on_issue_anyway(self) -> None:
        chosen = self._cases.exceptions(self.people.chosen)
        asked = ngettext(
            "Reason for issuing {n} certificate although the condition is not met:",
            "Reason for issuing {n} certificates although the condition is not met:",
            len(chosen),
        )
        reason = self._desk.ask.reason(asked.format(n=len(chosen)))
        if reason:
            self._issue(chosen, reason)

    def _issue(self, registrations: list[str], reason: str = "") -> None:
        desk = self._desk
        act = partial(
            issue_certificates,
            desk.db,
            desk.author,
            desk.key.sign_raw,
            desk.current.workshop,
            now=desk.clock(),
            issued_on=self._date,
            registration_ids=registrations,
            reason=reason,
        )
        desk.tasks.run(whole(act), done=self._on_issued, failed=desk.ask.show_error)

    def _on_withdraw(self) -> None:
        desk, chosen = self._desk, self._cases.holders(self.people.chosen)
        asked = ngettext(
            "Reason for withdrawing {n} certificate (its printed code says so from then on):",
            "Reason for withdrawing {n} certificates (their printed codes say so from then on):",
            len(chosen),
        )
        reason = desk.ask.reason(asked.format(n=len(chosen)))
        if reason:
            act = partial(withdraw, desk.db, desk.author, desk.current.workshop, chosen, why=reason)
            done = desk.carry_out(partial(act, now=desk.clock()))
            if done:
                self.people.clearSelection()
                said = ngettext(
                    "{n} certificate withdrawn", "{n} certificates withdrawn", done.count
                )
                desk.notices.told.emit(said.format(n=done.count))

    def _on_issued(self, outcome: Outcome) -> None:
        """The paper that is seen is now that of all who hold one."""
        self.people.clearSelection()
        self._desk.notices.posted.emit(outcome)
        said = ngettext("{n} certificate issued", "{n} certificates issued", outcome.count)
        self._desk.notices.told.emit(said.format(n=outcome.count))
