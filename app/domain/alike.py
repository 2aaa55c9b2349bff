"""Who on several lists may be one person: pairs to check, found without comparing all with all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from app.domain.folding import fold, skeleton
from app.domain.likeness import Known, Level, Likeness, likeness
from app.domain.links import Link, clusters

_LARGEST = 200
"""People who share one telephone, or one name in one organisation; more are no hint any more."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A person (id) on the list of a workshop (id)."""

    person: str
    workshop: str
    known: Known


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people (ids) who may be one, and why: a question, never an answer."""

    first: str
    second: str
    likeness: Likeness


def pairs_to_check(people: Iterable[Listed], links: Iterable[Link]) -> list[Pair]:
    """The pairs that look alike, strongly or by name and organisation, and are not decided yet.

    The same rules within a workshop, where two laptops may each have registered one person, and
    across workshops. Names that are only nearly spelt alike are compared within a workshop, and
    where one of their words sounds the same.
    """
    known = list(links)
    same = clusters(known)
    decided = {frozenset((link.a, link.b)) for link in known}
    found: dict[frozenset[str], Pair] = {}
    for a, b in _candidates(list(people)):
        both = frozenset((a.person, b.person))
        one = same.get(a.person, a.person) == same.get(b.person, b.person)
        if one or both in decided or both in found:
            continue
        alike = likeness(a.known, b.known)
        if alike.level >= Level.MEDIUM:
            found[both] = Pair(a.person, b.person, alike)
    return list(found.values())


def _candidates(people: list[Listed]) -> Iterator[tuple[Listed, Listed]]:
    """Those who have anything in common that may make them alike."""
    groups: dict[object, list[Listed]] = {}
    for one in people:
        for key in _keys(one):
            groups.setdefault(key, []).append(one)
    for group in groups.values():
        if len(group) <= _LARGEST:
            yield from combinations(group, 2)


def _keys(one: Listed) -> Iterator[object]:
    known = one.known
    for phone in known.phones:
        digits = "".join(filter(str.isdecimal, phone))
        if len(digits) >= 6:
            yield "phone", digits[-8:]
    if known.email.strip():
        yield "email", known.email.strip().casefold()
    if known.matricule.strip():
        yield "matricule", fold(known.matricule).replace(" ", "")
    body = fold(known.organisation)
    if body:
        sounds = skeleton(known.name).split()
        yield "name", body, tuple(sorted(sounds))
        for sound in sounds:
            yield "near", body, one.workshop, sound
