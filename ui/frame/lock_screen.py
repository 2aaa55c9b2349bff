"""F12: nothing is seen until the passphrase is typed again."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import N_
from ui.look import at_text_size
from ui.tasks import Tasks, whole
from ui.widgets.card import Card
from ui.widgets.unlock_form import UnlockForm

Check = Callable[[str], bool]
"""Whether it was the recovery key and not the passphrase.

Raises WrongPassphrase; takes a moment.
"""


class LockScreen(QWidget):
    """Covers the whole window; no name, no workshop, no count is on it."""

    unlocked = Signal(str)  # the recovery key if that was typed, else nothing

    def __init__(self, tasks: Tasks, check: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._check = check
        self.form = UnlockForm(N_("Locked"), N_("Unlock"))
        self.card = Card(margin=28)
        self.card.add(self.form)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.setFocusProxy(self.form)
        self.form.submitted.connect(self._on_secret)
        self.fit()

    def fit(self) -> None:
        """Be as wide as the text size asks."""
        self.card.setFixedWidth(at_text_size(560))

    def _on_secret(self, secret: str) -> None:
        self.form.wait()
        self._tasks.run(
            whole(partial(_checked, self._check, secret)),
            done=self._on_right,
            failed=self.form.refuse,
        )

    def _on_right(self, recovery_key: str) -> None:
        self.form.reset()
        self.unlocked.emit(recovery_key)


def _checked(check: Check, secret: str) -> str:
    return secret if check(secret) else ""
