"""The last word before something large is done: what will happen, then one button."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import N_
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.points import Points


class SureCard(Card):
    """Says point by point what will happen; Esc leaves everything as it is."""

    agreed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ochre", parent=parent)
        self.title = Label(role="title", wraps=True)
        self.points = Points()
        self.go = Button(key="Return", role="primary", listens=False)
        self.back = Button(N_("Change nothing"), "Esc")
        self.column.setSpacing(12)
        self.add(self.title, self.points, self.go, self.back)
        self.column.addStretch(1)
        self.setFocusProxy(self.go)
        self.go.clicked.connect(self.agreed)
        self.back.clicked.connect(self.left)

    def show_points(self, title: str, points: Sequence[str], go: str) -> None:
        """Show what will happen; `go` is what the button says."""
        self.title.setText(title)
        self.points.show_points(points)
        self.go.say(go)
