"""How much two people look like one: a question for a person, never an answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from rapidfuzz.distance import JaroWinkler

from app.domain.folding import fold, skeleton
from app.domain.names import is_frequent

NEAR = 0.92
"""Jaro-Winkler similarity of two spellings of one word. Source: field practice 5.8, HO-02."""


class Level(IntEnum):
    """How loudly to ask whether two people are one."""

    NONE = 0
    WEAK = 1
    MEDIUM = 2
    STRONG = 3


class Reason(StrEnum):
    """Why they look alike."""

    PHONE = "phone"
    EMAIL = "email"
    MATRICULE = "matricule"
    NAME_AND_ORGANISATION = "name_and_organisation"
    SPELLING_AND_ORGANISATION = "spelling_and_organisation"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person where two are compared; anything may be empty."""

    name: str
    organisation: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    matricule: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two people are, and why; no reason where they are not."""

    level: Level
    reason: Reason | None = None


class _Names(IntEnum):
    OTHER = 0
    NEAR = 1
    KIN = 2
    SAME = 3


def likeness(a: Known, b: Known) -> Likeness:
    """How alike `a` and `b` are: by phone, e-mail or matricule, else by name and organisation.

    Words of a name count in any order. Two frequent names that sound alike stay two names
    (Mahamadou and Mamadou: weak at most; Konaté and Koné: nothing).
    """
    shared = _shared_key(a, b)
    if shared is not None:
        return Likeness(Level.STRONG, shared)
    names = _compare_names(a.name, b.name)
    together = bool(fold(a.organisation)) and fold(a.organisation) == fold(b.organisation)
    if together and names is _Names.SAME:
        return Likeness(Level.MEDIUM, Reason.NAME_AND_ORGANISATION)
    if together and names is _Names.NEAR:
        return Likeness(Level.MEDIUM, Reason.SPELLING_AND_ORGANISATION)
    if names in (_Names.SAME, _Names.KIN):
        return Likeness(Level.WEAK, Reason.NAME)
    return Likeness(Level.NONE)


def _shared_key(a: Known, b: Known) -> Reason | None:
    if _phone_keys(a.phones) & _phone_keys(b.phones):
        return Reason.PHONE
    if a.email.strip() and a.email.strip().casefold() == b.email.strip().casefold():
        return Reason.EMAIL
    matricule = fold(a.matricule).replace(" ", "")
    if matricule and matricule == fold(b.matricule).replace(" ", ""):
        return Reason.MATRICULE
    return None


def _phone_keys(phones: Iterable[str]) -> set[str]:
    """The last eight digits of each: a country code typed once and left out once is one phone."""
    digits = ("".join(filter(str.isdecimal, phone)) for phone in phones)
    return {number[-8:] for number in digits if len(number) >= 6}


def _compare_names(a: str, b: str) -> _Names:
    mine, theirs = fold(a).split(), fold(b).split()
    if not mine or len(mine) != len(theirs):
        return _Names.OTHER
    if sorted(mine) == sorted(theirs):
        return _Names.SAME
    found = {_compare_words(left, right) for left, right in _paired(mine, theirs)}
    if {_Names.NEAR, _Names.KIN} <= found:
        return _Names.OTHER
    return min(found)


def _paired(mine: list[str], theirs: list[str]) -> list[tuple[str, str]]:
    """The words of two names side by side, most alike first, whatever their order."""
    left, right = Counter(mine) - Counter(theirs), Counter(theirs) - Counter(mine)
    remaining, others = list(left.elements()), list(right.elements())
    pairs: list[tuple[str, str]] = []
    while remaining:
        best = max(
            ((one, other) for one in remaining for other in others),
            key=lambda pair: (_compare_words(*pair), JaroWinkler.similarity(*pair)),
        )
        pairs.append(best)
        remaining.remove(best[0])
        others.remove(best[1])
    return pairs


def _compare_words(a: str, b: str) -> _Names:
    """Two words that are not the same letters: one name spelt twice, or two names."""
    both_frequent = is_frequent(a) and is_frequent(b)
    if skeleton(a) == skeleton(b):
        return _Names.KIN if both_frequent else _Names.SAME
    alike = JaroWinkler.similarity(skeleton(a), skeleton(b)) >= NEAR
    return _Names.NEAR if alike and not both_frequent else _Names.OTHER
