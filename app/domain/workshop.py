"""Workshop, Series, Session, Organisation, Partner, Signatory."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from app.domain.bilingual import Bilingual

DEFAULT_THRESHOLD = Fraction(4, 5)
"""Share of counting half-days to attend. Source: field practice 4.1, 80 %."""


class Part(StrEnum):
    """Which part of the day a session takes."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    OTHER = "other"


class SessionState(StrEnum):
    """What the operator said of a session; never computed from the clock."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Role(StrEnum):
    """What a partner is to a workshop."""

    ORGANISER = "organiser"
    CO_ORGANISER = "co_organiser"
    DONOR = "donor"
    PARTNER = "partner"
    TECHNICAL_PARTNER = "technical_partner"
    HOST = "host"
    AEGIS = "aegis"
    BENEFICIARY = "beneficiary"


@dataclass(frozen=True, slots=True)
class Series:
    """Workshops that are reported together."""

    id: str
    name: Bilingual = Bilingual()
    programme: Bilingual = Bilingual()
    strategy: Bilingual = Bilingual()


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop in one city; `code` is AAAA-VIL-NN and starts every number on paper.

    `kind` is the French and English of what it is ("atelier national"), `title` what it is
    about, without the kind, `short` the same in the few words that a heading has room for.
    """

    id: str
    code: str
    title: Bilingual
    city: str
    country: str
    starts_on: date
    ends_on: date
    kind: Bilingual = Bilingual("atelier", "workshop")
    short: Bilingual = Bilingual()
    venue: str = ""
    venue_en: str = ""
    objective: Bilingual = Bilingual()
    series: str = ""
    programme: Bilingual = Bilingual()
    threshold: Fraction = DEFAULT_THRESHOLD
    certificate_kind: str = "participation"
    discreet: bool = False
    closed_at: str = ""

    def heading(self, language: str) -> str:
        """The short title, else the title."""
        return self.short.in_(language) or self.title.in_(language)

    def venue_in(self, language: str) -> str:
        """The hall or hotel as `language` calls it, else as it was typed at all."""
        return Bilingual(self.venue, self.venue_en).in_(language)

    def holds(self, day: date) -> bool:
        """Whether `day` is one of the workshop's days."""
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Session:
    """One half-day (or other counted sitting) of a workshop."""

    id: str
    workshop: str
    on: date
    part: Part
    label: str = ""
    starts: str = ""
    ends: str = ""
    counts: bool = True
    state: SessionState = SessionState.PLANNED

    @property
    def order(self) -> tuple[date, int, str]:
        """A key that sorts sessions as they follow each other."""
        return (self.on, list(Part).index(self.part), self.starts or self.id)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that people come from, or that organises, funds or hosts.

    `fr_of` and `fr_at` are the ready French forms (« du Royaume du Danemark », « au … »), which
    cannot be computed safely (field practice 4.3).
    """

    id: str
    name: Bilingual
    acronym: Bilingual = Bilingual()
    aliases: tuple[str, ...] = ()
    kind: str = ""
    country: str = ""
    parent: str = ""
    valid_to: str = ""
    fr_of: str = ""
    fr_at: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called: its names, its acronyms, its other names."""
        known = (self.name.fr, self.name.en, self.acronym.fr, self.acronym.en, *self.aliases)
        return tuple(filter(None, known))


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation with a role at a workshop, in protocol order."""

    id: str
    workshop: str
    organisation: Organisation
    role: Role
    order: int = 0


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs the certificates; `prefix` is « P.O. » or « P.I. », the name may be empty."""

    id: str
    workshop: str
    function: Bilingual
    name: str = ""
    prefix: str = ""
    order: int = 0
