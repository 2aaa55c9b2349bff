"""F12: nothing is seen until the passphrase is typed again."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import N_
from ui.tasks import Report, Tasks
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
        card = Card(margin=28)
        card.setFixedWidth(560)
        card.add(self.form)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.setFocusProxy(self.form)
        self.form.submitted.connect(self._on_secret)

    def _on_secret(self, secret: str) -> None:
        self.form.wait()
        self._tasks.run(
            partial(_checked, self._check, secret), done=self._on_right, failed=self.form.refuse
        )

    def _on_right(self, recovery_key: str) -> None:
        self.form.reset()
        self.unlocked.emit(recovery_key)


def _checked(check: Check, secret: str, _progress: Report) -> str:
    return secret if check(secret) else ""
