"""Two lines for a new passphrase, typed twice, and what makes a good one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import N_
from ui.widgets.label import Caption
from ui.widgets.passphrase_line import PassphraseLine


class NewPassphrase(QWidget):
    """Enter goes from the first line to the second, and from there on to `entered`."""

    entered = Signal()

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PassphraseLine(caption)
        self.again = PassphraseLine(N_("The same passphrase again"))
        advice = Caption(
            N_(
                "Three or four words that you will remember, 12 characters or more. It seals "
                "the list of who attended: without it, nobody can read anything."
            ),
            "soft",
            wraps=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (advice, self.first, self.again):
            column.addWidget(widget)
        self.setFocusProxy(self.first)
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.entered)

    @property
    def text(self) -> str:
        """What was typed in the first line."""
        return self.first.text

    @property
    def is_same(self) -> bool:
        """Whether both lines say the same."""
        return self.first.text == self.again.text

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()
