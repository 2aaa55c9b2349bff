"""Copies de secours: what copies there are, making one now, and taking one back."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.outcome import Topic
from app.i18n import N_, _
from app.services.care.copies import Copy, CopyReason
from app.store import entries
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.second_place_panel import SecondPlacePanel
from ui.tasks import whole
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Caption, Label
from ui.widgets.state_list import StateList
from ui.widgets.sure import SureCard
from ui.words.copies import (
    age_words,
    copy_rows,
    counts_words,
    of_when_words,
    putting_back_points,
    when_words,
)


class CopiesPage(Page):
    """The list at the left; at the right what can be done, or the last word before it is done."""

    topics: ClassVar[frozenset[Topic]] = frozenset()
    help_text: ClassVar[str] = N_(
        "Émarge makes backup copies by itself: after fifteen minutes of work, after each half-day "
        "and when it is closed. Each is opened and verified after it was written, and as secret "
        "as the register.\n\n"
        "A second place, such as a stick, has them too: a lost or broken laptop then costs "
        "nothing. When the stick is away, the copies wait for it.\n\n"
        "“Take this copy back…” shows what would be missing before anything changes. The register "
        "of now is copied first and kept aside. Émarge then asks for the passphrase again, and "
        "headquarters has to accept this laptop anew."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._copies: dict[str, Copy] = {}
        self.list = StateList(desk.look, empty=N_("No copy has been made yet."))
        self.take_back = Button(N_("Take this copy back…"), "Return", listens=False)
        self.verify = Button(N_("Verify"), "F7")
        self.make = Button(N_("Make a copy"), "F4", "primary")
        self.age, self.about = Label(role="title"), Label(role="soft", wraps=True)
        self.second = SecondPlacePanel(desk)
        self.sure = SureCard()
        self.sides = QStackedWidget()
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Look for the copies again, in the background: a stick may take its time."""
        self._show_newest()
        self.second.reload()
        self.desk.keeper.copying.look()

    def catch_up(self) -> None:
        """Whatever changed since, ages did."""
        self._is_stale = False
        self._leave()
        self.reload()

    def _lay_out(self) -> None:
        sheet, below = Card(margin=1), QHBoxLayout()
        sheet.add(self.list)
        below.setSpacing(8)
        below.addWidget(self.take_back, 1)
        below.addWidget(self.verify)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(Caption(N_("Backup copies, the newest first"), "soft"))
        left.addWidget(sheet, 1)
        left.addLayout(below)
        newest, inside = Card(), QWidget()
        newest.add(Caption(N_("Newest copy"), "soft"), self.age, self.about, self.make)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        column.addWidget(newest)
        column.addWidget(self.second)
        column.addStretch(1)
        for side in (inside, self.sure):
            area = QScrollArea()
            area.setWidget(side)
            area.setWidgetResizable(True)
            self.sides.addWidget(area)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 11)
        row.addWidget(self.sides, 8)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        copying = self.desk.keeper.copying
        copying.changed.connect(self._show_newest)
        copying.copied.connect(self._on_copied)
        copying.looked.connect(self._on_looked)
        self.list.changed.connect(self._on_chosen)
        self.list.activated.connect(self._on_activated)
        self.take_back.clicked.connect(self._on_take_back)
        self.verify.clicked.connect(self._on_verify)
        self.make.clicked.connect(self._on_make)
        self.sure.agreed.connect(self._on_agreed)
        self.sure.left.connect(self._leave)

    @property
    def chosen(self) -> Copy | None:
        """The copy that is chosen in the list."""
        return next((self._copies[key] for key in self.list.chosen if key in self._copies), None)

    def _show_newest(self) -> None:
        copying, now = self.desk.keeper.copying, self.desk.clock()
        self.make.setEnabled(not copying.is_copying)
        self.make.say(_("A copy is being made…") if copying.is_copying else _("Make a copy"))
        newest = copying.newest
        if newest is None:
            self.age.setText(_("none yet"))
            self.about.setText(_("The first one is made by itself once you have worked a little."))
            return
        self.age.setText(age_words(newest.at, now))
        self.about.setText(f"{when_words(newest.at, now)}\n{counts_words(newest)}")

    def _on_looked(self, found: Sequence[Copy]) -> None:
        rows = copy_rows(found, self.desk.clock())
        self._copies = {str(copy.path): copy for copy in found}
        self.list.show_rows(rows)
        if rows and not self.list.chosen:
            self.list.choose([rows[0].key])
        self._allow()

    def _on_copied(self, _copy: Copy) -> None:
        self.refresh()

    def _on_chosen(self) -> None:
        self._allow()
        self._leave()

    def _allow(self) -> None:
        for button in (self.take_back, self.verify):
            button.setEnabled(self.chosen is not None)

    def _leave(self) -> None:
        self.sides.setCurrentIndex(0)

    def _on_make(self) -> None:
        self.desk.keeper.copying.copy(CopyReason.ASKED)

    def _on_verify(self) -> None:
        copy = self.chosen
        if copy is None:
            return
        self.desk.tasks.run(
            whole(partial(self.desk.keeper.care.verify, copy)),
            done=partial(self._on_verified, copy),
            failed=self.desk.ask.show_error,
        )

    def _on_verified(self, copy: Copy, _contents: object) -> None:
        said = _("The copy of {when} was opened and is whole: {counts}.")
        when = of_when_words(copy.at, self.desk.clock())
        self.desk.notices.told.emit(said.format(when=when, counts=counts_words(copy)))

    def _on_activated(self, _index: QModelIndex) -> None:
        self._on_take_back()

    def _on_take_back(self) -> None:
        copy = self.chosen
        if copy is None:
            return
        when = of_when_words(copy.at, self.desk.clock())
        lacks = max(0, entries.count(self.desk.db) - copy.entries)
        self.sure.show_points(
            _("Take the copy of {when} back").format(when=when),
            [
                _("It holds {counts}.").format(counts=counts_words(copy)),
                *putting_back_points(lacks, _("The files of now are kept aside, never deleted.")),
            ],
            _("Take it back"),
        )
        self.sides.setCurrentIndex(1)
        self.sure.setFocus()

    def _on_agreed(self) -> None:
        if self.chosen is not None:
            self.desk.notices.taken_back.emit(self.chosen)
