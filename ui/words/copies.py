"""How backup copies are said on screen: which, how old, where, and why it was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from app.i18n import N_, _, current_language, ngettext
from app.services.care.copies import Copy, CopyPlace, CopyReason
from app.services.care.second_place import SecondPlace
from app.wording.dates import day, hour
from app.wording.people import isolated
from ui.models.shapes import Shape
from ui.models.states import StateRow

_PLACES = {
    CopyPlace.HOME: (N_("here"), Shape.RING),
    CopyPlace.SECOND: (N_("second place"), Shape.DISC),
    CopyPlace.ELSEWHERE: (N_("elsewhere"), Shape.RING),
}
_BOTH = (N_("two places"), Shape.DISC)
_REASONS = {
    CopyReason.ASKED: N_("made by hand"),
    CopyReason.CLOSING: N_("when Émarge was closed"),
    CopyReason.SESSION: N_("after a half-day"),
    CopyReason.TIMED: N_("during work"),
    CopyReason.EXPORT: N_("when something was sent"),
}
_STEP_MINUTES, _HOUR, _DAY = 5, timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """How the second place stands: a sentence and its tone, and where it is."""

    state: str
    role: str
    where: str
    is_chosen: bool


def copy_rows(copies: Sequence[Copy], now: datetime) -> list[StateRow]:
    """A row for each copy, the newest first; one that lies in both places has one row."""
    places: dict[int, set[CopyPlace]] = {}
    first: dict[int, Copy] = {}
    for copy in copies:
        places.setdefault(copy.number, set()).add(copy.place)
        first.setdefault(copy.number, copy)
    return [_row(copy, places[number], now) for number, copy in first.items()]


def copy_row(copy: Copy, now: datetime) -> StateRow:
    """A copy: when it was made, what it holds, where it lies, and why it was made."""
    return _row(copy, {copy.place}, now)


def _row(copy: Copy, places: set[CopyPlace], now: datetime) -> StateRow:
    words, shape = _PLACES[copy.place] if len(places) == 1 else _BOTH
    told = (counts_words(copy), _(_REASONS[copy.reason])) if copy.is_told else ()
    return StateRow(
        key=str(copy.path),
        title=_short_when(copy.at, now),
        detail=" · ".join(told) or _("its note cannot be read"),
        state=_(words),
        shape=shape,
    )


def second_place_words(place: SecondPlace | None, now: datetime) -> PlaceWords:
    """What to say of the second place."""
    if place is None:
        said = _("▲ None is chosen: what is lost with this laptop’s disk is lost with its copies.")
        return PlaceWords(said, "ochre", "", is_chosen=False)
    where = place_words(place.folder)
    if place.is_there:
        return PlaceWords(_("● There, and copied to each time"), "here", where, is_chosen=True)
    if place.last_at is None:
        said = _("▲ Not there: copies wait for it")
    else:
        since = when_words(place.last_at, now)
        said = _("▲ Not there: copies have waited for it since {when}").format(when=since)
    return PlaceWords(said, "ochre", where, is_chosen=True)


def putting_back_points(lacks: int | None, aside: str) -> list[str]:
    """What taking a copy back means, point by point; `aside` says where the files of now go."""
    if lacks is None:
        missing = _("What was confirmed after it may be missing.")
    elif lacks:
        missing = ngettext(
            "{n} action that was confirmed after it will be missing.",
            "{n} actions that were confirmed after it will be missing.",
            lacks,
        ).format(n=lacks)
    else:
        missing = _("As far as is known, nothing will be missing.")
    return [
        missing,
        aside,
        _("Headquarters has to accept this laptop anew: what it sends waits there until then."),
    ]


def counts_words(copy: Copy) -> str:
    """« 64 personnes, 2 ateliers »."""
    people = ngettext("{n} person", "{n} people", copy.people).format(n=copy.people)
    workshops = ngettext("{n} workshop", "{n} workshops", copy.workshops).format(n=copy.workshops)
    return f"{people}, {workshops}"


def holds_words(copy: Copy) -> str:
    """What a copy holds, as a sentence."""
    return _("It holds {counts}.").format(counts=counts_words(copy))


def when_words(at: datetime, now: datetime) -> str:
    """« aujourd’hui à 10 h 15 », « hier à 17 h 02 », « 9 octobre 2021 à 17 h 02 »."""
    local, language = at.astimezone(now.tzinfo), current_language()
    said = {
        now.date(): _("today at {time}"),
        now.date() - timedelta(days=1): _("yesterday at {time}"),
    }.get(local.date(), _("{day} at {time}"))
    return said.format(day=_short_day(local.date(), now), time=hour(local.time(), language))


def of_when_words(at: datetime, now: datetime) -> str:
    """Which copy, inside of a sentence: « 10 h 15 », « hier à 17 h 02 »."""
    local = at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return hour(local.time(), current_language())
    return when_words(at, now)


def age_words(at: datetime, now: datetime) -> str:
    """How long ago that was, in steps: « il y a 10 min », « il y a 2 h », then its day."""
    age = now - at
    if age >= _DAY or age < -_HOUR:  # a clock that was set back makes it lie ahead
        return _short_day(at.astimezone(now.tzinfo).date(), now)
    if age >= _HOUR:
        return _("{n} h ago").format(n=age // _HOUR)
    minutes = age // timedelta(minutes=1) // _STEP_MINUTES * _STEP_MINUTES
    return _("{n} min ago").format(n=minutes) if minutes > 0 else _("just now")


def seconds_until_older(at: datetime, now: datetime) -> int | None:
    """When `age_words` says something else next; None when it never will again."""
    age = now - at
    if age >= _DAY or age < timedelta():
        return None
    step = _HOUR if age >= _HOUR else timedelta(minutes=_STEP_MINUTES)
    return int((step - age % step).total_seconds()) + 1


def place_words(folder: Path) -> str:
    """A folder inside of a sentence."""
    return isolated(str(folder))


def _short_when(at: datetime, now: datetime) -> str:
    """For a list: « 10 h 15 », « Hier, 14 h 31 », « 24 juin, 15 h 51 »."""
    local = at.astimezone(now.tzinfo)
    time = hour(local.time(), current_language())
    if local.date() == now.date():
        return time
    if local.date() == now.date() - timedelta(days=1):
        return _("Yesterday, {time}").format(time=time)
    return _("{day}, {time}").format(day=_short_day(local.date(), now), time=time)


def _short_day(on: date, now: datetime) -> str:
    said = day(on, current_language())
    return said.removesuffix(f"\u00a0{now.year}") if on.year == now.year else said
