"""Where the list begins in a sheet, and which column holds what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.cells import Rows, texts_of
from app.domain.column_guess import guess_columns, holds_civilities
from app.domain.headings import NAME_ROLES, Role, gives_given_first, is_heading, role_of

_ROWS_SEARCHED = 30
_TELLING_ROWS = 200

Texts = tuple[str, ...]
Columns = dict[Role, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns by what they hold (a role may have several) and the rows that are headings.

    Rows and columns count from 0; `header_rows` is empty for a list without headings.
    `given_first` is None where nothing tells the order of a name's parts.
    """

    columns: Mapping[Role, tuple[int, ...]]
    header_rows: tuple[int, ...] = ()
    headings: tuple[str, ...] = ()
    given_first: bool | None = None
    words: frozenset[str] = field(default=frozenset())

    @property
    def first_row(self) -> int:
        """The row where people may begin."""
        return self.header_rows[-1] + 1 if self.header_rows else 0

    @property
    def has_names(self) -> bool:
        """Whether some column holds names."""
        return Role.NAME in self.columns or Role.FAMILY in self.columns

    @property
    def counts_places(self) -> bool:
        """Whether the list names services and how many they may send."""
        return Role.ORGANISATION in self.columns and Role.PLACES in self.columns

    def has(self, role: Role) -> bool:
        """Whether some column holds `role`."""
        return role in self.columns


def find_layout(rows: Rows) -> Layout:
    """The layout of a sheet: under its headings, or guessed from what its columns hold."""
    top = [texts_of(row) for row in rows[:_ROWS_SEARCHED]]
    header = _header_rows(top)
    body = rows[(header[-1] + 1 if header else 0) :][:_TELLING_ROWS]
    sample = [texts_of(row) for row in body]
    if not header:
        return Layout(guess_columns(sample, {}))
    headings = _joined([top[at] for at in header])
    columns = _settled(_columns(headings), sample)
    return Layout(
        columns,
        header,
        headings,
        _order(headings, columns),
        frozenset(text.casefold() for at in header for text in top[at] if text),
    )


def _header_rows(top: Sequence[Texts]) -> tuple[int, ...]:
    """The row with most headings, with the heading rows right above and below it."""
    scores = [_score(texts) for texts in top]
    best = max(scores, default=0)
    if best == 0:
        return ()
    at = scores.index(best)
    first = at - 1 if at and _is_half_header(top[at - 1]) else at
    last = at + 1 if at + 1 < len(top) and _is_half_header(top[at + 1]) else at
    return tuple(range(first, last + 1))


def _score(texts: Texts) -> int:
    """How many different headings a row shows; 0 for a row that is none."""
    filled = [text for text in texts if text]
    known = [role for text in filled if is_heading(text) and (role := role_of(text))]
    roles = set(known)
    if any(map(_names_both_parts, filled)):
        return 2 * len(roles)
    if len(known) * 2 < len(filled):
        return 0
    if any(map(_names_a_name, filled)) or roles >= {Role.ORGANISATION, Role.PLACES}:
        return 2 * len(roles)
    enough = 2 if roles & NAME_ROLES else 3
    return 2 * len(roles) if len(roles) >= enough else 0


def _names_both_parts(heading: str) -> bool:
    """« Prénoms et nom » is the heading of names whatever stands beside it."""
    return is_heading(heading) and gives_given_first(heading) is not None


def _names_a_name(heading: str) -> bool:
    """« Nom », “Full name”; « Participants » alone may be a title."""
    return (
        is_heading(heading)
        and role_of(heading) in NAME_ROLES
        and heading.casefold().startswith(("nom", "name", "full name", "prénom", "prenom"))
    )


def _is_half_header(texts: Texts) -> bool:
    """A second line of headings: nothing in it is anything else, and it is not alone a title."""
    filled = [text for text in texts if text]
    return len(filled) > 1 and all(is_heading(text) for text in filled)


def _joined(rows: Sequence[Texts]) -> tuple[str, ...]:
    """Of headings on two rows, the lower one where it is known, else the upper."""
    width = max(len(row) for row in rows)
    padded = [row + ("",) * (width - len(row)) for row in rows]
    return tuple(
        next((text for text in reversed(column) if text and role_of(text)), column[-1])
        for column in zip(*padded, strict=True)
    )


def _columns(headings: Sequence[str]) -> Columns:
    columns: Columns = {}
    for at, heading in enumerate(headings):
        role = role_of(heading) if heading else None
        if role:
            columns[role] = (*columns.get(role, ()), at)
    return columns


def _settled(columns: Columns, sample: Sequence[Texts]) -> Columns:
    """Roles that one heading cannot tell alone, told by the other headings and the contents."""
    settled = dict(columns)
    if Role.TITLE in settled:
        column = settled.pop(Role.TITLE)
        civil = holds_civilities([row[column[0]] for row in sample if len(row) > column[0]])
        settled.setdefault(Role.CIVILITY if civil else Role.FUNCTION, column)
    if Role.ORGANISATION not in settled and Role.UNIT in settled:
        settled[Role.ORGANISATION] = settled.pop(Role.UNIT)
    _settle_names(settled)
    if not NAME_ROLES & settled.keys():
        guessed = guess_columns(sample, settled)
        settled |= {role: at for role, at in guessed.items() if role is Role.NAME}
    return settled


def _settle_names(columns: Columns) -> None:
    """A bare « Nom » beside « Prénom » is the family name; one half alone is the whole name."""
    has_given = Role.GIVEN in columns
    if has_given and Role.NAME in columns and Role.FAMILY not in columns:
        columns[Role.FAMILY] = columns.pop(Role.NAME)
    for half in (Role.FAMILY, Role.GIVEN):
        if half in columns and len(NAME_ROLES & columns.keys()) == 1:
            columns[Role.NAME] = columns.pop(half)


def _order(headings: Sequence[str], columns: Columns) -> bool | None:
    if Role.FAMILY in columns and Role.GIVEN in columns:
        return columns[Role.GIVEN][0] < columns[Role.FAMILY][0]
    return gives_given_first(headings[columns[Role.NAME][0]]) if Role.NAME in columns else None
