"""What the strip above the pages tells: found beside the work, and said once."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.domain.clock import is_doubtful
from app.domain.outcome import Outcome, Topic
from app.errors import AppError
from app.i18n import N_, _, current_language
from app.services.care.offering import is_offered, note_offered
from app.store import workshops
from app.wording.dates import day
from ui.caring import Survey
from ui.desk import Desk
from ui.frame.bulletin import Bulletin, News, Weight
from ui.words.copies import place_words

_CLOCK, _DISK, _COPY, _SECOND, _OFFER = "clock", "disk", "copy", "second", "offer"


class Watch(QObject):
    """Turns what others find into news; what is not so any more is taken back."""

    def __init__(self, desk: Desk, bulletin: Bulletin, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._bulletin = desk, bulletin
        self._has_second = True
        desk.notices.posted.connect(self._on_notice)
        desk.current.changed.connect(self._look_at_clock)
        desk.keeper.surveyed.connect(self._on_surveyed)
        desk.keeper.copying.failed.connect(self._on_failed)
        desk.keeper.copying.copied.connect(self._on_copied)
        self._look_at_clock()
        if desk.db.is_read_only:
            self._tell("read-only", Weight.GRAVE, _read_only_words, can_go=False)

    def tell_of_opening(self, notices: Sequence[AppError]) -> None:
        """Tell what was found, or mended, when the register was opened."""
        for place, error in enumerate(notices):
            self._tell(f"opening-{place}", Weight.WARNING, partial(_message, error))

    def tell_of_return(self, words: Callable[[], str]) -> None:
        """Tell what a copy that was taken back may lack."""
        self._tell("return", Weight.WARNING, words)

    def _tell(
        self, key: str, weight: Weight, words: Callable[[], str], *, can_go: bool = True
    ) -> None:
        self._bulletin.tell(News(key, weight, words, can_go=can_go))

    def _tell_of_copies(
        self, key: str, weight: Weight, words: Callable[[], str], action: str
    ) -> None:
        go = partial(self._desk.notices.wanted.emit, "copies")
        gone = self._on_declined if key == _OFFER else None
        self._bulletin.tell(News(key, weight, words, action, go, on_gone=gone))

    def _on_notice(self, outcome: Outcome) -> None:
        self._look_at_clock()
        if Topic.REGISTRATIONS in outcome.touched and not self._has_second:
            self._offer()

    def _look_at_clock(self) -> None:
        """A clock that cannot be right is said, and everything goes on: attendance needs none."""
        desk = self._desk
        workshop = workshops.get(desk.db, desk.current.workshop)
        sessions = workshops.sessions(desk.db, desk.current.workshop)
        if workshop is not None and is_doubtful(desk.clock().date(), workshop, sessions):
            self._tell(_CLOCK, Weight.WARNING, self._clock_words, can_go=False)
        else:
            self._bulletin.take_back(_CLOCK)

    def _clock_words(self) -> str:
        today = day(self._desk.clock().date(), current_language())
        said = _("The computer’s date ({date}) is outside the workshop. Check it.")
        return said.format(date=today)

    def _on_surveyed(self, seen: Survey) -> None:
        if seen.disk is None:
            self._bulletin.take_back(_DISK)
        else:
            self._tell(_DISK, Weight.GRAVE, partial(_message, seen.disk))
        if seen.second is not None and seen.is_late:
            words = partial(_second_words, place_words(seen.second))
            self._tell_of_copies(_SECOND, Weight.WARNING, words, N_("Look…"))
        else:
            self._bulletin.take_back(_SECOND)
        self._has_second = seen.second is not None
        if self._has_second:
            self._bulletin.take_back(_OFFER)

    def _offer(self) -> None:
        """A second place is offered once, when the first people are there to be lost."""
        if self._desk.roster() and not is_offered(self._desk.db):
            self._tell_of_copies(_OFFER, Weight.NOTE, _offer_words, N_("Choose…"))

    def _on_declined(self) -> None:
        note_offered(self._desk.db)

    def _on_failed(self, error: AppError) -> None:
        self._tell_of_copies(_COPY, Weight.WARNING, partial(_failed_words, error), N_("Look…"))

    def _on_copied(self, _copy: object) -> None:
        self._bulletin.take_back(_COPY)


def _message(error: AppError) -> str:
    return error.message


def _read_only_words() -> str:
    return _(
        "This register can be read, not written: its disk or its files are locked. Nothing that "
        "you enter here is kept."
    )


def _second_words(where: str) -> str:
    return _("Backup copies wait for the second place, {path}. Plug in the stick.").format(
        path=where
    )


def _offer_words() -> str:
    return _("The first people are on the list. Choose a stick to which copies go by themselves?")


def _failed_words(error: AppError) -> str:
    return _("A backup copy was not made. {reason}").format(reason=error.message)
