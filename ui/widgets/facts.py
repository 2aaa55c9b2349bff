"""What is known of one thing: words at the left, what they stand for at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.models.facts import Fact
from ui.widgets.label import Label, set_role


class Facts(QWidget):
    """Shows the facts that it is given, as many as there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[Label, Label]] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show `facts`, one under the other."""
        while len(self._labels) < len(facts):
            self._add()
        for place, (word, value) in enumerate(self._labels):
            is_used = place < len(facts)
            word.setVisible(is_used)
            value.setVisible(is_used)
            if is_used:
                word.setText(facts[place][0])
                value.setText(facts[place][1])
                set_role(value, facts[place][2])

    @property
    def text(self) -> str:
        """All that is shown, a fact on each line."""
        return "\n".join(
            f"{word.text()}: {value.text()}" for word, value in self._labels if not value.isHidden()
        )

    def _add(self) -> None:
        word, value = Label(role="soft"), Label(wraps=True)
        word.setAlignment(Qt.AlignmentFlag.AlignTop)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place = len(self._labels)
        self._grid.addWidget(word, place, 0)
        self._grid.addWidget(value, place, 1)
        self._labels.append((word, value))
