"""What the search index says of each registration, kept in step with the row tables."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.domain.civility import begins_with_title, strip_titles
from app.domain.folding import fold, skeleton
from app.domain.journal import DELETED
from app.store.database import Database
from app.store.statements import Row
from app.store.workshops import texts_of

BLOCK_BITS = 32
"""A line number is the block of its workshop, then this many bits of counting."""

TAIL, HEAD, EMAIL, MATRICULE = "<", ">", "@", "#"
"""How a contact key begins: phone read backwards, phone read forwards, e-mail, matricule."""

NATIONAL = 8
"""Digits of a number at home. Source: field practice 5.10, Mali and Niger."""

LONGEST_WORD = 40
"""Letters of a word that count."""

MOST_SKIPPED = 4
"""Letters that may be skipped at the beginning of a word of the vocabulary."""

SEARCHED = {
    "registration": frozenset(
        ("workshop", "person", "number", "organisation", "organisation_text", "unit", DELETED)
    ),
    "person": frozenset(
        ("name", "family", "given", "usage_name", "alias", "phones", "email", "matricule")
    ),
    "organisation": frozenset(("name_fr", "name_en", "acronym_fr", "acronym_en", "aliases")),
}
"""By kind of record, the fields that a line is found by: an arrival changes none of them."""

_AT_ONCE = 2_000
_SHORTEST_IN_VOCABULARY = 3

_FRESH = """
    SELECT r.id, r.workshop, r.status, r.number, r.organisation_text, r.unit,
        p.name, p.family, p.given, p.usage_name, p.alias, p.phones, p.email, p.matricule,
        o.name_fr, o.name_en, o.acronym_fr, o.acronym_en, o.aliases
    FROM registrations r
    LEFT JOIN people p ON p.id = r.person
    LEFT JOIN organisations o ON o.id = r.organisation
    WHERE r.workshop IS NOT NULL AND coalesce(r.deleted, 0) = 0
        AND r.id IN (SELECT value FROM json_each(?))
"""
_KEPT = """
    SELECT line, registration, workshop, status, number, words, sounds, bodies, contacts
    FROM search_lines
    WHERE registration IN (SELECT value FROM json_each(?))
"""


class _Keys(NamedTuple):
    """A row of the index without its line number: keys with single spaces between.

    A tuple, as rows come and go by the ten thousand.
    """

    registration: str
    workshop: str
    status: str
    number: int
    words: str
    sounds: str
    bodies: str
    contacts: str

    def is_found_like(self, other: "_Keys") -> bool:
        """Whether both are found by the same texts."""
        return self._replace(status=other.status, number=other.number) == other

    @property
    def vocabulary(self) -> set[str]:
        return set(self.words.split()) | set(self.bodies.split())


_Line = tuple[int, _Keys]


def reindex(db: Database, registrations: Iterable[str]) -> None:
    """Make the index say of these registrations (ids) what the row tables say now."""
    ids = sorted(registrations)  # people of one list lie together: see `_reindex`
    for start in range(0, len(ids), _AT_ONCE):
        _reindex(db, json.dumps(ids[start : start + _AT_ONCE]))


def follow_status(db: Database, registrations: Collection[str]) -> None:
    """Put these registrations (ids) where their new status belongs among the hits."""
    if registrations:
        db.execute(
            "UPDATE search_lines SET status = (SELECT coalesce(r.status, '') FROM registrations r "
            "WHERE r.id = registration) WHERE registration IN (SELECT value FROM json_each(?))",
            [json.dumps(list(registrations))],
        )


def reindex_all(db: Database) -> None:
    """Make the whole index anew."""
    with db.atomic():
        db.execute("INSERT INTO people_index (people_index) VALUES ('delete-all')")
        for table in ("search_lines", "search_contacts", "search_vocabulary"):
            db.execute(f"DELETE FROM {table}")
        reindex(db, [row[0] for row in db.tuples("SELECT id FROM registrations ORDER BY rowid")])
        db.execute("INSERT INTO people_index (people_index) VALUES ('optimize')")


def folded_words(text: str) -> list[str]:
    """The words of `text` as the index holds them."""
    return [word[:LONGEST_WORD] for word in fold(text).split()]


def phone_keys(phone: str) -> list[str]:
    """The keys of a phone number as kept; none for what has no six digits."""
    digits = "".join(filter(str.isdigit, fold(phone)))
    return [TAIL + digits[::-1], HEAD + digits[-NATIONAL:]] if len(digits) >= 6 else []


def email_key(email: str) -> str:
    """The key of an e-mail address."""
    return EMAIL + "".join(email.casefold().split())


def matricule_key(matricule: str) -> str:
    """The key of a matricule."""
    return MATRICULE + fold(matricule).replace(" ", "")


def _reindex(db: Database, ids: str) -> None:
    kept = {row[1]: (int(row[0]), _Keys(*row[1:])) for row in db.tuples(_KEPT, [ids])}
    fresh = {row["id"]: _keys(row) for row in db.rows(_FRESH, [ids])}
    moved = [
        keys
        for keys in fresh.values()
        if keys.registration in kept and keys.is_found_like(kept[keys.registration][1])
    ]
    settled = {keys.registration for keys in moved}
    changed = [keys for registration, keys in fresh.items() if registration not in settled]
    # By line number: at each step back the full-text index writes out all that it holds.
    old = sorted(line for registration, line in kept.items() if registration not in settled)
    new = sorted(_numbered(db, changed, kept))
    if moved:
        _move(db, moved)
    if old:
        _remove(db, old)
    if new:
        _add(db, new)
    _forget(db, _vocabulary(old) - _vocabulary(new))


def _keys(row: Row) -> _Keys:
    words = list(_words(row))
    bodies = [row[name] or "" for name in ("name_fr", "name_en", "acronym_fr", "acronym_en")]
    bodies += [*texts_of(row["aliases"]), row["organisation_text"] or "", row["unit"] or ""]
    contacts = [key for phone in texts_of(row["phones"]) for key in phone_keys(phone)]
    contacts += [email_key(row["email"])] if (row["email"] or "").strip() else []
    contacts += [matricule_key(row["matricule"])] if (row["matricule"] or "").strip() else []
    return _Keys(
        row["id"],
        row["workshop"],
        row["status"] or "",
        row["number"] or 0,
        words=_once(words),
        sounds=_once(map(skeleton, words)),
        bodies=_once(word for text in bodies for word in _body_words(text)),
        contacts=_once(contacts),
    )


def _words(row: Row) -> Iterator[str]:
    """The folded words of a name: without what stands before it, then all, then its variants.

    N’Diaye is also found under « diaye ».
    """
    name = row["name"] or ""
    if begins_with_title(name):
        yield from folded_words(strip_titles(name).name)
    for part in (name, *(row[part] or "" for part in ("family", "given", "usage_name", "alias"))):
        yield from folded_words(part)
        if "’" in part:
            yield from folded_words(part.replace("’", " "))


@lru_cache(2048)
def _body_words(text: str) -> tuple[str, ...]:
    """The folded words of a body's name: « d’enquêtes » is also found under « enquêtes »."""
    apart = text.replace("’", " ").replace("'", " ")
    return (*folded_words(text), *(folded_words(apart) if apart != text else ()))


def _once(keys: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(keys))


def _numbered(db: Database, lines: Iterable[_Keys], kept: Mapping[str, _Line]) -> Iterator[_Line]:
    """Each line with the number that it has, or the next one of its workshop."""
    last: dict[str, int] = {}
    for keys in lines:
        if keys.registration in kept:
            yield kept[keys.registration][0], keys
            continue
        if keys.workshop not in last:
            last[keys.workshop] = _last_line(db, keys.workshop, last.values())
        last[keys.workshop] += 1
        yield last[keys.workshop], keys


def _last_line(db: Database, workshop: str, given: Iterable[int]) -> int:
    """The last line of a workshop; for its first one, the number before a new block."""
    last = db.value("SELECT max(line) FROM search_lines WHERE workshop = ?", [workshop])
    if last is not None:
        return int(last)
    highest = max((db.value("SELECT max(line) FROM search_lines") or 0, *given))
    return ((highest >> BLOCK_BITS) + 1) << BLOCK_BITS


def _move(db: Database, lines: Iterable[_Keys]) -> None:
    db.executemany(
        "UPDATE search_lines SET status = ?1, number = ?2 "
        "WHERE registration = ?3 AND (status != ?1 OR number != ?2)",
        [(keys.status, keys.number, keys.registration) for keys in lines],
    )


def _remove(db: Database, lines: Sequence[_Line]) -> None:
    db.executemany(
        "INSERT INTO people_index (people_index, rowid, words, sounds, bodies) "
        "VALUES ('delete', ?, ?, ?, ?)",
        [(line, keys.words, keys.sounds, keys.bodies) for line, keys in lines],
    )
    db.executemany(
        "DELETE FROM search_contacts WHERE key = ? AND line = ?",
        [(key, line) for line, keys in lines for key in keys.contacts.split()],
    )
    db.executemany("DELETE FROM search_lines WHERE line = ?", [(line,) for line, _ in lines])


def _add(db: Database, lines: Sequence[_Line]) -> None:
    db.executemany(
        "INSERT INTO search_lines (line, registration, workshop, status, number, words, sounds, "
        "bodies, contacts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(line, *keys) for line, keys in lines],
    )
    db.executemany(
        "INSERT INTO people_index (rowid, words, sounds, bodies) VALUES (?, ?, ?, ?)",
        [(line, keys.words, keys.sounds, keys.bodies) for line, keys in lines],
    )
    db.executemany(
        "INSERT INTO search_contacts (key, line, block) VALUES (?, ?, ?)",
        [(key, line, line >> BLOCK_BITS) for line, keys in lines for key in keys.contacts.split()],
    )
    db.executemany(
        "INSERT OR IGNORE INTO search_vocabulary (tail, word) VALUES (?, ?)",
        [pair for word in sorted(_vocabulary(lines)) for pair in _tails(word)],
    )


def _forget(db: Database, words: Iterable[str]) -> None:
    """Take words that no line holds any more out of the vocabulary: an erased name leaves none."""
    for word in words:
        sql = "SELECT 1 FROM people_index WHERE people_index MATCH ? LIMIT 1"
        if db.value(sql, [f'{{words bodies}} : "{word}"']) is None:
            db.executemany(
                "DELETE FROM search_vocabulary WHERE tail = ? AND word = ?", _tails(word)
            )


def _vocabulary(lines: Iterable[_Line]) -> set[str]:
    return {
        word
        for _, keys in lines
        for word in keys.vocabulary
        if len(word) >= _SHORTEST_IN_VOCABULARY
    }


def _tails(word: str) -> list[tuple[str, str]]:
    return [(word[offset:], word) for offset in range(min(MOST_SKIPPED + 1, len(word)))]
