"""At headquarters: everything that arrived, together, and what still wants a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.links import Decision
from app.i18n import N_, _, current_language, ngettext
from app.services.papers.reporting import sentences
from app.services.people.linking import decide
from app.services.progress import Progress
from app.services.travelling.acknowledging import write_receipts
from app.services.travelling.consolidating import Consolidation, consolidate
from app.services.travelling.headquarters import is_headquarters
from app.services.travelling.receiving import InboxReceived, inbox, receive_all
from app.store.database import Database
from ui.desk import Desk
from ui.latest import Latest
from ui.models.facts import Compared
from ui.pages.lost_laptop import LostLaptop
from ui.pages.safe_line import SafeLine
from ui.tasks import whole
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.figures_table import FiguresTable
from ui.widgets.label import Caption, Label, set_role
from ui.widgets.pair_card import PairCard
from ui.widgets.state_list import StateList
from ui.widgets.text_block import TextBlock
from ui.words.consolidated import figure_rows, pairs_side_by_side, to_do_rows

_ROOM = 700
"""Pixels at normal text size that the figures and what wants a person need beside each other."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The figures, and the sentence of each series in the language of the window."""

    found: Consolidation
    said: Sequence[str]


class HeadquartersPanel(QWidget):
    """Participations against unique persons, workshop by workshop; missing and refused files.

    A pair that is chosen among what wants a person is asked about where the figures stood.
    """

    copied = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._latest = Latest(desk.tasks, self)
        self.numbers = [Label(role=role) for role in ("board", "board", "board")]
        self.words = [Label(role="soft", wraps=True) for _number in self.numbers]
        self.table = FiguresTable(desk.look, N_("Workshop"), N_("% F"))
        self._pairs: dict[str, Compared] = {}
        self._is_settling = False
        self.to_do = StateList(desk.look)
        self.pair = PairCard()
        self.left = QStackedWidget()
        self.nothing = Caption(
            N_("● Nothing is missing, nothing is to be settled."), "here", wraps=True
        )
        self.sentence = TextBlock(N_("The sentence"))
        self.inbox = Button(N_("Receive a whole folder…"), role="primary")
        self.receipts = Button(N_("Write the receipts…"))
        self.enrol = Button(N_("Enrol laptops…"))
        self.lost = LostLaptop(desk)
        self.safe = SafeLine(desk, self.lost)
        self._lay_out()
        self.sentence.copied.connect(self.copied)
        self.inbox.clicked.connect(self._on_inbox)
        self.receipts.clicked.connect(self._on_receipts)
        self.to_do.changed.connect(self._show_chosen)
        self.to_do.activated.connect(self._on_activated)
        self.pair.answered.connect(self._on_answered)
        self.pair.left.connect(self._on_later)

    def reload(self) -> None:
        """Put everything together again, in the background."""
        self.safe.reload()
        self.lost.setVisible(is_headquarters(self._desk.db))
        self._latest.ask(
            partial(_shown, self._desk.db, current_language()),
            done=self._show,
            failed=self._desk.ask.show_error,
        )

    def _lay_out(self) -> None:
        board = Card(margin=14)
        row = QHBoxLayout()
        row.setSpacing(16)
        for number, words in zip(self.numbers, self.words, strict=True):
            row.addWidget(number)
            row.addWidget(words, 1)
        board.add(row)
        sheet = Card(margin=1)
        sheet.add(self.table)
        self.figures = QWidget()
        figures = QVBoxLayout(self.figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(12)
        figures.addWidget(sheet, 1)
        figures.addWidget(self.sentence)
        for view in (self.figures, self.pair):
            self.left.addWidget(view)
        self.left.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.to_do_card = Card(margin=1)
        self.to_do_card.add(self.to_do)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(Caption(N_("What wants a person"), "soft"))
        right.addWidget(self.nothing)
        right.addWidget(self.to_do_card, 1)
        right.addStretch(0)
        for button in (self.inbox, self.receipts, self.enrol):
            right.addWidget(button)
        left = QVBoxLayout()
        left.addWidget(self.left)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(board)
        column.addWidget(Beside((left, 4), (right, 3), room=_ROOM), 1)
        column.addWidget(self.safe)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        self.setFocusProxy(self.table)

    def _show(self, shown: _Shown) -> None:
        found = shown.found
        total, unique, pairs = found.participations.total, found.unique.total, len(found.to_check)
        said = (
            (total, ngettext("participation", "participations", total)),
            (unique, ngettext("unique person", "unique persons", unique)),
            (pairs, ngettext("pair to check", "pairs to check", pairs)),
        )
        for (count, _words), number in zip(said, self.numbers, strict=True):
            number.setText(str(count))
        set_role(self.numbers[-1], "board-ochre" if pairs else "board")
        for (_count, words), label in zip(said, self.words, strict=True):
            label.setText(words)
        self.table.show_rows(figure_rows(found))
        self._pairs = pairs_side_by_side(found)
        to_do = to_do_rows(found)
        self.nothing.setVisible(not to_do)
        self.to_do_card.setVisible(bool(to_do))
        self.to_do.show_rows(to_do)
        self.sentence.show_text("\n".join(shown.said))
        self._show_next()

    @property
    def _pair(self) -> Compared | None:
        """The pair that is chosen; None where something else is, or nothing."""
        return next((self._pairs[key] for key in self.to_do.chosen if key in self._pairs), None)

    def _show_chosen(self) -> None:
        pair = self._pair
        if pair is not None:
            self.pair.show_pair(pair)
        view = self.figures if pair is None else self.pair
        self.left.setCurrentWidget(view)
        self.left.setMinimumHeight(view.minimumSizeHint().height())  # not that of the other one

    def _show_next(self) -> None:
        """After an answer the next pair is chosen; Enter goes to it, so none is answered blind."""
        if self._is_settling and self._pair is None and self._pairs:
            self.to_do.choose([next(iter(self._pairs))])
        self._is_settling = False
        self.pair.setEnabled(True)
        self._show_chosen()

    def _on_activated(self) -> None:
        if self._pair is not None:
            self.pair.setFocus()

    def _on_later(self) -> None:
        self.to_do.clearSelection()
        self.to_do.setFocus()

    def _on_answered(self, is_one: bool) -> None:
        """Write the answer; nothing more can be said of this pair until the figures follow."""
        desk, pair = self._desk, self._pair
        if pair is None:
            return
        decision = Decision.SAME if is_one else Decision.DIFFERENT
        self._is_settling = True
        self.to_do.setFocus()
        self.pair.setEnabled(False)
        act = partial(decide, desk.db, desk.author, pair.first, pair.second, decision)
        if desk.carry_out(partial(act, now=desk.clock())) is None:
            self._show_next()

    def _on_inbox(self) -> None:
        desk = self._desk
        folder = desk.ask.choose_folder(_("Receive a whole folder"))
        if folder is not None:
            desk.tasks.run(
                partial(_received, desk, folder, desk.clock()),
                done=self._on_received,
                failed=desk.ask.show_error,
            )

    def _on_received(self, done: InboxReceived) -> None:
        self._desk.notices.posted.emit(done.outcome)
        count = len(done.files)
        said = ngettext(
            "{n} file read, {refused} set aside", "{n} files read, {refused} set aside", count
        )
        self._desk.notices.told.emit(said.format(n=count, refused=done.refused))

    def _on_receipts(self) -> None:
        desk = self._desk
        folder = desk.ask.choose_folder(_("Write the receipts: choose the stick or a folder"))
        if folder is not None:
            desk.tasks.run(
                whole(partial(write_receipts, desk.db, desk.key, folder, now=desk.clock())),
                done=self._on_acknowledged,
                failed=desk.ask.show_error,
            )

    def _on_acknowledged(self, written: list[Path]) -> None:
        count = len(written)
        said = ngettext(
            "{n} receipt written and read back: one file for each laptop",
            "{n} receipts written and read back: one file for each laptop",
            count,
        )
        nothing = _("No laptop has sent anything yet: there is nothing to confirm.")
        self._desk.notices.told.emit(said.format(n=count) if count else nothing)


def _shown(db: Database, language: str) -> _Shown:
    found = consolidate(db)
    return _Shown(found, [sentences(group.figures, language)[0] for group in found.groups])


def _received(desk: Desk, folder: Path, now: datetime, progress: Progress) -> InboxReceived:
    return receive_all(desk.db, desk.key, inbox([folder]), now=now, progress=progress)
