"""At headquarters: everything that arrived, together, and what still wants a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.outcome import Outcome, Topic
from app.domain.statistics import Count
from app.i18n import N_, _, current_language, ngettext
from app.services.consolidating import Consolidation, consolidate
from app.services.merging import Received, receive_all
from app.services.reporting import sentences
from app.store.database import Database
from app.wording.numbers import percent
from ui.desk import Desk
from ui.exchange import refused_row
from ui.latest import Latest
from ui.models.figures import FigureRow
from ui.models.roster import Shape
from ui.models.states import StateRow
from ui.tasks import Report
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.figures_table import FiguresTable
from ui.widgets.label import Caption, Label, isolated, set_role
from ui.widgets.state_list import StateList
from ui.widgets.text_block import TextBlock


@dataclass(frozen=True, slots=True)
class _Whole:
    """The figures, and the sentence of each series in the language of the window."""

    found: Consolidation
    said: Sequence[str]


class HeadquartersPanel(QWidget):
    """Participations against unique persons, workshop by workshop; missing and refused files."""

    copied = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._latest = Latest(desk.tasks, self)
        self.numbers = [Label(role=role) for role in ("board", "board", "board")]
        self.words = [Label(role="soft", wraps=True) for _number in self.numbers]
        self.table = FiguresTable(desk.look, N_("Workshop"), N_("% F"))
        self.to_do = StateList(desk.look)
        self.nothing = Caption(N_("● Nothing is missing, nothing is to be settled."), "here")
        self.sentence = TextBlock(N_("The sentence"))
        self.inbox = Button(N_("Receive a whole folder…"), role="primary")
        self._lay_out()
        self.sentence.copied.connect(self.copied)
        self.inbox.clicked.connect(self._on_inbox)

    def reload(self) -> None:
        """Put everything together again, in the background."""
        self._latest.ask(
            partial(_whole, self._desk.db, current_language()),
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
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(sheet, 1)
        left.addWidget(self.sentence)
        self.to_do_card = Card(margin=1)
        self.to_do_card.add(self.to_do)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(Caption(N_("What wants a person"), "soft"))
        right.addWidget(self.nothing)
        right.addWidget(self.to_do_card, 1)
        right.addStretch(0)
        right.addWidget(self.inbox)
        lower = QHBoxLayout()
        lower.setSpacing(20)
        lower.addLayout(left, 4)
        lower.addLayout(right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(board)
        column.addLayout(lower, 1)
        self.setFocusProxy(self.table)

    def _show(self, whole: _Whole) -> None:
        found = whole.found
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
        self.table.show_rows(_rows(found))
        to_do = _to_do(found)
        self.to_do.show_rows(to_do)
        self.nothing.setVisible(not to_do)
        self.to_do_card.setVisible(bool(to_do))
        self.sentence.show_text("\n".join(whole.said))

    def _on_inbox(self) -> None:
        desk = self._desk
        folder = desk.ask.choose_folder(_("Receive a whole folder"))
        if folder is not None:
            desk.tasks.run(
                partial(_received, desk, folder, desk.clock()),
                done=self._on_received,
                failed=desk.ask.show_error,
            )

    def _on_received(self, done: list[Received]) -> None:
        new = sum(one.new for one in done)
        refused = sum(one.state == "quarantined" for one in done)
        self._desk.notices.posted.emit(Outcome(frozenset(Topic), new))
        said = ngettext(
            "{n} file read, {refused} set aside", "{n} files read, {refused} set aside", len(done)
        )
        self._desk.notices.told.emit(said.format(n=len(done), refused=refused))


def _rows(found: Consolidation) -> list[FigureRow]:
    """Workshop by workshop, each series with its total."""
    language, rows = current_language(), []
    for group in found.groups:
        for one in group.figures:
            name = f"{one.workshop.code} · {one.workshop.city}"
            rows.append(FigureRow(name, one.participants, _women(one.participants)))
        if group.series and len(group.figures) > 1 and len(found.groups) > 1:
            total = group.participations
            title = group.series.name.in_(language)
            rows.append(FigureRow(title, total, _women(total), is_total=True))
    if len(rows) > 1:
        total = found.participations
        rows.append(FigureRow(_("All"), total, _women(total), is_total=True))
    return rows


def _women(count: Count) -> str:
    share = count.share_of_women
    return "" if share is None else percent(share, current_language())


def _to_do(found: Consolidation) -> list[StateRow]:
    """Missing files, files set aside, pairs to check, fields to settle."""
    rows = [
        StateRow(
            key=f"missing/{device}",
            title=isolated(device),
            detail=_("Never arrived: No. {numbers}").format(numbers=", ".join(map(str, numbers))),
            state=_("missing"),
            shape=Shape.RING,
        )
        for device, numbers in found.missing.items()
    ]
    rows += [refused_row(note) for note in found.quarantined]
    rows += [
        StateRow(
            key=f"{pair.first.registration.id}/{pair.second.registration.id}",
            title=_("{first} = {second}?").format(
                first=isolated(pair.first.person.name), second=isolated(pair.second.person.name)
            ),
            detail=_("The same telephone in two workshops"),
            state=_("to check"),
            shape=Shape.DIAMOND,
        )
        for pair in found.to_check
    ]
    if found.conflicts:
        said = ngettext("{n} field to settle", "{n} fields to settle", found.conflicts)
        rows.append(
            StateRow(
                key="conflicts",
                title=said.format(n=found.conflicts),
                detail=_("Two laptops say different things."),
                state=_("to settle"),
                shape=Shape.DIAMOND,
            )
        )
    return rows


def _whole(db: Database, language: str) -> _Whole:
    found = consolidate(db)
    scopes = [[one.workshop for one in group.figures] for group in found.groups]
    return _Whole(found, [sentences(db, scope, language)[0] for scope in scopes if scope])


def _received(desk: Desk, folder: Path, now: datetime, progress: Report) -> list[Received]:
    files = sorted(path for path in folder.iterdir() if path.suffix == ".emarge")
    return receive_all(desk.db, desk.key, files, now=now, progress=progress)
