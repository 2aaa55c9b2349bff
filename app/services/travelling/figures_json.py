"""Figures where a machine reads: the shapes are a contract, and they name nobody."""

from collections.abc import Iterable, Mapping, Sequence

from app.domain.statistics import Count
from app.domain.workshop import Series
from app.services.findings import Found, counted
from app.services.papers.reporting import Figures, SessionCount
from app.services.travelling.consolidating import Consolidation, Group

Json = dict[str, object]


def of_count(found: Count) -> dict[str, int]:
    """People by sex."""
    return {
        "total": found.total,
        "women": found.women,
        "men": found.men,
        "unknown": found.unknown,
    }


def of_scope(all_: Sequence[Figures], series: Series | None, texts: Mapping[str, str]) -> Json:
    """What `emarge report --json` prints: workshops, their sum, and the texts by language."""
    total = sum((one.participants for one in all_), Count())
    return {
        "series": series.name.en if series and len(all_) > 1 else None,
        "participants": of_count(total),
        "workshops": [_workshop(one) for one in all_],
        "text": dict(texts),
    }


def of_consolidation(found: Consolidation) -> Json:
    """What `emarge hq report --json` prints."""
    return {
        "digest": found.digest,
        "participations": of_count(found.participations),
        "unique": of_count(found.unique),
        "to_check": len(found.to_check),
        "conflicts": found.conflicts,
        "findings": of_findings(found.findings),
        "withdrawn": found.withdrawn,
        "missing": {device: list(numbers) for device, numbers in found.missing.items()},
        "quarantined": [note.file for note in found.quarantined],
        "groups": [_group(group) for group in found.groups],
    }


def of_findings(found: Iterable[Found]) -> dict[str, int]:
    """How much wants a person, by kind."""
    return {kind.value: count for kind, count in sorted(counted(found).items())}


def _workshop(found: Figures) -> Json:
    return _place(found) | {
        "invited": found.invited,
        "observers": of_count(found.observers),
        "sessions": [_session(one) for one in found.by_session],
    }


def _place(found: Figures) -> Json:
    return {
        "code": found.workshop.code,
        "city": found.workshop.city,
        "country": found.workshop.country,
        "participants": of_count(found.participants),
    }


def _session(one: SessionCount) -> Json:
    return {
        "on": one.session.on.isoformat(),
        "part": one.session.part.value,
        "present": of_count(one.present),
        "not_entered": one.not_entered,
    }


def _group(group: Group) -> Json:
    return {
        "series": group.series.name.en if group.series else None,
        "participations": of_count(group.participations),
        "workshops": [_place(one) | {"observers": one.observers.total} for one in group.figures],
    }
