"""A sheet number that is two people's: the question, and the button that ends it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.people.renumbering import SharedNumber
from app.wording.people import isolated
from ui.widgets.banner import Banner
from ui.widgets.button import Button


class SharedNumberBar(Banner):
    """Hidden while each number is one person's; with several, one is asked about at a time."""

    renumber_asked = Signal(str)  # the registration that is to have a new number

    def __init__(self, parent: QWidget | None = None) -> None:
        self.renumber = Button()
        super().__init__(self.renumber, parent=parent)
        self._other = ""
        self.renumber.clicked.connect(self._on_renumber)

    def show_numbers(self, shared: list[SharedNumber]) -> None:
        """Ask about the first of `shared`; hide where there is none."""
        if not shared:
            self.say("")
            return
        one = shared[0]
        other = one.others[0]
        self._other = other.registration.id
        self.renumber.say(_("New number for {name}").format(name=other.person.name))
        names = ", ".join(isolated(line.person.name) for line in (one.keeps, *one.others))
        said = _(
            "Several people have number {number} of the sheet: {names}. {keeper} best keeps it. "
            "Then print the sheet again."
        )
        keeper = isolated(one.keeps.person.name)
        self.say(said.format(number=one.number, names=names, keeper=keeper))

    def _on_renumber(self) -> None:
        self.renumber_asked.emit(self._other)
