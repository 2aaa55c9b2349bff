"""Two big keys for the sex: asked, never guessed, no default."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.people import Sex
from app.i18n import N_, _

_KEYS = {
    Qt.Key.Key_F: Sex.FEMALE,
    Qt.Key.Key_M: Sex.MALE,
    Qt.Key.Key_H: Sex.MALE,  # « H » for homme is as common on lists as « M »
    Qt.Key.Key_Left: Sex.FEMALE,
    Qt.Key.Key_Right: Sex.MALE,
}
_WORDS = {Sex.FEMALE: N_("F · Female"), Sex.MALE: N_("M · Male")}


class SexKeys(QWidget):
    """One stop for Tab; the letters F and M choose and move on."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sex: Sex | None = None
        self._buttons = {sex: QPushButton(self) for sex in Sex}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in self._buttons.values():
            button.setCheckable(True)
            button.setProperty("role", "choice")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button, 1)
        self._buttons[Sex.FEMALE].clicked.connect(self._on_female)
        self._buttons[Sex.MALE].clicked.connect(self._on_male)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._retranslate()

    @property
    def sex(self) -> Sex | None:
        """What was chosen; None while nothing was."""
        return self._sex

    def show_sex(self, sex: Sex | None) -> None:
        """Show `sex` without saying that somebody chose it."""
        self._sex = sex
        for known, button in self._buttons.items():
            button.setChecked(known is sex)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sex = _KEYS.get(Qt.Key(event.key()))
        if sex is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        else:
            self._choose(sex)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_female(self) -> None:
        self._choose(Sex.FEMALE)

    def _on_male(self) -> None:
        self._choose(Sex.MALE)

    def _choose(self, sex: Sex) -> None:
        self.show_sex(sex)
        self.chosen.emit()

    def _show_focus(self, has_focus: bool) -> None:
        for button in self._buttons.values():
            button.setProperty("near", has_focus)
            button.style().unpolish(button)
            button.style().polish(button)

    def _retranslate(self) -> None:
        for sex, button in self._buttons.items():
            button.setText(_(_WORDS[sex]))
            button.setAccessibleName(_(_WORDS[sex]))
        self._say()

    def _say(self) -> None:
        """What is chosen belongs to the name: screen readers say a name again when it changes."""
        said = _("Sex: {chosen}").format(chosen=_(_WORDS[self._sex])) if self._sex else ""
        self.setAccessibleName(said or _("Sex: not chosen yet"))
