"""From a register that does not open as it is to one that does: what each way back means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import AppError, WrongPassphrase
from app.i18n import _
from app.services.care.copies import Copy
from app.services.care.restoring import Examination
from app.services.care.salvaging import Salvaged
from app.services.progress import Progress
from ui.ask import Ask
from ui.dialogs.recovery import RecoveryPage
from ui.language import Language
from ui.look import Look
from ui.models.recovery import RECOVERABLE, Returned, Said
from ui.returning_keys import KeysBack
from ui.tasks import Tasks, whole
from ui.words.copies import copy_rows, putting_back_points
from ui.words.recovery import (
    COPY,
    HEADQUARTERS,
    KEYS,
    OTHER,
    RECOVERY_KEY,
    SALVAGE,
    Trial,
    aside_words,
    found_words,
    happened_words,
    headquarters_points,
    lacks_of,
    taking_words,
    ways,
)


@dataclass(frozen=True, slots=True)
class Rescue:
    """What the services do, on a register that is closed; each takes its time.

    `find(folder)` answers the copies in a folder, or the copy that it is.
    """

    set_aside: Path
    examine: Callable[[str], Examination]
    copies: Callable[[], Sequence[Copy]]
    find: Callable[[Path], Sequence[Copy]]
    take_back: Callable[[str, Copy], Returned]
    try_to_save: Callable[[str, Progress], Salvaged]
    save: Callable[[str, Progress], Returned]
    open: Callable[[str], object]
    put_keys_back: Callable[[str, Path], Returned]


class Recovering(QObject):
    """Leads through the recovery page; the passphrase is kept until the register is open."""

    opened = Signal(object)  # Returned, or the installation where nothing was put back
    refused = Signal(object)  # AppError: the passphrase opens nothing here

    def __init__(
        self,
        rescue: Rescue,
        tasks: Tasks,
        ask: Ask,
        look: Look,
        language: Language,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rescue, self._tasks, self._ask, self._clock = rescue, tasks, ask, clock
        self._secret, self._failed = "", ""
        self._error: AppError | None = None
        self._found: Examination | None = None
        self._trial: Trial = None
        self._copies: dict[str, Copy] = {}
        self._agreed: Callable[[], None] | None = None
        self.page = RecoveryPage(look)
        self.keys = KeysBack(rescue.open, rescue.put_keys_back, tasks, ask, self.page, self._work)
        self.keys.opened.connect(self._on_open)
        self.keys.failed.connect(self._on_failed)
        page = self.page
        page.ways.chosen.connect(self._on_way)
        page.copies.taken.connect(self._on_taken)
        page.copies.elsewhere.connect(self._on_elsewhere)
        for stage in (page.copies, page.sure, page.advice, page.secret):
            stage.left.connect(self._show_ways)
        page.sure.agreed.connect(self._on_agreed)
        page.advice.agreed.connect(self._show_ways)
        tasks.progressed.connect(page.working.show_progress)
        language.changed.connect(self._on_language)

    def begin(self, secret: str, error: AppError) -> None:
        """Look at what is there; `secret` is what was typed, `error` why it did not open."""
        self._secret, self._error, self._failed = secret, error, ""
        self._work(_("Looking at what is there"), _("Copies are opened and verified."))
        self._tasks.run(
            whole(partial(self._rescue.examine, secret)),
            done=self._on_examined,
            failed=self._on_not_examined,
        )

    def _on_examined(self, found: Examination) -> None:
        """Show the ways at once; what could be saved is looked for meanwhile."""
        self._found = found
        self._error = found.fault or self._error
        self._show_ways()
        self._try_to_save(self._on_looked)

    def _try_to_save(self, done: Callable[[Salvaged | AppError], None]) -> None:
        self._tasks.run(
            partial(self._rescue.try_to_save, self._secret),
            done=done,
            failed=done,
            stopped=_look_later,
        )

    def _on_looked(self, trial: Salvaged | AppError) -> None:
        self._trial = trial
        if self.page.currentWidget() is self.page.ways:
            self._show_ways()

    def _on_not_examined(self, error: AppError) -> None:
        if isinstance(error, WrongPassphrase):
            self.refused.emit(error)
            return
        self._failed = error.message
        self._on_examined(Examination(self._error, None, None, None))

    def _show_ways(self) -> None:
        if self._error is None or self._found is None:
            return
        if not isinstance(self._error, RECOVERABLE):
            self.refused.emit(self._error)
            return
        said = happened_words(self._error, self._found, self._failed)
        self.page.ways.show_ways(said, ways(self._found, self._trial, self._clock(), self._error))
        self.page.turn_to(self.page.ways)

    def _on_language(self) -> None:
        """Only the ways are said anew: what else is seen was asked for a moment ago."""
        if self._found is not None and self.page.isVisible():
            self._show_ways()

    def _on_way(self, way: str) -> None:
        self._failed = ""
        if way == COPY and self._found is not None and self._found.copy is not None:
            self._ask_to_take(self._found.copy, lacks_of(self._found, self._trial))
        elif way == SALVAGE:
            self._on_salvage()
        elif way == OTHER:
            self._tasks.cancel()
            self._tasks.run(
                whole(self._rescue.copies), done=self._on_copies, failed=self._on_failed
            )
        elif way == RECOVERY_KEY:
            self.keys.ask_for_recovery_key()
        elif way == KEYS:
            self.keys.choose(self._secret)
        elif way == HEADQUARTERS:
            said = Said(_("Ask headquarters"), _("It can do what nobody here can."))
            self.page.advice.show_points(said, headquarters_points(), _("Back to the other ways"))
            self.page.turn_to(self.page.advice)

    def _ask_to_take(self, copy: Copy, lacks: int | None) -> None:
        self._agreed = partial(
            self._carry_out,
            _("The copy is taken back"),
            _("It is verified again, then opened."),
            whole(partial(self._rescue.take_back, self._secret, copy)),
        )
        points = putting_back_points(lacks, aside_words(self._rescue.set_aside))
        self.page.sure.show_points(
            taking_words(copy, self._clock()), points, _("Take it back and open")
        )
        self.page.turn_to(self.page.sure)

    def _on_copies(self, found: Sequence[Copy]) -> None:
        self._copies = {str(copy.path): copy for copy in found}
        self.page.copies.show_copies(Said(_("Choose a copy"), ""), copy_rows(found, self._clock()))
        self.page.turn_to(self.page.copies)

    def _on_elsewhere(self) -> None:
        folder = self._ask.choose_folder(_("Choose the stick or the folder that holds copies"))
        if folder is not None:
            self._tasks.run(
                whole(partial(self._rescue.find, folder)),
                done=self._on_copies,
                failed=self._on_failed,
            )

    def _on_taken(self, path: str) -> None:
        copy, found = self._copies[path], self._found
        newest = lacks_of(found, self._trial) if found is not None else None
        if found is None or found.contents is None or newest is None:
            self._ask_to_take(copy, None)
        else:
            self._ask_to_take(copy, max(0, found.contents.entries + newest - copy.entries))

    def _on_agreed(self) -> None:
        if self._agreed is not None:
            self._agreed()

    def _carry_out(self, title: str, sentence: str, job: Callable[[Progress], Returned]) -> None:
        self._work(title, sentence)
        self._tasks.run(job, done=self._on_open, failed=self._on_failed)

    def _on_salvage(self) -> None:
        if isinstance(self._trial, Salvaged):
            self._on_trial(self._trial)
            return
        self._work(_("Looking for what can be read"), _("Nothing is changed by looking."))
        self._try_to_save(self._on_trial)

    def _on_trial(self, trial: Salvaged | AppError) -> None:
        self._trial = trial
        if isinstance(trial, AppError):
            self._on_failed(trial)
            return
        self._agreed = partial(
            self._carry_out,
            _("What can be read is saved"),
            _("It is verified, then opened."),
            partial(self._rescue.save, self._secret),
        )
        said, points = found_words(trial)
        points.append(aside_words(self._rescue.set_aside))
        self.page.sure.show_points(said, points, _("Save it and open"))
        self.page.turn_to(self.page.sure)

    def _work(self, title: str, sentence: str) -> None:
        """Say what is done now; what was only looked for meanwhile ends."""
        self._tasks.cancel()
        self.page.working.begin(Said(title, sentence))
        self.page.turn_to(self.page.working)

    def _on_open(self, returned: object) -> None:
        self._secret = ""
        self.page.secret.line.clear()
        self.opened.emit(returned)

    def _on_failed(self, error: AppError) -> None:
        """Nothing was changed: the other ways stay."""
        self._failed = error.message
        self._show_ways()


def _look_later() -> None:
    """Something else was chosen: what could be saved is looked for again when it is asked for."""
