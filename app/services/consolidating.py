"""Headquarters: many workshops together, participations against unique persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.domain.links import clusters
from app.domain.registration import Category, RosterLine
from app.domain.statistics import Count, arrived, count
from app.domain.workshop import Series
from app.i18n import _, language
from app.services import reporting
from app.services.reporting import Figures
from app.store import entries, links, local, workshops
from app.store.database import Database
from app.store.local import BundleNote
from app.wording.numbers import percent


@dataclass(frozen=True, slots=True)
class Pair:
    """Two registrations of different workshops that share a telephone and are not decided."""

    first: RosterLine
    second: RosterLine


@dataclass(frozen=True, slots=True)
class Group:
    """A series, or the workshops that belong to none, with their figures."""

    series: Series | None
    figures: Sequence[Figures]

    @property
    def participations(self) -> Count:
        """Each participant counted once for each workshop."""
        return sum((one.participants for one in self.figures), Count())


@dataclass(frozen=True, slots=True)
class Consolidation:
    """All that headquarters has. `unique` counts each person once, after decisions."""

    groups: Sequence[Group]
    participations: Count
    unique: Count
    to_check: Sequence[Pair]
    missing: Mapping[str, Sequence[int]]
    quarantined: Sequence[BundleNote]
    conflicts: int
    digest: str


def consolidate(db: Database) -> Consolidation:
    """Everything that is in the register, workshop by workshop, and what still wants a person."""
    all_ = [reporting.figures(db, one) for one in workshops.all_(db)]
    known = links.links(db)
    same = clusters(known)
    decided = {frozenset((link.a, link.b)) for link in known}
    people = [
        (found.workshop.id, line)
        for found in all_
        for line in arrived(found.lines, Category.PARTICIPANT)
    ]
    unique = {same.get(line.person.id, line.person.id): line for _workshop, line in people}
    return Consolidation(
        _groups(db, all_),
        sum((one.participants for one in all_), Count()),
        count(unique.values()),
        _pairs(people, same, decided),
        _missing(db),
        [note for note in local.bundles(db, "in") if note.state == "quarantined"],
        len(entries.conflicts(db)),
        entries.state_digest(db),
    )


def text(db: Database, found: Consolidation, code: str) -> str:
    """The consolidated report in words, in French or English."""
    with language(code):
        parts = [_group_text(db, group, code) for group in found.groups]
        parts.append(
            _("{n} participations, {unique} unique persons, {pairs} to check").format(
                n=found.participations.total, unique=found.unique.total, pairs=len(found.to_check)
            )
        )
        for device, numbers in found.missing.items():
            parts.append(
                _("{device}: files that never arrived: {numbers}").format(
                    device=device, numbers=", ".join(map(str, numbers))
                )
            )
        if found.quarantined:
            files = ", ".join(note.file for note in found.quarantined)
            parts.append(_("Set aside: {files}").format(files=files))
        if found.conflicts:
            parts.append(_("Fields to settle: {n}").format(n=found.conflicts))
    return "\n\n".join(parts) + "\n"


def as_json(found: Consolidation) -> dict[str, object]:
    """The consolidation where a machine reads; it names nobody."""
    return {
        "digest": found.digest,
        "participations": _figures(found.participations),
        "unique": _figures(found.unique),
        "to_check": len(found.to_check),
        "conflicts": found.conflicts,
        "missing": {device: list(numbers) for device, numbers in found.missing.items()},
        "quarantined": [note.file for note in found.quarantined],
        "groups": [
            {
                "series": group.series.name.en if group.series else None,
                "participations": _figures(group.participations),
                "workshops": [
                    {
                        "code": one.workshop.code,
                        "city": one.workshop.city,
                        "country": one.workshop.country,
                        "participants": _figures(one.participants),
                        "observers": one.observers.total,
                    }
                    for one in group.figures
                ],
            }
            for group in found.groups
        ],
    }


def _groups(db: Database, all_: Sequence[Figures]) -> list[Group]:
    by_series: dict[str, list[Figures]] = {}
    for found in sorted(all_, key=lambda one: (one.workshop.starts_on, one.workshop.code)):
        by_series.setdefault(found.workshop.series, []).append(found)
    return [Group(workshops.series(db, key), figures) for key, figures in by_series.items()]


def _pairs(
    people: Sequence[tuple[str, RosterLine]],
    same: Mapping[str, str],
    decided: set[frozenset[str]],
) -> list[Pair]:
    """Same telephone in two workshops: a strong hint, and still a question (HO-05)."""
    by_phone: dict[str, list[tuple[str, RosterLine]]] = {}
    for workshop, line in people:
        for phone in line.person.phones:
            by_phone.setdefault(phone, []).append((workshop, line))
    found: dict[frozenset[str], Pair] = {}
    for sharing in by_phone.values():
        for (here, a), (there, b) in combinations(sharing, 2):
            key = frozenset((a.person.id, b.person.id))
            one = same.get(a.person.id, a.person.id) == same.get(b.person.id, b.person.id)
            if here != there and not one and key not in decided:
                found[key] = Pair(a, b)
    return list(found.values())


def _missing(db: Database) -> dict[str, list[int]]:
    names = {device.id: device.name for device in local.devices(db)}
    arrived_: dict[str, set[int]] = {}
    for note in local.bundles(db, "in"):
        if note.state == "merged":
            arrived_.setdefault(note.device, set()).add(note.number)
    return {
        names.get(device, device[:8]): gaps
        for device, numbers in arrived_.items()
        if (gaps := [n for n in range(1, max(numbers)) if n not in numbers])
    }


def _group_text(db: Database, group: Group, code: str) -> str:
    scope = [one.workshop for one in group.figures]
    said = list(reporting.sentences(db, scope, code))
    for one in group.figures:
        share = one.participants.share_of_women
        women = percent(share, code) if share is not None else "–"
        said.append(
            _("{code}, {city}: F {f}, M {m}, total {n} ({share} women)").format(
                code=one.workshop.code,
                city=one.workshop.city,
                f=one.participants.women,
                m=one.participants.men,
                n=one.participants.total,
                share=women,
            )
        )
    title = group.series.name.in_(code) if group.series else ""
    return "\n".join([title, *said] if title else said)


def _figures(found: Count) -> dict[str, int]:
    return {
        "total": found.total,
        "women": found.women,
        "men": found.men,
        "unknown": found.unknown,
    }
