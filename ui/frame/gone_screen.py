"""The register is not where it was while Émarge is open: nothing is confirmed any more."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import N_, _
from app.wording.people import isolated
from ui.desk import Desk
from ui.look import at_text_size
from ui.tasks import whole
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Caption, Label, set_role


class GoneScreen(QWidget):
    """Covers the window: what happened, and a copy elsewhere of all that was confirmed."""

    closing = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._error: AppError | None = None
        self._saved: Path | None = None
        self.happened = Label(wraps=True)
        self.done = Label(role="here", wraps=True)
        self.failed = Label(role="wrong", wraps=True)
        self.rescue = Button(N_("Save a copy elsewhere…"), role="primary")
        self.end = Button(N_("Close Émarge"))
        self.card = Card("wrong", margin=28)
        self.card.column.setSpacing(14)
        self.card.add(
            Caption(N_("The register is not in its place any more"), "title", wraps=True),
            self.happened,
            self.done,
            self.failed,
            self.rescue,
            self.end,
        )
        row = QHBoxLayout()  # not an alignment: that asks nobody how high words are that wrap
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.setFocusProxy(self.rescue)
        self.rescue.clicked.connect(self._on_rescue)
        self.end.clicked.connect(self.closing)
        desk.language.changed.connect(self._say)
        desk.look.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Be as wide as the text size asks."""
        self.card.setFixedWidth(at_text_size(680))

    def tell(self, error: AppError) -> None:
        """Say what happened."""
        self._error = error
        self._say()

    def _say(self) -> None:
        self.happened.setText(self._error.message if self._error else "")
        self.happened.setVisible(self._saved is None)  # what to do then is no longer what to do
        said = _(
            "Saved and read back in {path}. Keep it safe, close Émarge, and put the folder back: "
            "at the next start Émarge shows how to go on with this copy."
        )
        self.done.setText(f"● {said.format(path=isolated(str(self._saved)))}")
        self.done.setVisible(self._saved is not None)
        self.failed.setVisible(bool(self.failed.text()))

    def _on_rescue(self) -> None:
        folder = self._desk.ask.choose_folder(
            _("Save a copy elsewhere: choose a stick or a folder")
        )
        if folder is None:
            return
        self.rescue.setEnabled(False)
        self._desk.tasks.run(
            whole(partial(self._desk.keeper.care.rescue, folder)),
            done=self._on_saved,
            failed=self._on_failed,
        )

    def _on_saved(self, path: Path) -> None:
        self._saved = path
        self.failed.clear()
        self.rescue.setEnabled(True)
        self._say()
        set_role(self.rescue, "")
        set_role(self.end, "primary")
        self.end.setFocus()

    def _on_failed(self, error: AppError) -> None:
        self.failed.setText(f"▲ {error.message}")
        self.rescue.setEnabled(True)
        self._say()
