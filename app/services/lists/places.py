"""The open places of a list beside those that wait already: who takes one, how many are new."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.lists.proposal import OpenPlace, ProposedPerson
from app.domain.registration import RosterLine
from app.services.people.drafts import Directory


@dataclass(frozen=True, slots=True)
class PlacesPlan:
    """What becomes of open places. `taken` gives the registration that a new person fills.

    Its keys are the places of people in the sheet. `added` are the open places that the list
    adds, with how many.
    """

    taken: Mapping[tuple[int, int], str] = field(default_factory=dict)
    added: tuple[tuple[OpenPlace, int], ...] = ()

    @property
    def count(self) -> int:
        """How many open places are added."""
        return sum(count for _place, count in self.added)


def plan_places(
    roster: Iterable[RosterLine],
    directory: Directory,
    listed: Sequence[OpenPlace],
    newcomers: Sequence[ProposedPerson],
) -> PlacesPlan:
    """New people of a body take its open places, but for those that the list still leaves open.

    A body that has enough open places already gets no more.
    """
    waiting = _waiting(roster)
    wanted: Counter[str] = Counter()
    for place in listed:
        wanted[directory.key(place.organisation)] += place.count
    taken: dict[tuple[int, int], str] = {}
    for person in newcomers:
        body = directory.key(person.organisation)
        if body and len(waiting.get(body, ())) > wanted[body]:
            taken[person.place] = waiting[body].pop(0)
    added = []
    for place in listed:
        there = waiting.get(directory.key(place.organisation), [])
        missing = place.count - len(there)
        del there[: place.count]
        if missing > 0:
            added.append((place, missing))
    return PlacesPlan(taken, tuple(added))


def _waiting(roster: Iterable[RosterLine]) -> dict[str, list[str]]:
    """Ids of the registrations that name nobody yet, by their organisation."""
    found: dict[str, list[str]] = {}
    for line in roster:
        registration = line.registration
        if not registration.person and registration.is_expected:
            body = registration.organisation or registration.organisation_text
            found.setdefault(body, []).append(registration.id)
    return found
