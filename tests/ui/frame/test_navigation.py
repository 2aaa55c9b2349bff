import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import N_
from ui.frame.navigation import Navigation, Place
from ui.pages.page import Page
from ui.widgets.button import Button

F8 = Qt.Key.Key_F8


class Paper(Page):
    """A page that wants the key by which it is reached."""

    def __init__(self, desk, parent=None):
        super().__init__(desk, parent)
        self.print_ = Button(N_("Print"), "F8")
        QVBoxLayout(self).addWidget(self.print_)


@pytest.fixture
def frame(show, desk):
    """A navigation of two places beside the page of the second."""
    places = (
        Place("desk", N_("Rank"), Page),
        Place("paper", N_("Sex"), Paper, "F8", hands_over=True),
    )
    page = Paper(desk)
    navigation = Navigation(places)
    page.layout().addWidget(navigation)
    show(page)
    return navigation, page


def test_key_goes_to_the_page_from_elsewhere(frame, qtbot):
    navigation, page = frame
    page.print_.hide()
    navigation.show_chosen(0)

    with qtbot.waitSignal(navigation.chosen) as chosen:
        qtbot.keyClick(page, F8)

    assert chosen.args == [1]


def test_key_belongs_to_the_page_once_it_is_seen(frame, qtbot):
    navigation, page = frame
    navigation.show_chosen(1)

    with qtbot.assertNotEmitted(navigation.chosen), qtbot.waitSignal(page.print_.clicked):
        qtbot.keyClick(page, F8)


def test_key_is_heard_again_after_the_page_was_left(frame, qtbot):
    navigation, page = frame
    navigation.show_chosen(1)
    page.print_.hide()
    navigation.show_chosen(0)

    with qtbot.waitSignal(navigation.chosen):
        qtbot.keyClick(page, F8)
