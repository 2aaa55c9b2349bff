"""Making this computer headquarters: what that means first, then yes or no."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.outcome import Outcome, Topic
from app.errors import AppError
from app.i18n import N_, _
from app.services.travelling import headquarters
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.label import Caption


class MakeHeadquarters(QWidget):
    """Offered where no headquarters is followed; the safe answer has the focus."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.begin = Button(N_("Make this computer headquarters…"))
        self.meaning = Caption(
            N_(
                "Headquarters has the key that opens what all laptops send, and says whom they "
                "trust. It stays at the office, is never used at a workshop, and its key needs a "
                "copy in a safe. This cannot be taken back. A laptop of a workshop is never "
                "headquarters: it hands its card over instead."
            ),
            "ochre",
            wraps=True,
        )
        self.yes, self.no = Button(N_("Make it headquarters")), Button(N_("Change nothing"))
        answers = QHBoxLayout()
        for button in (self.no, self.yes):
            answers.addWidget(button)
        answers.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.begin, self.meaning):
            column.addWidget(part)
        column.addLayout(answers)
        self.begin.clicked.connect(self._on_begin)
        self.no.clicked.connect(self._on_no)
        self.yes.clicked.connect(self._on_yes)
        self._ask(is_open=False)

    def reload(self) -> None:
        """Offer it only where it is possible."""
        db = self._desk.db
        is_free = not (headquarters.is_headquarters(db) or headquarters.signing_key(db))
        self.setVisible(is_free)

    @property
    def is_asking(self) -> bool:
        """Whether an answer is waited for."""
        return not self.no.isHidden()

    def _ask(self, *, is_open: bool) -> None:
        self.begin.setVisible(not is_open)
        for part in (self.meaning, self.yes, self.no):
            part.setVisible(is_open)

    def _on_begin(self) -> None:
        self._ask(is_open=True)
        self.no.setFocus()

    def _on_no(self) -> None:
        self._ask(is_open=False)
        self.begin.setFocus()

    def _on_yes(self) -> None:
        desk = self._desk
        self._ask(is_open=False)
        try:
            headquarters.make_headquarters(desk.db)
        except AppError as error:
            desk.ask.show_error(error)
            return
        desk.notices.posted.emit(Outcome(frozenset({Topic.EXCHANGE})))
        said = _("This computer is headquarters now. Enrol laptops under “At headquarters”.")
        desk.notices.told.emit(said)
