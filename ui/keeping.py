"""What is kept safe beside the work and by itself: the witness and the log, then the copies."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from PySide6.QtCore import QObject, Signal

from app.domain.outcome import Outcome
from app.errors import AppError
from app.services.care.copies import CopyReason
from ui.caring import Care, Survey
from ui.copying import CLOSING_SECONDS, Copying, single_shot
from ui.notices import Notices
from ui.tasks import Tasks, whole

SOON_MS = 1_500
"""The witness is at most 2 s behind what was confirmed: half a second is left for writing it."""


class Keeper(QObject):
    """Sets the services to work after what was confirmed; without new work it does nothing.

    The witness has a worker of its own: a copy that lasts keeps it waiting for nothing.
    """

    kept = Signal()  # the witness is written
    surveyed = Signal(object)  # Survey

    def __init__(
        self,
        care: Care,
        tasks: Tasks,
        notices: Notices,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.care = care
        self.copying = Copying(care, tasks, clock, self)
        self._worker = Tasks(self)
        self._closed: frozenset[str] = frozenset()
        self._is_again = False
        self._soon = single_shot(self, self._keep, SOON_MS)
        notices.posted.connect(self._on_posted)

    def start(self) -> None:
        """Note which half-days are closed already, and look for what copies there are."""
        self._closed = self.care.closed()  # at once: the next one may be closed before a look ends
        self.copying.look()
        self.survey()

    def survey(self) -> None:
        """Look at the disk and at the second place again."""
        self._worker.run(whole(self.care.survey), done=self._on_surveyed, failed=self._ignore)

    def rest(self) -> None:
        """End the background work."""
        self._soon.stop()
        self._worker.close()
        self.copying.rest()

    def make_last_copy(self, seconds: float = CLOSING_SECONDS) -> AppError | None:
        """Have the witness and a copy hold all that was confirmed; why that could not be done."""
        self.rest()
        try:
            self.care.keep()
        except AppError as error:
            return error
        return self.copying.make_last_copy(seconds)

    def _on_posted(self, outcome: Outcome) -> None:
        """Stands between two Enters: starts timers, and nothing else."""
        if not outcome.entry:
            return
        self.care.wrote()
        self.copying.wrote()
        if self.care.is_due(monotonic()):
            self._keep()
        elif not self._soon.isActive():
            self._soon.start()

    def _keep(self) -> None:
        if self._worker.is_busy:
            self._is_again = True
            return
        self._soon.stop()
        self._worker.run(whole(self._kept), done=self._on_kept, failed=self._on_kept)

    def _kept(self) -> Survey:
        self.care.keep()
        return self.care.survey()

    def _on_kept(self, seen: Survey | AppError) -> None:
        """Failing is told where it stops the work: at the next thing that is confirmed."""
        if not isinstance(seen, AppError):
            self._on_surveyed(seen)
        self.kept.emit()
        if self._is_again:
            self._is_again = False
            self._soon.start()

    def _on_surveyed(self, seen: Survey) -> None:
        """A half-day that has ended lies in a copy at once."""
        before, self._closed = self._closed, seen.closed
        if seen.closed - before:
            self.copying.copy(CopyReason.SESSION)
        self.surveyed.emit(seen)

    def _ignore(self, _error: AppError) -> None:
        """All of it is looked at again after the next thing that is confirmed."""
