"""What a service did, told to whoever shows it."""

from dataclasses import dataclass
from enum import Enum


class Topic(Enum):
    """A part of the data that a page may be showing."""

    WORKSHOPS = "workshops"
    PEOPLE = "people"
    REGISTRATIONS = "registrations"
    ATTENDANCE = "attendance"
    CERTIFICATES = "certificates"
    EXCHANGE = "exchange"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The topics a service touched, how many records, and what to show next.

    `subject` is the id of the record made or changed, `entry` that of the journal entry (to
    undo exactly this), `name` what a person would call the subject on screen.
    """

    touched: frozenset[Topic] = frozenset()
    count: int = 0
    subject: str = ""
    entry: str = ""
    name: str = ""
