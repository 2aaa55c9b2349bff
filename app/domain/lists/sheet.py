"""The lines of a list read one after the other: a person, places, a section, or nobody."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.civility import begins_with_title, strip_titles
from app.domain.lists.blocks import Block, Content
from app.domain.lists.cells import Lines, Texts
from app.domain.lists.column_guess import is_line_of_somebody
from app.domain.lists.headings import Role, is_heading
from app.domain.lists.lines import (
    Places,
    category_of,
    ending,
    is_blank_mark,
    is_body_title,
    is_ditto,
    is_office,
    is_subtotal,
    names_somebody,
    open_places,
    whole_number,
)
from app.domain.lists.people import LineReader, Section
from app.domain.lists.proposal import Ignored, IgnoredRow, OpenPlace, Problem, ProposedPerson

_MOSTLY = 0.6
_REPEATED = (Role.ORGANISATION, Role.UNIT, Role.FUNCTION, Role.RANK)
_MOST_SIGNERS = 3
_SIGNERS_WITHIN = 30
_LONGEST_ENDING_WITH_A_NAME = 4


class SheetReading:
    """The lines of one block read from top to bottom, with what the rows above said.

    `lines` are those of the whole sheet, where merged cells are filled; `section` is what a
    title right above the block's headings said.
    """

    def __init__(
        self,
        lines: Lines,
        block: Block,
        country: str,
        wide: frozenset[int],
        section: Section | None = None,
    ) -> None:
        self.people: list[ProposedPerson] = []
        self.places: list[OpenPlace] = []
        self.ignored: list[IgnoredRow] = []
        self._lines = lines
        self._block = block
        self._layout = block.layout
        self._reader = LineReader(block.layout, country, block.left)
        self._wide = wide
        self._section = section or Section()
        self._title_at = -1
        self._ended = False
        self._is_doubted = False
        self._above: dict[int, str] = {}
        self._repeated = [at for role in _REPEATED for at in block.layout.columns.get(role, ())[:1]]
        self._is_numbered = self._mostly_numbered()

    @property
    def open_section(self) -> Section:
        """What the last row says of a block under it: a title with nothing under it."""
        titled = self._title_at >= 0 and not any(
            any(line) for line in self._lines[self._title_at + 1 : self._block.until]
        )
        return self._section if titled else Section()

    def read_all(self, lines: Lines) -> None:
        """Take the rows of the block, as `lines` has them in the file, for what they are."""
        for at in range(self._block.first, self._block.until):
            texts = [text for text in self._lines[at] if text]
            if texts:
                self._read(at, texts, lines[at])

    def _read(self, at: int, texts: Sequence[str], raw: Texts) -> None:
        line = self._lines[at]
        reason = self._reason_to_ignore(at, line, texts)
        if reason:
            self._note(at, reason, texts[0])
            self._ignore(at, reason)
        elif self._is_section(at, line, texts):
            self._enter_section(at, self._alone(line, texts))
        else:
            self._read_line(at, self._without_dittos(line), raw)

    def _read_line(self, at: int, line: Texts, raw: Texts) -> None:
        name = self._reader.name_text(line)
        if is_blank_mark(name) or _is_only_titles(name):
            name = ""
        places = _named_places(name) if name else self._unnamed_places(line)
        if places:
            self._keep_places(at, line, raw, places)
        elif not name:
            self._ignore(at, Ignored.NO_NAME)
        else:
            self.people.append(self._person(at, line, raw, name))

    def _reason_to_ignore(self, at: int, line: Texts, texts: Sequence[str]) -> Ignored | None:
        if at in self._block.heading_rows or _is_header_again(texts, self._layout.words):
            return Ignored.HEADING
        if self._block.content is Content.OTHER:
            return Ignored.OTHER_TABLE
        if self._block.content is Content.ABOVE:
            return None if self._layout.has_names and is_line_of_somebody(line) else Ignored.TITLE
        return self._reason_to_ignore_in_list(line, texts)

    def _reason_to_ignore_in_list(self, line: Texts, texts: Sequence[str]) -> Ignored | None:
        has_number = self._reader.number(line) is not None
        found = (None if texts[0].isdigit() else _ending(texts[0])) or (
            None if has_number else _ending(self._reader.name_text(line))
        )
        if found or has_number or category_of(texts[0]) or is_body_title(texts[0]):
            return found
        signs = len(texts) == 1 and is_office(texts[0])
        return (
            Ignored.SIGNATURE
            if signs or (self._ended and not self._reader.has_facts(line))
            else None
        )

    def _note(self, at: int, reason: Ignored, text: str) -> None:
        """Whether what follows still is the list: a total never ends it, a signature may."""
        if reason is Ignored.HEADING:
            self._ended = self._is_doubted = False
        elif reason is Ignored.TOTAL:
            self._is_doubted = not is_subtotal(text)
        elif reason is Ignored.CLOSING or (reason is Ignored.SIGNATURE and not self._ended):
            self._ended = not self._goes_on(at + 1)
            self._is_doubted = True

    def _goes_on(self, start: int) -> bool:
        """Whether more names follow than people sign."""
        following = self._lines[start : min(start + _SIGNERS_WITHIN, self._block.until)]
        names = [name for line in following if (name := self._reader.name_text(line))]
        return sum(not ending(name) and not is_office(name) for name in names) > _MOST_SIGNERS

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
        return texts[0] if len(texts) == 1 and self._reader.number(line) is None else ""

    def _enter_section(self, at: int, title: str) -> None:
        between = self._lines[self._title_at + 1 : at]
        follows = self._title_at >= 0 and not any(map(any, between))
        self._section = self._section.under(title, at_once=follows)
        self._title_at = at if is_body_title(title) or category_of(title) else -1
        self._ended = self._is_doubted = False
        self._ignore(at, Ignored.SECTION)

    def _unnamed_places(self, line: Texts) -> Places | None:
        """A service invited without a name: as many places as a cell says, else one."""
        organisation = self._reader.text(line, Role.ORGANISATION)
        counted = whole_number(self._reader.text(line, Role.PLACES))
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

    def _keep_places(self, at: int, line: Texts, raw: Texts, places: Places) -> None:
        own = self._reader.text(line, Role.ORGANISATION)
        organisation = own if own and open_places(own) is None else places.organisation
        self.places.append(
            OpenPlace(organisation or self._section.organisation, places.count, at + 1, raw)
        )

    def _person(self, at: int, line: Texts, raw: Texts, name: str) -> ProposedPerson:
        person = self._reader.person(line, raw, at + 1, self._section)
        doubts = self._doubts(line, name)
        if doubts:
            problems = dict.fromkeys((*person.problems, *doubts))
            person = replace(person, problems=tuple(problems))
        alone = [text for text in line if text] == [name]
        if alone and self.people and self._is_numbered and self._reader.number(line) is None:
            why = Problem.AFTER_TOTAL if self._is_doubted else Problem.CONTINUED_LINE
            return replace(person, problems=(why,))
        return person

    def _doubts(self, line: Texts, name: str) -> list[Problem]:
        """What the place of a line in the sheet says against it."""
        doubts = []
        if self._block.content is Content.ABOVE:
            doubts.append(Problem.ABOVE_HEADINGS)
        if self._reader.number(line) is not None or self._reader.has_facts(line):
            self._ended = self._is_doubted = False
        elif self._is_doubted:
            doubts.append(Problem.AFTER_TOTAL)
        if self._reader.number(line) is None and ending(name):
            doubts.append(Problem.NAME_DOUBTFUL)
        return doubts

    def _without_dittos(self, line: Texts) -> Texts:
        """The line with what « idem » and two strokes stand for."""
        for at in self._repeated:
            text = line[at] if at < len(line) else ""
            if text and is_ditto(text):
                line = (*line[:at], self._above.get(at, ""), *line[at + 1 :])
            else:
                self._above[at] = text
        return line

    def _mostly_numbered(self) -> bool:
        body = self._lines[self._block.first : self._block.until]
        named = [line for line in body if self._reader.name_text(line)]
        return sum(self._reader.number(line) is not None for line in named) > _MOSTLY * len(named)

    def _ignore(self, at: int, reason: Ignored) -> None:
        text = " | ".join(filter(None, self._lines[at]))
        self.ignored.append(IgnoredRow(at + 1, reason, text))


def _is_header_again(texts: Sequence[str], words: frozenset[str]) -> bool:
    """The headings of a second page: the same cells, or nothing but headings."""
    if len(texts) < 2:
        return False
    known = sum(text.casefold() in words for text in texts)
    return known * 2 > len(texts) and (known == len(texts) or all(map(is_heading, texts)))


def _named_places(name: str) -> Places | None:
    """« 2 représentants de la DPF », « Monsieur le Ministre »: an office, not a person."""
    places = open_places(name)
    if places or not begins_with_title(name):
        return places
    return open_places(strip_titles(name).name)


def _is_only_titles(name: str) -> bool:
    """« Madame », « Le Commissaire »: nobody is named yet."""
    return begins_with_title(name) and not strip_titles(name).name


def _ending(text: str) -> Ignored | None:
    """What ends a list; « Total TRAORÉ » and « Visa KONÉ » may be people."""
    found = ending(text)
    is_short = len(text.split()) <= _LONGEST_ENDING_WITH_A_NAME
    if found in (Ignored.TOTAL, Ignored.SIGNATURE) and is_short and names_somebody(text):
        return None
    return found
