"""One person out of one line: name, sex, organisation, phones, and what should be looked at."""

import re
from dataclasses import dataclass

from app.domain.civility import Titled, read_sex, strip_titles
from app.domain.column_guess import email_in, looks_like_a_name
from app.domain.headings import Role
from app.domain.layout import Layout
from app.domain.names import display, split_name, tidy
from app.domain.people import Sex
from app.domain.phones import Phone, read_phones
from app.domain.proposal import Problem, ProposedPerson
from app.domain.roster_lines import category_of

Texts = tuple[str, ...]

_MRS = re.compile(r"\bmrs\b", re.IGNORECASE)
_BETWEEN_TWO = re.compile(r"\n|;|\s*[/&+]\s+|\s+[/&+]\s*|\s+(?:et|and)\s+", re.IGNORECASE)
_PRINTABLE_NAME = re.compile(r"[^\W_]+(?:[ '’ʼ.-]+[^\W_]+)*\.?")
_FAMILY_COMMA_GIVEN = re.compile(r"([^,\n]+),\s*([^,\n]+)")
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Section:
    """What the headings inside a list say about the lines under them."""

    organisation: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name, what was glued to it, and whether it looks wrong."""

    name: str
    family: str
    given: str
    titled: Titled
    problem: Problem | None = None


class LineReader:
    """Reads the lines of one sheet with its layout; `country` is meant where phones have none."""

    def __init__(self, layout: Layout, country: str) -> None:
        self._columns = layout.columns
        self._given_first = layout.given_first
        self._in_halves = layout.has(Role.FAMILY)
        self._states_sex = layout.has(Role.SEX) or layout.has(Role.CIVILITY)
        self._country = country

    def text(self, line: Texts, role: Role) -> str:
        """The text in the first column that holds `role`, empty where there is none."""
        columns = self._columns.get(role)
        return line[columns[0]] if columns and columns[0] < len(line) else ""

    def name_text(self, line: Texts) -> str:
        """The name as typed, its halves joined in the order of their columns."""
        if not self._in_halves:
            return self.text(line, Role.NAME)
        family, given = self.text(line, Role.FAMILY), self.text(line, Role.GIVEN)
        halves = (given, family) if self._given_first else (family, given)
        return " ".join(filter(None, halves))

    def person(self, line: Texts, row: int, section: Section) -> ProposedPerson:
        """The person of a line that names one; `row` counts from 1."""
        named = self._named(line)
        civility = self.text(line, Role.CIVILITY)
        civil = strip_titles(civility) if civility else Titled("")
        sex, sex_problem = self._sex(line, named, civil)
        phones, email, phone_problem = self._contacts(line)
        problems = (named.problem, sex_problem, phone_problem)
        return ProposedPerson(
            name=named.name,
            family=named.family,
            given=named.given,
            row=row,
            raw=line,
            sex=sex,
            civility=named.titled.civility or civil.civility,
            title=named.titled.title or civil.title,
            rank=self._tidied(line, Role.RANK) or named.titled.rank or civil.rank,
            organisation=self._tidied(line, Role.ORGANISATION) or section.organisation,
            unit=self._tidied(line, Role.UNIT),
            function=self._tidied(line, Role.FUNCTION),
            phones=phones,
            email=email,
            matricule=self._tidied(line, Role.MATRICULE),
            category=self._category(line) or section.category,
            problems=tuple(problem for problem in problems if problem),
        )

    def _tidied(self, line: Texts, role: Role) -> str:
        text = self.text(line, role)
        return tidy(text) if text else ""

    def _category(self, line: Texts) -> str:
        text = self.text(line, Role.CATEGORY)
        return (category_of(text) or "") if text else ""

    def _named(self, line: Texts) -> _Named:
        typed = self.name_text(line)
        if is_two_people(typed):
            return _Named(tidy(typed), "", "", Titled("", original=typed), Problem.TWO_PEOPLE)
        if self._in_halves:
            return self._named_in_halves(line)
        titled = strip_titles(typed)
        comma = _FAMILY_COMMA_GIVEN.fullmatch(titled.name)
        if comma:
            halves = (tidy(comma[1]), tidy(comma[2]))
            return _Named(" ".join(halves), *halves, titled, _name_problem(" ".join(halves)))
        name = tidy(titled.name)
        return _Named(name, *_parts(name, self._given_first), titled, _name_problem(name))

    def _named_in_halves(self, line: Texts) -> _Named:
        """Titles may be glued to the half that comes first; the family name gets capitals."""
        order = (Role.GIVEN, Role.FAMILY) if self._given_first else (Role.FAMILY, Role.GIVEN)
        titled = strip_titles(self.text(line, order[0]))
        halves = {order[0]: tidy(titled.name), order[1]: self._tidied(line, order[1])}
        family, given = halves[Role.FAMILY], halves[Role.GIVEN]
        name = display(family, given, style="text" if self._given_first else "list")
        return _Named(name, family, given, titled, _name_problem(name))

    def _sex(self, line: Texts, named: _Named, civil: Titled) -> tuple[Sex | None, Problem | None]:
        """What the list states, never guessed; None where it contradicts itself."""
        titled = named.titled
        cells = (self.text(line, Role.SEX), self.text(line, Role.CIVILITY))
        hints = (read_sex(cells[0]), read_sex(cells[1]), civil.sex_hint, titled.sex_hint)
        stated = set(filter(None, hints))
        sex = next(iter(stated)) if len(stated) == 1 else None
        if any(_MRS.search(text) for text in (*cells, titled.original)):
            return sex, Problem.MRS
        is_unread = bool(cells[0]) and hints[0] is None
        is_unsure = titled.doubtful or civil.doubtful
        if is_unread or (stated and sex is None) or (is_unsure and hints[0] is None):
            return sex, Problem.SEX_DOUBTFUL
        is_missing = self._states_sex and sex is None and not any(cells)
        return sex, Problem.NO_SEX if is_missing else None

    def _contacts(self, line: Texts) -> tuple[tuple[str, ...], str, Problem | None]:
        """Phones of all columns that hold some, the e-mail, and whether a phone is doubtful."""
        phone_cells = self._cells(line, Role.PHONE)
        cells = phone_cells + self._cells(line, Role.EMAIL)
        email = next((found for text in cells if "@" in text and (found := email_in(text))), "")
        phones = [phone for text in phone_cells for phone in _phones(text, self._country)]
        numbers = dict.fromkeys(phone.e164 or phone.raw for phone in phones)
        doubtful = any(phone.doubtful for phone in phones)
        return tuple(numbers), email, Problem.PHONE_DOUBTFUL if doubtful else None

    def _cells(self, line: Texts, role: Role) -> list[str]:
        return [line[at] for at in self._columns.get(role, ()) if at < len(line) and line[at]]


def is_two_people(text: str) -> bool:
    """Whether a cell names two: « M. Moussa TRAORÉ et Mme Awa DIALLO », or one under the other."""
    if not _BETWEEN_TWO.search(text):
        return False
    pieces = [strip_titles(piece) for piece in _BETWEEN_TWO.split(text) if piece.strip()]
    if len(pieces) < _FEWEST_WORDS:
        return False
    return all(_stands_alone(piece) for piece in pieces) or (
        bool(_MRS.search(text)) and all(piece.name for piece in pieces)
    )


def _stands_alone(piece: Titled) -> bool:
    return looks_like_a_name(piece.name) or bool(piece.name and piece.civility)


def _name_problem(name: str) -> Problem | None:
    if any(map(str.isdigit, name)):
        return Problem.NUMBER_IN_NAME
    return None if _PRINTABLE_NAME.fullmatch(name) else Problem.NAME_DOUBTFUL


def _phones(text: str, country: str) -> tuple[Phone, ...]:
    return read_phones(text.replace(email_in(text), " ") if "@" in text else text, country)


def _parts(name: str, given_first: bool | None) -> tuple[str, str]:
    """Family and given by the heading's order where capitals do not tell; a guess to confirm."""
    words = name.split()
    family, given = split_name(name)
    told_by_capitals = 0 < sum(map(str.isupper, words)) < len(words)
    if given_first is None or told_by_capitals or len(family.split()) != 1:
        return family, given
    if given_first:
        return words[-1], " ".join(words[:-1])
    return words[0], " ".join(words[1:])
