"""Who signs the certificates of the current workshop, in the order of protocol."""

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.services.workshop.signatories import (
    add_signatory,
    correct_signatory,
    move_signatory,
    remove_signatory,
    signatory_draft_of,
)
from app.store import workshops
from ui.desk import Desk
from ui.dialogs.signatory_form import SignatoryForm
from ui.pages.parts_writing import PartsWriting, Trade
from ui.widgets.ordered_parts import OrderedParts
from ui.words.workshops import signatory_row


class SignatoriesPanel(OrderedParts):
    """Shows the signatories, and writes what is said of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk.look,
            add=N_("+ Add a signatory"),
            hint=N_("Ctrl and an arrow moves, Delete takes out"),
            empty=N_("Nobody yet. A certificate has room for three signatures."),
            parent=parent,
        )
        self._desk = desk
        self.writing = PartsWriting(
            desk,
            self,
            Trade(self._form, add_signatory, correct_signatory, move_signatory, remove_signatory),
        )

    def reload(self) -> None:
        """Show the signatories as they are now."""
        found = workshops.signatories(self._desk.db, self._desk.current.workshop)
        self.show_rows([signatory_row(signatory) for signatory in found])

    def _form(self, signatory_id: str) -> SignatoryForm:
        signatory = workshops.signatory(self._desk.db, signatory_id)
        return SignatoryForm(signatory_draft_of(signatory) if signatory else None, self)
