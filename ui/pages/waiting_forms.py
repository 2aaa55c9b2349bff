"""« Plus tard »: forms that wait, and come back even when the laptop was switched off."""

from PySide6.QtCore import QObject, Signal

from app.services.people.drafts import PersonDraft
from app.services.people.waiting import postpone, take_off, waiting
from ui.desk import Desk
from ui.widgets.waiting_row import WaitingRow


class WaitingForms(QObject):
    """Keeps what was postponed, and forgets a form only once it was saved."""

    resumed = Signal(object)  # PersonDraft

    def __init__(self, desk: Desk, row: WaitingRow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._row = row
        self._taken: PersonDraft | None = None
        row.resumed.connect(self._on_resumed)

    def reload(self) -> None:
        """Show the forms that wait at the current workshop."""
        workshop = self._desk.current.workshop
        self._row.show_drafts(waiting(self._desk.db, workshop) if workshop else ())

    def add(self, draft: PersonDraft) -> None:
        """Let `draft` wait; one that had been taken up waits as it is now."""
        postpone(self._desk.db, self._desk.current.workshop, draft, instead_of=self._taken)
        self._taken = None
        self.reload()

    def leave(self, registration: str) -> None:
        """The form was left: saved as `registration`, or for nothing when that is empty."""
        if registration and self._taken is not None:
            take_off(self._desk.db, self._desk.current.workshop, self._taken)
            self.reload()
        self._taken = None

    def _on_resumed(self, draft: PersonDraft) -> None:
        self._taken = draft
        self.resumed.emit(draft)
