"""Which lost laptop a new one goes on for, and the digits that the new one reads aloud."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import CardDigitsWrong
from app.i18n import N_
from app.services.travelling.introducing import Introduction
from app.store.local import KnownDevice
from app.wording.people import isolated
from ui.dialogs.form import FormDialog
from ui.widgets.card import Card
from ui.widgets.heard_digits import HeardDigits
from ui.widgets.label import Caption, Label
from ui.widgets.picker import Picker


class HandBackForm(FormDialog):
    """Emits the id of the lost laptop, once the digits of the new one were heard."""

    SIZE: ClassVar[tuple[int, int]] = (720, 440)

    def __init__(
        self, card: Introduction, lost: Sequence[KnownDevice], parent: QWidget | None = None
    ) -> None:
        super().__init__(N_("Hand a register back"), save=N_("Write the file…"), parent=parent)
        self.new = Label(role="name")
        self.new.setText(isolated(card.device.name))
        options = tuple((one.id, isolated(one.name)) for one in lost)
        self.lost = Picker(N_("In the place of"), options)
        self.digits = HeardDigits(N_("The digits that whoever holds the new laptop reads"))
        self.digits.ask(card.fingerprint, CardDigitsWrong(names=card.device.name).message)
        sheet = Card()
        sheet.add(
            Caption(N_("The new laptop"), "field"),
            self.new,
            Caption(N_("goes on in the place of"), "field"),
            self.lost,
            Caption(
                N_("Telephone whoever holds the new laptop, and type the digits that they read."),
                "ochre",
                wraps=True,
            ),
            self.digits,
        )
        fields = QVBoxLayout()
        fields.addWidget(sheet)
        self.lay_out(fields)
        self.digits.changed.connect(self._on_heard)
        self._on_heard()
        self.digits.setFocus()

    @property
    def draft(self) -> str:
        """The id of the lost laptop."""
        return self.lost.value

    def _on_heard(self) -> None:
        self.save.setEnabled(self.digits.is_right)
