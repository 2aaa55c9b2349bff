"""Headquarters: many workshops together, participations against unique persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.certificate import State
from app.domain.findings import Kind
from app.domain.links import clusters
from app.domain.registration import Category
from app.domain.statistics import Count, arrived, count
from app.domain.workshop import Series
from app.services.findings import Found, Pair, alike, contradictory, of_records
from app.services.papers import reporting
from app.services.papers.reporting import Figures
from app.services.papers.withdrawing import withdrawn
from app.store import certificates, entries, links, local, registrations, workshops
from app.store.database import Database
from app.store.local import BundleNote, BundleState, Direction
from app.wording.consolidated import (
    ConsolidatedFacts,
    GroupFacts,
    WorkshopFacts,
    consolidated_report,
)
from app.wording.findings import Told


@dataclass(frozen=True, slots=True)
class Group:
    """A series, or a workshop that belongs to none, with its figures."""

    series: Series | None
    figures: Sequence[Figures]

    @property
    def participations(self) -> Count:
        """Each participant counted once for each workshop."""
        return sum((one.participants for one in self.figures), Count())


@dataclass(frozen=True, slots=True)
class Consolidation:
    """All that headquarters has. `unique` counts each person once, after decisions.

    `withdrawn` counts the people whose certificate was taken back.
    """

    groups: Sequence[Group]
    participations: Count
    unique: Count
    to_check: Sequence[Pair]
    findings: Sequence[Found]
    withdrawn: int
    missing: Mapping[str, Sequence[int]]
    quarantined: Sequence[BundleNote]
    conflicts: int
    digest: str


def consolidate(db: Database) -> Consolidation:
    """Everything that is in the register, workshop by workshop, and what still wants a person."""
    all_ = [reporting.figures(db, one) for one in workshops.all_(db)]
    came = local.bundles(db, Direction.IN)
    decided = links.links(db)
    same = clusters(decided)
    people = [
        (found.workshop, line)
        for found in all_
        for line in arrived(found.lines, Category.PARTICIPANT)
    ]
    lines = [line for _workshop, line in people]
    unique = {same.get(line.person.id, line.person.id): line for line in lines}
    return Consolidation(
        _groups(db, all_),
        sum((one.participants for one in all_), Count()),
        count(unique.values()),
        alike(lines, workshops.organisations(db, hidden=True).values(), decided),
        [*_findings(db), *contradictory(people, decided)],
        _withdrawn(db),
        _missing(db, came),
        [note for note in came if note.state is BundleState.QUARANTINED],
        len(entries.conflicts(db)),
        entries.state_digest(db),
    )


def text(found: Consolidation, code: str) -> str:
    """The consolidated report in words, in French or English."""
    facts = ConsolidatedFacts(
        [_group_facts(group, code) for group in found.groups],
        participations=found.participations.total,
        unique=found.unique.total,
        to_check=len(found.to_check),
        missing=found.missing,
        set_aside=[note.file for note in found.quarantined],
        conflicts=found.conflicts,
        withdrawn=found.withdrawn,
        to_settle=_to_settle(found),
    )
    return consolidated_report(facts, code)


def _to_settle(found: Consolidation) -> list[tuple[str, Told]]:
    """Everything that wants a person, with the codes of the workshops that it is about."""
    codes = {one.workshop.id: one.workshop.code for group in found.groups for one in group.figures}
    pairs = [
        (
            " / ".join(sorted({codes[line.registration.workshop] for line in pair.lines})),
            Told(Kind.LOOK_ALIKE, "", [line.person.name for line in pair.lines]),
        )
        for pair in found.to_check
    ]
    return [*((one.workshop.code, one.told) for one in found.findings), *pairs]


def _groups(db: Database, all_: Sequence[Figures]) -> list[Group]:
    """In the order of their first days; workshops that nobody put together stay apart."""
    groups: dict[str, list[Figures]] = {}
    for found in sorted(all_, key=lambda one: (one.workshop.starts_on, one.workshop.code)):
        groups.setdefault(found.workshop.series or found.workshop.id, []).append(found)
    return [Group(workshops.series(db, key), figures) for key, figures in groups.items()]


def _findings(db: Database) -> list[Found]:
    return [
        found
        for workshop in workshops.all_(db)
        for found in of_records(db, workshop, registrations.roster(db, workshop.id))
    ]


def _withdrawn(db: Database) -> int:
    issued = [one for place in workshops.all_(db) for one in certificates.of_workshop(db, place.id)]
    gone = withdrawn(db, issued)
    valid = {one.registration for one in issued if one.state is State.VALID}
    return len({one.registration for one in issued if one.id in gone} - valid)


def _missing(db: Database, came: Sequence[BundleNote]) -> dict[str, list[int]]:
    names = {device.id: device.name for device in local.devices(db)}
    arrived_: dict[str, set[int]] = {}
    for note in came:
        if note.state is BundleState.MERGED:
            arrived_.setdefault(note.device, set()).add(note.number)
    return {
        names.get(device, device[:8]): gaps
        for device, numbers in arrived_.items()
        if (gaps := [n for n in range(1, max(numbers)) if n not in numbers])
    }


def _group_facts(group: Group, code: str) -> GroupFacts:
    return GroupFacts(
        group.series.name.in_(code) if group.series else "",
        reporting.sentences(group.figures, code),
        [
            WorkshopFacts(one.workshop.code, one.workshop.city, one.participants)
            for one in group.figures
        ],
    )
