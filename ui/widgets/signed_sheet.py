"""Numbers of a signed sheet: what they mean, and what they would change, before Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.domain.attendance import What
from app.i18n import N_, _
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.numbers_line import NumbersLine

_MEANINGS = {
    What.ABSENT: N_("Did not sign: absent"),
    What.PRESENT: N_("Signed: present"),
}


class SignedSheet(QWidget):
    """`line` is typed in all the time; the card opens below it while it holds something."""

    edited = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = NumbersLine()
        self.meanings = {what: QRadioButton(self) for what in _MEANINGS}
        self.meanings[What.ABSENT].setChecked(True)
        self.words = Label(wraps=True)
        self.wrong = Label(role="wrong", wraps=True)
        self.go = Button(N_("Enter these marks"), "Return", "primary", listens=False)
        self._group = QButtonGroup(self)
        self._lay_out()
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self._on_entered)
        self.line.left.connect(self.left)
        self._group.buttonClicked.connect(self._on_meaning)
        self.go.clicked.connect(self._on_entered)
        self._retranslate()
        self.hide()

    @property
    def what(self) -> What:
        """What the numbers mean."""
        return next(what for what, button in self.meanings.items() if button.isChecked())

    def show_reading(self, sentences: Sequence[str], wrong: str) -> None:
        """Say what the numbers would change, and what about them cannot be done."""
        self.words.setText("\n".join(sentences))
        self.words.setVisible(bool(sentences))
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self.go.setEnabled(not wrong)

    def clear(self) -> None:
        """Forget the numbers, and mean by the next ones that they did not sign."""
        self.meanings[What.ABSENT].setChecked(True)
        self.line.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(20)
        for button in self.meanings.values():
            self._group.addButton(button)
            choice.addWidget(button)
        choice.addStretch(1)
        choice.addWidget(self.go)
        card = Card("ochre", margin=12)
        card.add(choice, self.words, self.wrong)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _on_typed(self, text: str) -> None:
        self.setVisible(bool(text.strip()))
        self.edited.emit()

    def _on_meaning(self) -> None:
        self.edited.emit()
        self.line.setFocus()

    def _on_entered(self) -> None:
        if self.go.isEnabled() and self.line.text().strip():
            self.entered.emit()

    def _retranslate(self) -> None:
        hint = _("Signed sheet: 3 14 22 or 1-25")
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(_("Numbers of a signed sheet"))
        for what, button in self.meanings.items():
            button.setText(_(_MEANINGS[what]))
