"""The frame: header, pages one at a time, what was done last, the status line."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError, RegisterGone
from app.i18n import _
from ui.desk import Desk
from ui.frame.bulletin import Bulletin
from ui.frame.busy import Busy
from ui.frame.gone_screen import GoneScreen
from ui.frame.header import Header
from ui.frame.last_action import LastAction
from ui.frame.lock_screen import Check, LockScreen
from ui.frame.navigation import Navigation, Place
from ui.frame.status_line import StatusLine
from ui.pages.page import Page
from ui.passphrase import PassphraseChanging
from ui.watching import Watch

SMALLEST = (1024, 700)
"""The smallest content area in which all must be usable: an old laptop's screen, less its bars."""


PLACES_WIDTH = 186
"""Pixels at normal text size; the longest name of a page, in bold, is read whole."""


class Window(QMainWindow):
    """Shows one page at a time; a page is built when it is first asked for."""

    restoring = Signal(object)  # Copy: the register is to be closed and the copy put back

    def __init__(
        self,
        desk: Desk,
        places: Sequence[Place],
        check: Check,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.keeper = desk.keeper
        self.places = tuple(places)
        self._built: dict[int, Page] = {}
        self.header = Header(desk)
        self.navigation = Navigation(self.places)
        self.bulletin = Bulletin(desk.language)
        self.watch = Watch(desk, self.bulletin, self)
        self.busy = Busy(desk.tasks)
        self.pages = QStackedWidget()
        self.last_action = LastAction(desk)
        self.status = StatusLine(desk)
        self.lock_screen = LockScreen(desk.tasks, check)
        self.passphrase = PassphraseChanging(desk, self)
        self.frame = QWidget()
        self.screens = QStackedWidget()
        self._lay_out()
        self._connect()
        self.go(0)

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return self._built[self.navigation_index]

    @property
    def navigation_index(self) -> int:
        """Which of the places is seen."""
        page = self.pages.currentWidget()
        return next(index for index, built in self._built.items() if built is page)

    def go(self, index: int) -> None:
        """Show the page at `index` of the places, and put the focus where its work begins."""
        if index not in self._built:
            self._built[index] = page = self.places[index].build(self._desk)
            self.pages.addWidget(page)
        self._built[index].catch_up()
        self.pages.setCurrentWidget(self._built[index])
        self.navigation.show_chosen(index)
        self._built[index].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_where_it_was(self) -> None:
        """Show the window as it was left; the first time, as large as the screen."""
        saved = self._geometry().value("geometry")
        if isinstance(saved, QByteArray) and self.restoreGeometry(saved):
            self.show()
        else:
            self.showMaximized()

    def lock(self) -> None:
        """Hide everything until the passphrase is typed."""
        self.screens.setCurrentWidget(self.lock_screen)
        self.lock_screen.setFocus()

    def halt(self, error: AppError) -> bool:
        """Stop confirming where the register is not in its place; whether that is the case."""
        if not isinstance(error, RegisterGone):
            return False
        self.gone.tell(error)
        self.screens.setCurrentWidget(self.gone)
        self.gone.setFocus()
        return True

    @cached_property
    def gone(self) -> GoneScreen:
        """What covers the window once the register is not in its place; built then."""
        gone = GoneScreen(self._desk)
        gone.closing.connect(self.close)
        self.screens.addWidget(gone)
        return gone

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go out of sight at once; what runs is ended, a job that can stop is stopped."""
        self.hide()
        self._desk.tasks.cancel()
        self._desk.tasks.close()
        self._desk.keeper.rest()
        self._geometry().setValue("geometry", self.saveGeometry())
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self.setWindowTitle("Émarge")  # never the workshop: titles are seen in task bars
        # At 125 % it may have less. Not self.screen(): Python would delete that with the window.
        screen = QGuiApplication.primaryScreen().availableSize()
        self.setMinimumSize(QSize(*SMALLEST).boundedTo(screen))
        self.resize(1280, 760)
        work = QVBoxLayout()
        work.setContentsMargins(18, 18, 18, 10)
        work.setSpacing(10)
        work.addWidget(self.bulletin)
        work.addWidget(self.pages, 1)
        work.addWidget(self.last_action)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.navigation.setFixedWidth(self._desk.look.px(PLACES_WIDTH))
        middle.addWidget(self.navigation)
        middle.addLayout(work, 1)
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addWidget(self.busy)
        column.addWidget(self.status)
        self.screens.addWidget(self.frame)
        self.screens.addWidget(self.lock_screen)
        self.setCentralWidget(self.screens)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.go)
        self._desk.notices.wanted.connect(self._on_wanted)
        self._desk.notices.taken_back.connect(self.restoring)
        self._desk.tasks.was_stopped.connect(self._on_stopped)
        self.status.help.clicked.connect(self._on_help)
        self.status.lock.clicked.connect(self.lock)
        self.lock_screen.unlocked.connect(self._on_unlocked)
        self._desk.look.changed.connect(self._on_look)
        for key, slot in (
            ("Ctrl+Z", self.last_action.undo),
            ("Ctrl+Y", self.last_action.redo),
            ("Ctrl+Shift+Z", self.last_action.redo),
            ("Ctrl+PgDown", self._on_next),
            ("Ctrl+PgUp", self._on_previous),
        ):
            # On the frame, so that a locked window hears none of them.
            QShortcut(QKeySequence(key), self.frame).activated.connect(slot)

    def _on_wanted(self, name: str) -> None:
        for index, place in enumerate(self.places):
            if place.name == name:
                self.go(index)

    def _on_stopped(self) -> None:
        self._desk.notices.told.emit(_("Stopped."))

    def _on_help(self) -> None:
        self._desk.ask.tell(_(self.page.help_text))

    def _on_unlocked(self, recovery_key: str) -> None:
        self.page.catch_up()
        self.screens.setCurrentWidget(self.frame)
        self.page.setFocus()
        if recovery_key:
            self.passphrase.begin(recovery_key)

    def _on_look(self) -> None:
        self.lock_screen.fit()
        self.navigation.setFixedWidth(self._desk.look.px(PLACES_WIDTH))

    def _on_next(self) -> None:
        self.go((self.navigation_index + 1) % len(self.places))

    def _on_previous(self) -> None:
        self.go((self.navigation_index - 1) % len(self.places))

    def _geometry(self) -> QSettings:
        """Window geometry alone is Qt's to keep; all else is in our own settings."""
        return QSettings(str(self._desk.home / "window.ini"), QSettings.Format.IniFormat)
