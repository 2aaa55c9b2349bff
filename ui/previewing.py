"""From a wish for a paper to its pages on the screen, all of it in the background."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from app.errors import AppError
from ui.latest import Latest
from ui.printing import Picture, picture
from ui.tasks import Tasks
from ui.widgets.paper_view import PaperView

Maker = Callable[[], bytes]
"""Makes a PDF; called in the background."""

_REST_MS = 60
"""A window that is being drawn larger asks for one picture, not for sixty."""


@dataclass(frozen=True, slots=True)
class _Seen:
    data: bytes
    picture: Picture


class Previewing(QObject):
    """Keeps the bytes of the paper that is seen: what is saved and printed is this."""

    changed = Signal()  # another paper, or none

    def __init__(self, tasks: Tasks, view: PaperView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._latest = Latest(tasks, self)
        self._paper = b""
        self._maker: Maker | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        view.turned.connect(self._on_turned)
        view.resized.connect(self._rest.start)

    @property
    def paper(self) -> bytes:
        """The PDF that is seen; empty while there is none."""
        return self._paper

    def show(self, maker: Maker, page: int = 0) -> None:
        """Make a paper and show one of its pages."""
        self._maker = maker
        self._ask(partial(_made, maker, page, *self._size), self._on_made)

    def say(self, text: str) -> None:
        """Show no paper but `text`."""
        self._maker = None
        self._latest.forget()
        self._leave(text)

    def _ask(self, job: Callable[[], object], done: Callable[[object], None]) -> None:
        self._latest.ask(job, done=done, failed=self._on_failed)

    @property
    def _size(self) -> tuple[QSize, float]:
        return self._view.room, self._view.devicePixelRatioF()

    def _on_made(self, seen: object) -> None:
        if isinstance(seen, _Seen):
            self._maker = None
            self._paper = seen.data
            self._view.show_picture(seen.picture)
            self.changed.emit()

    def _on_turned(self, page: int) -> None:
        self._look(page)

    def _on_rest(self) -> None:
        self._look(self._view.page)

    def _look(self, page: int) -> None:
        """Show a page of the paper that is there; the one being made will be shown by itself."""
        if self._maker is not None:
            self.show(self._maker, page)
        elif self._paper:
            self._ask(partial(picture, self._paper, page, *self._size), self._on_looked)

    def _on_looked(self, found: object) -> None:
        if isinstance(found, Picture):
            self._view.show_picture(found)

    def _on_failed(self, error: AppError) -> None:
        self._maker = None
        self._leave(error.message)

    def _leave(self, text: str) -> None:
        self._paper = b""
        self._view.say(text)
        self.changed.emit()


def _made(maker: Maker, page: int, room: QSize, ratio: float) -> _Seen:
    data = maker()
    return _Seen(data, picture(data, page, room, ratio))
