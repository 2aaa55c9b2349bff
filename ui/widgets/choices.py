"""One of a few things, all of them in sight."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.i18n import _

Option = tuple[str, str]
"""What is chosen, and its words, marked with N_."""


class Choices(QWidget):
    """A row of buttons of which one is pressed; arrows move along it.

    `are_names` leaves the words as they are, like the names of languages.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        value: str = "",
        *,
        are_names: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._are_names = are_names
        self._name = name
        self._options = tuple(options)
        self._group = QButtonGroup(self)
        self.buttons = {key: QPushButton(self) for key, _words in self._options}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in self.buttons.values():
            button.setCheckable(True)
            button.setProperty("role", "option")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button)
            row.addWidget(button, 1)
        self.show_value(value or self._options[0][0])
        self._group.buttonToggled.connect(self._on_toggled)
        self._retranslate()

    @property
    def value(self) -> str:
        """What is chosen now."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def show_value(self, value: str) -> None:
        """Show that `value` is chosen."""
        self.buttons[value].setChecked(True)
        self.setFocusProxy(self.buttons[value])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_toggled(self, button: QPushButton, is_on: bool) -> None:
        if is_on:
            self.setFocusProxy(button)
            self.chosen.emit(self.value)

    def _retranslate(self) -> None:
        self.setAccessibleName(_(self._name))
        for key, words in self._options:
            said = words if self._are_names else _(words)
            self.buttons[key].setText(said.replace("&", "&&"))
            self.buttons[key].setAccessibleName(said)
