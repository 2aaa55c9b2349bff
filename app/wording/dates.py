"""Dates and hours as papers print them: « du 1er au 3 octobre 2021 », "from 1 to 3 October 2021".

Own code: the libraries print « 1 octobre » and « 13–15 octobre », which no French reader writes
(field practice 4.3). `lang` is "fr" or "en"; English follows the United Nations' style.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from itertools import groupby, pairwise

from app.domain.workshop import Part
from app.wording.grammar import join

_NO_BREAK = "\u00a0"

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_SHORT_MONTHS = {
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "en": "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.",
}
_WEEKDAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_PARTS = {
    ("fr", Part.MORNING): ("matin", "mat."),
    ("fr", Part.AFTERNOON): ("après-midi", "apr.-m."),
    ("fr", Part.OTHER): ("autre", "autre"),
    ("en", Part.MORNING): ("morning", "a.m."),
    ("en", Part.AFTERNOON): ("afternoon", "p.m."),
    ("en", Part.OTHER): ("other", "other"),
}


def day(on: date, lang: str, *, typographic: bool = True) -> str:
    """« 13 octobre 2021 », « 1er octobre 2021 » / "13 October 2021".

    `typographic` binds day, month and year with no-break spaces, here and below.
    """
    return _bound(f"{_day_month(on, lang)} {on.year}", typographic)


def weekday_day(on: date, lang: str, *, typographic: bool = True) -> str:
    """« mercredi 13 octobre 2021 » / "Wednesday, 13 October 2021"."""
    separator = " " if lang == "fr" else ", "
    return f"{weekday(on, lang)}{separator}{day(on, lang, typographic=typographic)}"


def weekday(on: date, lang: str) -> str:
    """« mercredi » / "Wednesday"."""
    return _word(_WEEKDAYS, lang, on.weekday())


def period(start: date, end: date, lang: str, *, typographic: bool = True) -> str:
    """From `start` to `end` with its preposition: « du 13 au 15 octobre 2021 ».

    One day gives « le 13 octobre 2021 », two in a row « les 13 et 14 octobre 2021 ». With
    no-break spaces a line may end between two months, never inside « du 13 au 15 octobre 2021 ».
    """
    start, end = min(start, end), max(start, end)
    if end - start <= timedelta(days=1):
        return days(sorted({start, end}), lang, typographic=typographic)
    since, until = _up_to_what_follows(start, end, lang), f"{_day_month(end, lang)} {end.year}"
    from_, to = ("du", "au") if lang == "fr" else ("from", "to")
    halves = (f"{from_} {since}", f"{to} {until}")
    if _month(start) == _month(end):
        return _bound(" ".join(halves), typographic)
    return " ".join(_bound(half, typographic) for half in halves)


def days(dates: Iterable[date], lang: str, *, typographic: bool = True) -> str:
    """The days with their preposition, a period where three or more follow each other.

    « les 13, 15 et 20 octobre 2021 » / "on 13, 15 and 20 October 2021"; nothing for no day.
    """
    listed = sorted(set(dates))
    if not listed:
        return ""
    if len(listed) > 2 and all(b - a == timedelta(days=1) for a, b in pairwise(listed)):
        return period(listed[0], listed[-1], lang, typographic=typographic)
    article = ("les" if len(listed) > 1 else "le") if lang == "fr" else "on"
    separator = _bound(" ", typographic)
    return f"{article}{separator}{_listed(listed, lang, typographic)}"


def _listed(dates: Sequence[date], lang: str, typographic: bool) -> str:
    """Each month once, after its last day; each year once, after its last month."""
    months = [list(group) for _, group in groupby(dates, key=_month)]
    phrases = []
    for group, following in zip(months, [*months[1:], None], strict=True):
        *before, last = group
        ends_year = following is None or following[0].year != last.year
        final = f"{_day_month(last, lang)} {last.year}" if ends_year else _day_month(last, lang)
        numbers = [_number(on, lang) for on in before]
        phrases.append(_joined([*numbers, _bound(final, typographic)], lang, typographic))
    return _joined(phrases, lang, typographic)


def _joined(items: Sequence[str], lang: str, typographic: bool) -> str:
    """A list in words: its « et » never ends a line, and two numbers stay together."""
    said = join(items, lang)
    if len(items) < 2 or not typographic:
        return said
    before = said[: -len(items[-1]) - 1]
    if _NO_BREAK not in items[-2]:
        before = _NO_BREAK.join(before.rsplit(" ", 1))
    return f"{before}{_NO_BREAK}{items[-1]}"


def _month(on: date) -> tuple[int, int]:
    return on.year, on.month


def short_period(start: date, end: date, lang: str) -> str:
    """For a heading or a table: « 13–15 oct. 2021 », « 30 sept. – 1er oct. 2021 »."""
    start, end = min(start, end), max(start, end)
    until = f"{_number(end, lang)} {_word(_SHORT_MONTHS, lang, end.month - 1)} {end.year}"
    if start == end:
        return _bound(until, True)
    if _month(start) == _month(end):
        return _bound(f"{_number(start, lang)}–{until}", True)
    since = f"{_number(start, lang)} {_word(_SHORT_MONTHS, lang, start.month - 1)}"
    if start.year != end.year:
        since = f"{since} {start.year}"
    return f"{_bound(since, True)} – {_bound(until, True)}"


def hour(at: time, lang: str, *, typographic: bool = True) -> str:
    """« 8 h 30 », « 14 h » / "8.30 a.m.", "2 p.m.", "noon"."""
    if lang == "fr":
        minutes = f" {at.minute:02d}" if at.minute else ""
        return _bound(f"{at.hour} h{minutes}", typographic)
    if at.minute == 0 and at.hour in (0, 12):
        return "noon" if at.hour else "midnight"
    minutes = f".{at.minute:02d}" if at.minute else ""
    half = "p.m." if at.hour >= 12 else "a.m."
    return _bound(f"{(at.hour - 1) % 12 + 1}{minutes} {half}", typographic)


def session_name(on: date, part: Part, lang: str, *, label: str = "", short: bool = False) -> str:
    """« Mercredi 13 · matin », short « Mer. 13 · matin »; `label` says what another sitting is."""
    said = label if part is Part.OTHER and label else part_name(part, lang)
    name = weekday(on, lang).capitalize()
    return f"{f'{name[:3]}.' if short else name} {_number(on, lang)} · {said}"


def part_name(part: Part, lang: str, *, short: bool = False) -> str:
    """« matin », « après-midi » / "morning"; short « mat. », « apr.-m. » / "a.m."."""
    return _PARTS["fr" if lang == "fr" else "en", part][short]


def _up_to_what_follows(start: date, end: date, lang: str) -> str:
    """The first day of a period, without the month or year that the last day will say."""
    if start.year != end.year:
        return f"{_day_month(start, lang)} {start.year}"
    if start.month != end.month:
        return _day_month(start, lang)
    return _number(start, lang)


def _day_month(on: date, lang: str) -> str:
    return f"{_number(on, lang)} {_word(_MONTHS, lang, on.month - 1)}"


def _number(on: date, lang: str) -> str:
    """Only the first of the month is an ordinal, and only in French."""
    return "1er" if lang == "fr" and on.day == 1 else str(on.day)


def _word(words: dict[str, str], lang: str, index: int) -> str:
    return words["fr" if lang == "fr" else "en"].split()[index]


def _bound(text: str, typographic: bool) -> str:
    return text.replace(" ", _NO_BREAK) if typographic else text
