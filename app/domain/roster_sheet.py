"""The lines of a list read one after the other: a person, places, a section, or nobody."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.headings import Role, is_heading
from app.domain.layout import Layout
from app.domain.proposal import Ignored, IgnoredRow, OpenPlace, Problem, ProposedPerson
from app.domain.roster_lines import (
    Places,
    category_of,
    ending,
    is_blank_mark,
    is_body_title,
    is_office,
    open_places,
    section_title,
)
from app.domain.roster_people import LineReader, Section, Texts

Lines = Sequence[Texts]

_MOSTLY = 0.6
_FACTS = (Role.SEX, Role.PHONE, Role.ORGANISATION, Role.EMAIL, Role.FUNCTION)


class SheetReading:
    """The lines of one list read from top to bottom, with what the rows above said."""

    def __init__(self, lines: Lines, layout: Layout, country: str, wide: frozenset[int]) -> None:
        self.people: list[ProposedPerson] = []
        self.places: list[OpenPlace] = []
        self.ignored: list[IgnoredRow] = []
        self._lines = lines
        self._layout = layout
        self._reader = LineReader(layout, country)
        self._wide = wide
        self._section = Section()
        self._ended = False
        self._is_numbered = self._mostly_numbered()

    def read(self, at: int) -> None:
        """Take line `at`, from 0, for what it is."""
        line = self._lines[at]
        texts = [text for text in line if text]
        if not texts:
            return
        reason = self._reason_to_ignore(line, texts)
        if reason:
            self._ended = self._ended or reason is Ignored.CLOSING or reason is Ignored.TOTAL
            self._ignore(at, reason)
        elif self._is_section(at, line, texts):
            self._enter_section(at, self._alone(line, texts))
        else:
            self._read_line(at, line)

    def _read_line(self, at: int, line: Texts) -> None:
        name = self._reader.name_text(line)
        if is_blank_mark(name):
            name = ""
        places = open_places(name) if name else self._unnamed_places(line)
        if places:
            self._keep_places(at, line, places)
        elif not name:
            self._ignore(at, Ignored.NO_NAME)
        else:
            self.people.append(self._person(at, line, name))

    def _reason_to_ignore(self, line: Texts, texts: Sequence[str]) -> Ignored | None:
        if self._is_header_again(texts):
            return Ignored.HEADING
        has_number = self._number(line) is not None
        found = (None if texts[0].isdigit() else ending(texts[0])) or (
            None if has_number else ending(self._reader.name_text(line))
        )
        if found:
            return found
        if has_number or category_of(texts[0]) or is_body_title(texts[0]):
            return None
        signs = len(texts) == 1 and is_office(texts[0])
        return Ignored.SIGNATURE if signs or (self._ended and not self._has_facts(line)) else None

    def _is_header_again(self, texts: Sequence[str]) -> bool:
        """The headings of a second page: the same cells, or nothing but headings."""
        if len(texts) < 2:
            return False
        known = sum(text.casefold() in self._layout.words for text in texts)
        return known * 2 > len(texts) and (known == len(texts) or all(map(is_heading, texts)))

    def _is_section(self, at: int, line: Texts, texts: Sequence[str]) -> bool:
        """A row of one text that heads the rows below: an institution, or « Observateurs »."""
        title = self._alone(line, texts)
        if not title or open_places(title):
            return False
        if at in self._wide or category_of(title) is not None:
            return True
        in_name_column = self._reader.name_text(line) == title
        return is_body_title(title) if in_name_column else self._is_numbered or bool(line[0])

    def _alone(self, line: Texts, texts: Sequence[str]) -> str:
        """The only text of a row without a number of its own, else empty."""
        return texts[0] if len(texts) == 1 and self._number(line) is None else ""

    def _enter_section(self, at: int, title: str) -> None:
        category = category_of(title)
        if category is None:
            self._section = replace(self._section, organisation=section_title(title))
        else:
            self._section = replace(self._section, category=category.value)
        self._ended = False
        self._ignore(at, Ignored.SECTION)

    def _unnamed_places(self, line: Texts) -> Places | None:
        """A service invited without a name: as many places as a cell says, else one."""
        organisation = self._reader.text(line, Role.ORGANISATION)
        counted = _whole(self._reader.text(line, Role.PLACES))
        said = (
            open_places(self._reader.text(line, role))
            for role in (Role.FUNCTION, Role.REMARKS, Role.ORGANISATION)
        )
        found = next(filter(None, said), None)
        if counted and (organisation or self._section.organisation):
            return Places(counted)
        if found:
            return found
        return Places(1) if organisation and not is_blank_mark(organisation) else None

    def _keep_places(self, at: int, line: Texts, places: Places) -> None:
        own = self._reader.text(line, Role.ORGANISATION)
        organisation = own if own and open_places(own) is None else places.organisation
        self.places.append(
            OpenPlace(organisation or self._section.organisation, places.count, at + 1, line)
        )

    def _person(self, at: int, line: Texts, name: str) -> ProposedPerson:
        person = self._reader.person(line, at + 1, self._section)
        alone = [text for text in line if text] == [name]
        if alone and self.people and self._is_numbered and self._number(line) is None:
            return replace(person, problems=(Problem.CONTINUED_LINE,))
        return person

    def _has_facts(self, line: Texts) -> bool:
        """Whether a row under a total still is a line of the list: a name and something else."""
        facts = (self._reader.text(line, role) for role in _FACTS)
        return bool(self._reader.name_text(line)) and any(facts)

    def _number(self, line: Texts) -> int | None:
        return _whole(self._reader.text(line, Role.NUMBER))

    def _mostly_numbered(self) -> bool:
        body = self._lines[self._layout.first_row :]
        named = [line for line in body if self._reader.name_text(line)]
        return sum(self._number(line) is not None for line in named) > _MOSTLY * len(named)

    def _ignore(self, at: int, reason: Ignored) -> None:
        text = " | ".join(filter(None, self._lines[at]))
        self.ignored.append(IgnoredRow(at + 1, reason, text))


def _whole(text: str) -> int | None:
    digits = text.strip(" .°)(-")
    return int(digits) if digits.isdecimal() and len(digits) <= 5 else None
