"""Which workshop and which half-day the desk works at."""

from PySide6.QtCore import QObject, Signal


class Current(QObject):
    """Chosen by the operator, never by the clock; everything on screen follows it."""

    changed = Signal()

    def __init__(
        self, workshop: str = "", session: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._session = session

    @property
    def workshop(self) -> str:
        """The id of the workshop; empty while there is none."""
        return self._workshop

    @property
    def session(self) -> str:
        """The id of the half-day; empty while none was chosen."""
        return self._session

    def choose(self, workshop: str, session: str = "") -> None:
        """Work at `workshop` from now on, in its half-day `session`."""
        if (workshop, session) != (self._workshop, self._session):
            self._workshop, self._session = workshop, session
            self.changed.emit()

    def choose_session(self, session: str) -> None:
        """Work in the half-day `session` of the same workshop."""
        self.choose(self._workshop, session)
