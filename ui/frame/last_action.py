"""What was done last, and taking it back."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.outcome import Outcome
from app.errors import NothingToRedo, NothingToUndo
from app.i18n import N_, _
from app.services.history import redo, undo, undoable
from app.wording.people import isolated
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.label import Elided


class LastAction(QWidget):
    """One sentence under every page, with Ctrl+Z beside it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = Elided(role="soft")
        self.undo_key = Button(N_("Undo"), "Ctrl+Z", listens=False)
        self.redo_key = Button(N_("Redo"), "Ctrl+Y", listens=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.undo_key)
        row.addWidget(self.redo_key)
        row.addStretch(1)
        self.undo_key.clicked.connect(self.undo)
        self.redo_key.clicked.connect(self.redo)
        desk.notices.posted.connect(self._on_notice)
        desk.language.changed.connect(self.reload)
        desk.notices.told.connect(self._say)
        self.reload()

    def undo(self) -> None:
        """Take back the last thing done on this laptop."""
        desk = self._desk
        try:
            outcome = undo(desk.db, desk.author, now=desk.clock())
        except NothingToUndo as error:
            self._say(error.message)
        else:
            desk.notices.posted.emit(outcome)
            self._say(
                _("Undone: {name}").format(name=isolated(outcome.name))
                if outcome.name
                else _("Undone")
            )
            self.redo_key.show()

    def redo(self) -> None:
        """Do again what was undone last."""
        desk = self._desk
        try:
            outcome = redo(desk.db, desk.author, now=desk.clock())
        except NothingToRedo as error:
            self._say(error.message)
        else:
            desk.notices.posted.emit(outcome)

    def reload(self) -> None:
        """Say what Ctrl+Z would take back now."""
        line = undoable(self._desk.db, self._desk.author)
        self.redo_key.hide()
        self.undo_key.setVisible(line is not None)
        if line is None:
            self.words.clear()
        elif line.name:
            self.words.setText(_("{what}: {name}").format(what=line.word, name=isolated(line.name)))
        else:
            self.words.setText(line.word)

    def _say(self, sentence: str) -> None:
        self.words.setText(sentence)

    def _on_notice(self, outcome: Outcome) -> None:
        if outcome.entry:
            self.reload()
