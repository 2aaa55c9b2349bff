"""The person that the eye is on: what the certificate will say, and what can be done."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.registration import RosterLine
from app.i18n import N_, _
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Caption, Label
from ui.widgets.sex_keys import SexKeys
from ui.widgets.shrinking import Shrinking
from ui.words.phones import masked


class CertificateCard(Card):
    """Turned to the participant: « C’est bien écrit ? »."""

    arrived = Signal(bool)  # true when late

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.caption = Caption(N_("The certificate will say"), "soft")
        self.name = Label(role="certificate-name", wraps=True)
        self.below = [Label(role="certificate", wraps=True) for _line in range(2)]
        self.state, self.details = Label(role="here"), Label(wraps=True)
        self.sex = SexKeys()
        self.sex_asked = Caption(N_("The sex is not on the list"), "ochre", wraps=True)
        self.no_mark = Caption(
            N_("No half-day is under way: the arrival is noted, the attendance is not (F9)."),
            "ochre",
            wraps=True,
        )
        self.arrive = Button(N_("Register the arrival"), "Return", "primary", listens=False)
        self.late = Button(N_("Arrival, late"), "Shift+Return", listens=False)
        self.correct = Button(N_("Correct"), "F2")
        self.replace = Button(N_("Replace…"))
        self.status = Button(role="link")
        self.buttons = QWidget()
        self.facts = QWidget()
        self._lay_out()
        self.arrive.clicked.connect(partial(self.arrived.emit, False))
        self.late.clicked.connect(partial(self.arrived.emit, True))

    def show_words(self, name: str, below: list[str]) -> None:
        """Show the lines of the certificate."""
        self.name.setText(name)
        for label, text in zip(self.below, [*below, "", ""], strict=False):
            label.setText(text)
            label.setVisible(bool(text))

    def show_words_alone(self) -> None:
        """Nothing but the certificate: the person is still being typed."""
        self.facts.hide()
        self.buttons.hide()

    def show_person(
        self,
        line: RosterLine,
        state: str,
        *,
        with_phone: bool,
        is_held: bool,
        can_change: bool,
    ) -> None:
        """Show who this is beside the certificate, and what can be done.

        `state` is empty while the person is not here; `is_held` says that a half-day is under
        way, `can_change` that the line is one of this workshop.
        """
        is_here = bool(state)
        self.details.setText(_details(line, with_phone=with_phone, with_number=can_change))
        self.state.setText(f"● {state}")
        self.state.setVisible(is_here)
        is_asked = line.person.sex is None and bool(line.person.name) and can_change
        self.sex.show_sex(None)
        self.sex.setVisible(is_asked)
        self.sex_asked.setVisible(is_asked)
        self.arrive.setVisible(not is_here)
        self.no_mark.setVisible(not is_here and not is_held)
        self.late.setVisible(not is_here and is_held and can_change and not is_asked)
        self.correct.setVisible(can_change and bool(line.person.name))
        self.replace.setVisible(can_change and line.registration.is_expected)
        self.facts.show()
        self.buttons.show()

    def show_status(self, words: str) -> None:
        """Offer what else may be said of this person; nothing when `words` is empty."""
        self.status.say(words)
        self.status.setVisible(bool(words))

    def _lay_out(self) -> None:
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        for label in (self.caption, self.name, *self.below):
            lines.addWidget(label)
        facts = QVBoxLayout(self.facts)
        facts.setContentsMargins(0, 4, 0, 0)
        facts.setSpacing(2)
        facts.addWidget(self.state)
        facts.addWidget(self.details)
        facts.addWidget(self.status, 0, Qt.AlignmentFlag.AlignLeft)  # takes no room from the name
        lines.addWidget(self.facts)
        column = QVBoxLayout(self.buttons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addWidget(self.correct, 1)
        pair.addWidget(self.replace, 1)
        for widget in (self.sex_asked, self.sex, self.no_mark, self.arrive, self.late):
            column.addWidget(widget)
        column.addLayout(pair)
        self.add(Shrinking(words), self.buttons)


def _details(line: RosterLine, *, with_phone: bool, with_number: bool) -> str:
    """« N° 25 sur la feuille · +223 70 •• •• 77 »."""
    number, phones = line.registration.number, line.person.phones
    said = [_("No. {n} on the sheet").format(n=number)] if with_number and number else []
    return " · ".join(said + [masked(phone) for phone in phones[:1] if with_phone])
