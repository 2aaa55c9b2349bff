"""The fields of one person, typed from top to bottom without a mouse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.name_hints import offered_name, sure_halves, swapped
from app.domain.phones import read_phones
from app.i18n import N_, _
from app.services.people.drafts import PersonDraft
from ui.widgets.button import Button
from ui.widgets.completing_line import CompletingLine
from ui.widgets.digits import DigitsLine
from ui.widgets.label import Caption
from ui.widgets.sex_keys import SexKeys
from ui.words.roster import CATEGORIES


class Kind(Enum):
    """How a field is typed."""

    TEXT = auto()
    OFFERED = auto()
    DIGITS = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form; those that are not `is_main` fold away."""

    name: str
    caption: str
    kind: Kind = Kind.TEXT
    is_main: bool = False


FIELDS = (
    Field("name", N_("Name to print"), is_main=True),
    Field("organisation", N_("Organization"), Kind.OFFERED, is_main=True),
    Field("function", N_("Position"), Kind.OFFERED, is_main=True),
    Field("rank", N_("Rank"), Kind.OFFERED),
    Field("unit", N_("Unit"), Kind.OFFERED),
    Field("phone", N_("Telephone"), Kind.DIGITS),
    Field("other_phone", N_("Other telephone"), Kind.DIGITS),
    Field("email", N_("E-mail")),
    Field("function_en", N_("Position in English")),
)
_LINES = {Kind.TEXT: QLineEdit, Kind.OFFERED: CompletingLine, Kind.DIGITS: DigitsLine}


class PersonFields(QScrollArea):
    """Takes a draft and gives back what it became."""

    edited = Signal()
    finished = Signal()  # Enter, after the last field that is seen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = PersonDraft("")
        self._shown_organisation = ""
        self._country = "ML"
        self._folded: list[QWidget] = []
        self.lines: dict[str, QLineEdit] = {f.name: _LINES[f.kind]() for f in FIELDS}
        self.sex = SexKeys()
        self.category = QComboBox()
        self.proposal = Button(key="F7", role="ochre")
        self.more = Button(N_("More: rank, unit, telephone…"), role="link")
        self._lay_out()
        self._retranslate()
        for line in self.lines.values():
            line.returnPressed.connect(self._on_entered)
            line.textEdited.connect(self.edited)
        self.lines["name"].textEdited.connect(self._propose)
        self.sex.chosen.connect(self._on_sex)
        self.proposal.clicked.connect(self._on_proposal)
        self.more.clicked.connect(self._on_more)
        self.category.activated.connect(self.edited)

    @property
    def draft(self) -> PersonDraft:
        """What the fields say now; what has no field is as it was."""
        text = {name: " ".join(line.text().split()) for name, line in self.lines.items()}
        phones = tuple(
            phone.e164 or phone.raw
            for name in ("phone", "other_phone")
            for phone in read_phones(text.pop(name), self._country)
        )
        if self._shown_organisation and text["organisation"] == self._shown_organisation:
            text["organisation"] = self._draft.organisation
        if text["name"] != self._draft.name:
            text["family"], text["given"] = sure_halves(text["name"])
        category = list(CATEGORIES)[self.category.currentIndex()]
        return replace(self._draft, sex=self.sex.sex, phones=phones, category=category, **text)

    def fill(self, draft: PersonDraft, organisation: str, country: str) -> None:
        """Start with `draft`; `organisation` is its name where the draft holds an id."""
        self._draft, self._shown_organisation, self._country = draft, organisation, country
        phones = [*draft.phones, "", ""]
        special = {
            "organisation": organisation or draft.organisation,
            "phone": phones[0],
            "other_phone": phones[1],
        }
        for name, line in self.lines.items():
            line.setText(special[name] if name in special else getattr(draft, name))
        self.sex.show_sex(draft.sex)
        self.category.setCurrentIndex(list(CATEGORIES).index(draft.category))
        self._fold(not any((draft.rank, draft.phones, draft.unit, draft.email)))
        self._propose()
        self.go_to(self.lines["name"])
        self.lines["name"].end(False)

    def offer(self, words: Mapping[str, Sequence[str]]) -> None:
        """Offer `words` in the fields of these names."""
        for name, known in words.items():
            line = self.lines[name]
            if isinstance(line, CompletingLine):
                line.offer(known)

    def swap_names(self) -> None:
        """Take the family name for the given name, and the other way round."""
        self._set_name(swapped(self.lines["name"].text()))

    def go_to(self, field: QWidget) -> None:
        """Put the focus into `field` and bring it into sight."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self._column.activate()
        self.ensureWidgetVisible(field)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 4, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        row = 0
        for field in FIELDS:
            self._place(grid, row, field.caption, self.lines[field.name], field.is_main)
            row += 1
            if field.name == "name":
                grid.addWidget(self.proposal, row, 0, 1, 2)
                self._place(grid, row + 1, N_("Sex"), self.sex, True)
                row += 2
            elif field.name == "function":
                grid.addWidget(self.more, row, 1, Qt.AlignmentFlag.AlignLeft)
                row += 1
        self._place(grid, row, N_("Takes part as"), self.category, False)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(grid)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def _place(
        self, grid: QGridLayout, row: int, message: str, field: QWidget, is_main: bool
    ) -> None:
        caption = Caption(message, "field")
        caption.setBuddy(field)
        grid.addWidget(caption, row, 0)
        grid.addWidget(field, row, 1)
        if not is_main:
            self._folded += [caption, field]

    def _on_entered(self) -> None:
        order: list[QWidget] = [self.lines["name"], self.sex]
        order += [self.lines[field.name] for field in FIELDS[1:]]
        seen = [field for field in order if field.isVisibleTo(self)]
        here = next((at for at, field in enumerate(seen) if field.hasFocus()), 0)
        if here + 1 < len(seen):
            self.go_to(seen[here + 1])
        else:
            self.finished.emit()

    def _on_sex(self) -> None:
        self.edited.emit()
        self.go_to(self.lines["organisation"])

    def _on_proposal(self) -> None:
        self._set_name(offered_name(self.lines["name"].text()))

    def _set_name(self, name: str) -> None:
        if name:
            self.lines["name"].setText(name)
            self._propose()
            self.edited.emit()

    def _on_more(self) -> None:
        self._fold(False)
        self.go_to(self.lines["rank"])

    def _propose(self) -> None:
        offered = offered_name(self.lines["name"].text())
        self.proposal.say(_("{name}?").format(name=offered))
        self.proposal.setVisible(bool(offered))

    def _fold(self, is_folded: bool) -> None:
        for widget in self._folded:
            widget.setVisible(not is_folded)
        self.more.setVisible(is_folded)

    def _retranslate(self) -> None:
        chosen = self.category.currentIndex()
        self.category.clear()
        self.category.addItems([_(word) for word in CATEGORIES.values()])
        self.category.setCurrentIndex(max(chosen, 0))
        for field in FIELDS:
            self.lines[field.name].setAccessibleName(_(field.caption))
