"""What was typed into the search line, understood and asked of the index."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.closeness import SHORTEST_SOUND, SHORTEST_TYPO, near_words, sound_keys
from app.domain.names import digit_fix
from app.store.database import Database
from app.store.search_lines import BLOCK_BITS, HEAD, MOST_SKIPPED, NATIONAL, TAIL, folded_words

_LONGEST_TEXT = 200
_MOST_WORDS = 6
_MOST_TYPOS = 30
_MOST_CONTACTS = 600
_SHORTEST_BODY = 3
_LONGEST_NUMBER = 4
_SHORTEST_ABROAD = 4
_LAST = 2**63 - 1
_AFTER_ALL = "\U0010ffff"

_INDEXED = "people_index JOIN search_lines l ON l.line = people_index.rowid"
_KNOWN_OPENLY = (
    "EXISTS (SELECT 1 FROM workshops w WHERE w.id = l.workshop "
    "AND coalesce(w.discreet, 0) = 0 AND coalesce(w.deleted, 0) = 0)"
)
"""Nobody is known from a discreet workshop, nor from one that is not here (any more)."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text understood: folded words, all of which must match, and the digits apart from them."""

    words: tuple[str, ...] = ()
    digits: str = ""

    @property
    def number(self) -> int:
        """The sheet number that may be meant; 0 for none."""
        return int(self.digits) if 0 < len(self.digits) <= _LONGEST_NUMBER else 0


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: lines `first` to `last`, of one workshop or of those `elsewhere`."""

    first: int
    last: int
    elsewhere: bool = False


class Line(NamedTuple):
    """A line of the index that answers, with what puts it in order.

    A tuple, as a hundred are read at each key for a dozen to show.
    """

    registration: str
    status: str
    number: int
    words: str
    sounds: str
    bodies: str
    contacts: str


def read_typed(text: str) -> Typed:
    """What `text` asks for; TRAOR2 is read as TRAORÉ, digits with spaces as one number."""
    words: list[str] = []
    digits = ""
    for piece in text[:_LONGEST_TEXT].split():
        folded = folded_words(digit_fix(piece) or piece)
        if "".join(folded).isdigit():
            digits += "".join(folded)
        else:
            words += folded
    return Typed(tuple(dict.fromkeys(words))[:_MOST_WORDS], digits)


def scope_of(db: Database, workshop_id: str) -> Scope | None:
    """The lines of one workshop; None when it has none."""
    first = db.value("SELECT min(line) FROM search_lines WHERE workshop = ?", [workshop_id])
    if first is None:
        return None
    start = first >> BLOCK_BITS << BLOCK_BITS
    return Scope(start, start + (1 << BLOCK_BITS) - 1)


def scopes_elsewhere(here: Scope | None) -> list[Scope]:
    """The lines of all other workshops, the latest first."""
    if here is None:
        return [Scope(0, _LAST, elsewhere=True)]
    return [
        Scope(here.last + 1, _LAST, elsewhere=True),
        Scope(0, here.first - 1, elsewhere=True),
    ]


def full_text(db: Database, words: Sequence[str], *, forgiving: bool = False) -> str:
    """The full-text query that finds all of `words`; empty for none. Folded words hold no quotes.

    Each begins a word of the name, of the organisation, or of a spelling that sounds alike;
    `forgiving` allows one typo in each, and short words for an organisation.
    """
    is_alone = len(words) == 1
    return " AND ".join(
        f"({' OR '.join(_ways(db, word, is_alone=is_alone, forgiving=forgiving))})"
        for word in words
    )


def lines_for(db: Database, typed: Typed, expression: str, scope: Scope, most: int) -> list[Line]:
    """At most `most` lines of `scope` that have the digits typed and answer `expression`."""
    among = _lines_with_digits(db, typed, scope) if typed.digits else None
    return select_lines(db, scope, most, expression, among)


def select_lines(
    db: Database, scope: Scope, most: int, expression: str = "", among: Sequence[int] | None = None
) -> list[Line]:
    """At most `most` lines of `scope`, the latest first when elsewhere.

    They answer the full-text query `expression` and are `among` these line numbers, where given.
    """
    tables, line = (_INDEXED, "people_index.rowid") if expression else ("search_lines l", "l.line")
    where = [f"{line} BETWEEN ? AND ?"]
    params: list[object] = [scope.first, scope.last]
    if expression:
        where.append("people_index MATCH ?")
        params.append(expression)
    if among is not None:
        where.append(f"{line} IN (SELECT value FROM json_each(?))")
        params.append(json.dumps(among))
    if scope.elsewhere:
        where.append(_KNOWN_OPENLY)
    sql = (
        "SELECT l.registration, l.status, l.number, l.words, l.sounds, l.bodies, l.contacts "
        f"FROM {tables} "
        f"WHERE {' AND '.join(where)} "
        f"ORDER BY {line} {'DESC' if scope.elsewhere else 'ASC'} LIMIT ?"
    )
    return [Line._make(row) for row in db.tuples(sql, [*params, most])]


def lines_with_contact(db: Database, keys: Iterable[str], scope: Scope) -> list[int]:
    """The line numbers in `scope` with a contact key that begins with one of `keys`."""
    if scope.elsewhere:
        where, params = "line BETWEEN ? AND ?", [scope.first, scope.last]
    else:
        where, params = "block = ?", [scope.first >> BLOCK_BITS]
    sql = (
        f"SELECT DISTINCT line FROM search_contacts WHERE {where} AND key >= ? AND key < ? LIMIT ?"
    )
    return [
        row[0]
        for key in keys
        for row in db.tuples(sql, [*params, key, key + _AFTER_ALL, _MOST_CONTACTS])
    ]


def typos_of(db: Database, word: str) -> list[str]:
    """Words of the vocabulary that `word` is, or begins, but for one typo.

    The typo spares the first letters or the last, or swaps the two between: three lookups in
    place of a comparison with every word.
    """
    half = min(len(word) // 2, MOST_SKIPPED - 1)
    first, last = word[:half], word[half:]
    swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    found = db.tuples(
        "SELECT word FROM search_vocabulary WHERE tail >= ? AND tail < ? "
        "UNION ALL SELECT word FROM search_vocabulary WHERE tail >= ? AND tail < ? AND tail = word "
        "UNION ALL SELECT word FROM search_vocabulary WHERE tail >= ? AND tail < ? AND tail = word",
        [end for part in (last, first, swapped) for end in (part, part + _AFTER_ALL)],
    )
    near = near_words(word, list({row[0] for row in found}))
    return sorted(near, key=lambda other: (abs(len(other) - len(word)), other))[:_MOST_TYPOS]


def _ways(db: Database, word: str, *, is_alone: bool, forgiving: bool) -> list[str]:
    """The ways in which a line may hold `word`.

    One or two letters alone are the beginning of a name, not « de » and « la » of every body.
    """
    is_wide = forgiving or not is_alone or len(word) >= _SHORTEST_BODY
    ways = [f'{"{words bodies}" if is_wide else "words"} : "{word}" *']
    if len(word) >= SHORTEST_SOUND:
        whole, stem = sound_keys(word)
        ways += [f'sounds : "{whole}"', f'sounds : "{stem}" *']
    if forgiving and len(word) >= SHORTEST_TYPO:
        ways += [f'{{words bodies}} : "{near}"' for near in typos_of(db, word)]
    return ways


def _lines_with_digits(db: Database, typed: Typed, scope: Scope) -> list[int]:
    """The lines whose phone ends (or, from four digits, begins at home) with what was typed.

    At the workshop also the line with that sheet number.
    """
    national = typed.digits[-NATIONAL:]
    if scope.elsewhere and len(national) < _SHORTEST_ABROAD:
        return []
    keys = [TAIL + national[::-1]]
    keys += [HEAD + national] if len(national) >= _SHORTEST_ABROAD else []
    return _numbered(db, typed.number, scope) + lines_with_contact(db, keys, scope)


def _numbered(db: Database, number: int, scope: Scope) -> list[int]:
    if not number or scope.elsewhere:
        return []
    rows = db.tuples(
        "SELECT line FROM search_lines WHERE line BETWEEN ? AND ? AND number = ?",
        [scope.first, scope.last, number],
    )
    return [row[0] for row in rows]
