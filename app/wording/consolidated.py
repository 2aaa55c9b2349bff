"""The consolidated report in words: what many workshops come to, and what is still missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.statistics import Count
from app.i18n import _, language
from app.wording.findings import Told, counts_words, to_do_words, wrong_words
from app.wording.numbers import percent
from app.wording.places import city_name


@dataclass(frozen=True, slots=True)
class WorkshopFacts:
    """A line of the report."""

    code: str
    city: str
    participants: Count


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A series, or a workshop that belongs to none; `sentences` are ready to be read."""

    title: str
    sentences: Sequence[str]
    workshops: Sequence[WorkshopFacts]


@dataclass(frozen=True, slots=True)
class ConsolidatedFacts:
    """What the report is made of; `missing` holds the numbers of files by the device's name.

    `withdrawn` counts people whose certificate was taken back, `to_settle` holds what wants a
    person, with the code of its workshop.
    """

    groups: Sequence[GroupFacts]
    participations: int
    unique: int
    to_check: int = 0
    missing: Mapping[str, Sequence[int]] | None = None
    set_aside: Sequence[str] = ()
    conflicts: int = 0
    withdrawn: int = 0
    to_settle: Sequence[tuple[str, Told]] = ()


def consolidated_report(facts: ConsolidatedFacts, lang: str) -> str:
    """A paragraph for each group, then persons against participations, then what is amiss."""
    with language(lang):
        parts = [_group(group, lang) for group in facts.groups]
        parts.append(
            _("{n} participations, {unique} unique persons, {pairs} to check").format(
                n=facts.participations, unique=facts.unique, pairs=facts.to_check
            )
        )
        parts += [
            _("{device}: files that never arrived: {numbers}").format(
                device=device, numbers=", ".join(map(str, numbers))
            )
            for device, numbers in (facts.missing or {}).items()
        ]
        if facts.set_aside:
            parts.append(_("Set aside: {files}").format(files=", ".join(facts.set_aside)))
        if facts.conflicts:
            parts.append(_("Fields to settle: {n}").format(n=facts.conflicts))
        if facts.withdrawn:
            parts.append(_("Certificates withdrawn: {n}").format(n=facts.withdrawn))
        if facts.to_settle:
            parts.append(_settling(facts.to_settle))
    return "\n\n".join(parts) + "\n"


def _settling(found: Sequence[tuple[str, Told]]) -> str:
    """How much of each kind, then each with its names and what to do about it."""
    kinds = Counter(told.kind for _code, told in found)
    lines = [_("To settle: {counts}").format(counts=counts_words(kinds))]
    for kind in kinds:
        lines += [f"{code} · {wrong_words(told)}" for code, told in found if told.kind is kind]
        lines.append(f"→ {to_do_words(kind)}")
    return "\n".join(lines)


def _group(group: GroupFacts, lang: str) -> str:
    lines = [group.title, *group.sentences, *(_workshop(one, lang) for one in group.workshops)]
    return "\n".join(filter(None, lines))


def _workshop(one: WorkshopFacts, lang: str) -> str:
    count = one.participants
    said = _("{code}, {city}: F {f}, M {m}, total {n} ({share} women)")
    if count.unknown:
        said = _(
            "{code}, {city}: F {f}, M {m}, not recorded {u}, total {n} "
            "({share} women among those recorded)"
        )
    return said.format(
        code=one.code,
        city=city_name(one.city, lang),
        f=count.women,
        m=count.men,
        u=count.unknown,
        n=count.total,
        share=percent(count.share_of_women, lang) if count.share_of_women is not None else "–",
    )
