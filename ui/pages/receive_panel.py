"""A file that came: what it would bring, then applying it or not."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.outcome import Outcome
from app.errors import AppError, DigitsWrong, LaptopDoubtful
from app.i18n import N_, _, ngettext
from app.services.progress import Progress
from app.services.travelling.acknowledging import ReceiptPreview
from app.services.travelling.enrolling import EnrolmentPreview
from app.services.travelling.merging import BundlePreview
from app.services.travelling.receiving import Preview, apply, receive
from app.store.database import Database
from ui.desk import Desk
from ui.tasks import whole
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.facts import Facts
from ui.widgets.heard_digits import HeardDigits
from ui.widgets.label import Caption, Label, set_role
from ui.widgets.shrinking import Shrinking
from ui.words.received import bundle_facts, bundle_title, enrolment_facts, receipt_facts


class ReceivePanel(QWidget):
    """Asks for a file, shows it, and takes it in only when told to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preview: Preview | None = None
        self._doubtful: Path | None = None
        self.choose = Button(N_("Receive a file…"), role="primary")
        self.another = Button(N_("Receive another file…"))
        self.accept = Button(N_("I asked: accept this laptop…"))
        self.apply = Button(N_("Apply"), role="primary")
        self.leave = Button(N_("Change nothing"))
        self.title, self.words = Label(role="title", wraps=True), Label(wraps=True)
        self.digits = HeardDigits(N_("The digits that headquarters reads"))
        self.compare = Caption(
            N_(
                "Telephone headquarters, on a number that you knew before, and type the thirty "
                "digits that it reads to you."
            ),
            "ochre",
            wraps=True,
        )
        self.facts = Facts()
        self.screens = QStackedWidget()
        self._lay_out()
        for button in (self.choose, self.another):
            button.clicked.connect(self._on_choose)
        self.accept.clicked.connect(self._on_accept)
        self.apply.clicked.connect(self._on_apply)
        self.leave.clicked.connect(self._on_leave)
        self.digits.changed.connect(self._on_heard)
        self.digits.entered.connect(self.apply.click)

    def reload(self) -> None:
        """Say again what is shown: the language may be another."""
        if self._preview is not None:
            self._show_preview(self._preview)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.another)
        buttons.addStretch(1)
        buttons.addWidget(self.accept)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.apply)
        self.sheet = Card(margin=22)
        told = QWidget()  # gives way where letters are large: the digits and the buttons never do
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.sheet.column.spacing())
        for part in (self.title, self.words, self.facts):
            column.addWidget(part)
        self.sheet.add(Shrinking(told), self.compare, self.digits)
        self.sheet.column.addSpacing(8)
        self.sheet.add(buttons)
        preview = QWidget()
        column = QVBoxLayout(preview)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        column.addStretch(1)
        empty = EmptyState(
            N_("Receive a file"),
            N_(
                "A colleague’s workshop, the enrolment of headquarters, or its receipt. You see "
                "first what it would bring; nothing changes before you say so."
            ),
            self.choose,
        )
        for screen in (empty, preview):
            self.screens.addWidget(screen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.screens)
        self.setFocusProxy(self.choose)

    def _on_choose(self) -> None:
        path = self._desk.ask.open_file(_("Receive a file"))
        if path is not None:
            self._read(path, is_accepted=False)

    def _on_accept(self) -> None:
        """Somebody asked whose file it is: it is shown like any other first."""
        if self._doubtful is not None:
            self._read(self._doubtful, is_accepted=True)

    def _read(self, path: Path, *, is_accepted: bool) -> None:
        desk = self._desk
        read = partial(receive, desk.db, desk.key, path, now=desk.clock(), accept=is_accepted)
        desk.tasks.run(
            whole(read), done=self._show_preview, failed=partial(self._on_refused, path=path)
        )

    def _show_preview(self, preview: Preview) -> None:
        """What the file would bring; the buttons say yes or no."""
        self._preview = preview
        is_to_compare = False
        match preview:
            case BundlePreview():
                title, facts = bundle_title(preview), bundle_facts(preview)
            case ReceiptPreview():
                title, facts = _("Receipt from headquarters"), receipt_facts(preview)
            case EnrolmentPreview():
                title, facts = _("Enrolment by headquarters"), enrolment_facts(preview)
                is_to_compare = not preview.is_known_signer
                wrong = DigitsWrong(name=preview.path.name).message
                self.digits.ask(preview.fingerprint, wrong)
        self._show("", title, "")
        self.facts.show_facts(facts)
        self.digits.setVisible(is_to_compare)
        self.compare.setVisible(is_to_compare)
        self._offer(is_open=True)
        self.apply.setEnabled(not is_to_compare or self.digits.is_right)
        (self.digits if is_to_compare else self.leave).setFocus()

    def _on_heard(self) -> None:
        self.apply.setEnabled(self.digits.is_right)

    def _on_refused(self, error: AppError, path: Path | None = None) -> None:
        self._preview = None
        words, role = error.message, "wrong"
        if isinstance(error, LaptopDoubtful):
            role = "ochre"
            self._doubtful = path
            meaning = _("To accept puts both histories together: nothing that is here is lost.")
            words = f"{words}\n\n{meaning}"
        self._show(role, _("This file was not taken"), words)
        self._offer(is_open=False)
        self.accept.setVisible(isinstance(error, LaptopDoubtful) and path is not None)

    def _on_leave(self) -> None:
        self._preview = None
        self.screens.setCurrentIndex(0)
        self.choose.setFocus()
        self._desk.notices.told.emit(_("Nothing was changed."))

    def _on_apply(self) -> None:
        desk, preview = self._desk, self._preview
        if preview is None:
            return
        self.apply.setEnabled(False)
        desk.tasks.run(
            partial(_applied, desk.db, preview, desk.clock(), self.digits.text),
            done=partial(self._on_applied, preview),
            failed=self._on_refused,
            stopped=self._on_stopped,
        )

    def _on_stopped(self) -> None:
        """The file is whole or not at all: the question is open again."""
        self.apply.setEnabled(True)
        self._desk.notices.told.emit(_("Stopped. Nothing was changed."))

    def _on_applied(self, preview: Preview, outcome: Outcome) -> None:
        self._preview = None
        self._show("", *_applied_words(preview, outcome))
        self._offer(is_open=False)
        if not self._desk.current.workshop and isinstance(preview, BundlePreview):
            self._desk.current.choose(outcome.subject)
        self._desk.notices.posted.emit(outcome)

    def _show(self, role: str, title: str, words: str) -> None:
        self.screens.setCurrentIndex(1)
        set_role(self.sheet, role)
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.facts.show_facts([])
        self.digits.hide()
        self.compare.hide()

    def _offer(self, *, is_open: bool) -> None:
        """Yes and no while the question is open, else the next file."""
        for button in (self.apply, self.leave):
            button.setVisible(is_open)
        self.apply.setEnabled(True)
        self.accept.hide()
        self.another.setVisible(not is_open)
        if not is_open:
            self.another.setFocus()


def _applied(
    db: Database, preview: Preview, now: datetime, digits: str, progress: Progress
) -> Outcome:
    heard = digits if isinstance(preview, EnrolmentPreview) else ""
    return apply(db, preview, now=now, digits=heard, progress=progress)


def _applied_words(preview: Preview, outcome: Outcome) -> tuple[str, str]:
    """What was taken in, and what that means."""
    match preview:
        case BundlePreview():
            said = ngettext("{n} change was taken in.", "{n} changes were taken in.", outcome.count)
            words = said.format(n=outcome.count) if outcome.count else _("Everything was known.")
            return _("● Received: {code}").format(code=preview.code), words
        case EnrolmentPreview():
            words = _("What this laptop sends is now sealed to headquarters.")
            return _("● This laptop is enrolled"), words
        case ReceiptPreview():
            words = _("What headquarters has is now marked under “Send”.")
            return _("● Receipt noted"), words
