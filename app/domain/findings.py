"""Finding: what should be one and is two, and what no longer holds; for a person to settle."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.domain.attendance import Standings
from app.domain.links import Link, contradictions
from app.domain.registration import RosterLine


class Kind(StrEnum):
    """What is wrong; the values stand in `findings.csv` of every bundle."""

    NUMBER = "duplicate_number"
    CERTIFICATE = "duplicate_certificate"
    CERTIFIED_TWICE = "certified_twice"
    NOT_EARNED = "certificate_not_earned"
    ATTENDANCE = "disputed_attendance"
    LOOK_ALIKE = "possible_same_person"
    DECISION = "contradicting_decisions"
    LONG_TEXT = "text_longer_than_paper"
    HEARSAY = "contradicted_by_its_laptop"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to settle. `subject` is what it is about: a number, or the id of a half-day.

    `registrations` are the lines of the list that it concerns, `records` what is there twice:
    ids, each in order.
    """

    kind: Kind
    subject: str
    registrations: tuple[str, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """A valid certificate as far as its number goes: neither replaced nor taken back."""

    id: str
    number: str
    registration: str


def sheet_numbers(everyone: Iterable[RosterLine]) -> Iterator[tuple[int, str]]:
    """The number and the id of each registration that the next sheet shows."""
    for line in everyone:
        if line.registration.is_here or line.registration.is_expected:
            yield line.registration.number, line.registration.id


def shared_numbers(numbered: Iterable[tuple[int, str]]) -> list[Finding]:
    """The sheet numbers that several registrations (number, id) have; 0 is no number."""
    groups = _grouped((number, line) for number, line in numbered if number)
    return [Finding(Kind.NUMBER, str(number), lines, lines) for number, lines in groups.items()]


def shared_certificates(issued: Iterable[Issued]) -> list[Finding]:
    """Numbers that several people's certificates bear, and people who hold several certificates."""
    known = sorted(issued, key=lambda one: one.id)
    numbers = _grouped((one.number, one.registration) for one in known)
    twice = [
        Finding(
            Kind.CERTIFICATE,
            number,
            people,
            tuple(one.id for one in known if one.number == number),
        )
        for number, people in numbers.items()
    ]
    held = _grouped((one.registration, one.id) for one in known)
    by_id = {one.id: one.number for one in known}
    return twice + [
        Finding(Kind.CERTIFIED_TWICE, ", ".join(sorted(map(by_id.__getitem__, ids))), (who,), ids)
        for who, ids in held.items()
    ]


def disputed(standings: Standings) -> list[Finding]:
    """The half-days at which equally well founded marks say different things, with of whom."""
    groups: dict[str, list[str]] = {}
    for (registration, session), known in sorted(standings.items()):
        if known.disputed:
            groups.setdefault(session, []).append(registration)
    return [
        Finding(Kind.ATTENDANCE, session, tuple(lines)) for session, lines in sorted(groups.items())
    ]


def contradicted(links: Iterable[Link], registrations: Mapping[str, str]) -> list[Finding]:
    """People said to be one and said to be two; `registrations` gives a line by its person."""
    return [
        Finding(
            Kind.DECISION,
            link.id,
            tuple(sorted(registrations[person] for person in (link.a, link.b))),
            (link.id,),
        )
        for link in contradictions(links)
        if link.a in registrations and link.b in registrations
    ]


def free_number(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, else with the first suffix that was not given yet: …/012A, then …/012A-2."""
    known = set(taken)
    number, place = wanted, 1
    while number in known:
        place += 1
        number = f"{wanted}-{place}"
    return number


Shared = TypeVar("Shared", str, int)


def _grouped(pairs: Iterable[tuple[Shared, str]]) -> Mapping[Shared, tuple[str, ...]]:
    """What several different ids share, in order, with those ids in order."""
    groups: dict[Shared, set[str]] = {}
    for shared, one in pairs:
        groups.setdefault(shared, set()).add(one)
    return {
        shared: tuple(sorted(ids))
        for shared, ids in sorted(groups.items(), key=lambda item: item[0])
        if len(ids) > 1
    }
