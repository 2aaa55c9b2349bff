"""Saying of somebody that they will not come, did not come, or are expected after all."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.registration import RosterLine, Status
from app.i18n import _
from app.services.people.registering import set_status
from ui.desk import Desk
from ui.pages.at_the_desk import Where
from ui.widgets.certificate_card import CertificateCard
from ui.words.roster import other_status


class StatusWriting(QObject):
    """The one button of `card` that says it, for the person that is shown."""

    written = Signal()

    def __init__(self, desk: Desk, card: CertificateCard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._card = desk, card
        self._offered: tuple[str, Status] | None = None
        card.status.clicked.connect(self._on_clicked)

    def offer(self, line: RosterLine, where: Where) -> None:
        """Offer what else may be said of `line` today; nothing for a line of another workshop."""
        is_over = self._desk.clock().date() > where.workshop.ends_on
        is_ours = line.registration.workshop == where.workshop.id
        found = other_status(line, is_over=is_over) if is_ours else None
        self._offered = (line.registration.id, found[0]) if found else None
        self._card.show_status(_(found[1]) if found else "")

    def _on_clicked(self) -> None:
        if self._offered is not None:
            desk, (registration, status) = self._desk, self._offered
            act = partial(set_status, desk.db, desk.author, [registration], status)
            desk.carry_out(partial(act, now=desk.clock()))
            self.written.emit()
