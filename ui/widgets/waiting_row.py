"""Half-filled forms that wait for their person to come back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services.people.drafts import PersonDraft
from app.wording.people import isolated
from ui.widgets.button import Button


class WaitingRow(QWidget):
    """One button for each; pressing it takes the form up again."""

    resumed = Signal(object)  # PersonDraft

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[PersonDraft, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def show_drafts(self, drafts: Sequence[PersonDraft]) -> None:
        """Show these forms, and no others."""
        if tuple(drafts) != self._shown:
            self._shown = tuple(drafts)
            while (item := self._column.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.deleteLater()
            for draft in drafts:
                self._column.addWidget(self._button(draft))
        self.setVisible(bool(drafts))

    def _button(self, draft: PersonDraft) -> Button:
        button = Button(role="ochre")
        button.say(_("Waiting: {name}").format(name=isolated(draft.name)))
        button.clicked.connect(partial(self._on_clicked, draft))
        return button

    def _on_clicked(self, draft: PersonDraft, _checked: bool = False) -> None:
        self.resumed.emit(draft)
