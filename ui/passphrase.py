"""Changing the passphrase: the form, the work in the background, the word that it is done."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.i18n import _
from app.services.care.recovering import change_passphrase
from ui.desk import Desk
from ui.dialogs.change_passphrase import ChangePassphrase, Passphrases
from ui.tasks import whole


class PassphraseChanging(QObject):
    """Opens one form at a time over `parent`."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent
        self.form: ChangePassphrase | None = None

    def begin(self, recovery_key: str = "") -> None:
        """Ask for another passphrase; with the recovery key that opened, not for the old one."""
        if self.form is None:
            self.form = ChangePassphrase(recovery_key, self._over)
            self.form.submitted.connect(self._on_submitted)
            self.form.finished.connect(self._on_finished)
            self.form.begin()

    def _on_submitted(self, typed: Passphrases) -> None:
        if self.form is not None:
            self.form.wait()
        change = partial(change_passphrase, self._desk.home, typed.present, typed.new)
        self._desk.tasks.run(whole(change), done=self._on_done, failed=self._on_failed)

    def _on_done(self, left: tuple[Path, ...]) -> None:
        if self.form is not None:
            self.form.accept()
        said = [_("The passphrase is changed. The recovery key on paper opens as before.")]
        waiting = _("Copies in {path} open as before until they can be reached at the next copy.")
        said += [waiting.format(path=path) for path in left]
        self._desk.notices.told.emit(" ".join(said))

    def _on_failed(self, error: AppError) -> None:
        if self.form is not None:
            self.form.refuse(error)

    def _on_finished(self, _result: int) -> None:
        if self.form is not None:
            self.form.deleteLater()
        self.form = None
