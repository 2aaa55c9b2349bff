"""The form of one person: what it is for, the fields, and the ways out of it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import AppError, NameMissing, SexMissing
from app.i18n import N_
from app.services.people.drafts import PersonDraft
from app.wording.long_texts import too_long_words
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.person_fields import PersonFields


class PersonForm(Card):
    """Holds what was typed until somebody writes it; it writes nothing itself."""

    submitted = Signal(object)  # PersonDraft
    postponed = Signal(object)  # PersonDraft
    closed = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title = Label(role="name", wraps=True)
        self.swap = Button(N_("Swap family/given name"), "F6")
        self.fields = PersonFields()
        self.too_long = Banner()
        self.words = Label(role="wrong", wraps=True)
        self.save = Button(N_("Save"), "Ctrl+Return", "primary")
        self.later = Button(N_("Later"))
        self.leave = Button(N_("Change nothing"), "Esc")
        self._lay_out()
        self.swap.clicked.connect(self.fields.swap_names)
        self.fields.edited.connect(self._on_edited)
        self.fields.finished.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.later.clicked.connect(self._on_later)
        self.leave.clicked.connect(self.closed)
        QShortcut(QKeySequence("Ctrl+Enter"), self).activated.connect(self._on_save)

    def open(
        self,
        draft: PersonDraft,
        *,
        title: str,
        save: str,
        organisation: str = "",
        country: str = "ML",
        can_wait: bool = False,
    ) -> None:
        """Start with `draft`; `organisation` is its name where the draft holds an id.

        `title` and `save` are words already translated; `can_wait` offers « Plus tard ».
        """
        self.title.setText(title)
        self.save.say(save)
        self.later.setVisible(can_wait)
        self._say("")
        self.fields.fill(draft, organisation, country)
        self._tell_length()

    @property
    def draft(self) -> PersonDraft:
        """What the form says now."""
        return self.fields.draft

    def refuse(self, error: AppError) -> None:
        """Say what is missing, and go to the field that misses it."""
        self._say(error.message)
        if isinstance(error, SexMissing):
            self.fields.go_to(self.fields.sex)
        elif isinstance(error, NameMissing):
            self.fields.go_to(self.fields.lines["name"])

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.swap)
        out = QHBoxLayout()
        out.setSpacing(8)
        out.addWidget(self.later, 2)
        out.addWidget(self.leave, 3)
        self.add(top, self.fields, self.too_long, self.words, self.save, out)

    def _say(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.words.setVisible(bool(sentence))

    def _tell_length(self) -> None:
        self.too_long.say(too_long_words(line.text() for line in self.fields.lines.values()))

    def _on_edited(self) -> None:
        self._say("")
        self._tell_length()
        self.edited.emit()

    def _on_save(self) -> None:
        self._say("")
        self.submitted.emit(self.draft)

    def _on_later(self) -> None:
        self.postponed.emit(self.draft)
