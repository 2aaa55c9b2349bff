"""What a list proposes: people, open places, and rows that are neither, each with its raw line."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.people import Sex


class Problem(StrEnum):
    """Why a person should look at a line before it is taken in; it is taken in all the same."""

    MRS = "mrs"
    """« Mrs » is Messieurs in local French: never a woman by itself."""
    SEX_DOUBTFUL = "sex_doubtful"
    """A sex that cannot be read, or two that contradict each other."""
    NO_SEX = "no_sex"
    """The list has a column of sexes and this cell is empty."""
    TWO_PEOPLE = "two_people"
    """Two names in one cell."""
    CONTINUED_LINE = "continued_line"
    """Perhaps the second half of the name above."""
    NUMBER_IN_NAME = "number_in_name"
    NAME_DOUBTFUL = "name_doubtful"
    """Brackets or signs that would be printed on the certificate."""
    PHONE_DOUBTFUL = "phone_doubtful"
    DUPLICATE_ROW = "duplicate_row"
    """The same name with the same phone or organisation stands above."""
    AFTER_TOTAL = "after_total"
    """A name alone under a total or an end: somebody more, or somebody who signs."""
    ABOVE_HEADINGS = "above_headings"
    """A line of somebody above the headings of the list."""
    TOO_LONG = "too_long"
    """A text longer than can be kept: it was cut."""
    TOO_LONG_FOR_PAPER = "too_long_for_paper"
    """A text of which papers show only the beginning; all of it is kept."""
    MISREAD = "misread"
    """The file itself is faulty there: a quotation mark never closed, letters of another kind."""


class Ignored(StrEnum):
    """Why a row gives nobody."""

    HEADING = "heading"
    SECTION = "section"
    TOTAL = "total"
    CLOSING = "closing"
    SIGNATURE = "signature"
    NO_NAME = "no_name"
    TITLE = "title"
    """What stands above the headings."""
    OTHER_TABLE = "other_table"
    """A table without names beside or under the list."""


@dataclass(frozen=True, slots=True)
class ProposedPerson:
    """One person of a list. `row` counts from 1 in the sheet; `raw` holds the cells as they were.

    `column` is the first column, from 0, of the list that the person stands in: more than 0 only
    where two lists stand side by side.
    Empty is "", and None for a sex that the list does not state. `phones` are E.164, or what
    was typed where that is no number. `category` is a code of `registration.Category` or "".
    """

    name: str
    row: int
    raw: tuple[str, ...]
    sex: Sex | None = None
    family: str = ""
    given: str = ""
    civility: str = ""
    title: str = ""
    rank: str = ""
    organisation: str = ""
    unit: str = ""
    function: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    matricule: str = ""
    category: str = ""
    problems: tuple[Problem, ...] = ()
    column: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """Where the person stands in the sheet; nobody else does."""
        return (self.row, self.column)


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """Places for which nobody is named yet: « 2 représentants de la DPF »."""

    organisation: str
    count: int
    row: int
    raw: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row that gives nobody, why, and what it says."""

    row: int
    reason: Ignored
    text: str = ""


@dataclass(frozen=True, slots=True)
class RosterProposal:
    """Everything that a sheet proposes; nothing is registered by it.

    `header_row` counts from 1, None for a list without headings; `columns` gives for each role
    the column from 0, for a second phone column `phone2` and so on. Every row with something in
    it is told: as people, as open places, as ignored, or as headings. `other_sheets` are the
    names of further sheets that hold names and were not read.
    """

    header_row: int | None
    columns: Mapping[str, int]
    people: tuple[ProposedPerson, ...] = ()
    open_places: tuple[OpenPlace, ...] = ()
    ignored: tuple[IgnoredRow, ...] = ()
    headings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()

    @property
    def to_check(self) -> tuple[ProposedPerson, ...]:
        """The people whose line wants a look."""
        return tuple(person for person in self.people if person.problems)
