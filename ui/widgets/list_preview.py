"""A list laid out before it is taken in: nothing happens until Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_, _, ngettext
from ui.look import Look
from ui.models.states import StateRow
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Elided, Label
from ui.widgets.state_list import StateList


class ListPreviewView(QWidget):
    """The lines of the file with what is thought of each; Enter imports, Esc leaves."""

    accepted = Signal()
    refused = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._is_busy = False
        self.name = Elided(role="soft")
        self.found = Label(role="title", wraps=True)
        self.differs = Label(role="ochre", wraps=True)
        self.remark = Label(role="ochre", wraps=True)
        self.list = StateList(look)
        self.whole = Label(role="soft", wraps=True)
        self.go = Button(key="Return", role="primary")
        self.stop = Button(N_("Import nothing"), "Esc")
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(self.stop)
        ends.addWidget(self.go)
        sheet = Card(margin=1)
        sheet.add(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        about = QHBoxLayout()
        about.setSpacing(12)
        about.addWidget(self.differs)
        about.addWidget(self.name, 1)
        column.addWidget(self.found)
        column.addLayout(about)
        column.addWidget(self.remark)
        column.addWidget(sheet, 1)
        column.addWidget(self.whole)
        column.addLayout(ends)
        self.setFocusProxy(self.list)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.go.clicked.connect(self.accepted)
        self.stop.clicked.connect(self.refused)

    def show_preview(
        self,
        name: str,
        found: str,
        differs: str,
        rows: Sequence[StateRow],
        count: int,
        remark: str = "",
    ) -> None:
        """Show the lines of the file `name`; `count` is how many people it would bring.

        `remark` says something about the file itself.
        """
        self._count = count
        self.name.setText(name)
        self.found.setText(found)
        self.differs.setText(differs)
        self.differs.setVisible(bool(differs))
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self.list.show_rows(rows)
        self.list.choose({row.key for row in rows[:1]})
        self._show_count()

    def wait(self, is_busy: bool) -> None:
        """Whether the import is under way."""
        self._is_busy = is_busy
        self._show_count()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_count()

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        """All of what the row has no room for: the line of the file is compared to the letter."""
        row = self.list.rows.row(index)
        self.whole.setText(row.detail if row else "")

    def _show_count(self) -> None:
        self.go.setEnabled(self._count > 0 and not self._is_busy)
        self.stop.setEnabled(not self._is_busy)
        if self._count:
            self.go.say(
                ngettext("Import {n} line", "Import {n} lines", self._count).format(n=self._count)
            )
        else:
            self.go.say(_("Nothing to import"))
