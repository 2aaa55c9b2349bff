"""Envoi: files that leave for headquarters, and files that come."""

from typing import ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.outcome import Topic
from app.i18n import N_, _
from app.services.travelling.headquarters import is_headquarters
from ui.desk import Desk
from ui.pages.enrol_panel import EnrolPanel
from ui.pages.headquarters_panel import HeadquartersPanel
from ui.pages.page import Page
from ui.pages.receive_panel import ReceivePanel
from ui.pages.send_panel import SendPanel
from ui.widgets.choices import Choices

_PANELS = (
    ("send", N_("Send")),
    ("receive", N_("Receive")),
    ("headquarters", N_("At headquarters")),
)


class SendingPage(Page):
    """One panel at a time; the third is there where this computer is headquarters."""

    topics: ClassVar[frozenset[Topic]] = frozenset(Topic)
    help_text: ClassVar[str] = N_(
        "“Send to headquarters” writes one sealed file onto a stick or into a folder, and reads "
        "it back. Until headquarters confirms, the register of this laptop is the only copy "
        "that counts.\n\n"
        "“Receive” shows what a file would bring before anything changes. A file that is "
        "damaged, unknown or sealed for somebody else is refused, and changes nothing.\n\n"
        "A laptop that headquarters does not know yet hands over its card first.\n\n"
        "At headquarters, arrows choose a pair to check and Enter goes to the question: one "
        "person, or two? Esc leaves it for later, Ctrl+Z takes an answer back."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.choice = Choices(N_("What to do"), _PANELS)
        self.send, self.receive = SendPanel(desk), ReceivePanel(desk)
        self.headquarters, self.enrol = HeadquartersPanel(desk), EnrolPanel(desk)
        self._is_enrolling = False
        self.panels = QStackedWidget()
        for panel in (self.send, self.receive, self.headquarters, self.enrol):
            self.panels.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.choice)
        column.addWidget(self.panels, 1)
        self.setFocusProxy(self.choice)
        self.choice.chosen.connect(self._on_chosen)
        self.headquarters.copied.connect(self._on_copied)
        self.headquarters.enrol.clicked.connect(self._on_enrol)
        self.enrol.left.connect(self._on_enrolled)
        self.choice.show_value("headquarters" if self._is_headquarters else "send")
        self._on_chosen(self.choice.value)

    @property
    def panel(self) -> SendPanel | ReceivePanel | HeadquartersPanel | EnrolPanel:
        """What is seen."""
        if self.choice.value == "headquarters":
            return self.enrol if self._is_enrolling else self.headquarters
        return self.send if self.choice.value == "send" else self.receive

    @property
    def _is_headquarters(self) -> bool:
        return is_headquarters(self.desk.db)

    def reload(self) -> None:
        """Show the panel that is chosen as things are now."""
        self.choice.buttons["headquarters"].setVisible(self._is_headquarters)
        panel = self.panel
        self.panels.setCurrentWidget(panel)
        panel.reload()

    def _on_chosen(self, _panel: str) -> None:
        self._is_enrolling = False
        self.send.forget()
        self.reload()

    def _on_enrol(self) -> None:
        self._is_enrolling = True
        self.reload()
        self.enrol.begin()

    def _on_enrolled(self) -> None:
        self._is_enrolling = False
        self.reload()
        self.headquarters.enrol.setFocus()

    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.desk.notices.told.emit(_("Copied: paste it where you need it."))
