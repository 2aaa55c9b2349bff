"""Where lists stand in a sheet: one under another, or side by side, each with its own columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import zip_longest

from app.domain.folding import fold
from app.domain.lists.cells import Lines, Texts
from app.domain.lists.column_guess import guess_columns, is_line_of_somebody
from app.domain.lists.headings import (
    NAME_ROLES,
    Role,
    crossed_role,
    gives_given_first,
    is_heading,
    role_of,
)
from app.domain.lists.layout import Layout, guessed_layout, joined, layout_under
from app.domain.names import is_frequent

_ROWS_SEARCHED = 30
"""A heading row that is only half known counts among the first rows alone."""
_TELLING_ROWS = 200
_FEW_ROWS = 3


class Content(Enum):
    """What the rows of a block are."""

    LIST = auto()
    ABOVE = auto()
    """Rows above the first headings: titles, and perhaps somebody."""
    OTHER = auto()
    """A table without names beside a list with names."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows from `first` to before `until` and columns from `left` to before `right`, from 0.

    `heading_rows` are the rows of these that repeat headings, or are those of a further block.
    """

    content: Content
    layout: Layout
    first: int
    until: int
    heading_rows: frozenset[int] = frozenset()
    left: int = 0
    right: int | None = None

    def cells(self, line: Texts) -> Texts:
        """The line without what belongs to the list beside this one."""
        return ("",) * self.left + line[self.left : self.right]


def find_blocks(lines: Lines) -> tuple[Block, ...]:
    """The lists of a sheet, from top to bottom and from left to right; every row is in one.

    Only the rows of the first headings themselves are in none.
    """
    headers = _headers(lines)
    if not headers:
        return (Block(Content.LIST, guessed_layout(lines[:_TELLING_ROWS]), 0, len(lines)),)
    blocks: list[Block] = []
    for header, end in zip(headers, [*(one.start for one in headers[1:]), len(lines)], strict=True):
        fresh = _under(lines, header, end)
        if blocks and _is_continued(blocks, fresh):
            blocks[-len(fresh) :] = map(_extended, blocks[-len(fresh) :], fresh)
        else:
            blocks += fresh
    anybody = any(one.layout.has_names for one in blocks)
    told = (_told(one, headers[0], anybody=anybody) for one in blocks)
    return (*_above(lines, headers[0].start), *told)


def _told(block: Block, header: range, *, anybody: bool) -> Block:
    """The block as it is read: `header` is its beginning, not a row of it."""
    if anybody and not block.layout.has_names:
        block = replace(block, content=Content.OTHER)
    if block.first != header.start:
        return block
    return replace(block, first=header.stop, heading_rows=block.heading_rows - set(header))


def _under(lines: Lines, header: range, end: int) -> list[Block]:
    """The list under `header`, or the lists that stand there side by side."""
    headings = joined([lines[at] for at in header])
    body = lines[header.stop : min(end, header.stop + _TELLING_ROWS)]
    sides = _sides(headings)
    found = []
    for left, right in zip(sides, [*sides[1:], None], strict=True):
        empty = Block(Content.LIST, Layout({}), header.start, end, frozenset(header), left, right)
        rows = {at: empty.cells(lines[at]) for at in header}
        layout = layout_under(rows, empty.cells(headings), [empty.cells(line) for line in body])
        found.append(replace(empty, layout=layout))
    return found


def _is_continued(blocks: Sequence[Block], fresh: Sequence[Block]) -> bool:
    """Whether the same headings come again, as on the next page of one list."""
    before = blocks[-len(fresh) :]
    return [_key(one) for one in before] == [_key(one) for one in fresh]


def _key(block: Block) -> object:
    return block.layout.columns, block.layout.given_first, block.left, block.right


def _extended(block: Block, page: Block) -> Block:
    return replace(block, until=page.until, heading_rows=block.heading_rows | page.heading_rows)


def _above(lines: Lines, end: int) -> Iterator[Block]:
    """What stands above the first headings, laid out by those of its lines that name somebody."""
    if end:
        people = [line for line in lines[:end] if is_line_of_somebody(line)]
        columns = guess_columns(people, {}) if people else {}
        yield Block(Content.ABOVE, Layout(columns), 0, end)


def _headers(lines: Lines) -> list[range]:
    """The heading rows, in groups of rows that follow each other."""
    best = _best(lines[:_ROWS_SEARCHED])
    found: list[range] = []
    words: set[str] = set()
    for at, line in enumerate(lines):
        if found and at < found[-1].stop:
            continue
        if at == best or _is_surely_header(line) or _is_header_again(line, words):
            found.append(_group(lines, at, found[-1].stop if found else 0))
            words = {text.casefold() for row in found[-1] for text in lines[row] if text}
    followed = zip_longest(found, (one.start for one in found[1:]))
    return [header for header, end in followed if _heads_a_list(lines, header, end)]


def _group(lines: Lines, at: int, free: int) -> range:
    """The row with the half-headers right above and below it."""
    first = at - 1 if at > free and _is_half_header(lines[at - 1]) else at
    last = at
    while last + 1 < len(lines) and last - first < 2 and _is_half_header(lines[last + 1]):
        last += 1
    return range(first, last + 1)


def _heads_a_list(lines: Lines, header: range, end: int | None) -> bool:
    """Whether a heading alone in its row has people under it; with none it is a title."""
    alone = sum(bool(text) for at in header for text in lines[at]) == 1
    if end is None or not alone:
        return True
    body = [line for line in lines[header.stop : end] if any(line)]
    return len(body) > _FEW_ROWS or any(map(_names_somebody, body))


def _names_somebody(line: Texts) -> bool:
    return any(is_frequent(word) for text in line for word in fold(text).split())


def _best(top: Lines) -> int:
    """The first row with most headings; -1 where there is none."""
    scores = [_score(texts) for texts in top]
    best = max(scores, default=0)
    return scores.index(best) if best else -1


def _score(texts: Texts) -> int:
    """How many different headings a row shows; 0 for a row that is none."""
    filled = [text for text in texts if text]
    known = [role for text in filled if (role := _heading_role(text))]
    roles = set(known)
    if any(map(_names_both_parts, filled)):
        return 2 * len(roles)
    if len(known) * 2 < len(filled):
        return 0
    if any(map(_names_a_name, filled)) or roles >= {Role.ORGANISATION, Role.PLACES}:
        return 2 * len(roles)
    enough = 2 if roles & NAME_ROLES else 3
    return 2 * len(roles) if len(roles) >= enough else 0


def _is_surely_header(line: Texts) -> bool:
    """Whether every cell is a heading, or three and one of them that of names."""
    filled = [text for text in line if text]
    if any(map(str.isdigit, filled)):
        return False  # as in most lines of people: the rest need not be looked at
    roles = {role for text in filled if (role := _heading_role(text))}
    if not roles or not _score(line):
        return False
    return all(map(_may_head, filled)) or (len(roles) >= 3 and bool(roles & NAME_ROLES))


def _is_header_again(line: Texts, words: set[str]) -> bool:
    """Whether a row says what the headings above said, in whatever order."""
    filled = [text for text in line if text]
    again = len(filled) > 1 and all(text.casefold() in words for text in filled)
    return again and bool(_score(line))


@lru_cache(4096)
def _heading_role(text: str) -> Role | None:
    """The role of a text that is a heading and nothing else."""
    return role_of(text) if is_heading(text) else None


def _may_head(text: str) -> bool:
    return bool(_heading_role(text) or crossed_role(text))


def _names_both_parts(heading: str) -> bool:
    """« Prénoms et nom » is the heading of names whatever stands beside it."""
    return bool(_heading_role(heading)) and gives_given_first(heading) is not None


def _names_a_name(heading: str) -> bool:
    """« Nom », “Full name”; « Participants » alone may be a title."""
    return _heading_role(heading) in NAME_ROLES and heading.casefold().startswith(
        ("nom", "name", "full name", "prénom", "prenom")
    )


def _is_half_header(texts: Texts) -> bool:
    """A second line of headings: nothing in it is anything else, and it is not alone a title."""
    filled = [text for text in texts if text]
    return len(filled) > 1 and all(map(_may_head, filled))


def _sides(headings: Texts) -> list[int]:
    """The first columns of lists side by side: where the same heading of names comes again."""
    names = [at for at, text in enumerate(headings) if _heading_role(text) in NAME_ROLES]
    again = [at for at in names if headings[at].casefold() == headings[names[0]].casefold()]
    apart = again if len(again) > 1 else _parted(headings)
    back = 0
    while len(apart) > 1 and _go_on_alike(headings, apart, back + 1):
        back += 1
    return [0, *(at - back for at in apart[1:])]


def _go_on_alike(headings: Texts, starts: Sequence[int], back: int) -> bool:
    """Whether the headings `back` columns before all of `starts` are one and the same."""
    before = {headings[at - back].casefold() if at >= back else "" for at in starts}
    return len(before) == 1 and before != {""}


def _parted(headings: Texts) -> list[int]:
    """The first columns of groups of headings with an empty column between, each with names."""
    starts = [at for at, text in enumerate(headings) if text and (at == 0 or not headings[at - 1])]
    ends = [*starts[1:], len(headings)]
    groups = [headings[start:end] for start, end in zip(starts, ends, strict=True)]
    return starts if len(groups) > 1 and all(map(_has_names, groups)) else []


def _has_names(headings: Texts) -> bool:
    roles = {_heading_role(text) for text in headings if text}
    return bool(roles & {Role.NAME, Role.FAMILY}) and bool(_score(headings))
