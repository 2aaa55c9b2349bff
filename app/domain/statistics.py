"""Counts from plain roster lines; what counts is said here and nowhere else."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.people import Sex
from app.domain.registration import Category, RosterLine, Source, Status


@dataclass(frozen=True, slots=True)
class Count:
    """People by sex; those of unknown sex stand apart and are never put among the men."""

    women: int = 0
    men: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.women + self.men + self.unknown

    @property
    def share_of_women(self) -> Fraction | None:
        """Women among those whose sex is known; None when nobody's is."""
        known = self.women + self.men
        return Fraction(self.women, known) if known else None

    def __add__(self, other: "Count") -> "Count":
        return Count(self.women + other.women, self.men + other.men, self.unknown + other.unknown)


def count(lines: Iterable[RosterLine]) -> Count:
    """The people of `lines` by sex, whoever they are."""
    by_sex = Counter(line.person.sex for line in lines)
    return Count(by_sex[Sex.FEMALE], by_sex[Sex.MALE], by_sex[None])


def arrived(lines: Iterable[RosterLine], *categories: Category) -> Sequence[RosterLine]:
    """The lines of those who came, in these categories (all when none is named)."""
    return [
        line
        for line in lines
        if line.registration.is_here
        and (not categories or line.registration.category in categories)
    ]


def invited(lines: Iterable[RosterLine]) -> Sequence[RosterLine]:
    """The places of participants on the list, open ones too, each once; never the walk-ins.

    A replaced person's place is the newcomer's; who withdrew or did not come was invited all
    the same. What a rate of response is taken of.
    """
    return [
        line
        for line in lines
        if line.registration.category is Category.PARTICIPANT
        and line.registration.source is not Source.WALK_IN
        and line.registration.status is not Status.REPLACED
    ]


def expected(lines: Iterable[RosterLine]) -> Sequence[RosterLine]:
    """The participants who are here, walk-ins among them, or may still come.

    The « 31 » of « 23 sur 31 »: never less than those who are here.
    """
    return [
        line
        for line in lines
        if line.registration.category is Category.PARTICIPANT
        and (line.registration.is_here or line.registration.is_expected)
    ]


def participants(lines: Iterable[RosterLine]) -> Count:
    """The headline number: those who came, as participants."""
    return count(arrived(lines, Category.PARTICIPANT))


def by_organisation(lines: Iterable[RosterLine], language: str) -> list[tuple[str, Count]]:
    """Participants who came, by organisation, the largest first, then by name."""
    groups: dict[str, Count] = {}
    for line in arrived(lines, Category.PARTICIPANT):
        name = line.organisation_name(language)
        groups[name] = groups.get(name, Count()) + count([line])
    return sorted(groups.items(), key=lambda item: (-item[1].total, item[0]))
