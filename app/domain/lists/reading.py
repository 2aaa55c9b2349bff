"""From the rows of an invitation list to proposed people; nothing is registered here."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from app.domain.folding import fold, in_any_order
from app.domain.lists.blocks import Block, Content, find_blocks
from app.domain.lists.cells import Lines, Rows, Span, shortened, texts_of
from app.domain.lists.headings import Role
from app.domain.lists.layout import Layout
from app.domain.lists.people import LineReader
from app.domain.lists.proposal import Problem, ProposedPerson, RosterProposal
from app.domain.lists.sheet import SheetReading

NO_NAME_COLUMN = "no_name_column"
_MOST_MERGED_ROWS = 500
_WIDE_MERGE = 3
"""A title merged over so many columns is a section, whatever it says."""


def propose(
    rows: Rows,
    country: str = "ML",
    merged: Sequence[Span] = (),
    *,
    misread: Collection[int] = (),
    other_sheets: Sequence[str] = (),
) -> RosterProposal:
    """The people, open places and ignored rows of a sheet, every row read on its own.

    `rows` begin at the first row of the sheet; `country` is meant where a phone has none;
    `misread` are rows, from 0, where the file itself is faulty; `other_sheets` are passed on.
    """
    texts = [texts_of(row) for row in rows]
    lines = [shortened(line) for line in texts]
    blocks = find_blocks(lines)
    layout = _main(blocks)
    header_row = layout.header_rows[-1] + 1 if layout.header_rows else None
    if not layout.has_names and not layout.counts_places:
        return RosterProposal(header_row, _numbered(layout), problems=(NO_NAME_COLUMN,))
    sheets = list(_read(lines, blocks, country, merged))
    doubts = dict.fromkeys(misread, Problem.MISREAD) | {
        at: Problem.TOO_LONG for at, line in enumerate(lines) if line is not texts[at]
    }
    people = [_with_doubt(one, doubts) for sheet in sheets for one in sheet.people]
    return RosterProposal(
        header_row,
        _numbered(layout),
        _with_duplicates(people),
        tuple(place for sheet in sheets for place in sheet.places),
        tuple(sorted((row for sheet in sheets for row in sheet.ignored), key=lambda one: one.row)),
        layout.headings,
        other_sheets=tuple(other_sheets),
    )


def names_in(rows: Rows) -> int:
    """How many rows of a sheet hold a name; to choose among sheets."""
    lines = [texts_of(row) for row in rows]
    return sum(
        bool(LineReader(block.layout, "").name_text(line))
        for block in find_blocks(lines)
        if block.content is Content.LIST and block.layout.has_names
        for line in lines[block.first : block.until]
    )


def _main(blocks: Sequence[Block]) -> Layout:
    """The layout that tells of the sheet: of the block with most rows among those with names."""
    lists = [one for one in blocks if one.content is Content.LIST]
    return max(lists, key=lambda one: (one.layout.has_names, one.until - one.first)).layout


def _read(
    lines: Lines, blocks: Sequence[Block], country: str, merged: Sequence[Span]
) -> Iterator[SheetReading]:
    wide = frozenset(top for top, left, _, right in merged if right - left + 1 >= _WIDE_MERGE)
    above: SheetReading | None = None
    for block in blocks:
        cells = list(lines)
        if block.left or block.right:
            cells[block.first : block.until] = map(block.cells, lines[block.first : block.until])
        section = above.open_section if above and block.content is Content.LIST else None
        sheet = SheetReading(
            _filled_down(cells, merged, block.layout), block, country, wide, section
        )
        sheet.read_all(cells)
        yield sheet
        above = sheet if block.content is Content.LIST else None


def _with_doubt(person: ProposedPerson, doubts: Mapping[int, Problem]) -> ProposedPerson:
    doubt = doubts.get(person.row - 1)
    return replace(person, problems=(*person.problems, doubt)) if doubt else person


def as_json(proposal: RosterProposal) -> dict[str, object]:
    """The proposal as `emarge import-list --json` prints it; a contract."""
    return {
        "people": [
            {
                "name": person.name,
                "sex": person.sex.value if person.sex else None,
                "organisation": person.organisation,
                "function": person.function,
                "rank": person.rank,
                "phones": list(person.phones),
                "row": person.row,
                "problems": [problem.value for problem in person.problems],
            }
            for person in proposal.people
        ],
        "open_places": [
            {"organisation": place.organisation, "count": place.count, "row": place.row}
            for place in proposal.open_places
        ],
        "ignored": [
            {"row": line.row, "reason": line.reason.value, "text": line.text}
            for line in proposal.ignored
        ],
        "other_sheets": list(proposal.other_sheets),
    }


def _numbered(layout: Layout) -> Mapping[str, int]:
    return {
        role.value if nth == 0 else f"{role.value}{nth + 1}": column
        for role, columns in layout.columns.items()
        for nth, column in enumerate(columns)
    }


def _filled_down(lines: Lines, merged: Sequence[Span], layout: Layout) -> Lines:
    """A structure merged over the rows of its people is repeated in each of them."""
    columns = {at for role in (Role.ORGANISATION, Role.UNIT) for at in layout.columns.get(role, ())}
    filled = list(lines)
    for top, left, bottom, right in merged:
        if left != right or left not in columns or bottom - top > _MOST_MERGED_ROWS:
            continue
        for at in range(top + 1, min(bottom + 1, len(lines))):
            line = filled[at]
            if any(lines[at]) and left < len(line):
                filled[at] = (*line[:left], lines[top][left], *line[left + 1 :])
    return filled


def _with_duplicates(people: Sequence[ProposedPerson]) -> tuple[ProposedPerson, ...]:
    """Mark who stands twice: same name, and the same phone or, without phones, organisation."""
    seen: set[tuple[str, str]] = set()
    marked: list[ProposedPerson] = []
    for person in people:
        keys = _keys(person)
        again = (Problem.DUPLICATE_ROW,) if keys & seen else ()
        seen |= keys
        marked.append(replace(person, problems=person.problems + again) if again else person)
    return tuple(marked)


def _keys(person: ProposedPerson) -> set[tuple[str, str]]:
    name = in_any_order(person.name)
    return {(name, mark) for mark in person.phones or (fold(person.organisation),)}
