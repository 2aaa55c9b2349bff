"""What is agreed about a workshop before it begins: as typed, checked, and as it is recorded."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from app.domain.bilingual import Bilingual
from app.domain.folding import tidy
from app.domain.journal import Value
from app.domain.workshop import DEFAULT_THRESHOLD, Workshop
from app.errors import (
    CityMissing,
    CountryWrong,
    ThresholdWrong,
    TitleMissing,
    WorkshopCodeWrong,
    WorkshopDatesWrong,
    WorkshopTooLong,
)

LONGEST_DAYS = 120
"""Days from the first to the last; the longest courses take a term."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,23}")
"""A code starts file names and the numbers on paper."""


@dataclass(frozen=True, slots=True)
class WorkshopFacts:
    """A workshop as typed; without a code it is given the next free one, or keeps its own.

    `threshold` is the share of the counting half-days that earns a certificate.
    """

    title: Bilingual
    city: str
    country: str
    starts_on: date
    ends_on: date
    code: str = ""
    kind: Bilingual = field(default_factory=lambda: Bilingual("atelier", "workshop"))
    venue: str = ""
    venue_en: str = ""
    short: Bilingual = field(default_factory=Bilingual)
    programme: Bilingual = field(default_factory=Bilingual)
    threshold: Fraction = DEFAULT_THRESHOLD
    certificate_kind: str = "participation"
    discreet: bool = False


_Facts = TypeVar("_Facts", bound=WorkshopFacts)


def facts_of(workshop: Workshop) -> WorkshopFacts:
    """The facts that would make `workshop` again: what a form opens with."""
    return WorkshopFacts(
        title=workshop.title,
        city=workshop.city,
        country=workshop.country,
        starts_on=workshop.starts_on,
        ends_on=workshop.ends_on,
        code=workshop.code,
        kind=workshop.kind,
        venue=workshop.venue,
        venue_en=workshop.venue_en,
        short=workshop.short,
        programme=workshop.programme,
        threshold=workshop.threshold,
        certificate_kind=workshop.certificate_kind,
        discreet=workshop.discreet,
    )


def checked(facts: _Facts) -> _Facts:
    """`facts` with clean texts.

    Raises TitleMissing, CityMissing, CountryWrong, WorkshopCodeWrong, ThresholdWrong;
    WorkshopDatesWrong when the workshop ends before it starts, WorkshopTooLong.
    """
    clean = replace(
        facts,
        title=_tidied(facts.title),
        short=_tidied(facts.short),
        kind=_tidied(facts.kind),
        programme=_tidied(facts.programme),
        city=tidy(facts.city),
        country=tidy(facts.country).upper(),
        code=tidy(facts.code),
        venue=tidy(facts.venue),
        venue_en=tidy(facts.venue_en),
    )
    _check_names(clean)
    if clean.ends_on < clean.starts_on:
        raise WorkshopDatesWrong
    if (clean.ends_on - clean.starts_on).days >= LONGEST_DAYS:
        raise WorkshopTooLong(days=LONGEST_DAYS)
    if not 0 < clean.threshold <= 1:
        raise ThresholdWrong
    return clean


def fields_of(facts: WorkshopFacts) -> dict[str, Value]:
    """The fields of the workshop's record that say `facts`."""
    both = {
        "kind": facts.kind,
        "title": facts.title,
        "short": facts.short,
        "programme": facts.programme,
    }
    fields: dict[str, Value] = {
        "code": facts.code,
        "city": facts.city,
        "country": facts.country,
        "venue": facts.venue,
        "venue_en": facts.venue_en,
        "starts_on": facts.starts_on.isoformat(),
        "ends_on": facts.ends_on.isoformat(),
        "certificate_threshold": str(facts.threshold),
        "certificate_kind": facts.certificate_kind,
        "discreet": facts.discreet,
    }
    for name, text in both.items():
        fields |= {f"{name}_fr": text.fr, f"{name}_en": text.en}
    return fields


def _check_names(facts: WorkshopFacts) -> None:
    if not (facts.title.fr or facts.title.en):
        raise TitleMissing
    if not facts.city:
        raise CityMissing
    if not re.fullmatch(r"[A-Z]{2}", facts.country):
        raise CountryWrong(country=facts.country)
    if facts.code and not _CODE.fullmatch(facts.code):
        raise WorkshopCodeWrong(code=facts.code)


def _tidied(text: Bilingual) -> Bilingual:
    return Bilingual(tidy(text.fr), tidy(text.en))
