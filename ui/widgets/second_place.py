"""The second place of copies: which it is, whether it is there, and choosing another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import N_, _
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Caption, Label, set_role
from ui.words.copies import PlaceWords


class SecondPlaceCard(Card):
    """Shows what it is given."""

    choosing = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.state = Label(wraps=True)
        self.where = Label(role="soft", wraps=True)
        self.choose = Button()
        self.give_up = Button(N_("No second place any more"))
        self.add(
            Caption(N_("Second place"), "title"), self.state, self.where, self.choose, self.give_up
        )
        self.choose.clicked.connect(self.choosing)
        self.give_up.clicked.connect(self.given_up)

    def show_place(self, said: PlaceWords) -> None:
        """Show how the second place stands."""
        self.state.setText(said.state)
        set_role(self.state, said.role)
        self.where.setText(said.where)
        self.where.setVisible(bool(said.where))
        self.choose.say(_("Choose another…") if said.is_chosen else _("Choose…"))
        self.give_up.setVisible(said.is_chosen)
