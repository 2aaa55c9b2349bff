"""The number that everybody asks for, to be read from the back of the room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.statistics import Count
from app.i18n import current_language, ngettext
from app.wording.numbers import percent
from ui.widgets.card import Card
from ui.widgets.label import Label


class _Figure(Label):
    """Digits alone: without the room above and below that accents and tails would need."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(self.fontMetrics().capHeight() * 1.35))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Board(Card):
    """« 29 présents – 6 femmes (20,7 %) », the figures larger than anything else in the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=14, parent=parent)
        self.caption = Label(role="soft", wraps=True)
        self.numbers = [_Figure(role=role) for role in ("huge", "huge-ochre", "huge")]
        self.words = [Label(role=role, wraps=True) for role in ("title", "title-ochre", "title")]
        self.unknown = Label(role="ochre", wraps=True)
        figures = QGridLayout()
        figures.setHorizontalSpacing(14)
        figures.setVerticalSpacing(4)
        figures.setColumnStretch(1, 1)
        for place, (number, words) in enumerate(zip(self.numbers, self.words, strict=True)):
            figures.addWidget(number, place, 0)
            figures.addWidget(words, place, 1)
        self.add(self.caption, figures, self.unknown)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_count(self, caption: str, here: Count, expected: int = 0) -> None:
        """Show `here` of those `expected`, if anybody was; `caption` says where and when."""
        self.caption.setText(caption)
        for label, number in zip(self.numbers, (here.total, here.women, here.men), strict=True):
            label.setText(str(number))
        share = here.share_of_women
        women = ngettext("woman", "women", here.women)
        present = ngettext("present of {n}", "present of {n}", here.total)
        alone = ngettext("present", "present", here.total)
        said = (
            present.format(n=expected) if expected else alone,
            women if share is None else f"{women} ({percent(share, current_language())})",
            ngettext("man", "men", here.men),
        )
        for words, text in zip(self.words, said, strict=True):
            words.setText(text)
        self.unknown.setVisible(here.unknown > 0)
        asked = ngettext("{n} without a recorded sex", "{n} without a recorded sex", here.unknown)
        self.unknown.setText(f"▲ {asked.format(n=here.unknown)}")
