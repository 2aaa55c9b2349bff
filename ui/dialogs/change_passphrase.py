"""The form for another passphrase: the present one, and the new one twice."""

from dataclasses import dataclass, field
from typing import ClassVar

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.errors import AppError, WrongPassphrase
from app.i18n import N_, _
from app.services.care.strength import proposal
from ui.dialogs.form import FormDialog
from ui.widgets.label import Caption
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.passphrase_line import PassphraseLine


@dataclass(frozen=True, slots=True)
class Passphrases:
    """What opens now, passphrase or recovery key, and what shall open."""

    present: str = field(repr=False)
    new: str = field(repr=False)


class ChangePassphrase(FormDialog):
    """Emits Passphrases. With `recovery_key`, which opened the register, nothing old is asked."""

    SIZE: ClassVar[tuple[int, int]] = (620, 400)

    def __init__(self, recovery_key: str = "", parent: QWidget | None = None) -> None:
        title = N_("Choose a new passphrase") if recovery_key else N_("Change the passphrase")
        super().__init__(title, parent=parent)
        self._recovery_key = recovery_key
        self._is_waiting = False
        self.present = PassphraseLine(N_("Present passphrase"))
        self.lines = NewPassphrase(N_("New passphrase"), proposal)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.hide()
        self._lay_out()
        self.present.entered.connect(self.lines.setFocus)
        self.lines.entered.connect(self.save.click)
        (self.lines if recovery_key else self.present).setFocus()

    @property
    def draft(self) -> Passphrases:
        """What is typed."""
        return Passphrases(self._recovery_key or self.present.text, self.lines.text)

    def wait(self) -> None:
        """Show that the answer takes a moment; until then the form stays."""
        self._show_waiting(True)

    def refuse(self, error: AppError) -> None:
        """Say why it was not taken; what was typed stays."""
        self._show_waiting(False)
        super().refuse(error)
        is_old = isinstance(error, WrongPassphrase) and not self._recovery_key
        (self.present if is_old else self.lines).setFocus()

    def reject(self) -> None:
        """Leave, unless the passphrase is being changed at this moment."""
        if not self._is_waiting:
            super().reject()

    def _lay_out(self) -> None:
        fields = QVBoxLayout()
        fields.setSpacing(12)
        if self._recovery_key:
            said = N_(
                "The recovery key opened the register, and goes on opening it: put it back into "
                "its envelope. This passphrase takes the place of the forgotten one."
            )
            fields.addWidget(Caption(said, wraps=True))
            self.present.hide()
        else:
            fields.addWidget(self.present)
        fields.addWidget(self.lines)
        fields.addWidget(self.busy)
        fields.addStretch(1)
        self.lay_out(fields)
        fields.insertWidget(fields.indexOf(self.busy), self.words)  # beside the ways out: too tight

    def _on_entered(self) -> None:
        """Enter is the lines' own here: the next thing would be the button that shows them."""

    def _on_save(self) -> None:
        if not self.lines.text or not (self._recovery_key or self.present.text):
            return
        if self.lines.is_same:
            super()._on_save()
            return
        self.say(_("The two lines are not the same. Nothing was changed. Type again."))
        self.lines.again.setFocus()

    def _show_waiting(self, is_waiting: bool) -> None:
        self._is_waiting = is_waiting
        self.busy.setVisible(is_waiting)
        for widget in (self.present, self.lines, self.save, self.leave):
            widget.setEnabled(not is_waiting)
