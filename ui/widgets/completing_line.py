"""A line that offers words already used, whatever the accents, and takes any other word."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from app.domain.folding import fold

_MOST = 8


class CompletingLine(QLineEdit):
    """Free text is never refused; arrows choose among the offers, Enter goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[tuple[str, str], ...] = ()
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setObjectName("offers")
        completer.setPopup(popup)
        self.setCompleter(completer)
        self.textEdited.connect(self._on_edited)

    def offer(self, words: Sequence[str]) -> None:
        """Offer `words` from now on, in this order; each is found by the start of any word."""
        self._words = tuple((word, f" {fold(word)}") for word in dict.fromkeys(words) if word)

    def offers_for(self, text: str) -> list[str]:
        """What would be offered for `text`."""
        typed = f" {fold(text)}"
        if not typed.strip():
            return []
        return [word for word, key in self._words if typed in key and word != text][:_MOST]

    def _on_edited(self, text: str) -> None:
        self._offers.setStringList(self.offers_for(text))
