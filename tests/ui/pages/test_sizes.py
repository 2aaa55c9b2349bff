import pytest

from app.i18n import _
from app.services.examples.exercise import load_exercise
from app.store import workshops
from tests.conftest import NOW
from ui.look import TextSize
from ui.pages.attendance_page import AttendancePage
from ui.pages.documents_page import DocumentsPage
from ui.pages.figures_page import FiguresPage
from ui.pages.sending_page import SendingPage
from ui.pages.settings_page import SettingsPage
from ui.pages.workshop_page import WorkshopPage
from ui.pages.workshops_page import WorkshopsPage

ROOM = (802, 507)
"""What the frame leaves of the smallest window, in pixels."""

PAGES = [
    AttendancePage,
    DocumentsPage,
    FiguresPage,
    SendingPage,
    SettingsPage,
    WorkshopPage,
    WorkshopsPage,
]


@pytest.fixture
def full(db, author, current):
    """A workshop with a list and five days."""
    current.choose(load_exercise(db, author, "bamako-2017", now=NOW).subject)
    current.choose_session(workshops.sessions(db, current.workshop)[0].id)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_page_fits_the_smallest_window_in_both_languages(show, desk, page, code):
    desk.language.speak(code)
    least = show(page(desk), ROOM).minimumSizeHint()

    assert (least.width() <= ROOM[0], least.height() <= ROOM[1]) == (True, True)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("page", PAGES)
def test_page_takes_the_largest_letters(show, desk, page):
    desk.look.choose(TextSize.LARGEST)
    least = show(page(desk), (1100, 520)).minimumSizeHint()

    assert (least.width() <= 1100, least.height() <= 520) == (True, True)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_help_is_in_both_languages(desk, page, code, qtbot):
    desk.language.speak(code)
    shown = page(desk)
    qtbot.addWidget(shown)

    assert (_(shown.help_text) == shown.help_text) is (code == "en")
