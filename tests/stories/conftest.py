"""The real window over a real register, for stories that are told by keys."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.fakes import FakeAsk
from ui.language import Language
from ui.look import Look, Theme
from ui.opening import open_window
from ui.preferences import Preferences
from ui.tasks import Tasks


@pytest.fixture
def ask():
    return FakeAsk()


@pytest.fixture
def opened(qtbot, ask):
    """Open the window over an installation, at an hour and in a language."""
    languages = []

    def opened(installation, now, spoken):
        language = Language(spoken)
        languages.append(language)
        window = open_window(
            installation,
            tasks=Tasks(),
            ask=ask,
            look=Look(theme=Theme.LIGHT),
            language=language,
            preferences=Preferences(installation.home),
            clock=lambda: now,
        )
        qtbot.addWidget(window)
        window.resize(1024, 700)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        return window

    yield opened
    for language in languages:
        language.speak("en")
