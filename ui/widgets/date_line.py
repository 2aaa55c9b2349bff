"""A line for a day, typed on any keyboard, with what it means in words."""

from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.typed_dates import typed_date
from app.i18n import _, current_language
from app.wording.dates import weekday_day
from ui.widgets.digits import DigitsLine
from ui.widgets.label import Label, set_role


class DateLine(QWidget):
    """« 13102021 » is « mercredi 13 octobre 2021 »: the weekday shows a wrong figure at once."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.line = DigitsLine()
        self.line.setMaxLength(12)
        self.words = Label(role="soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.words)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_typed)
        self._retranslate()

    @property
    def day(self) -> date | None:
        """The day that is typed; None while it is none."""
        return typed_date(self.line.text())

    def show_day(self, day: date) -> None:
        """Show `day` as it would be typed."""
        self.line.setText(day.strftime("%d/%m/%Y"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_typed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        day, typed = self.day, self.line.text().strip()
        set_role(self.words, "soft" if day or not typed else "wrong")
        if day:
            self.words.setText(weekday_day(day, current_language()))
        else:
            self.words.setText(_("Such as 13 10 2021"))

    def _retranslate(self) -> None:
        self.line.setAccessibleName(_(self._name))
        self._say()
