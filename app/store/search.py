"""Search as you type: the people of a workshop, then those known from other workshops."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.closeness import Closeness, Span, closeness, matched_spans
from app.domain.registration import RosterLine, Status
from app.store import registrations
from app.store.database import Database
from app.store.search_lines import SEARCHED, follow_status, reindex, reindex_all
from app.store.search_query import (
    Line,
    Scope,
    Typed,
    full_text,
    lines_for,
    read_typed,
    scope_of,
    scopes_elsewhere,
)
from app.wording.people import printed_name

__all__ = [
    "SEARCHED",
    "Hit",
    "follow_status",
    "is_discreet",
    "reindex",
    "reindex_all",
    "search",
]

_MOST_HERE = 120
"""Lines put in order for a dozen shown; one letter meets more only among a thousand people."""

_MOST_ELSEWHERE = 60

_PLACE = {"": 0, Status.INVITED: 0, Status.CONFIRMED: 0, Status.REGISTERED: 1}
_LAST_PLACE = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that answers what was typed.

    `workshop` is the id of the workshop that `line` belongs to, another one for people that are
    `known_elsewhere`. `spans` are the letters to underline in the name as a list prints it.
    """

    line: RosterLine
    workshop: str
    known_elsewhere: bool = False
    spans: tuple[Span, ...] = ()
    closeness: Closeness = Closeness.WHOLE


def search(
    db: Database, workshop_id: str, text: str, limit: int = 12, *, everywhere: bool = True
) -> list[Hit]:
    """The people that `text` may mean, at most `limit`.

    `text` holds beginnings of words of the name or organisation in any order, the last digits of
    a phone, or the number on the sheet. Those expected come first, then those who have arrived,
    the others of the workshop, and those known from other workshops (unless this one is discreet
    or not `everywhere`). Spellings that sound alike are found with the exact ones. A typo is
    forgiven where nobody of the workshop is found without: such guesses come last of all.
    """
    typed = read_typed(text)
    if not typed.words and not typed.digits:
        return []
    scope = scope_of(db, workshop_id)
    inside = [scope] if scope else []
    outside = scopes_elsewhere(scope) if everywhere and not is_discreet(db, workshop_id) else []
    exact = full_text(db, typed.words)
    here = _found(db, typed, exact, inside, _MOST_HERE)
    if len(here) >= limit:
        return _hits(db, typed, workshop_id, here[:limit])
    elsewhere = _unmet(_found(db, typed, exact, outside, _MOST_ELSEWHERE), here)
    guesses: list[Line] = []
    if not any(_closeness(line, typed) <= Closeness.SOUND for line in here):
        loose = full_text(db, typed.words, forgiving=True)
        guesses = [
            line for line in _found(db, typed, loose, inside, _MOST_HERE) if line not in here
        ]
        if not elsewhere and not guesses:
            guesses = _unmet(_found(db, typed, loose, outside, _MOST_ELSEWHERE), here)
    sure = [*here, *elsewhere][: limit // 2 if guesses else limit]
    return _hits(db, typed, workshop_id, [*sure, *guesses][:limit])


def is_discreet(db: Database, workshop_id: str) -> bool:
    """Whether nobody may be shown as known from elsewhere; so too when the workshop is unknown."""
    sql = "SELECT coalesce(discreet, 0) FROM workshops WHERE id = ? AND coalesce(deleted, 0) = 0"
    return bool(db.value(sql, [workshop_id]) != 0)


def _found(
    db: Database, typed: Typed, expression: str, scopes: Iterable[Scope], most: int
) -> list[Line]:
    """The lines of `scopes` that answer, in order."""
    found: list[Line] = []
    for scope in scopes:
        found += lines_for(db, typed, expression, scope, most - len(found))
    return sorted(found, key=lambda line: _rank(line, typed))


def _unmet(found: Iterable[Line], here: Iterable[Line]) -> list[Line]:
    """Each person once, as of the latest workshop, and none that stands here already.

    The same words and the same phone (or organisation) are taken for one person: for a list to
    choose from, not for a merge.
    """
    met = {_same_person(line) for line in here}
    people: dict[object, Line] = {}
    for line in found:
        people.setdefault(_same_person(line), line)
    return [line for person, line in people.items() if person not in met]


def _same_person(line: Line) -> object:
    return frozenset(line.words.split()), line.contacts or line.bodies


def _rank(line: Line, typed: Typed) -> tuple[bool, int, Closeness, str]:
    """What was asked for by number, how far the registration has come, closeness, name."""
    is_other = not typed.number or line.number != typed.number
    return (is_other, _PLACE.get(line.status, _LAST_PLACE), _closeness(line, typed), line.words)


def _closeness(line: Line, typed: Typed) -> Closeness:
    """How close the line comes by the word that comes least close."""
    found = [closeness(word, line.words, line.bodies, line.sounds) for word in typed.words]
    return max(found, default=Closeness.WHOLE)


def _hits(db: Database, typed: Typed, workshop_id: str, found: Iterable[Line]) -> list[Hit]:
    by_id = {line.registration: line for line in found}
    return [
        Hit(
            line,
            line.registration.workshop,
            line.registration.workshop != workshop_id,
            matched_spans(printed_name(line.person, "list"), typed.words),
            _closeness(by_id[line.registration.id], typed),
        )
        for line in registrations.lines(db, by_id)
    ]
