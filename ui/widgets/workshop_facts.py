"""The facts of a workshop, to read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.shrinking import Shrinking

Pairs = Sequence[tuple[str, str]]
"""A caption and what it says, both ready to show."""


class FactsCard(Card):
    """Pairs of words below each other; longer ones scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, parent=parent)
        self._labels: list[tuple[Label, Label]] = []
        inside = QWidget()
        self._pairs = QGridLayout(inside)
        self._pairs.setContentsMargins(0, 0, 0, 0)
        self._pairs.setHorizontalSpacing(14)
        self._pairs.setVerticalSpacing(4)
        self._pairs.setColumnStretch(1, 1)
        self.add(inside)

    def show_pairs(self, pairs: Pairs) -> None:
        """Show `pairs`; labels that are not needed wait for the next time."""
        for row in range(len(self._labels), len(pairs)):
            labels = (Label(role="field", wraps=True), Label(wraps=True))
            for column, label in enumerate(labels):
                self._pairs.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
            self._labels.append(labels)
        for (caption, value), words in zip(self._labels, [*pairs, *[("", "")] * 99], strict=False):
            caption.setText(words[0])
            value.setText(words[1])
            caption.setVisible(bool(words[0] or words[1]))
            value.setVisible(bool(words[0] or words[1]))


class Sheaf(Shrinking):
    """Cards below each other, in as much room as there is."""

    def __init__(self, *cards: Card, parent: QWidget | None = None) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        super().__init__(inside, parent)
