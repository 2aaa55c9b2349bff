import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ui.widgets.numbers_line import NumbersLine


@pytest.fixture
def line(show):
    return show(NumbersLine(), (300, 40))


def press(line, text, modifiers=Qt.KeyboardModifier.NoModifier):
    """Type what a key gives, as the system would say it."""
    for letter in text:
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, letter))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param("1-25", "1-25", id="figures and a dash: QWERTY, key pad, Shift"),
        pytest.param("&é -", "12 6", id="the unshifted AZERTY row"),
        pytest.param("-", "6", id="the key of 6 first"),
        pytest.param("&:éà", "1:20", id="a range without Shift"),
        pytest.param("3 &-", "3 16", id="the way of typing may change"),
    ],
)
def test_dash_and_six_share_a_key(line, typed, read):
    press(line, typed)

    assert line.text() == read


def test_line_begins_as_it_was_typed_elsewhere(line):
    line.begin("1", is_unshifted=False)
    press(line, "-3")

    assert line.text() == "1-3"


def test_escape_empties_it_and_says_so(line, qtbot):
    line.setText("3")
    with qtbot.waitSignal(line.left):
        qtbot.keyClick(line, Qt.Key.Key_Escape)

    assert line.text() == ""
