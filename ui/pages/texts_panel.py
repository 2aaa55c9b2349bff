"""Sentences and paragraphs made of what was registered, in both languages, to be pasted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.i18n import N_, _, current_language
from app.services.papers.reporting import Figures, paragraph, sentences
from app.services.papers.telling import day_in_short
from app.store import workshops
from ui.desk import Desk
from ui.language import NAMES
from ui.widgets.choices import Choices
from ui.widgets.text_block import TextBlock

_MISSING = {
    "organiser": N_("the organizer"),
    "city": N_("the city"),
    "dates": N_("the dates"),
    "kind": N_("the kind of workshop"),
    "title": N_("the title"),
    "donor": N_("the donor"),
    "participants": N_("the participants"),
    "women": N_("the number of women"),
    "bodies": N_("the organizations"),
}


class TextsPanel(QWidget):
    """The language of the texts is chosen here: the window's own stays as it is."""

    copied = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: Figures | None = None
        self.language = Choices(N_("Language of the texts"), tuple(NAMES.items()), are_names=True)
        self.language.show_value(current_language())
        self.sentence = TextBlock(N_("The sentence"))
        self.speech = TextBlock(N_("To read aloud"))
        self.report = TextBlock(N_("The report paragraph"))
        self.message = TextBlock(N_("Text message of the day"))
        self.blocks = (self.sentence, self.speech, self.report, self.message)
        inside = QWidget()
        texts = QVBoxLayout(inside)
        texts.setContentsMargins(0, 0, 4, 0)
        texts.setSpacing(10)
        for block in self.blocks:
            texts.addWidget(block)
            block.copied.connect(self.copied)
        texts.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.language)
        column.addWidget(area, 1)
        self.setFocusProxy(self.language)
        self.language.chosen.connect(self._on_language)

    def show_figures(self, found: Figures) -> None:
        """Write the texts again, of these figures."""
        self._found = found
        db, language = self._desk.db, self.language.value
        *said, spoken = sentences([found], language)
        self.sentence.show_text("\n".join(said))
        self.speech.show_text(spoken)
        text, lacking = paragraph(db, found, language)
        names = ", ".join(_(_MISSING[code]) for code in lacking)
        self.report.show_text(text, _("Missing: {names}").format(names=names) if names else "")
        session = workshops.session(db, self._desk.current.session)
        short = day_in_short(db, found.workshop, session, language) if session else ""
        self.message.show_text(short)

    def _on_language(self, _code: str) -> None:
        if self._found is not None:
            self.show_figures(self._found)
