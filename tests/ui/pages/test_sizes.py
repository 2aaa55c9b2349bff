import pytest

from app.i18n import _
from app.services.examples.exercise import load_exercise
from app.store import workshops
from tests.conftest import NOW
from tests.ui.conftest import PAGE
from ui.look import TextSize
from ui.places import PLACES


@pytest.fixture
def full(db, author, current):
    """A workshop with a list and five days."""
    current.choose(load_exercise(db, author, "bamako-2017", now=NOW).subject)
    current.choose_session(workshops.sessions(db, current.workshop)[0].id)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_page_fits_the_smallest_window_in_both_languages(show, desk, place, code):
    desk.language.speak(code)
    least = show(place.build(desk), PAGE).minimumSizeHint()

    assert (least.width() <= PAGE[0], least.height() <= PAGE[1]) == (True, True)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_page_takes_the_largest_letters(show, desk, place):
    desk.look.choose(TextSize.LARGEST)
    least = show(place.build(desk), (1100, 520)).minimumSizeHint()

    assert (least.width() <= 1100, least.height() <= 520) == (True, True)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_help_is_in_both_languages(desk, place, code, qtbot):
    desk.language.speak(code)
    shown = place.build(desk)
    qtbot.addWidget(shown)

    assert (_(shown.help_text) == shown.help_text) is (code == "en")
