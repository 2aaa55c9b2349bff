from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.people import Sex
from app.errors import RegisterGone, StorageFull
from app.store import registrations
from ui.places import PLACES
from ui.window import Window

GONE = RegisterGone(path=Path("/Emarge"))


@pytest.fixture
def window(desk, ask, show):
    window = show(Window(desk, PLACES[:1], lambda _secret: False))
    ask.stand_over(window, window.halt)
    return window


def test_nothing_is_confirmed_any_more_and_no_box_stands_in_the_way(
    window, desk, ask, invite, qtbot, monkeypatch
):
    salif = invite("Salif KONÉ", Sex.MALE)

    def gone():
        raise GONE

    assert desk.carry_out(gone) is None
    assert window.screens.currentWidget() is window.gone
    assert ask.errors == []
    qtbot.keyClicks(QApplication.focusWidget(), "salif\r")
    assert not registrations.line(desk.db, salif).registration.is_here


def test_a_copy_is_saved_elsewhere_and_where_is_said(window, ask, care, desk, tmp_path, qtbot):
    window.halt(GONE)
    ask.files = [tmp_path]
    with qtbot.waitSignal(desk.tasks.idle):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert care.rescued == [tmp_path]
    assert str(tmp_path) in window.gone.done.text()


def test_a_stick_that_is_full_leaves_the_way_open(window, ask, care, desk, tmp_path, qtbot):
    window.halt(GONE)
    care.error = StorageFull()
    ask.files = [tmp_path]
    with qtbot.waitSignal(desk.tasks.idle):
        window.gone.rescue.click()

    assert "The disk is full" in window.gone.failed.text()
    assert window.gone.rescue.isEnabled()


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("size", ["normal", "largest"])
def test_all_of_it_is_read_in_the_smallest_window(window, desk, code, size, qtbot):
    desk.language.speak(code)
    desk.look.choose(type(desk.look.size)(size))
    window.halt(GONE)

    card = window.gone.card
    qtbot.waitUntil(lambda: card.height() >= card.layout().totalHeightForWidth(card.width()))
    assert window.gone.rect().contains(card.geometry())
