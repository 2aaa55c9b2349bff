"""Sending a workshop to headquarters, and what headquarters has."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import N_, _
from app.services.findings import Found, to_settle
from app.services.progress import Progress
from app.services.travelling.bundling import Exported, export_bundle
from app.services.travelling.headquarters import team_recipients
from app.services.travelling.laptop import this_laptop
from app.services.travelling.outbox import outbox, sent_of
from app.wording.people import isolated
from ui.desk import Desk
from ui.laptop_card import hand_over_card
from ui.latest import Latest
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Caption, Label
from ui.widgets.state_list import StateList
from ui.words.exchange import file_row, number_words, sent_row, size_words
from ui.words.findings import settling_words

_MOST_WORKSHOPS = 4


class SendPanel(QWidget):
    """Workshops with the state of what was sent; one is sent at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.workshops = StateList(desk.look, empty=N_("There is no workshop yet."))
        self.files = StateList(desk.look, empty=N_("No file of this workshop was written yet."))
        self.send = Button(N_("Send to headquarters…"), role="primary")
        self.hand_over = Button(N_("Hand over to a colleague…"))
        self.card = Button(N_("This laptop’s card…"))
        self.not_enrolled = Banner()
        self.to_settle = Banner()
        self._latest = Latest(desk.tasks, self)
        self.done = Card()
        self.verified = Caption(
            N_("● Copy verified. You can take the stick out."), "here", wraps=True
        )
        self.file = Label(wraps=True)
        self.for_whom = Label(role="soft", wraps=True)
        self.about = Caption(
            N_(
                "The whole workshop in one sealed file, for a stick or for an e-mail. It is "
                "read back before it counts as copied."
            ),
            "soft",
            wraps=True,
        )
        self._lay_out()
        self.workshops.changed.connect(self._show_files)
        self.send.clicked.connect(partial(self._on_send, for_team=False))
        self.hand_over.clicked.connect(partial(self._on_send, for_team=True))
        self.card.clicked.connect(self._on_card)

    def reload(self) -> None:
        """Show what was sent until now; the workshop of the desk is chosen first."""
        sent = outbox(self._desk.db)
        before = self.workshops.chosen or [self._desk.current.workshop]
        self.workshops.show_rows([sent_row(one) for one in sent])
        self.workshops.fit(_MOST_WORKSHOPS)
        self.workshops.choose(before)
        self._show_enrolment()
        self._show_files()

    def forget(self) -> None:
        """Say nothing more about the file that was written last."""
        self.done.hide()
        self.about.show()
        self._show_enrolment()

    def _lay_out(self) -> None:
        self.done.add(self.verified, self.file, self.for_whom)
        self.done.hide()
        left = QVBoxLayout()
        left.setSpacing(8)
        for words, view, share in (
            (N_("What headquarters has"), self.workshops, 0),
            (N_("Files of this workshop"), self.files, 1),
        ):
            card = Card(margin=1)
            card.add(view)
            left.addWidget(Caption(words, "soft"))
            left.addWidget(card, share)
        offer = Card()
        offer.add(
            Caption(N_("Send to headquarters"), "title"), self.about, self.send, self.hand_over
        )
        inside = QWidget()
        offers = QVBoxLayout(inside)
        offers.setContentsMargins(0, 0, 0, 0)
        offers.setSpacing(12)
        for widget in (self.done, self.not_enrolled, self.to_settle, offer):
            offers.addWidget(widget)
        offers.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(area, 1)
        right.addWidget(self.card)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 5)
        row.addLayout(right, 4)
        self.setFocusProxy(self.workshops)

    def _show_enrolment(self) -> None:
        """Warn before something is sent; after that, the file itself says who can open it."""
        laptop = this_laptop(self._desk.db, self._desk.key)
        is_said = laptop.is_enrolled or not self.done.isHidden()
        self.not_enrolled.say(
            ""
            if is_said
            else _(
                "Headquarters does not know this laptop yet: only this laptop itself could open "
                "what it sends. Hand over its card, and receive headquarters’ enrolment file."
            )
        )

    def _show_files(self) -> None:
        chosen = self._chosen
        sent = sent_of(self._desk.db, chosen) if chosen else None
        self.files.show_rows([file_row(note) for note in reversed(sent.files)] if sent else [])
        self.send.setEnabled(sent is not None)
        self._latest.ask(
            partial(to_settle, self._desk.db, chosen),
            done=self._on_findings,
            failed=self._desk.ask.show_error,
        )
        team = team_recipients(self._desk.db, self._desk.key)
        self.hand_over.setVisible(sent is not None and bool(team))

    def _on_findings(self, found: list[Found]) -> None:
        self.to_settle.say(settling_words(found))

    @property
    def _chosen(self) -> str:
        return next(iter(self.workshops.chosen), "")

    def _on_send(self, _checked: bool = False, *, for_team: bool) -> None:
        desk = self._desk
        title = (
            _("Hand over to a colleague: choose the stick or a folder")
            if for_team
            else _("Send to headquarters: choose the stick or a folder")
        )
        folder = desk.ask.choose_folder(title)
        if folder is None:
            return
        self.forget()
        desk.tasks.run(
            partial(_sent, desk, self._chosen, folder, desk.clock(), for_team),
            done=self._on_sent,
            failed=self._on_failed,
        )

    def _on_failed(self, error: AppError) -> None:
        self._desk.ask.show_error(error)
        self.reload()  # the number is spent all the same: the file stays a draft

    def _on_sent(self, exported: Exported) -> None:
        said = _("{number} · {size} · check {digits}").format(
            number=number_words(exported.number),
            size=size_words(exported.size_bytes),
            digits=exported.sha256[:8],
        )
        self.file.setText(f"{isolated(exported.path.name)}\n{said}")
        self.for_whom.setText(
            _("Copied is not received: keep this laptop’s register until headquarters confirms.")
            if exported.is_for_headquarters
            else _("Only this laptop can open this file: it was not enrolled yet.")
        )
        self.about.hide()
        self.done.show()
        self._desk.notices.posted.emit(exported.outcome)

    def _on_card(self) -> None:
        hand_over_card(self._desk)


def _sent(
    desk: Desk, workshop: str, folder: Path, now: datetime, for_team: bool, progress: Progress
) -> Exported:
    return export_bundle(
        desk.db,
        desk.author,
        desk.key,
        workshop,
        folder,
        now=now,
        for_team=for_team,
        progress=progress,
    )
