"""A line for a secret, that can be looked at."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.i18n import N_, _
from ui.widgets.button import Button


class PassphraseLine(QWidget):
    """Hides what is typed until it is asked to show it; keyboards differ in what they type."""

    entered = Signal()

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(1000)
        self.eye = Button(N_("Show"))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._on_eye)
        self.line.returnPressed.connect(self.entered)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self.setFocusProxy(self.line)
        self._retranslate()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, and hide again."""
        self.line.clear()
        self.eye.setChecked(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_eye(self, is_open: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_open else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.line.setFocus()

    def _retranslate(self) -> None:
        self.line.setPlaceholderText(_(self._caption))
        self.line.setAccessibleName(_(self._caption))
