"""A signed sheet on its way in: numbers typed, read against the room, written with Enter."""

from PySide6.QtCore import QObject, Signal

from app.domain.presence import SheetReading, read_sheet
from app.domain.sheet_numbers import SheetNumbers, sheet_numbers
from app.i18n import _
from ui.desk import Desk
from ui.pages.attendance_writing import AttendanceWriting
from ui.widgets.signed_sheet import SignedSheet
from ui.words.attendance import Room
from ui.words.sheet_reading import reading_words, wrong_words


class SheetEntry(QObject):
    """Shows what the numbers would change while they are typed."""

    left = Signal()  # there is nothing more to type

    def __init__(
        self,
        desk: Desk,
        sheet: SignedSheet,
        writing: AttendanceWriting,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sheet = sheet
        self._writing = writing
        self._room = Room((), (), {})
        sheet.edited.connect(self._show)
        sheet.entered.connect(self._on_entered)
        sheet.left.connect(self.leave)

    def show_room(self, room: Room) -> None:
        """Read the numbers against `room` from now on."""
        self._room = room
        self._show()

    def leave(self) -> None:
        """Forget the numbers."""
        self._sheet.clear()
        self.left.emit()

    def _read(self) -> tuple[SheetNumbers, SheetReading]:
        numbers, room = sheet_numbers(self._sheet.line.text()), self._room
        session = self._desk.current.session
        reading = read_sheet(numbers.values, self._sheet.what, session, room.lines, room.standings)
        return numbers, reading

    def _show(self) -> None:
        if not self._sheet.line.text().strip():
            return
        numbers, reading = self._read()
        wrong = wrong_words(numbers, reading)
        if self._room.session(self._desk.current.session) is None:
            wrong = _("Choose the half-day: F9, or click on its column.")
        words = reading_words(reading, self._sheet.what) if reading.changed or not wrong else []
        self._sheet.show_reading(words, wrong)

    def _on_entered(self) -> None:
        numbers, reading = self._read()
        session, what = self._desk.current.session, self._sheet.what
        if not reading.changed:
            self._desk.notices.told.emit(_("The screen says the same already: nothing to change."))
            self.leave()
        elif self._writing.take_numbers(session, numbers.values, what):
            self.leave()
