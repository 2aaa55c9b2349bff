"""One person out of one line: name, sex, organisation, phones, and what should be looked at."""

from dataclasses import dataclass, replace

from app.domain.civility import Titled, read_sex, strip_titles
from app.domain.folding import fold, tidy
from app.domain.lists.cells import Texts
from app.domain.lists.column_guess import email_in, is_date, looks_like_a_name
from app.domain.lists.headings import Role
from app.domain.lists.layout import Layout
from app.domain.lists.lines import category_of, section_title, whole_number
from app.domain.lists.person_names import Named, is_two_people, name_problem, read_name, says_mrs
from app.domain.lists.proposal import Problem, ProposedPerson
from app.domain.names import display
from app.domain.on_paper import too_long
from app.domain.people import Sex
from app.domain.phones import Phone, read_phones

_FACTS = (Role.SEX, Role.PHONE, Role.ORGANISATION, Role.EMAIL, Role.FUNCTION)
_NO_CROSS = frozenset({"", "0", "-", "–", "—", "/", "non", "no", "n"})


@dataclass(frozen=True, slots=True)
class Section:
    """What the headings inside a list say about the lines under them.

    `nested` where each organisation has its own categories, under its own title.
    """

    organisation: str = ""
    category: str = ""
    nested: bool = False

    def under(self, title: str, *, at_once: bool) -> "Section":
        """The section that `title` opens; `at_once` when it follows another title.

        « Observateurs » right under « Police » are the police's; after the people of the police
        they are a part of the list of their own, and their organisation is not known.
        """
        category = category_of(title)
        if category is None:
            return Section(section_title(title), "" if self.nested else self.category, self.nested)
        nested = self.nested or (at_once and bool(self.organisation) and not self.category)
        return Section(self.organisation if nested else "", category.value, nested)


class LineReader:
    """Reads the lines of one list with its layout; `country` is meant where phones have none.

    `column` is the first column of the list.
    """

    def __init__(self, layout: Layout, country: str, column: int = 0) -> None:
        self._columns = layout.columns
        self._given_first = layout.given_first
        self._beside = layout.beside
        self._in_halves = layout.has(Role.FAMILY)
        self._in_crosses = layout.has(Role.MALE)
        self._states_sex = layout.has(Role.SEX) or layout.has(Role.CIVILITY) or self._in_crosses
        self._country = country
        self._column = column

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

    def number(self, line: Texts) -> int | None:
        """The number of the line in the list."""
        return whole_number(self.text(line, Role.NUMBER))

    def has_facts(self, line: Texts) -> bool:
        """Whether a line names somebody and says something else of them."""
        return bool(self.name_text(line)) and any(self.text(line, role) for role in _FACTS)

    def person(self, line: Texts, raw: Texts, row: int, section: Section) -> ProposedPerson:
        """The person of a line that names one; `row` counts from 1, `raw` is as in the file."""
        named = self._named(line)
        civility = self.text(line, Role.CIVILITY)
        civil = strip_titles(civility) if civility else Titled("")
        sex, sex_problem = self._sex(line, named, civil)
        phones, email, phone_problem = self._contacts(line)
        function = self._tidied(line, Role.FUNCTION)
        problems = (named.problem, sex_problem, phone_problem, *self._doubts(line, named, function))
        found = ProposedPerson(
            name=named.name,
            family=named.family,
            given=named.given,
            row=row,
            raw=raw,
            column=self._column,
            sex=sex,
            civility=named.titled.civility or civil.civility,
            title=named.titled.title or civil.title,
            rank=self._tidied(line, Role.RANK) or named.titled.rank or civil.rank,
            organisation=self._tidied(line, Role.ORGANISATION) or section.organisation,
            unit=self._tidied(line, Role.UNIT),
            function=function or named.post,
            phones=phones,
            email=email,
            matricule=self._tidied(line, Role.MATRICULE),
            category=self._category(line) or section.category,
        )
        cut = Problem.TOO_LONG_FOR_PAPER if any(too_long(replace(found, raw=()))) else None
        said = dict.fromkeys(problem for problem in (*problems, cut) if problem)
        return replace(found, problems=tuple(said))

    def _tidied(self, line: Texts, role: Role) -> str:
        text = self.text(line, role)
        return tidy(text) if text else ""

    def _category(self, line: Texts) -> str:
        text = self.text(line, Role.CATEGORY)
        return (category_of(text) or "") if text else ""

    def _named(self, line: Texts) -> Named:
        if not self._in_halves or is_two_people(self.name_text(line)):
            return read_name(self.name_text(line), self._given_first)
        return self._named_in_halves(line)

    def _named_in_halves(self, line: Texts) -> Named:
        """Titles may be glued to the half that comes first; the family name gets capitals."""
        order = (Role.GIVEN, Role.FAMILY) if self._given_first else (Role.FAMILY, Role.GIVEN)
        titled = strip_titles(self.text(line, order[0]))
        halves = {order[0]: tidy(titled.name), order[1]: self._tidied(line, order[1])}
        family, given = halves[Role.FAMILY], halves[Role.GIVEN]
        name = display(family, given, style="text" if self._given_first else "list")
        return Named(name, family, given, titled, problem=name_problem(name))

    def _doubts(self, line: Texts, named: Named, function: str) -> tuple[Problem | None, ...]:
        """Somebody else beside the name, and a function after it that its column does not say."""
        others = any(looks_like_a_name(line[at]) for at in self._beside if at < len(line))
        two_posts = named.post and function and fold(named.post) != fold(function)
        return (
            Problem.TWO_PEOPLE if others else None,
            Problem.NAME_DOUBTFUL if two_posts else None,
        )

    def _sex(self, line: Texts, named: Named, civil: Titled) -> tuple[Sex | None, Problem | None]:
        """What the list states, never guessed; None where it contradicts itself."""
        titled = named.titled
        cells = (self.text(line, Role.SEX), self.text(line, Role.CIVILITY))
        crosses = self._crosses(line) if self._in_crosses else ()
        hints = (read_sex(cells[0]), read_sex(cells[1]), civil.sex_hint, titled.sex_hint, *crosses)
        stated = set(filter(None, hints))
        sex = next(iter(stated)) if len(stated) == 1 else None
        if any(map(says_mrs, (*cells, titled.original))):
            return sex, Problem.MRS
        is_unread = bool(cells[0]) and hints[0] is None
        is_unsure = titled.doubtful or civil.doubtful
        if is_unread or (stated and sex is None) or (is_unsure and hints[0] is None):
            return sex, Problem.SEX_DOUBTFUL
        is_missing = self._states_sex and sex is None and not any(cells)
        return sex, Problem.NO_SEX if is_missing else None

    def _crosses(self, line: Texts) -> tuple[Sex, ...]:
        """What is crossed in a column of men and one of women."""
        columns = ((Role.MALE, Sex.MALE), (Role.FEMALE, Sex.FEMALE))
        return tuple(
            sex
            for role, sex in columns
            if self.text(line, role).strip(" .").casefold() not in _NO_CROSS
        )

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


def _phones(text: str, country: str) -> tuple[Phone, ...]:
    if is_date(text):
        return (Phone(text, doubtful=True),)
    return read_phones(text.replace(email_in(text), " ") if "@" in text else text, country)
