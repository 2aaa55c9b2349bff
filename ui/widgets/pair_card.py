"""Two people side by side, and the question whether they are one."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import N_
from ui.models.facts import Compared
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Caption, Label
from ui.widgets.shrinking import Shrinking
from ui.widgets.side_by_side import SideBySide

_ABOVE = Qt.AlignmentFlag.AlignTop


class PairCard(Card):
    """Each fact of both on one line; two buttons, or Esc for no answer."""

    answered = Signal(bool)  # whether they are one person
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ochre", margin=14, parent=parent)
        self.why = Label(role="soft", wraps=True)
        self.meaning = Label(role="soft", wraps=True)
        self.same = Button(N_("Same person"), role="ochre")
        self.other = Button(N_("Different person"), role="ochre")
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._rows: list[_Row] = []
        self.facts = Shrinking(self._inside)
        answers = SideBySide(self.same, self.other)
        title = Caption(N_("One person, or two?"), "ochre")
        self.add(title, self.why, self.facts, self.meaning, answers)
        self.column.addStretch(1)
        self.same.clicked.connect(partial(self._on_answer, is_one=True))
        self.other.clicked.connect(partial(self._on_answer, is_one=False))
        later = QShortcut(QKeySequence("Esc"), self)
        later.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        later.activated.connect(self.left)
        self.setFocusProxy(self.same)

    def show_pair(self, pair: Compared) -> None:
        """Ask about `pair`; what both have in common is said once, softly."""
        self.why.setText(pair.why)
        self.meaning.setText(pair.meaning)
        while len(self._rows) < len(pair.rows):
            self._rows.append(_Row(self._grid, len(self._rows)))
        for place, row in enumerate(self._rows):
            row.show_fact(pair.rows[place] if place < len(pair.rows) else None)
        self.facts.setAccessibleName(f"{pair.why}\n{self.text}")

    @property
    def text(self) -> str:
        """All that is compared, a fact on each line."""
        return "\n".join(filter(None, (row.text for row in self._rows)))

    def _on_answer(self, _checked: bool = False, *, is_one: bool) -> None:
        self.answered.emit(is_one)


class _Row:
    """One fact of both people, in the grid of a card."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self._word, self._both = Label(role="soft"), Label(role="soft", wraps=True)
        self._one, self._two = Label(wraps=True), Label(wraps=True)
        grid.addWidget(self._word, place, 0, _ABOVE)
        grid.addWidget(self._one, place, 1, _ABOVE)
        grid.addWidget(self._two, place, 2, _ABOVE)
        grid.addWidget(self._both, place, 1, 1, 2, _ABOVE)

    @property
    def text(self) -> str:
        """« Nom | Awa BA | BÂ Awa »; empty where the row is not used."""
        shown = (label for label in self._labels if not label.isHidden())
        return " | ".join(label.text() for label in shown)

    @property
    def _labels(self) -> tuple[Label, ...]:
        return self._word, self._one, self._two, self._both

    def show_fact(self, fact: tuple[str, str, str] | None) -> None:
        """Show a word and what it stands for in each of them; nothing where there is none."""
        word, one, two = fact or ("", "", "")
        is_common = one == two
        said = (word, "" if is_common else one, "" if is_common else two, one if is_common else "")
        for label, text in zip(self._labels, said, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
