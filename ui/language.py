"""The language of the window, switched while it is open: our words and Qt's own buttons."""

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
)
from PySide6.QtWidgets import QApplication

from app.i18n import use_language

NAMES = {"fr": "Français", "en": "English"}
"""Each language in its own words: never translated."""


class Language(QObject):
    """Speaks one language at a time.

    Widgets that only have words of their own hear of a change as `LanguageChange`; what reads
    the register to say something new listens to `changed`, because an error that is raised
    while Qt delivers an event to an override may bring the whole program down.
    """

    changed = Signal()

    def __init__(self, code: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._qt = QTranslator()
        self.code = ""
        self.speak(code)

    def speak(self, code: str) -> None:
        """Say everything in `code` from now on."""
        if code == self.code:
            return
        self.code = code
        use_language(code)
        QLocale.setDefault(QLocale(code))
        QCoreApplication.removeTranslator(self._qt)
        self._qt = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt.load(f"qtbase_{code}", folder):
            QCoreApplication.installTranslator(self._qt)
        for widget in QApplication.topLevelWidgets():
            QCoreApplication.postEvent(widget, QEvent(QEvent.Type.LanguageChange))
        self.changed.emit()
