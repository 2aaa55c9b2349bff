"""Backup copies by themselves: after work, one at a time, and never during other long work."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError, Cancelled
from app.services.care.copies import Copy, CopyReason
from app.services.progress import Progress
from ui.caring import Care
from ui.tasks import Tasks, whole
from ui.words.copies import seconds_until_older

WORK_MS, FIRST_MS = 15 * 60_000, 2 * 60_000
"""Work between two copies, and before the very first one."""

LATE = timedelta(minutes=30)
"""Work that lies in no copy for so long is said in a tone that is seen."""

CLOSING_SECONDS = 30.0
"""What the copy at the end may take; a large register takes 5."""


class Copying(QObject):
    """Knows the newest copy and makes the next one, in a worker that shows no work in progress.

    Without new work it does nothing: its timers run out.
    """

    changed = Signal()  # the newest copy, or how old it is said to be
    looked = Signal(object)  # all copies, the newest first
    copied = Signal(object)  # Copy
    failed = Signal(object)  # AppError: a copy was not made

    def __init__(
        self,
        care: Care,
        tasks: Tasks,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._care, self._work, self._clock = care, tasks, clock
        self._worker = Tasks(self)
        self._since: datetime | None = None
        self._writings = 0
        self._waiting: CopyReason | None = None
        self.newest: Copy | None = None
        self._worked = single_shot(self, partial(self.copy, CopyReason.TIMED), WORK_MS)
        self._older = single_shot(self, self._grow_older)
        for worker in (tasks, self._worker):
            worker.idle.connect(self._on_idle)

    @property
    def is_copying(self) -> bool:
        """Whether a copy is being made, or waits for other work to end."""
        return self._worker.is_busy or self._waiting is not None

    @property
    def is_late(self) -> bool:
        """Whether work lies in no copy for too long, or there is work and no copy at all."""
        if self._since is None:
            return False
        return self.newest is None or self._clock() - self._since >= LATE

    def wrote(self) -> None:
        """Something was confirmed: it is copied after a while, and more work puts nothing off."""
        self._writings += 1
        self._since = self._since or self._clock()
        if not self._worked.isActive():
            self._worked.start(WORK_MS if self.newest else FIRST_MS)

    def look(self) -> None:
        """Look for all copies; `looked` tells them."""
        self._worker.run(whole(self._care.look), done=self._on_seen, failed=self._ignore)

    def copy(self, reason: CopyReason) -> None:
        """Make a copy once nothing else is under way; two are never made at once."""
        if self._worker.is_busy or self._work.is_busy:
            self._waiting = self._waiting or reason
            return
        self._waiting = None
        self._worked.stop()
        self._worker.run(
            partial(self._care.copy, reason, self._clock()),
            done=partial(self._on_copied, self._writings, self._clock()),
            failed=self._on_failed,
        )
        self.changed.emit()

    def rest(self) -> None:
        """End the background work; a copy that is under way is given up."""
        for timer in (self._worked, self._older):
            timer.stop()
        self._waiting = None
        self._worker.cancel()
        self._worker.close()

    def make_last_copy(self, seconds: float) -> AppError | None:
        """Make the copy at the end, in this thread; why it could not be made."""
        try:
            self._care.copy(CopyReason.CLOSING, self._clock(), _until(monotonic() + seconds))
        except AppError as error:
            return error
        return None

    def _on_idle(self) -> None:
        if self._waiting is not None:
            self.copy(self._waiting)

    def _on_seen(self, found: Sequence[Copy]) -> None:
        self.newest = next(iter(found), None)
        self._grow_older()
        self.looked.emit(found)

    def _on_copied(self, writings: int, begun: datetime, made: Copy | None) -> None:
        """What was written while it was made lies in it or not: that waits for the next one."""
        self._since = None if self._writings == writings else begun
        if self._since is not None:
            self._worked.start(WORK_MS)
        self.newest = made or self.newest
        self._grow_older()
        if made is not None:
            self.copied.emit(made)

    def _on_failed(self, error: AppError) -> None:
        if self._since is not None:
            self._worked.start(WORK_MS)
        self._grow_older()
        self.failed.emit(error)

    def _grow_older(self) -> None:
        """Say how old the newest copy is until that never changes any more."""
        seconds = seconds_until_older(self.newest.at, self._clock()) if self.newest else None
        if seconds is not None:
            self._older.start(seconds * 1000)
        self.changed.emit()

    def _ignore(self, _error: AppError) -> None:
        """A place that cannot be looked at shows no copies; making one says why."""


def single_shot(parent: QObject, slot: Callable[[], None], milliseconds: int = 0) -> QTimer:
    """A timer that runs out once for each start."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer


def _until(deadline: float) -> Progress:
    def progress(_done: int, _total: int) -> None:
        if monotonic() > deadline:
            raise Cancelled

    return progress
