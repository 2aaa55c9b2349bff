"""What the unlock window turns to when the register cannot be opened as it is: the ways back.

It shows what it is given and says what was chosen; `ui/recovering.py` knows what that means.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import N_, _
from ui.look import Look, at_text_size
from ui.models.recovery import Said, Way
from ui.models.states import StateRow
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.offer import Offer
from ui.widgets.passphrase_line import PassphraseLine
from ui.widgets.points import Points
from ui.widgets.shrinking import Shrinking
from ui.widgets.state_list import StateList

SIZE = (760, 470)
"""Pixels at normal text size, for every stage: nothing jumps from one to the next."""

_MOST_COPIES = 5


class _Stage(QWidget):
    """A title with sentences under it, then what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(role="title", wraps=True)
        self.happened = Label(wraps=True)
        self.safe = Label(role="here", wraps=True)
        self.failed = Label(role="wrong", wraps=True)
        inside = QWidget()
        self.inside = QVBoxLayout(inside)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(8)
        for label in (self.title, self.happened, self.safe, self.failed):
            self.inside.addWidget(label)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.column.addWidget(Shrinking(inside))

    def say(self, said: Said) -> None:
        """Show the sentences; an empty one takes no room."""
        for label, text in (
            (self.title, said.title),
            (self.happened, said.happened),
            (self.safe, f"● {said.safe}" if said.safe else ""),
            (self.failed, f"▲ {said.failed}" if said.failed else ""),
        ):
            label.setText(text)
            label.setVisible(bool(text))


class Ways(_Stage):
    """The ways back, the best one first."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers: dict[str, Offer] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._list.setContentsMargins(0, 8, 0, 0)
        self.inside.addLayout(self._list)
        self.column.addStretch(1)

    def show_ways(self, said: Said, ways: Sequence[Way]) -> None:
        """Show `ways` under what is said; the same ways in other words keep the focus."""
        self.say(said)
        if list(self.offers) != [way.key for way in ways]:
            self._build(ways)
        for way in ways:
            self.offers[way.key].say(way.title, way.gives)
        if ways:
            self.setFocusProxy(self.offers[ways[0].key])

    def _build(self, ways: Sequence[Way]) -> None:
        for offer in self.offers.values():
            self._list.removeWidget(offer)
            offer.deleteLater()
        self.offers = {}
        for place, way in enumerate(ways):
            offer = Offer(is_first=place == 0)
            offer.clicked.connect(partial(self._on_clicked, way.key))
            self.offers[way.key] = offer
            self._list.addWidget(offer)

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.chosen.emit(key)


class Sure(_Stage):
    """What will happen; one button does it, Esc leaves everything as it is."""

    agreed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = Points()
        self.go = Button(key="Return", role="primary", listens=False)
        self.back = Button(N_("Back"), "Esc")
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.back)
        ways.addWidget(self.go, 1)
        self.inside.addWidget(self.points)
        self.column.addLayout(ways)
        self.column.addStretch(1)
        self.setFocusProxy(self.go)
        self.go.clicked.connect(self.agreed)
        self.back.clicked.connect(self.left)

    def show_points(self, said: Said, points: Sequence[str], go: str) -> None:
        """Show what will happen, point by point; `go` is what the button says."""
        self.say(said)
        self.points.show_points(points)
        self.go.say(go)


class OtherCopies(_Stage):
    """Every copy that is known, and the door to those elsewhere."""

    taken = Signal(str)  # the path of a copy
    elsewhere = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = StateList(look, empty=N_("No copy was found on this laptop."))
        self.take = Button(N_("Take this copy back…"), "Return", "primary", listens=False)
        self.look_elsewhere = Button(N_("Look on a stick or in a folder…"))
        self.back = Button(N_("Back"), "Esc")
        sheet = Card(margin=1)
        sheet.add(self.list)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for widget in (self.back, self.look_elsewhere):
            ways.addWidget(widget)
        ways.addWidget(self.take, 1)
        self.inside.addWidget(sheet)
        self.column.addLayout(ways)
        self.column.addStretch(1)
        self.setFocusProxy(self.list)
        self.list.activated.connect(self._on_take)
        self.list.changed.connect(self._on_changed)
        self.take.clicked.connect(self._on_take)
        self.look_elsewhere.clicked.connect(self.elsewhere)
        self.back.clicked.connect(self.left)

    def show_copies(self, said: Said, rows: Sequence[StateRow]) -> None:
        """Show `rows`, the first of them chosen."""
        self.say(said)
        self.list.show_rows(rows)
        self.list.fit(_MOST_COPIES)
        if rows and not self.list.chosen:
            self.list.choose([rows[0].key])
        self.setFocusProxy(self.list if rows else self.look_elsewhere)
        self._on_changed()

    def _on_changed(self) -> None:
        self.take.setEnabled(bool(self.list.chosen))

    def _on_take(self) -> None:
        for key in self.list.chosen:
            self.taken.emit(key)


class Secret(_Stage):
    """A passphrase or a recovery key, for one try."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = PassphraseLine(N_("Passphrase or recovery key"))
        self.go = Button(N_("Open"), "Return", "primary", listens=False)
        self.back = Button(N_("Back"), "Esc")
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.back)
        ways.addWidget(self.go, 1)
        self.inside.addWidget(self.line)
        self.column.addLayout(ways)
        self.column.addStretch(1)
        self.setFocusProxy(self.line)
        self.line.entered.connect(self._on_entered)
        self.go.clicked.connect(self._on_entered)
        self.back.clicked.connect(self._on_back)

    def ask(self, said: Said) -> None:
        """Say what the secret is for; what was typed stays, selected, to be looked at."""
        self.say(said)
        self.line.line.selectAll()

    def _on_entered(self) -> None:
        if self.line.text:
            self.typed.emit(self.line.text)

    def _on_back(self) -> None:
        self.line.clear()
        self.left.emit()


class Working(_Stage):
    """Something lasts: how far it has come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.inside.addWidget(self.bar)
        self.column.addStretch(1)

    def begin(self, said: Said) -> None:
        """Say what is done; how long it takes is not known yet."""
        self.say(said)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(_("Work is in progress"))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)


class RecoveryPage(QStackedWidget):
    """One stage at a time: the ways, the copies, a secret, the last word, the work."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways = Ways()
        self.copies = OtherCopies(look)
        self.sure = Sure()
        self.advice = Sure()
        self.secret = Secret()
        self.working = Working()
        stages = (self.working, self.ways, self.copies, self.sure, self.advice, self.secret)
        for stage in stages:
            self.addWidget(stage)
        self.advice.back.hide()

    def sizeHint(self) -> QSize:
        return QSize(*map(at_text_size, SIZE))

    def minimumSizeHint(self) -> QSize:
        return QSize(at_text_size(SIZE[0] // 2), at_text_size(SIZE[1] // 2))

    def turn_to(self, stage: QWidget) -> None:
        """Show `stage`, with the focus where its work begins."""
        self.setCurrentWidget(stage)
        stage.setFocus()
