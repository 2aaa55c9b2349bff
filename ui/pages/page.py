"""What all pages share: they show data again when it changed, and only while they are seen."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.domain.outcome import Outcome, Topic
from ui.desk import Desk


class Page(QWidget):
    """One job. A page lists the `topics` that it shows and has a `reload()`; no more is asked.

    `reload` is called when one of the topics changed, when another workshop or half-day was
    chosen, and when the language changed: at once on the page that is seen, on the others when
    they are shown next. `help_text` (marked with N_) is what F1 shows.
    """

    topics: ClassVar[frozenset[Topic]] = frozenset(Topic)
    help_text: ClassVar[str] = ""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._is_stale = False
        desk.notices.posted.connect(self._on_notice)
        desk.current.changed.connect(self.refresh)
        desk.language.changed.connect(self.refresh)

    def reload(self) -> None:
        """Show what the database holds now."""

    def refresh(self) -> None:
        """Reload now, or when the page is shown next."""
        self._is_stale = True
        if self.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Reload if something changed since; called before the page is shown again."""
        if self._is_stale:
            self._is_stale = False
            self.reload()

    def _on_notice(self, outcome: Outcome) -> None:
        if outcome.touched & self.topics:
            self.refresh()
