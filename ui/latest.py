"""Of many wishes only the newest is carried out: for what follows arrows and typing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.errors import AppError
from ui.tasks import Tasks, whole

Job = Callable[[], Any]
"""Makes what was wished for; runs in the background."""


@dataclass(frozen=True, slots=True)
class _Wish:
    job: Job
    done: Callable[[Any], None]
    failed: Callable[[AppError], None]


class Latest(QObject):
    """One job at a time; a wish that another one overtook is never begun, or not told."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._next: _Wish | None = None
        self._is_running = False
        self._is_heard = True
        if parent is not None:  # nobody is told who is no longer on the screen
            parent.destroyed.connect(self.forget)

    def ask(
        self, job: Job, *, done: Callable[[Any], None], failed: Callable[[AppError], None]
    ) -> None:
        """Run `job` now, or when the running one has ended, unless something else is asked."""
        self._next = _Wish(job, done, failed)
        if not self._is_running:
            self._start()

    def forget(self) -> None:
        """Want nothing any more; what runs ends unheard."""
        self._next = None
        self._is_heard = False

    def _start(self) -> None:
        wish, self._next = self._next, None
        if wish is None:
            return
        self._is_running = self._is_heard = True
        self._tasks.run(
            whole(wish.job),
            done=partial(self._on_ended, wish.done),
            failed=partial(self._on_ended, wish.failed),
            stopped=self._on_stopped,
        )

    def _on_ended(self, tell: Callable[[Any], None], answer: Any) -> None:
        self._is_running = False
        if self._next is not None:
            self._start()
        elif self._is_heard:
            tell(answer)

    def _on_stopped(self) -> None:
        self._is_running = False
        self._start()
