"""The line at the foot: always true, always visible."""

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.domain.outcome import Outcome
from app.domain.statistics import expected, participants
from app.i18n import N_, _, current_language
from ui.desk import Desk
from ui.language import NAMES
from ui.widgets.button import Button
from ui.widgets.label import Elided, Label, set_role
from ui.words.copies import age_words


class StatusLine(QFrame):
    """When it was saved, how many are here, and the keys that work everywhere."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saved_at = ""
        self.setObjectName("status")
        self.saved = Label(role="saved")
        self.counts = Elided()
        self.copies = Button(role="age")
        self.copies.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.help = Button(N_("Help"), "F1")
        self.lock = Button(N_("Lock"), "F12")
        self._languages = QButtonGroup(self)
        self.buttons = {code: QPushButton(code.upper(), self) for code in NAMES}
        self._lay_out()
        for code, button in self.buttons.items():
            button.setAccessibleName(NAMES[code])
            button.setCheckable(True)
            self._languages.addButton(button)
        self._languages.buttonClicked.connect(self._on_language)
        desk.notices.posted.connect(self._on_notice)
        desk.language.changed.connect(self.reload)
        desk.current.changed.connect(self.reload)
        desk.keeper.copying.changed.connect(self._show_copies)
        self.copies.clicked.connect(self._on_copies)
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
        self._show_copies()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 12, 3)
        row.setSpacing(18)
        row.addWidget(self.saved)
        row.addWidget(self.counts)
        row.addWidget(self.copies)
        row.addStretch(1)
        ends = QHBoxLayout()
        ends.setSpacing(2)
        for widget in (self.help, self.lock, *self.buttons.values()):
            ends.addWidget(widget)
        row.addLayout(ends)

    def _show_copies(self) -> None:
        """How old the newest backup copy is, in a tone that is seen once work waits for long."""
        copying = self._desk.keeper.copying
        newest, is_late = copying.newest, copying.is_late
        if newest is None:
            said = _("No backup copy yet")
        else:
            said = _("Copy: {age}").format(age=age_words(newest.at, self._desk.clock()))
        self.copies.say(f"▲ {said}" if is_late else said)
        set_role(self.copies, "age-late" if is_late else "age")

    def _on_copies(self) -> None:
        self._desk.notices.wanted.emit("copies")

    def _on_notice(self, outcome: Outcome) -> None:
        if outcome.entry:
            self._saved_at = self._desk.clock().strftime("%H:%M")
        self.reload()

    def _on_language(self) -> None:
        for code, button in self.buttons.items():
            if button.isChecked():
                self._desk.preferences.change(language=code)
