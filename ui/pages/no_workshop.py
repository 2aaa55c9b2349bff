"""What a page says while no workshop is open, and the way to open one."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState


class NoWorkshop(EmptyState):
    """`sentence` (marked with N_) says why this page needs a workshop."""

    def __init__(
        self,
        desk: Desk,
        sentence: str = N_("A workshop has its dates, its half-days and its list of people."),
        parent: QWidget | None = None,
    ) -> None:
        button = Button(N_("Create or open a workshop"), role="primary")
        super().__init__(N_("No workshop is open"), sentence, button, parent=parent)
        self.to_workshops = button
        self.to_workshops.clicked.connect(partial(desk.notices.wanted.emit, "workshops"))
