"""A list that comes again: new, changed, same, gone or doubtful lines. Nothing is deleted by it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.lists.pairing import PAIRINGS, KnownLine, of_one_line
from app.domain.lists.proposal import ProposedPerson

FIELDS = (
    "name",
    "sex",
    "civility",
    "title",
    "organisation",
    "unit",
    "function",
    "rank",
    "phones",
    "email",
    "matricule",
    "category",
)
"""What is compared. A cell that is empty now changes nothing."""

_FROM_ABOVE = ("organisation", "category")
"""What a title inside a list says of the lines under it."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The known line `id` and the line that is, or may be, it.

    `fields` names what the list changed; `kept` what it changed and somebody here did too: that
    stays as it is here.
    """

    id: str
    person: ProposedPerson
    fields: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every line of the new list stands in exactly one of new, changed, same and doubtful.

    Every known line stands once in changed, same, doubtful or, by its id, in `vanished`.
    """

    new: tuple[ProposedPerson, ...] = ()
    changed: tuple[Paired, ...] = ()
    same: tuple[Paired, ...] = ()
    vanished: tuple[str, ...] = ()
    doubtful: tuple[Paired, ...] = ()

    @property
    def kept(self) -> tuple[Paired, ...]:
        """The lines of which something stays as it is here, whatever the list says now."""
        return tuple(paired for paired in (*self.changed, *self.same) if paired.kept)


def compare(
    old: Sequence[KnownLine],
    new: Sequence[ProposedPerson],
    place: Callable[[str], str] = str,
) -> Comparison:
    """Lay a list beside what is known: by the line itself, phone, name, then a near spelling.

    Two of one name with another organisation and another phone stay two people. `place` gives
    one key for all names of an organisation (« DGPN » and its full name), else they differ.
    """
    here = {at: _placed(one, place) for at, one in enumerate(old)}
    olds = {at: line.as_listed() for at, line in here.items()}
    news = dict(enumerate(_people_placed(new, place)))
    found: dict[int, Paired] = {}
    sure: set[int] = set()
    doubted: set[int] = set()
    for pairing, kept in PAIRINGS:
        for at_old, at_new in list(pairing(olds, news)):
            if at_old in olds and at_new in news:
                line, person = olds.pop(at_old), news.pop(at_new)
                fields, kept_here = differing(here[at_old], person)
                if pairing is of_one_line:
                    fields, kept_here = _from_above(fields, new[at_new]), ()
                found[at_new] = Paired(line.id, new[at_new], fields, kept_here)
                (sure if kept else doubted).add(at_new)
    in_order = sorted(sure)
    return Comparison(
        new=tuple(new[at] for at in news),
        changed=tuple(found[at] for at in in_order if found[at].fields),
        same=tuple(found[at] for at in in_order if not found[at].fields),
        vanished=tuple(line.id for line in olds.values()),
        doubtful=tuple(found[at] for at in sorted(doubted)),
    )


def differing(line: KnownLine, person: ProposedPerson) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields that the list changed, and those that both it and somebody here changed.

    What the list says as it said before is no change, whatever stands here now.
    """
    fields: list[str] = []
    kept: list[str] = []
    for name in FIELDS:
        now, here = _plain(getattr(person, name)), _plain(getattr(line, name))
        before = _plain(line.listed[name]) if name in line.listed else here
        if now and now not in (here, before):
            (fields if before == here else kept).append(name)
    return tuple(fields), tuple(kept)


def _plain(value: object) -> object:
    """A value to compare: phones in whatever order, and nothing is nothing."""
    return frozenset(value) if isinstance(value, tuple | list) else value or ""


def _from_above(fields: Iterable[str], person: ProposedPerson) -> tuple[str, ...]:
    """Of what differs in an unchanged line, that which stands in a title above it."""
    return tuple(
        name for name in fields if name in _FROM_ABOVE and getattr(person, name) not in person.raw
    )


def _people_placed(
    people: Iterable[ProposedPerson], place: Callable[[str], str]
) -> Iterator[ProposedPerson]:
    """The people with one key for each organisation; most of them as they are."""
    for person in people:
        key = place(person.organisation)
        yield person if key == person.organisation else replace(person, organisation=key)


def _placed(line: KnownLine, place: Callable[[str], str]) -> KnownLine:
    """The line with one key for its organisation, now and as listed."""
    key = place(line.organisation)
    if "organisation" in line.listed:
        before = {"organisation": place(str(line.listed["organisation"] or ""))}
        return replace(line, organisation=key, listed={**line.listed, **before})
    return line if key == line.organisation else replace(line, organisation=key)
