"""At headquarters: how many keys open what is sent, and the drill that proves one."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_, _
from app.services.travelling.headquarters import is_headquarters
from app.services.travelling.identity import Drilled, drill, holders
from ui.desk import Desk
from ui.tasks import whole
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.label import Label, set_role
from ui.words.safe import drilled_words, keys_words

_ROOM = 700
"""Pixels at normal text size that the line and its buttons need beside each other."""


class SafeLine(QWidget):
    """One line, its button and `beside`; hidden where this is not headquarters."""

    def __init__(self, desk: Desk, *beside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = Label(role="soft", wraps=True)
        self.prove = Button(N_("Prove a key…"))
        said, ways = QVBoxLayout(), QHBoxLayout()
        said.addWidget(self.words)
        ways.setSpacing(8)
        for button in (self.prove, *beside):
            ways.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Beside((said, 1), (ways, 0), room=_ROOM, gap=8))
        self.prove.clicked.connect(self._on_prove)

    def reload(self) -> None:
        """Say it as it stands now."""
        self.setVisible(is_headquarters(self._desk.db))
        if is_headquarters(self._desk.db):
            words, role = keys_words(holders(self._desk.db), self._desk.clock())
            self.words.setText(words)
            set_role(self.words, role)

    def _on_prove(self) -> None:
        desk = self._desk
        path = desk.ask.open_file(_("Prove a key: choose the file from the safe"))
        if path is not None:
            desk.tasks.run(
                whole(partial(drill, desk.db, path, now=desk.clock())),
                done=self._on_proved,
                failed=desk.ask.show_error,
            )

    def _on_proved(self, done: Drilled) -> None:
        self.reload()
        self._desk.ask.tell(drilled_words(done))
