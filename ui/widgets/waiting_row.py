"""Half-filled forms that wait for their person to come back."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services.drafts import PersonDraft
from ui.widgets.button import Button
from ui.widgets.label import isolated


class WaitingRow(QWidget):
    """One button for each; pressing it takes the form up again."""

    resumed = Signal(object)  # PersonDraft

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def add(self, draft: PersonDraft) -> None:
        """Let `draft` wait."""
        button = Button(role="ochre")
        button.say(_("Waiting: {name}").format(name=isolated(draft.name)))
        button.clicked.connect(partial(self._on_clicked, button, draft))
        self._column.addWidget(button)
        self.show()

    def _on_clicked(self, button: Button, draft: PersonDraft, _checked: bool = False) -> None:
        self._column.removeWidget(button)
        button.deleteLater()
        self.setVisible(self._column.count() > 0)
        self.resumed.emit(draft)
