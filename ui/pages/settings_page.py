"""Réglages: the window, who works here, the passphrase, and this laptop."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.outcome import Topic
from app.i18n import N_, _
from app.services.travelling.enrolling import name_device
from app.services.travelling.laptop import give_letter, name_operator, this_laptop
from ui.desk import Desk
from ui.language import NAMES
from ui.laptop_card import hand_over_card
from ui.look import TextSize
from ui.pages.make_headquarters import MakeHeadquarters
from ui.pages.page import Page
from ui.passphrase import PassphraseChanging
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choices import Choices
from ui.widgets.facts import Facts
from ui.widgets.label import Caption, Label
from ui.widgets.options import Options
from ui.widgets.picker import Picker
from ui.widgets.side_by_side import SideBySide

_SIZES = (
    (TextSize.NORMAL.value, N_("Normal")),
    (TextSize.LARGE.value, N_("Large")),
    (TextSize.LARGEST.value, N_("Largest")),
)
_ROOM = 720
"""Pixels at normal text size that two columns of cards need."""

_LETTERS = (("", N_("none")), *((letter, letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


class SettingsPage(Page):
    """Everything is kept as soon as it is chosen; only a new passphrase has a form of its own."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.EXCHANGE})
    help_text: ClassVar[str] = N_(
        "What you choose is kept at once.\n\n"
        "Your name is written into the history beside what you enter. The laptop’s name tells "
        "headquarters where a file comes from. The letter is needed only where two laptops "
        "number certificates at the same workshop.\n\n"
        "The passphrase is changed when somebody knows it who should not. Two people should know "
        "it. The recovery key on paper stays the same. A copy of the folder that was made "
        "before still opens with the old passphrase.\n\n"
        "Backup copies have a page of their own.\n\n"
        "The digits are what headquarters reads aloud when it enrols this laptop."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        settings = desk.preferences.settings
        self.language = Choices(
            N_("Language"), tuple(NAMES.items()), settings.language, are_names=True
        )
        self.text_size = Choices(N_("Text size"), _SIZES, settings.font_size)
        self.operator, self.name = QLineEdit(), QLineEdit()
        self.letter = Picker(N_("Letter"), _LETTERS)
        self.facts = Facts()
        self.digits = Label(role="key", wraps=True)
        self.card = Button(N_("This laptop’s card…"))
        self.office = MakeHeadquarters(desk)
        self.passphrase = Button(N_("Change it…"), reads=N_("Change the passphrase"))
        self.copies = Button(N_("Backup copies"))
        self.changing = PassphraseChanging(desk, self)
        self._lay_out()
        self.language.chosen.connect(self._on_language)
        self.text_size.chosen.connect(self._on_size)
        self.operator.editingFinished.connect(self._on_operator)
        self.name.editingFinished.connect(self._on_name)
        self.letter.chosen.connect(self._on_letter)
        self.card.clicked.connect(self._on_card)
        self.passphrase.clicked.connect(self._on_passphrase)
        self.copies.clicked.connect(self._on_copies)
        self.reload()

    def reload(self) -> None:
        """Show what is kept now."""
        laptop = this_laptop(self.desk.db, self.desk.key)
        self.language.show_value(self.desk.preferences.settings.language)
        self.office.reload()
        self.operator.setText(self.desk.author.who)
        self.operator.setAccessibleName(_("Your name"))
        self.name.setText(laptop.name)
        self.name.setAccessibleName(_("Name of this laptop"))
        self.letter.offer(_LETTERS, laptop.letter)
        known = (
            (_("● known to headquarters"), "here")
            if laptop.is_enrolled
            else (_("○ not known to headquarters yet"), "ochre")
        )
        facts = [(_("Enrolment"), *known), (_("Device"), laptop.id[:8], "")]
        if laptop.is_headquarters:
            facts.insert(0, (_("Role"), _("This computer is headquarters."), ""))
        self.facts.show_facts(facts)
        self.digits.setText(laptop.digits)

    def _lay_out(self) -> None:
        for line in (self.operator, self.name):
            line.setMaxLength(60)
        self.digits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left, right = QVBoxLayout(), QVBoxLayout()
        ours = (self._window_card(), self._people_card(), self._secret_card())
        for side, cards in ((left, ours), (right, (self._laptop_card(),))):
            side.setSpacing(16)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
        inside = Beside((left, 1), (right, 1), room=_ROOM)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.area = area
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        self.setFocusProxy(self.language)

    def _window_card(self) -> Card:
        card = Card()
        card.add(
            Caption(N_("The window"), "title"),
            Caption(N_("Language"), "field"),
            self.language,
            Caption(N_("Text size"), "field"),
            self.text_size,
        )
        return card

    def _people_card(self) -> Card:
        card = Card()
        card.add(
            Caption(N_("Who works here"), "title"),
            Options([(N_("Your name"), self.operator)]),
            Caption(N_("It stands in the history beside what you enter."), "soft", wraps=True),
        )
        return card

    def _secret_card(self) -> Card:
        card, line = Card(), QHBoxLayout()
        card.column.setContentsMargins(18, 12, 18, 12)  # one line: all fits on a small screen
        line.addWidget(Caption(N_("Passphrase"), "title"))
        line.addStretch(1)
        line.addWidget(self.passphrase)
        card.add(line)
        return card

    def _laptop_card(self) -> Card:
        card, ways = Card(), SideBySide(self.card, self.copies)
        card.add(
            Caption(N_("This laptop"), "title"),
            Options([(N_("Name"), self.name), (N_("Letter"), self.letter)]),
            self.facts,
            Caption(N_("Digits to compare aloud"), "soft"),
            self.digits,
            ways,
            self.office,
        )
        return card

    def _on_range(self) -> None:
        """A question that opens below the edge is brought into view, with its answers."""
        if self.office.is_asking:
            self.area.ensureWidgetVisible(self.office)
            self.area.ensureWidgetVisible(self.office.no)

    def _on_language(self, code: str) -> None:
        self.desk.preferences.change(language=code)

    def _on_size(self, size: str) -> None:
        self.desk.preferences.change(font_size=size)

    def _on_operator(self) -> None:
        who = " ".join(self.operator.text().split())
        if who != self.desk.author.who:
            name_operator(self.desk.db, who)
            self.desk.work_as(who=who)
            self._tell()

    def _on_name(self) -> None:
        name = " ".join(self.name.text().split())
        if name and name != this_laptop(self.desk.db, self.desk.key).name:
            name_device(self.desk.db, name)
            self._tell()
        self.reload()

    def _on_letter(self, letter: str) -> None:
        give_letter(self.desk.db, letter)
        self.desk.work_as(letter=letter)
        self._tell()

    def _tell(self) -> None:
        self.desk.notices.told.emit(_("Kept."))

    def _on_passphrase(self) -> None:
        self.changing.begin()

    def _on_copies(self) -> None:
        self.desk.notices.wanted.emit("copies")

    def _on_card(self) -> None:
        hand_over_card(self.desk)
