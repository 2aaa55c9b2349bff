"""Which column of a list holds what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.lists.cells import Lines, Texts
from app.domain.lists.column_guess import further_names, guess_columns, holds_civilities
from app.domain.lists.headings import NAME_ROLES, Role, crossed_role, gives_given_first, role_of

Columns = dict[Role, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns by what they hold (a role may have several) and the rows that are headings.

    Rows and columns count from 0; `header_rows` is empty for a list without headings.
    `given_first` is None where nothing tells the order of a name's parts. `beside` are columns
    of a list without headings that hold further names.
    """

    columns: Mapping[Role, tuple[int, ...]]
    header_rows: tuple[int, ...] = ()
    headings: tuple[str, ...] = ()
    given_first: bool | None = None
    words: frozenset[str] = field(default=frozenset())
    beside: tuple[int, ...] = ()

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


def guessed_layout(sample: Lines) -> Layout:
    """The layout of a list without headings, guessed from what its columns hold."""
    return Layout(guess_columns(sample, {}), beside=further_names(sample))


def layout_under(header: Mapping[int, Texts], headings: Texts, sample: Lines) -> Layout:
    """The layout under the rows of `header`, which read together as `headings`."""
    columns = _settled(_columns(headings), sample)
    return Layout(
        columns,
        tuple(header),
        headings,
        _order(headings, columns),
        frozenset(text.casefold() for texts in header.values() for text in texts if text),
    )


def joined(rows: Lines) -> Texts:
    """Of headings on two rows, the lower one where it is known, else the upper."""
    width = max(len(row) for row in rows)
    padded = [row + ("",) * (width - len(row)) for row in rows]
    return tuple(
        next((text for text in reversed(column) if text and _is_known(text)), column[-1])
        for column in zip(*padded, strict=True)
    )


def _is_known(heading: str) -> bool:
    return bool(role_of(heading) or crossed_role(heading))


def _columns(headings: Sequence[str]) -> Columns:
    columns: Columns = {}
    for at, heading in enumerate(headings):
        role = (role_of(heading) or crossed_role(heading)) if heading else None
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
    if (Role.MALE in settled) != (Role.FEMALE in settled):
        for alone in (Role.MALE, Role.FEMALE):
            settled.pop(alone, None)
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
