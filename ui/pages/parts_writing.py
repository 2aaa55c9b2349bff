"""Adding, correcting, moving, removing: what stands in an agreed order, at work."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from app.domain.outcome import Outcome
from app.errors import AppError
from ui.desk import Desk
from ui.dialogs.form import FormDialog
from ui.widgets.ordered_parts import OrderedParts


@dataclass(frozen=True, slots=True)
class Trade:
    """What is done to one kind of part: the form for one (or for a new one), and the services."""

    form: Callable[[str], FormDialog | None]
    add: Callable[..., Outcome]
    correct: Callable[..., Outcome]
    move: Callable[..., Outcome]
    remove: Callable[..., Outcome]


class PartsWriting(QObject):
    """Opens one form at a time, and writes what it says."""

    def __init__(self, desk: Desk, parts: OrderedParts, trade: Trade) -> None:
        super().__init__(parts)
        self._desk, self._parts, self._trade = desk, parts, trade
        self._part = ""
        self.form: FormDialog | None = None
        parts.added.connect(self._on_add)
        parts.corrected.connect(self._open)
        parts.moved.connect(self._on_moved)
        parts.removed.connect(self._on_removed)

    def _on_add(self) -> None:
        self._open("")

    def _open(self, part: str) -> None:
        form = self._trade.form(part)
        if form is None:
            return
        self._part, self.form = part, form
        form.submitted.connect(self._on_submitted)
        form.removed.connect(self._on_form_removed)
        form.finished.connect(self._on_finished)
        form.begin()

    def _on_submitted(self, draft: object) -> None:
        desk, trade = self._desk, self._trade
        write = partial(trade.correct, desk.db, desk.author, self._part)
        if not self._part:
            write = partial(trade.add, desk.db, desk.author, desk.current.workshop)
        try:
            outcome = write(draft, now=desk.clock())
        except AppError as error:
            if self.form is not None:
                self.form.refuse(error)
            return
        if self.form is not None:
            self.form.accept()
        desk.notices.posted.emit(outcome)
        self._parts.choose(outcome.subject)
        self._parts.setFocus()

    def _on_form_removed(self) -> None:
        if self.form is not None:
            self.form.reject()
        self._on_removed(self._part)

    def _on_finished(self, _result: int) -> None:
        if self.form is not None:
            self.form.deleteLater()
        self.form = None

    def _on_moved(self, part: str, by: int) -> None:
        desk = self._desk
        desk.carry_out(partial(self._trade.move, desk.db, desk.author, part, by, now=desk.clock()))

    def _on_removed(self, part: str) -> None:
        desk = self._desk
        desk.carry_out(partial(self._trade.remove, desk.db, desk.author, part, now=desk.clock()))
