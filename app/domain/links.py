"""Same person or not: decisions that group records and are taken back without a trace."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What somebody decided of two person records."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Link:
    """One decision about the persons `a` and `b` (ids); the records themselves stay apart."""

    id: str
    a: str
    b: str
    decision: Decision


def clusters(links: Iterable[Link]) -> dict[str, str]:
    """Who is one human being, by the links that were not taken back: person id → cluster id.

    A cluster is named by the smallest id in it. A person whom no *same* link names is not in the
    mapping and stands alone. The order of the links does not matter.
    """
    leader: dict[str, str] = {}
    for link in links:
        if link.decision is Decision.SAME:
            first, second = sorted((_leader(leader, link.a), _leader(leader, link.b)))
            leader[second] = leader[first] = first
    return {person: _leader(leader, person) for person in leader}


def contradictions(links: Iterable[Link]) -> list[Link]:
    """The *different* links within one cluster, by id: each is a finding for a person to settle."""
    known = list(links)
    same = clusters(known)
    return sorted(
        (
            link
            for link in known
            if link.decision is Decision.DIFFERENT
            and same.get(link.a, link.a) == same.get(link.b, link.b)
        ),
        key=lambda link: link.id,
    )


def _leader(leader: dict[str, str], person: str) -> str:
    """The smallest id known of the cluster of `person`; shortens the way there for the next."""
    while (above := leader.get(person, person)) != person:
        leader[person] = leader[above]
        person = above
    return person
