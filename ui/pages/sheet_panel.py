"""What to choose for an attendance sheet."""

from functools import partial
from typing import ClassVar, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import N_, _, current_language
from app.services.papers.printing import (
    Language,
    Layout,
    SheetOptions,
    Sort,
    Variant,
    cut_words,
    sheet_pdf,
)
from app.services.people.renumbering import shared
from app.store import workshops
from app.wording.dates import day, weekday_day
from ui.desk import Desk
from ui.previewing import Maker
from ui.widgets.banner import Banner
from ui.widgets.options import Options
from ui.widgets.picker import Picker

LANGUAGES = (
    ("fr", N_("French")),
    ("en", N_("English")),
    ("both", N_("French and English")),
)
"""Those of the papers: French is always first in these countries."""

_CONTENTS = (("", N_("To sign")), ("state", N_("As entered")))
_LAYOUTS = (("days", N_("A sheet for each day")), ("grid", N_("All half-days on one sheet")))
_VARIANTS = (
    ("complete", N_("With contacts")),
    ("no_contacts", N_("Without contacts")),
    ("discreet", N_("Discreet: names only")),
)
_SORTS = (
    ("number", N_("By number")),
    ("name", N_("By name")),
    ("organisation", N_("By organization")),
)
_ALL = ""
_BLANK_ROWS = tuple((str(count), str(count)) for count in (0, 3, 6, 9, 12, 20, 30, 40))


class SheetPanel(QWidget):
    """Shows the options; says what paper they make."""

    wanted = Signal()  # another paper than before
    LEAST_WIDTH: ClassVar[int] = 330
    """Pixels at normal text size."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.content = Picker(N_("Content"), _CONTENTS)
        self.language = Picker(N_("Language"), LANGUAGES)
        self.layout_ = Picker(N_("Layout"), _LAYOUTS)
        self.days = Picker(N_("Days"))
        self.variant = Picker(N_("Variant"), _VARIANTS)
        self.sort = Picker(N_("Order"), _SORTS)
        self.blank_rows = Picker(N_("Empty rows"), _BLANK_ROWS, str(SheetOptions().blank_rows))
        self.shared, self.too_long = Banner(), Banner()
        rows = (
            (N_("Content"), self.content),
            (N_("Language"), self.language),
            (N_("Layout"), self.layout_),
            (N_("Days"), self.days),
            (N_("Contacts"), self.variant),
            (N_("Order"), self.sort),
            (N_("Empty rows"), self.blank_rows),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Options(rows))
        column.addWidget(self.shared)
        column.addWidget(self.too_long)
        column.addStretch(1)
        self.setFocusProxy(self.content)
        for _words, field in rows:
            field.chosen.connect(self._on_chosen)

    def reload(self) -> None:
        """Offer the days of the workshop that is current; a discreet one prints discreetly."""
        workshop = workshops.get(self._desk.db, self._desk.current.workshop)
        sessions = workshops.sessions(self._desk.db, self._desk.current.workshop)
        language = current_language()
        days = sorted({session.on for session in sessions})
        self.days.offer(
            [(_ALL, _("All days")), *((on.isoformat(), weekday_day(on, language)) for on in days)]
        )
        desk = self._desk
        found = shared(desk.db, desk.current.workshop, desk.roster())
        numbers = [str(one.number) for one in found]
        said = _("Several people have the number {numbers}. Settle it on the page “Attendance”.")
        self.shared.say(said.format(numbers=", ".join(numbers)) if numbers else "")
        self.too_long.say(cut_words(desk.db, desk.current.workshop))
        is_discreet = workshop is not None and workshop.discreet
        self.variant.setEnabled(not is_discreet)
        if is_discreet:
            self.variant.offer(_VARIANTS, "discreet")
        self.wanted.emit()

    @property
    def options(self) -> SheetOptions:
        """What was chosen."""
        now = self._desk.clock()
        sessions = workshops.sessions(self._desk.db, self._desk.current.workshop)
        chosen = self.days.value
        days = tuple(sorted({one.on for one in sessions if one.on.isoformat() == chosen}))
        spoken = "en" if self.language.value == "en" else "fr"
        return SheetOptions(
            layout=cast("Layout", self.layout_.value),
            variant=cast("Variant", self.variant.value),
            language=cast("Language", self.language.value),
            blank_rows=int(self.blank_rows.value),
            sort=cast("Sort", self.sort.value),
            state=self.content.value == "state",
            days=days or None,
            printed_at=f"{day(now.date(), spoken)} {now:%H:%M}",
        )

    def maker(self) -> Maker:
        """What makes the paper, from values chosen now."""
        desk = self._desk
        return partial(sheet_pdf, desk.db, desk.current.workshop, self.options)

    @property
    def title(self) -> str:
        """What the paper is called, in the language of the window."""
        is_state = self.content.value == "state"
        return _("Attendance as entered") if is_state else _("Attendance sheet")

    def _on_chosen(self, _value: str) -> None:
        self.blank_rows.setEnabled(self.content.value != "state")
        self.wanted.emit()
