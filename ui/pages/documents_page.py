"""Documents: what it will look like, exactly; then paper or a file."""

from functools import partial
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.outcome import Topic
from app.domain.workshop import Workshop
from app.i18n import N_, _, ngettext
from app.services.progress import Progress
from app.store import workshops
from ui.desk import Desk
from ui.pages.certificates_panel import CertificatesPanel
from ui.pages.no_workshop import NoWorkshop
from ui.pages.page import Page
from ui.pages.sheet_panel import SheetPanel
from ui.previewing import Previewing
from ui.printing import Printers, PrintWish, QtPrinters, print_paper
from ui.saving import save
from ui.widgets.button import Button
from ui.widgets.choices import Choices
from ui.widgets.paper_view import PaperView
from ui.widgets.side_by_side import SideBySide

KINDS = (("sheet", N_("Attendance sheet")), ("certificates", N_("Certificates")))

_GOOD_PAPER, _LEAST_PAPER = 440, 330
"""Pixels of the paper's side at normal text size; less than the second is never left to it."""


class DocumentsPage(Page):
    """The kind and its choices at the left, the real paper at the right."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.WORKSHOPS,
            Topic.PEOPLE,
            Topic.REGISTRATIONS,
            Topic.ATTENDANCE,
            Topic.CERTIFICATES,
        }
    )
    help_text: ClassVar[str] = N_(
        "Choose what to print. What you see is what comes out of the printer, dot by dot.\n\n"
        "F8 prints; “One test page” prints only the page that is seen. “Save as PDF” writes the "
        "same paper into a file, for a stick. With the preview in focus, Page Down and Page Up "
        "turn its pages.\n\n"
        "Certificates: choose one person to see theirs, several with Shift or Ctrl, Esc for all. "
        "“Issue” gives one to everyone who meets the attendance condition; “Issue anyway” asks "
        "for a reason."
    )

    def __init__(
        self, desk: Desk, printers: Printers | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._printers: Printers = printers or QtPrinters()
        self.kinds = Choices(N_("Document"), KINDS)
        self.sheet, self.certificates = SheetPanel(desk), CertificatesPanel(desk)
        self.panels = QStackedWidget()
        self.view = PaperView(desk.look)
        self.previewing = Previewing(desk.tasks, self.view, self)
        self.print_ = Button(N_("Print"), "F8", "primary")
        self.save = Button(N_("Save as PDF"))
        self.test = Button(N_("One test page"))
        self.no_workshop = NoWorkshop(
            desk,
            N_("Open a workshop, or create one: its papers are made from its list of people."),
        )
        self.left, self.body = QWidget(), QWidget()
        self.screens = QStackedWidget()
        self._lay_out()
        self._connect()
        self.reload()

    @property
    def panel(self) -> SheetPanel | CertificatesPanel:
        """The choices that are seen."""
        return self.sheet if self.kinds.value == "sheet" else self.certificates

    def reload(self) -> None:
        """Read the choices again and make the paper again."""
        has_workshop = self._workshop is not None
        self.screens.setCurrentIndex(0 if has_workshop else 1)
        if has_workshop:
            self.panels.setCurrentWidget(self.panel)
            self._share_width()
            self.panel.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _lay_out(self) -> None:
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.kinds)
        for panel in (self.sheet, self.certificates):
            self.panels.addWidget(panel)
        left.addWidget(self.panels, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.view, 1)
        right.addWidget(SideBySide(SideBySide(self.save, self.test), self.print_))
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.left)
        row.addLayout(right, 1)
        self.screens.addWidget(self.body)
        self.screens.addWidget(self.no_workshop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.screens)
        self.setFocusProxy(self.kinds)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_kind)
        self.sheet.wanted.connect(self._on_wanted)
        self.certificates.wanted.connect(self._on_wanted)
        self.previewing.changed.connect(self._show_actions)
        self.print_.clicked.connect(partial(self._on_print, only_this_page=False))
        self.test.clicked.connect(partial(self._on_print, only_this_page=True))
        self.save.clicked.connect(self._on_save)
        self._show_actions()

    def _share_width(self) -> None:
        """What the choices need, and a part of what is left over: the rest is for the paper."""
        px = self.desk.look.px
        least, spare = px(self.panel.LEAST_WIDTH), self.width() - px(self.panel.LEAST_WIDTH)
        wanted = least + max(spare - px(_GOOD_PAPER), 0) // 5
        self.left.setFixedWidth(max(min(wanted, self.width() - px(_LEAST_PAPER)), px(200)))

    @property
    def _workshop(self) -> Workshop | None:
        return workshops.get(self.desk.db, self.desk.current.workshop)

    def _on_kind(self, _kind: str) -> None:
        self.previewing.say("")
        self.reload()

    def _on_wanted(self) -> None:
        maker = self.panel.maker()
        if maker is None:
            self.previewing.say(self.certificates.empty_words)
        else:
            self.previewing.show(maker)

    def _show_actions(self) -> None:
        for button in (self.print_, self.save, self.test):
            button.setEnabled(bool(self.previewing.paper))

    @property
    def _name(self) -> str:
        """What file and printer's queue call the paper: never a person."""
        code = self._workshop.code if self._workshop else ""
        return f"{self.panel.title} {code}".strip()

    def _on_save(self) -> None:
        paper = self.previewing.paper
        save(self.desk, _("Save as PDF"), f"{self._name}.pdf", lambda: paper)

    def _on_print(self, _checked: bool = False, *, only_this_page: bool) -> None:
        wish = PrintWish(
            self._name, self.view.pages, self.view.page + 1, only_this_page=only_this_page
        )
        printer = self._printers.choose(self, wish)
        if printer is not None:
            self.desk.tasks.run(
                partial(_printed, self.previewing.paper, printer),
                done=self._on_printed,
                failed=self.desk.ask.show_error,
            )

    def _on_printed(self, pages: int) -> None:
        said = ngettext("{n} page sent to the printer", "{n} pages sent to the printer", pages)
        self.desk.notices.told.emit(said.format(n=pages))


def _printed(paper: bytes, printer: QPrinter, progress: Progress) -> int:
    return print_paper(paper, printer, progress)
