"""« Déjà connu ? »: people who look like the one being typed; a question, never in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import N_
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Caption, Label
from ui.widgets.shrinking import Shrinking


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody known who may be the one typed; `words` tell them apart."""

    registration: str
    words: str


class LikenessCard(Card):
    """Two buttons for each candidate, or no answer at all."""

    same = Signal(str)  # the registration that it is
    other = Signal(str)  # the registration that it is not

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ochre", margin=14, parent=parent)
        self.title = Caption(N_("Already known?"), "ochre")
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self.add(self.title, Shrinking(inside))
        self._shown: tuple[Candidate, ...] = ()
        self.hide()

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Ask about `candidates`, the most likely first; nobody hides the card."""
        shown = tuple(candidates)
        self.setVisible(bool(shown))
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for candidate in shown:
            self._rows.addWidget(self._row(candidate))

    def _row(self, candidate: Candidate) -> QWidget:
        row = QWidget()
        same = Button(N_("Same person"), role="ochre")
        other = Button(N_("Different person"), role="ochre")
        same.clicked.connect(partial(self._on_same, candidate.registration))
        other.clicked.connect(partial(self._on_other, candidate.registration))
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (Label(candidate.words, wraps=True), same, other):
            column.addWidget(widget)
        return row

    def _on_same(self, registration: str, _checked: bool = False) -> None:
        self.same.emit(registration)

    def _on_other(self, registration: str, _checked: bool = False) -> None:
        self.other.emit(registration)
