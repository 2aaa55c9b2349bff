"""What an operator does at the desk, for the tests of it."""

from PySide6.QtCore import Qt

from app.store import registrations


def type_in(qtbot, page, text):
    qtbot.keyClicks(page.finder.search, text)


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.window().focusWidget() or page, key, modifier)


def names(page):
    return [
        page.finder.model.row(page.finder.model.index(row)).name
        for row in range(page.finder.model.rowCount())
    ]


def status(db, registration):
    return registrations.line(db, registration).registration.status
