"""From the rows of an invitation list to proposed people; nothing is registered here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.cells import Rows, Span, texts_of
from app.domain.headings import Role
from app.domain.layout import Layout, find_layout
from app.domain.names import fold
from app.domain.proposal import Problem, ProposedPerson, RosterProposal
from app.domain.roster_people import LineReader
from app.domain.roster_sheet import Lines, SheetReading

NO_NAME_COLUMN = "no_name_column"
_MOST_MERGED_ROWS = 500
_WIDE_MERGE = 3
"""A title merged over so many columns is a section, whatever it says."""


def propose(rows: Rows, country: str = "ML", merged: Sequence[Span] = ()) -> RosterProposal:
    """The people, open places and ignored rows of a sheet, every row read on its own.

    `rows` begin at the first row of the sheet; `country` is meant where a phone has none.
    """
    layout = find_layout(rows)
    header_row = layout.header_rows[-1] + 1 if layout.header_rows else None
    if not layout.has_names and not layout.counts_places:
        return RosterProposal(header_row, _numbered(layout), problems=(NO_NAME_COLUMN,))
    lines = _filled_down([texts_of(row) for row in rows], merged, layout)
    sheet = SheetReading(lines, layout, country, _wide_rows(merged))
    for at in range(layout.first_row, len(lines)):
        sheet.read(at)
    return RosterProposal(
        header_row,
        _numbered(layout),
        _with_duplicates(sheet.people),
        tuple(sheet.places),
        tuple(sheet.ignored),
        layout.headings,
    )


def names_in(rows: Rows) -> int:
    """How many rows of a sheet hold a name; to choose among sheets."""
    layout = find_layout(rows)
    if not layout.has_names:
        return 0
    reader = LineReader(layout, "")
    return sum(bool(reader.name_text(texts_of(row))) for row in rows[layout.first_row :])


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
    }


def _numbered(layout: Layout) -> Mapping[str, int]:
    return {
        role.value if nth == 0 else f"{role.value}{nth + 1}": column
        for role, columns in layout.columns.items()
        for nth, column in enumerate(columns)
    }


def _wide_rows(merged: Sequence[Span]) -> frozenset[int]:
    return frozenset(top for top, left, _, right in merged if right - left + 1 >= _WIDE_MERGE)


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
        marked.append(replace(person, problems=person.problems + again))
    return tuple(marked)


def _keys(person: ProposedPerson) -> set[tuple[str, str]]:
    name = " ".join(sorted(fold(person.name).split()))
    return {(name, mark) for mark in person.phones or (fold(person.organisation),)}
