"""Telling that something lasts: nothing for 300 ms, a wait cursor, then a bar with Cancel."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.i18n import N_, _
from ui.tasks import Tasks
from ui.widgets.button import Button
from ui.widgets.label import Caption

CURSOR_AFTER_MS, BAR_AFTER_MS = 300, 600
"""Fast work never flickers. Source: screens, Frame."""


class Busy(QWidget):
    """A strip above the status line while a job runs; everything else stays usable."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._has_cursor = False
        self.bar = QProgressBar()
        self.stop = Button(N_("Stop"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(12)
        row.addWidget(Caption(N_("Work is in progress"), "soft"))
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.hide()
        self._timers = (QTimer(self), QTimer(self))
        for timer, delay, slot in zip(
            self._timers,
            (CURSOR_AFTER_MS, BAR_AFTER_MS),
            (self._show_cursor, self._show_bar),
            strict=True,
        ):
            timer.setSingleShot(True)
            timer.setInterval(delay)
            timer.timeout.connect(slot)
        self.stop.clicked.connect(tasks.cancel)
        tasks.started.connect(self._on_started)
        tasks.progressed.connect(self._on_progressed)
        tasks.idle.connect(self._on_idle)

    def _on_started(self) -> None:
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(_("Work is in progress"))
        for timer in self._timers:
            timer.start()

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_idle(self) -> None:
        for timer in self._timers:
            timer.stop()
        self.hide()
        if self._has_cursor:
            self._has_cursor = False
            QGuiApplication.restoreOverrideCursor()

    def _show_cursor(self) -> None:
        self._has_cursor = True
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)

    def _show_bar(self) -> None:
        self.setVisible(self._tasks.is_busy)
