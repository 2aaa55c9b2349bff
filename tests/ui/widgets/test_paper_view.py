import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.printing import Picture
from ui.widgets.paper_view import PaperView

Key = Qt.Key


@pytest.fixture
def view(show, look):
    return show(PaperView(look), (500, 500))


def page(number, pages=3, size=(300, 212)):
    return Picture(QImage(QSize(*size), QImage.Format.Format_RGB32), number, pages)


def test_page_says_where_it_is(view):
    view.show_picture(page(1))

    assert view.place.text() == "Page 2 of 3"
    assert view.sheet.isVisible()


def test_page_is_said_in_the_language_of_the_window(view, language, qtbot):
    view.show_picture(page(1))

    language.speak("fr")

    qtbot.waitUntil(lambda: view.place.text() == "Page 2 sur 3")


@pytest.mark.parametrize(
    ("start", "key", "wanted"),
    [
        pytest.param(0, Key.Key_PageDown, 1, id="Page Down"),
        pytest.param(1, Key.Key_PageUp, 0, id="Page Up"),
        pytest.param(0, Key.Key_Right, 1, id="right"),
        pytest.param(2, Key.Key_Left, 1, id="left"),
        pytest.param(0, Key.Key_End, 2, id="to the end"),
        pytest.param(2, Key.Key_Home, 0, id="to the beginning"),
    ],
)
def test_keys_turn_the_pages(view, qtbot, start, key, wanted):
    view.show_picture(page(start))

    with qtbot.waitSignal(view.turned) as turned:
        qtbot.keyClick(view, key)

    assert turned.args == [wanted]


@pytest.mark.parametrize(("start", "key"), [(2, Key.Key_PageDown), (0, Key.Key_PageUp)])
def test_nothing_is_turned_beyond_the_ends(view, qtbot, start, key):
    view.show_picture(page(start))

    with qtbot.assertNotEmitted(view.turned):
        qtbot.keyClick(view, key)


def test_page_is_the_wanted_one_before_its_picture_comes(view, qtbot):
    view.show_picture(page(0))

    qtbot.keyClick(view, Key.Key_PageDown)

    assert view.page == 1
    assert view.place.text() == "Page 2 of 3"


def test_buttons_turn_too_and_are_off_where_they_would_do_nothing(view, qtbot):
    view.show_picture(page(0))

    assert not view.before.isEnabled()
    with qtbot.waitSignal(view.turned) as turned:
        qtbot.mouseClick(view.after, Qt.MouseButton.LeftButton)
    assert turned.args == [1]


def test_signs_on_the_buttons_are_read_out_as_words(view):
    names = [button.accessibleName() for button in (view.before, view.after, view.larger)]

    assert names == ["Previous page", "Next page", "Show larger"]


def test_larger_asks_for_a_larger_picture_and_smaller_comes_back(view, qtbot):
    view.show_picture(page(0))
    before = view.room

    with qtbot.waitSignal(view.resized):
        qtbot.mouseClick(view.larger, Qt.MouseButton.LeftButton)
    larger = view.room
    qtbot.mouseClick(view.smaller, Qt.MouseButton.LeftButton)

    assert larger.width() > before.width() == view.room.width()
    assert not view.smaller.isEnabled()


def test_wheel_with_ctrl_zooms(view, qtbot):
    view.show_picture(page(0))
    middle = QPointF(100, 100)
    event = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    with qtbot.waitSignal(view.resized):
        QApplication.sendEvent(view, event)


def test_words_stand_where_no_paper_is(view):
    view.show_picture(page(0))

    view.say("Nothing yet")

    assert view.words.text() == "Nothing yet"
    assert not view.sheet.isVisible()
    assert view.pages == 0
    assert not view.larger.isEnabled()
