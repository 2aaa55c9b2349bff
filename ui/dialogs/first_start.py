"""Making the register: a passphrase, typed twice, and the recovery key, shown once."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import N_, _
from ui.widgets.button import Button
from ui.widgets.label import Caption, Label
from ui.widgets.new_passphrase import NewPassphrase


class FirstStart(QWidget):
    """Two lines for the same passphrase."""

    chosen = Signal(str)

    def __init__(self, propose: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = NewPassphrase(N_("Passphrase"), propose)
        self.go = Button(N_("Create the register"), "Return", "primary", listens=False)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.hide()
        self.words = Label(role="wrong", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (
            Caption(N_("Choose a passphrase"), "title", wraps=True),
            self.lines,
            self.words,
            self.busy,
            self.go,
        ):
            column.addWidget(widget)
        self.setFocusProxy(self.lines)
        self.lines.entered.connect(self._on_go)
        self.go.clicked.connect(self._on_go)

    def wait(self) -> None:
        """Show that the answer takes a moment."""
        self._show_waiting(True)

    def refuse(self, error: AppError) -> None:
        """Say what was wrong; what was typed stays."""
        self._show_waiting(False)
        self.words.setText(error.message)
        self.lines.setFocus()

    def reset(self) -> None:
        """Forget everything that was typed."""
        self._show_waiting(False)
        self.lines.clear()

    def _on_go(self) -> None:
        if not self.go.isEnabled() or not self.lines.text:
            return
        if self.lines.is_same:
            self.words.clear()
            self.chosen.emit(self.lines.text)
        else:
            self.words.setText(
                _("The two lines are not the same. Nothing was created. Type again.")
            )
            self.lines.again.setFocus()

    def _show_waiting(self, is_waiting: bool) -> None:
        self.busy.setVisible(is_waiting)
        for widget in (self.lines, self.go):
            widget.setEnabled(not is_waiting)


class RecoveryKey(QWidget):
    """Shows the key until its last letters are typed from the paper."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._end = ""
        self.key = Label(role="key", wraps=True)
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.end = QLineEdit()
        self.end.setProperty("role", "key")
        self.end.setMaxLength(20)
        self.go = Button(
            N_("It is on paper: open the register"), "Return", "primary", listens=False
        )
        self.go.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (
            Caption(N_("Write down the recovery key"), "title", wraps=True),
            Caption(
                N_(
                    "It opens the register if the passphrase is forgotten. Write it on paper, seal "
                    "it in an envelope, and give it to somebody you trust. It is shown only now."
                ),
                "soft",
                wraps=True,
            ),
            self.key,
            Caption(N_("Type the last five letters, from the paper"), "field"),
            self.end,
            self.go,
        ):
            column.addWidget(widget)
        self.setFocusProxy(self.end)
        self.end.textChanged.connect(self._on_typed)
        self.end.returnPressed.connect(self.go.click)
        self.go.clicked.connect(self.confirmed)

    def show_key(self, recovery: str) -> None:
        """Show `recovery`, groups of letters joined by dashes."""
        groups = recovery.split("-")
        self._end = groups[-1]
        half = len(groups) // 2
        self.key.setText("\n".join((" – ".join(groups[:half]), " – ".join(groups[half:]))))

    def _on_typed(self, text: str) -> None:
        self.go.setEnabled(text.strip().upper() == self._end)
