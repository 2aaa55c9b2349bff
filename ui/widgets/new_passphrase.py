"""Two lines for a new passphrase, typed twice, and what makes a good one."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_
from ui.widgets.button import Button
from ui.widgets.label import Caption, Label
from ui.widgets.passphrase_line import PassphraseLine


class NewPassphrase(QWidget):
    """Enter goes from the first line to the second, and from there on to `entered`.

    `propose` draws four words; they are shown, and typed by whoever takes them: fingers remember.
    """

    entered = Signal()

    def __init__(
        self, caption: str, propose: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.first = PassphraseLine(caption)
        self._propose = propose
        self.again = PassphraseLine(N_("The same passphrase again"))
        self.advice = Caption(
            N_(
                "Three or four words that you will remember, 12 characters or more. It seals "
                "the list of who attended: without it, nobody can read anything."
            ),
            "soft",
            wraps=True,
        )
        self.propose = Button(N_("Propose four words"), role="link")
        self.proposal = Label(role="name", wraps=True)
        drawn = QHBoxLayout()
        drawn.setSpacing(12)
        drawn.addWidget(self.propose)
        drawn.addWidget(self.proposal, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.advice)
        column.addLayout(drawn)
        column.addWidget(self.first)
        column.addWidget(self.again)
        for before, after in pairwise(
            (self.first.eye, self.again.line, self.again.eye, self.propose)
        ):
            self.setTabOrder(before, after)
        self.propose.clicked.connect(self._on_propose)
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
        self.proposal.clear()

    def _on_propose(self) -> None:
        self.proposal.setText(self._propose())
