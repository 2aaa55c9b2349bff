"""How many are here: the number that everybody asks for."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.statistics import Count
from app.i18n import current_language, ngettext
from app.wording.numbers import percent
from ui.widgets.card import Card
from ui.widgets.label import Label


class CountBoard(Card):
    """Participants here, women, men; those of unknown sex stand apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, parent=parent)
        self.here, self.of = Label(role="board"), Label(role="soft", wraps=True)
        self.women, self.share = Label(role="board-ochre"), Label(role="soft", wraps=True)
        self.men, self.men_word = Label(role="board"), Label(role="soft")
        self.unknown = Label(role="ochre", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        pairs = ((self.here, self.of), (self.women, self.share), (self.men, self.men_word))
        for number, words in pairs:
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(number)
            column.addWidget(words)
            column.addStretch(1)
            row.addLayout(column, 0 if words is self.men_word else 1)
        self.add(row, self.unknown)

    def show_count(self, here: Count, expected: int) -> None:
        """Show `here` of `expected` participants."""
        self.here.setText(str(here.total))
        self.of.setText(ngettext("of {n} expected", "of {n} expected", expected).format(n=expected))
        self.women.setText(str(here.women))
        word = ngettext("woman", "women", here.women)
        share = here.share_of_women
        self.share.setText(
            word if share is None else f"{word} ({percent(share, current_language())})"
        )
        self.men.setText(str(here.men))
        self.men_word.setText(ngettext("man", "men", here.men))
        self.unknown.setVisible(here.unknown > 0)
        self.unknown.setText(
            ngettext(
                "{n} person without a sex on the list: correct it with F2",
                "{n} people without a sex on the list: correct it with F2",
                here.unknown,
            ).format(n=here.unknown)
        )
