"""Long work off the GUI thread, one job at a time."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import AppError, Cancelled
from app.services.progress import Progress

T = TypeVar("T")


def whole(job: Callable[[], T]) -> Callable[[Progress], T]:
    """`job` as the worker takes it, for what is done at once: there is no place to stop at."""

    def run(_progress: Progress) -> T:
        return job()

    return run


@dataclass(frozen=True, slots=True)
class _Ends(Generic[T]):
    """Whom to tell how a job ended."""

    done: Callable[[T], None]
    failed: Callable[[AppError], None]
    stopped: Callable[[], None]

    def tell(self, future: Future[T]) -> None:
        try:
            result = future.result()
        except Cancelled:
            self.stopped()
        except AppError as error:
            self.failed(error)
        else:
            self.done(result)


class Tasks(QObject):
    """Runs jobs one after another; every callback comes back on the GUI thread."""

    started = Signal()
    progressed = Signal(int, int)  # done, total
    idle = Signal()  # no job is left
    was_stopped = Signal()  # a job whose starter has nothing of its own to say of it
    _arrived = Signal(object)  # what to call on the GUI thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="task")
        self._stops: set[threading.Event] = set()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._stops)

    def run(
        self,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Run `job(progress)` in the background, then `done(result)` or `failed(error)`.

        Where it was stopped, `stopped()` instead; without it, only `was_stopped` says so. Only
        an `AppError` reaches `failed`; any other error is a bug and is raised here, on the GUI
        thread, for `sys.excepthook`.
        """
        stop, ends = threading.Event(), _Ends(done, failed, stopped or self.was_stopped.emit)
        if not self._stops:
            self.started.emit()
        self._stops.add(stop)
        future = self._pool.submit(job, partial(self._report, stop))
        future.add_done_callback(partial(self._hand_over, stop, ends))

    def cancel(self) -> None:
        """Ask every job, running or waiting, to stop at its next progress call."""
        for stop in self._stops:
            stop.set()

    def close(self) -> None:
        """Wait for the running job and take no other; closing again changes nothing."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _report(self, stop: threading.Event, done: int, total: int) -> None:
        if stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total)

    def _hand_over(self, stop: threading.Event, ends: _Ends[T], future: Future[T]) -> None:
        if not future.cancelled():
            self._arrived.emit(partial(self._finish, stop, ends, future))

    def _on_arrived(self, finish: Callable[[], None]) -> None:
        finish()

    def _finish(self, stop: threading.Event, ends: _Ends[T], future: Future[T]) -> None:
        self._stops.discard(stop)
        try:
            ends.tell(future)
        finally:
            if not self._stops:
                self.idle.emit()
