"""The partners of the current workshop, in the order of the papers."""

from PySide6.QtWidgets import QWidget

from app.domain.workshop import Organisation, Role
from app.i18n import N_
from app.services.workshop.partners import (
    add_partner,
    correct_partner,
    known_body,
    move_partner,
    partner_draft_of,
    remove_partner,
)
from app.store import workshops
from ui.desk import Desk
from ui.dialogs.partner_form import PartnerForm
from ui.pages.parts_writing import PartsWriting, Trade
from ui.widgets.ordered_parts import OrderedParts
from ui.words.workshops import partner_row


class PartnersPanel(OrderedParts):
    """Shows the partners, and writes what is said of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk.look,
            add=N_("+ Add a partner"),
            hint=N_("Ctrl and an arrow moves, Delete takes out"),
            empty=N_("Nobody yet. The organizer comes first, then the donors in their order."),
            parent=parent,
        )
        self._desk = desk
        self.writing = PartsWriting(
            desk,
            self,
            Trade(self._form, add_partner, correct_partner, move_partner, remove_partner),
        )

    def reload(self) -> None:
        """Show the partners as they are now."""
        found = workshops.partners(self._desk.db, self._desk.current.workshop)
        self.show_rows([partner_row(partner) for partner in found])

    def _form(self, partner_id: str) -> PartnerForm | None:
        db, workshop_id = self._desk.db, self._desk.current.workshop
        workshop = workshops.get(db, workshop_id)
        if workshop is None:
            return None
        partner = workshops.partner(db, partner_id)
        form = PartnerForm(
            workshop, partner_draft_of(partner) if partner else None, self._known, self
        )
        roles = {one.role for one in workshops.partners(db, workshop_id)}
        next_role = Role.DONOR if Role.ORGANISER in roles else Role.ORGANISER
        bodies = workshops.organisations(db).values()
        names = sorted(body.name.in_("fr") for body in bodies)
        form.offer(partner.role if partner else next_role, names)
        return form

    def _known(self, text: str) -> Organisation | None:
        return known_body(self._desk.db, self._desk.current.workshop, text)
