"""The second place of copies: choosing it, and whether it is there."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import _
from app.services.care.copies import CopyReason
from app.services.care.second_place import choose_second_place, chosen
from ui.desk import Desk
from ui.widgets.second_place import SecondPlaceCard
from ui.words.copies import second_place_words


class SecondPlacePanel(QWidget):
    """A place that is chosen has the newest copy at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.card = SecondPlaceCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.card.choosing.connect(self._on_choosing)
        self.card.given_up.connect(self._on_given_up)

    def reload(self) -> None:
        """Look whether it is there now."""
        self.card.show_place(second_place_words(chosen(self._desk.home), self._desk.clock()))

    def _on_choosing(self) -> None:
        title = _("Second place for copies: choose a stick or a folder")
        folder = self._desk.ask.choose_folder(title)
        if folder is not None and self._keep(folder):
            self._desk.keeper.copying.copy(CopyReason.ASKED)

    def _on_given_up(self) -> None:
        self._keep(None)

    def _keep(self, folder: Path | None) -> bool:
        try:
            choose_second_place(self._desk.home, folder)
        except AppError as error:
            self._desk.ask.show_error(error)
            return False
        self.reload()
        self._desk.keeper.survey()
        return True
