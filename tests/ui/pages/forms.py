"""What a hand does with the forms over a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.form import FormDialog
from ui.widgets.label import Label


def open_form(qtbot: QtBot, page: QWidget, key: Qt.Key) -> FormDialog:
    """The form that `key` opens over a page, ready for more keys."""
    page.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page.window())
    qtbot.keyClick(page, key)
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    return form


def save(qtbot: QtBot, form: QWidget) -> None:
    """Press the key that keeps what is typed."""
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def words(widget: QWidget) -> list[str]:
    """Everything that is said in `widget`."""
    return [label.text() for label in widget.findChildren(Label) if label.text()]
