"""The ways back that need a secret: a key file that was given back, or the recovery key."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import AppError, KeySlotDamaged, WrongPassphrase
from app.i18n import _
from ui.ask import Ask
from ui.dialogs.recovery import RecoveryPage
from ui.models.recovery import Returned, Said
from ui.tasks import Tasks, whole
from ui.words.recovery import keys_words, recovery_key_words


class KeysBack(QObject):
    """Asks for a key file or a secret, and tries it on the register."""

    opened = Signal(object)  # Returned, or the installation where nothing was put back
    failed = Signal(object)  # AppError that no other secret would mend

    def __init__(
        self,
        open_: Callable[[str], object],
        put_back: Callable[[str, Path], Returned],
        tasks: Tasks,
        ask: Ask,
        page: RecoveryPage,
        work: Callable[[str, str], None],
    ) -> None:
        super().__init__(page)
        self._open, self._put_back = open_, put_back
        self._tasks, self._ask, self._page, self._work = tasks, ask, page, work
        self._keys: Path | None = None  # a key file that waits for its passphrase
        page.secret.typed.connect(self._on_secret)

    def ask_for_recovery_key(self) -> None:
        """Ask for what is on the paper in the envelope."""
        self._keys = None
        self._show(recovery_key_words())

    def choose(self, secret: str) -> None:
        """Let a key file be chosen, and try the passphrase that was typed on it first."""
        self._page.secret.line.clear()
        self._keys = self._ask.open_file(_("The key file to put back: keys.json"))
        if self._keys is not None:
            self._try(self._keys, secret)

    def _show(self, said: Said) -> None:
        self._tasks.cancel()
        self._page.secret.ask(said)
        self._page.turn_to(self._page.secret)

    def _on_secret(self, secret: str) -> None:
        """Try what was typed: on the file that was chosen, else on the register."""
        if self._keys is not None:
            self._try(self._keys, secret)
            return
        self._work(_("The register is opened"), _("Nothing is changed by looking."))
        self._run(partial(self._open, secret))

    def _try(self, keys: Path, secret: str) -> None:
        self._work(
            _("The keys are put back"), _("First it is seen whether they open this register.")
        )
        self._run(partial(self._put_back, secret, keys))

    def _run(self, job: Callable[[], object]) -> None:
        self._tasks.run(whole(job), done=self.opened.emit, failed=self._on_failed)

    def _on_failed(self, error: AppError) -> None:
        """Another secret may open it; of all else the ways are shown again."""
        if not isinstance(error, (WrongPassphrase, KeySlotDamaged)):
            self.failed.emit(error)
        elif self._keys is None:
            self._show(recovery_key_words(error.message))
        else:
            failed = error.message if self._page.secret.line.text else ""
            self._show(keys_words(self._keys.name, failed))
