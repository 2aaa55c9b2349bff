"""Registration: a person at one workshop, with rank, function and organisation as of then."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.people import Person
from app.domain.workshop import Organisation


class Category(StrEnum):
    """Why somebody is in the room; only participants count in headline numbers."""

    PARTICIPANT = "participant"
    OBSERVER = "observer"
    FACILITATOR = "facilitator"
    TRAINER = "trainer"
    RESOURCE_PERSON = "resource_person"
    ORGANISER = "organiser"
    GUEST = "guest"
    INTERPRETER = "interpreter"
    PRESS = "press"
    SUPPORT = "support"


class Status(StrEnum):
    """How far a registration has come."""

    INVITED = "invited"
    CONFIRMED = "confirmed"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    NO_SHOW = "no_show"


class Source(StrEnum):
    """How the registration came to be."""

    LIST = "list"
    WALK_IN = "walk_in"


@dataclass(frozen=True, slots=True)
class Registration:
    """A line of the roster. `number` is its number on every sheet, given once, never re-sorted.

    `person` is empty for an open place (« à désigner »). `organisation` is an organisation's
    id, `organisation_text` what was typed where no organisation is known by that name.
    """

    id: str
    workshop: str
    person: str
    number: int = 0
    category: Category = Category.PARTICIPANT
    source: Source = Source.LIST
    status: Status = Status.INVITED
    organisation: str = ""
    organisation_text: str = ""
    unit: str = ""
    function: str = ""
    function_en: str = ""
    rank: str = ""
    duty_station: str = ""
    arrived_at: str = ""
    replaces: str = ""
    replaced_by: str = ""
    certificate_line: str = ""
    raw: str = ""

    @property
    def is_here(self) -> bool:
        """Whether the person has come to the workshop."""
        return self.status is Status.REGISTERED

    @property
    def is_expected(self) -> bool:
        """Whether the person may still come."""
        return self.status in (Status.INVITED, Status.CONFIRMED)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A registration with the person and the organisation that it names, as lists show it."""

    registration: Registration
    person: Person
    organisation: Organisation | None = None

    def organisation_name(self, language: str = "fr") -> str:
        """The organisation as printed, in `language` where it is known in it."""
        if self.organisation is None:
            return self.registration.organisation_text
        return self.organisation.name.in_(language)

    def position(self, language: str = "fr") -> str:
        """The function in `language`, else as typed."""
        registration = self.registration
        return (language == "en" and registration.function_en) or registration.function
