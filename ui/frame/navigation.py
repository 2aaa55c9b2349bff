"""The list of pages at the left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.pages.page import Page
from ui.widgets.button import Button


@dataclass(frozen=True, slots=True)
class Place:
    """A page's entry: the name to ask for it by, its title (marked with N_), what builds it.

    `key` goes there from everywhere; with `hands_over` the page itself hears it once it is
    seen. `is_below` puts it in the second group, of what is used before and after.
    """

    name: str
    title: str
    build: Callable[[Desk], Page]
    key: str = ""
    is_below: bool = False
    hands_over: bool = False


class Navigation(QFrame):
    """A word for every page, in two groups."""

    chosen = Signal(int)  # which of the places

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("places")
        self._places = tuple(places)
        self._group = QButtonGroup(self)
        self.buttons = [Button(place.title, place.key, "place") for place in places]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(0)
        upper = [b for b, place in zip(self.buttons, places, strict=True) if not place.is_below]
        lower = [b for b in self.buttons if b not in upper]
        for button in upper:
            column.addWidget(button)
        column.addStretch(1)
        for button in lower:
            column.addWidget(button)
        for index, button in enumerate(self.buttons):
            button.setCheckable(True)
            self._group.addButton(button, index)
            button.clicked.connect(partial(self._on_clicked, index))

    def show_chosen(self, index: int) -> None:
        """Mark the page that is seen."""
        self.buttons[index].setChecked(True)
        for place, button in zip(self._places, self.buttons, strict=True):
            if place.hands_over:
                button.listen(button is not self.buttons[index])

    def _on_clicked(self, index: int, _checked: bool = False) -> None:
        self.chosen.emit(index)
