"""Person: what stays the same from one workshop to the next."""

from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    """Asked, never guessed; unknown is the empty string on a Person."""

    FEMALE = "F"
    MALE = "M"


@dataclass(frozen=True, slots=True)
class Person:
    """One human being as one workshop knows them; `name` is the name to print.

    `phones` are E.164, or what was typed where that is no phone number.
    """

    id: str
    name: str
    sex: Sex | None = None
    family: str = ""
    given: str = ""
    usage_name: str = ""
    alias: str = ""
    civility: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    matricule: str = ""
    age_band: str = ""
    country: str = ""
