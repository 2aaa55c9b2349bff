"""The line at the foot: always true, always visible."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from app.domain.outcome import Outcome
from app.domain.statistics import expected, participants
from app.i18n import N_, _, current_language
from ui.desk import Desk
from ui.language import NAMES
from ui.widgets.button import Button
from ui.widgets.label import Label


class StatusLine(QFrame):
    """When it was saved, how many are here, and the keys that work everywhere."""

    language_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saved_at = ""
        self.setObjectName("status")
        self.saved = Label(role="saved")
        self.counts = Label()
        self.help = Button(N_("Help"), "F1")
        self.lock = Button(N_("Lock"), "F12")
        self._languages = QButtonGroup(self)
        self.buttons = {code: QPushButton(name, self) for code, name in NAMES.items()}
        self._lay_out()
        for button in self.buttons.values():
            button.setCheckable(True)
            self._languages.addButton(button)
        self._languages.buttonClicked.connect(self._on_language)
        desk.notices.posted.connect(self._on_notice)
        desk.language.changed.connect(self.reload)
        desk.current.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Show the counts as they are now."""
        lines = self._desk.roster()
        here = participants(lines)
        self.counts.setVisible(bool(self._desk.current.workshop))
        self.counts.setText(
            _("{here} of {expected} – F {women} / M {men}").format(
                here=here.total, expected=len(expected(lines)), women=here.women, men=here.men
            )
        )
        self.buttons[current_language()].setChecked(True)
        saved = _("Saved at {time}").format(time=self._saved_at) if self._saved_at else _("Ready")
        self.saved.setText(f"● {saved}")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 12, 3)
        row.setSpacing(18)
        row.addWidget(self.saved)
        row.addWidget(self.counts)
        row.addStretch(1)
        ends = QHBoxLayout()
        ends.setSpacing(2)
        for widget in (self.help, self.lock, *self.buttons.values()):
            ends.addWidget(widget)
        row.addLayout(ends)

    def _on_notice(self, outcome: Outcome) -> None:
        if outcome.entry:
            self._saved_at = self._desk.clock().strftime("%H:%M")
        self.reload()

    def _on_language(self) -> None:
        for code, button in self.buttons.items():
            if button.isChecked():
                self.language_chosen.emit(code)
