"""A word about the computer's clock, when it cannot be right."""

from PySide6.QtWidgets import QWidget

from app.domain.clock import is_doubtful
from app.domain.outcome import Outcome
from app.i18n import _, current_language
from app.store import workshops
from app.wording.dates import day
from ui.desk import Desk
from ui.widgets.banner import Banner


class ClockBanner(Banner):
    """Says it and lets everything go on: attendance never depends on a clock."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        desk.notices.posted.connect(self._on_notice)
        desk.language.changed.connect(self.reload)
        desk.current.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Look at the clock again."""
        today = self._desk.clock().date()
        workshop = workshops.get(self._desk.db, self._desk.current.workshop)
        sessions = workshops.sessions(self._desk.db, self._desk.current.workshop)
        if workshop is not None and is_doubtful(today, workshop, sessions):
            self.say(
                _("The computer’s date ({date}) is outside the workshop. Check it.").format(
                    date=day(today, current_language())
                )
            )
        else:
            self.say("")

    def _on_notice(self, _outcome: Outcome) -> None:
        self.reload()
