import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox, QWidget

from app.errors import WorkshopNameUnknown
from ui.ask import QtAsk


@pytest.fixture
def asked(qtbot):
    """What was shown; the box is answered by the button with these words."""
    seen = []

    def answer(words):
        def press():
            box = QApplication.activeModalWidget()
            seen.append((box.text(), box.textFormat()))
            buttons = {button.text(): button for button in box.buttons()}
            (buttons.get(words) or box.buttons()[0]).click()

        QTimer.singleShot(0, press)
        return seen

    return answer


def test_names_are_text_never_markup(asked):
    seen = asked("OK")
    QtAsk().show_error(WorkshopNameUnknown(name="<img src='/etc/passwd'>"))

    ((text, form),) = seen
    assert "<img" in text
    assert form is Qt.TextFormat.PlainText


def test_tell_waits_until_it_is_read(asked):
    seen = asked("OK")
    QtAsk().tell("The copy was verified.")

    assert seen[0][0] == "The copy was verified."
    assert not any(
        isinstance(w, QMessageBox) and w.isVisible() for w in QApplication.topLevelWidgets()
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        pytest.param(" The sheet says so ", "The sheet says so", id="trimmed"),
        pytest.param("  ", None, id="empty is no reason"),
    ],
)
def test_reason(qtbot, typed, reason):
    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        dialog.setTextValue(typed)
        dialog.accept()

    QTimer.singleShot(0, answer)

    assert QtAsk().reason("Why?") == reason


def test_box_that_was_read_is_not_kept_by_the_window(asked, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    asked("OK")

    QtAsk(window).tell("The copy was verified.")

    qtbot.waitUntil(lambda: window.findChildren(QMessageBox) == [])
