"""News for the whole window."""

from PySide6.QtCore import QObject, Signal


class Notices(QObject):
    """Pages listen here and reload themselves; nobody else tells them to.

    `posted` says that data changed, and only that: whoever shows it reads it again. `told` is a
    sentence, ready for the eye, for the line under the page. `wanted` asks for another page by
    its name in `ui.places`. `taken_back` asks that a copy take the register's place.
    """

    posted = Signal(object)  # Outcome
    told = Signal(str)
    wanted = Signal(str)
    taken_back = Signal(object)  # Copy
