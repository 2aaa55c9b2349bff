"""The one strip above every page: what to know now, the gravest first, one at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import N_, _
from ui.language import Language
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label, set_role


class Weight(IntEnum):
    """How much it matters; said by tone and shape, and in the words themselves."""

    GRAVE = 0
    WARNING = 1
    NOTE = 2


_DRESS = {
    Weight.GRAVE: ("wrong", "■"),
    Weight.WARNING: ("ochre", "▲"),
    Weight.NOTE: ("note", "●"),
}


@dataclass(frozen=True, slots=True)
class News:
    """Something to know. `words` says it, in the language of the moment.

    `action` is what the button says (marked with N_), `act` what it does. `can_go`: it may be
    put away; `on_gone` hears of that.
    """

    key: str
    weight: Weight
    words: Callable[[], str]
    action: str = ""
    act: Callable[[], None] | None = None
    can_go: bool = True
    on_gone: Callable[[], None] | None = None


class Bulletin(Card):
    """Hidden until there is something to tell; what is put away comes back only when it is new."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__("ochre", margin=8, parent=parent)
        self._news: dict[str, News] = {}
        self._put_away: set[str] = set()
        self.words = Label(role="ochre", wraps=True)
        self.action = Button()
        self.gone = Button(N_("Understood"))
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        row.addWidget(self.gone)
        self.add(row)
        self.hide()
        self.action.clicked.connect(self._on_action)
        self.gone.clicked.connect(self._on_gone)
        language.changed.connect(self._show)

    @property
    def shown(self) -> News | None:
        """What is told now: the gravest, of equal ones the first."""
        waiting = [news for key, news in self._news.items() if key not in self._put_away]
        return min(waiting, key=_weight, default=None)

    def tell(self, news: News) -> None:
        """Tell `news` now or when it comes to its turn; the same in other words replaces it."""
        self._news[news.key] = news
        self._show()

    def take_back(self, key: str) -> None:
        """It is not so any more: should it come again, it is told again."""
        self._news.pop(key, None)
        self._put_away.discard(key)
        self._show()

    def _show(self) -> None:
        news = self.shown
        self.setVisible(news is not None)
        if news is None:
            return
        role, shape = _DRESS[news.weight]
        set_role(self, role)
        set_role(self.words, role)
        self.words.setText(f"{shape} {news.words()}")
        self.action.say(_(news.action) if news.action else "")
        self.action.setVisible(bool(news.action))
        self.gone.setVisible(news.can_go)

    def _on_action(self) -> None:
        if (news := self.shown) and news.act:
            news.act()

    def _on_gone(self) -> None:
        news = self.shown
        if news is None:
            return
        self._put_away.add(news.key)
        if news.on_gone:
            news.on_gone()
        self._show()


def _weight(news: News) -> Weight:
    return news.weight
