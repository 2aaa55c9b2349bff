"""At headquarters: laptops are enrolled by their cards, once their digits were compared."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.outcome import Outcome, Topic
from app.errors import AppError, CardOfOurselves
from app.i18n import N_, _
from app.services.travelling.enrolling import enrol
from app.services.travelling.headquarters import digits
from app.services.travelling.introducing import Introduction, Standing, introductions
from app.store import workshops
from app.wording.people import isolated
from ui.desk import Desk
from ui.models.states import StateRow
from ui.tasks import whole
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import field
from ui.widgets.label import Caption, Label, set_role
from ui.widgets.state_list import StateList
from ui.words.exchange import workshop_words
from ui.words.introduced import introduction_row, laptop_words, standing_words

_MOST_WORKSHOPS = 3
_FILE = "team.enrolment"


class EnrolPanel(QWidget):
    """Cards with their digits, one after the other; then the file that enrols all of them."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: list[Introduction] = []
        self._compared: set[str] = set()
        self._done = ""
        self.choose = Button(N_("Choose cards…"), role="primary")
        self.back = Button(N_("Back"))
        self.cards = StateList(
            desk.look, empty=N_("Choose the cards that the laptops handed over: several at once.")
        )
        self.name, self.standing = Label(role="title", wraps=True), Label(wraps=True)
        self.digits = Label(role="key", wraps=True)
        self.question = Label(wraps=True)
        self.same = Button(N_("They are the same"), role="primary")
        self.differ = Button(N_("They differ: leave this card out"))
        self.workshops = StateList(desk.look, empty=N_("There is no workshop yet."), has_many=True)
        self.spare = QLineEdit()
        self.write = Button(N_("Write the enrolment file…"), role="primary")
        self.told = Label(role="here", wraps=True)
        self.own_digits = Label(role="key", wraps=True)
        self._lay_out()
        self.choose.clicked.connect(self._on_choose)
        self.back.clicked.connect(self._on_back)
        self.cards.changed.connect(self._show_card)
        self.same.clicked.connect(self._on_same)
        self.differ.clicked.connect(self._on_differ)
        self.write.clicked.connect(self._on_write)

    def reload(self) -> None:
        """Show the cards as they were compared, and the workshops that may go along."""
        rows = [
            StateRow(key=one.id, title=workshop_words(one)) for one in workshops.all_(self._desk.db)
        ]
        self.workshops.show_rows(rows)
        self.workshops.fit(_MOST_WORKSHOPS)
        self._show_cards()

    def begin(self) -> None:
        """Start with no card."""
        self._found, self._compared, self._done = [], set(), ""
        self.spare.clear()
        self.workshops.clearSelection()
        self.reload()
        self.choose.setFocus()

    def _lay_out(self) -> None:
        listed, asked, sent = Card(margin=1), Card(), Card()
        listed.add(self.cards)
        answers = QVBoxLayout()
        answers.addWidget(self.differ)
        answers.addWidget(self.same)
        self.asked = asked
        asked.add(self.name, self.standing, self.digits, self.question, answers)
        sent.add(
            Caption(N_("Workshops to send along (Ctrl+Space chooses several)"), "soft", wraps=True),
            self.workshops,
            field(N_("Spare key of headquarters (age1…)"), self.spare),
            self.write,
            self.told,
            self.own_digits,
        )
        heading = QHBoxLayout()
        heading.addWidget(Caption(N_("Enrol laptops"), "title"))
        heading.addStretch(1)
        heading.addWidget(self.choose)
        heading.addWidget(self.back)
        inside = QWidget()
        right = QVBoxLayout(inside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(asked)
        right.addWidget(sent)
        right.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(listed, 2)
        row.addWidget(area, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(heading)
        column.addLayout(row, 1)
        self.setFocusProxy(self.choose)

    @property
    def _chosen(self) -> Introduction | None:
        keys = self.cards.chosen
        return next((one for one in self._found if _key(one) in keys), None)

    @property
    def _is_ready(self) -> bool:
        """Whether somebody has compared the digits of every card that wants it."""
        return bool(self._found) and not self._open

    @property
    def _open(self) -> list[Introduction]:
        """The cards whose digits nobody has compared yet."""
        return [one for one in self._found if one.is_to_compare and _key(one) not in self._compared]

    def _show_cards(self) -> None:
        rows = [
            introduction_row(one, is_compared=_key(one) in self._compared) for one in self._found
        ]
        self.cards.show_rows(rows)
        self._show_card()
        set_role(self.choose, "" if self._found else "primary")
        self.write.setEnabled(self._is_ready)
        self.told.setText(self._done)
        self.told.setVisible(bool(self._done))
        self.own_digits.setText(digits(self._desk.db, self._desk.key) if self._done else "")
        self.own_digits.setVisible(bool(self._done))

    def _show_card(self) -> None:
        one = self._chosen
        self.asked.setVisible(one is not None)
        if one is None:
            return
        self.name.setText(laptop_words(one))
        self.standing.setText(standing_words(one))
        set_role(self.standing, "ochre" if one.contradicts else "soft")
        self.digits.setText(one.fingerprint)
        self.question.setText(_question(one))
        is_open = one in self._open
        self.question.setVisible(is_open)
        self.same.setVisible(is_open and one.standing is not Standing.OURS)
        self.differ.setVisible(is_open)

    def _on_choose(self) -> None:
        desk = self._desk
        paths = desk.ask.open_files(_("The cards of the laptops"))
        if paths:
            desk.tasks.run(
                whole(partial(introductions, desk.db, desk.key, paths)),
                done=self._on_read,
                failed=desk.ask.show_error,
            )

    def _on_read(self, found: list[Introduction]) -> None:
        self._found, self._compared, self._done = found, set(), ""
        self._show_cards()
        self._next()

    def _next(self) -> None:
        """Go to the first card whose digits nobody has compared, else to the writing."""
        if self._open:
            self.cards.choose([_key(self._open[0])])
            self.differ.setFocus()
        elif self._is_ready:
            self.write.setFocus()

    def _on_same(self) -> None:
        if (one := self._chosen) is not None:
            self._compared.add(_key(one))
            self._show_cards()
            self._next()

    def _on_differ(self) -> None:
        if (one := self._chosen) is not None:
            self._found = [other for other in self._found if other is not one]
            said = _("{name} was left out. If it is to be enrolled, ask for its card anew.")
            self._desk.notices.told.emit(said.format(name=isolated(one.device.name)))
            self._show_cards()
            self._next()

    def _on_write(self) -> None:
        desk = self._desk
        path = desk.ask.save_file(_("The enrolment file, for all laptops"), _FILE)
        if path is None:
            return
        spare = self.spare.text().split()
        act = partial(
            enrol,
            *(desk.db, desk.key, tuple(self._found), path),
            now=desk.clock(),
            escrow=spare,
            workshop_ids=self.workshops.chosen,
            replacing=any(one.contradicts for one in self._found),
        )
        self.write.setEnabled(False)
        desk.tasks.run(whole(act), done=partial(self._on_written, path), failed=self._on_refused)

    def _on_refused(self, error: AppError) -> None:
        self._show_cards()
        self._desk.ask.show_error(error)

    def _on_written(self, path: Path, _made: object) -> None:
        self._found, self._compared = [], set()
        said = _(
            "● Written: {name}. Hand it to every laptop, and read it these digits by telephone:"
        )
        self._done = said.format(name=isolated(path.name))
        self._show_cards()
        self.back.setFocus()
        self._desk.notices.posted.emit(Outcome(frozenset({Topic.EXCHANGE})))

    def _on_back(self) -> None:
        self.left.emit()


def _key(one: Introduction) -> str:
    return one.device.id + one.device.key


def _question(one: Introduction) -> str:
    if one.standing is Standing.OURS:
        return CardOfOurselves(
            name=isolated(one.path.name), laptop=one.device.name, known=isolated(one.known_as)
        ).message
    if one.contradicts:
        said = _(
            "Telephone {name}: does it read these very digits? Then it takes the place of "
            "{known}, whose key counts no more."
        )
        return said.format(name=isolated(one.device.name), known=isolated(one.known_as))
    said = _("Telephone {name}: does it read these very digits?")
    return said.format(name=isolated(one.device.name))
