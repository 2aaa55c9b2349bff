"""What can still be read of registers: entries and values by their hashes, and local notes."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from app.domain.journal import Entry, decode
from app.store.cells import Cell, Overflow, Row, children, rows
from app.store.database import Database, memory_database
from app.store.page_reader import Page, Pages

Notes: TypeAlias = dict[str, dict[tuple[Cell, ...], tuple[Cell, ...]]]
"""Rows of the laptop's own tables, by table and primary key."""

_ENTRY_CELLS, _VALUE_CELLS, _SCHEMA_CELLS = 11, 4, 5
_JOURNAL = frozenset(("secrets", "heads", "awaited"))
_SEARCH = "search_"
_ID_LETTERS = 64


@dataclass(frozen=True, slots=True)
class NoteTable:
    """A table of the laptop's own notes, by how its rows are stored: the key's columns first."""

    name: str
    columns: tuple[str, ...]
    types: tuple[type, ...]
    key_length: int


@dataclass(slots=True)
class Found:
    """What was read of one register or of several.

    `bodies` are canonical lines by their entry's id, in the order in which they came there;
    `loose` those of a step that was perhaps not confirmed. `values` are (salt, canonical value)
    by the hash that names them. `unreadable` counts pages that are not as they were written.
    """

    bodies: dict[str, bytes] = field(default_factory=dict)
    loose: dict[str, bytes] = field(default_factory=dict)
    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: Notes = field(default_factory=dict)
    pages: int = 0
    unreadable: int = 0

    def add(self, other: "Found") -> int:
        """Take in what `other` has besides, its notes where there are none; how many entries."""
        before = len(self.bodies)
        self.bodies |= {name: one for name, one in other.bodies.items() if name not in self.bodies}
        self.loose |= other.loose
        self.values |= other.values
        for table, kept in other.notes.items():
            self.notes[table] = kept | self.notes.get(table, {})
        return len(self.bodies) - before


def note_tables(db: Database) -> list[NoteTable]:
    """The tables in which a register keeps what is this laptop's alone."""
    names = db.tuples(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%WITHOUT ROWID%'"
    )
    return [
        _note_table(db, name)
        for (name,) in names
        if name not in _JOURNAL and not name.startswith((_SEARCH, "people_index"))
    ]


def _note_table(db: Database, name: str) -> NoteTable:
    columns = [
        (place, column, str if kind == "TEXT" else int)
        for _n, column, kind, _filled, _default, place in db.tuples(f"PRAGMA table_info({name})")
    ]
    stored = sorted((one for one in columns if one[0]), key=lambda one: one[0])
    stored += [one for one in columns if not one[0]]
    return NoteTable(
        name,
        tuple(column for _, column, _ in stored),
        tuple(kind for *_, kind in stored),
        sum(1 for place, *_ in columns if place),
    )


def read_register(path: Path, key: bytes) -> Found:
    """All that can be read of the register at `path` and of the log beside it.

    Nothing is written. Raises OSError when the file cannot be read at all.
    """
    with closing(memory_database()) as empty:
        tables = note_tables(empty)
    wanted = {_ENTRY_CELLS, _VALUE_CELLS}
    found = Found()
    firm: list[tuple[int, str, bytes]] = []
    with closing(Pages(path, key)) as pages:
        for number in pages.numbers():
            for page in pages.versions(number):
                for row in rows(number, page.content, _overflow(pages), wanted):
                    _take_row(found, firm, row, page)
        _read_notes(found, tables, pages)
        found.pages = max([*pages.numbers()[-1:], pages.told()])
        found.unreadable = pages.damaged + max(0, found.pages - len(pages.numbers()))
    found.bodies = {entry_id: body for _, entry_id, body in sorted(firm)}
    return found


def opens(path: Path, key: bytes) -> bool:
    """Whether `key` opens any page of the register at `path` or of its log, damaged as it may be.

    Raises OSError when the file cannot be read at all.
    """
    with closing(Pages(path, key)) as pages:
        return any(pages.newest(number) for number in pages.numbers())


def carry_notes(db: Database, notes: Notes) -> None:
    """Write the laptop's own notes into the new register `db`."""
    for table in note_tables(db):
        kept = list(notes.get(table.name, {}).values())
        marks = ", ".join("?" * len(table.columns))
        names = ", ".join(table.columns)
        db.executemany(f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({marks})", kept)


def _overflow(pages: Pages) -> Overflow:
    def contents(number: int) -> Iterator[bytes]:
        return (page.content for page in pages.versions(number))

    return contents


def _take_row(found: Found, firm: list[tuple[int, str, bytes]], row: Row, page: Page) -> None:
    """Keep a row that is an entry or may be a value: each is named by its own hash."""
    match row.cells:
        case (None, str(entry_id), *_, bytes(body)) if len(row.cells) == _ENTRY_CELLS:
            if hashlib.sha256(body).hexdigest() != entry_id or entry_of(body) is None:
                return
            if page.is_firm:
                firm.append((row.n, entry_id, body))
            else:
                found.loose[entry_id] = body
        case (int(), int(), str(salt), str(value)):
            digest = hashlib.sha256(salt.encode() + value.encode()).hexdigest()
            found.values[digest] = (salt, value)


def entry_of(body: bytes) -> Entry | None:
    """The entry that a canonical line holds; None when it is none."""
    try:
        return decode(body)
    except ValueError:
        return None


def _read_notes(found: Found, tables: list[NoteTable], pages: Pages) -> None:
    """Keep the rows of the laptop's own tables, from pages that are as they were written.

    Where the way to a page is damaged, its rows are known by how they are stored.
    """
    sealed = {number: page for number in pages.numbers() if (page := pages.newest(number))}
    roots = dict(_roots(sealed))
    owners = {
        number: table for table in tables for number in _below(roots.get(table.name, 0), sealed)
    }
    wanted = {len(table.columns) for table in tables}
    for number, page in sealed.items():
        owner = owners.get(number)
        for row in rows(number, page.content, _overflow_of(sealed), wanted):
            known = owner or next((one for one in tables if _looks_like(one, row.cells)), None)
            if known and row.n == 0 and tuple(map(type, row.cells)) == known.types:
                key = row.cells[: known.key_length]
                found.notes.setdefault(known.name, {}).setdefault(key, row.cells)


def _overflow_of(sealed: dict[int, Page]) -> Overflow:
    def contents(number: int) -> Iterator[bytes]:
        if page := sealed.get(number):
            yield page.content

    return contents


def _roots(sealed: dict[int, Page]) -> Iterator[tuple[str, int]]:
    """The tables that the register says it has, each with the page on which it begins."""
    for number, page in sealed.items():
        for row in rows(number, page.content, _overflow_of(sealed), {_SCHEMA_CELLS}):
            match row.cells:
                case ("table", str(name), _, int(root), str(sql)) if sql.startswith("CREATE"):
                    yield name, root


def _below(root: int, sealed: dict[int, Page]) -> Iterator[int]:
    """The pages of the tree that begins at `root`, as far as the way to them is whole."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in sealed and number not in seen:
            seen.add(number)
            yield number
            waiting += children(number, sealed[number].content)


def _looks_like(table: NoteTable, cells: tuple[Cell, ...]) -> bool:
    """Whether a row seems to stand in `table`, by the types of its cells and by two words more.

    The vocabulary of the search holds the ends of words, each before its word; the names of local
    notes are no hashes.
    """
    if tuple(map(type, cells)) != table.types:
        return False
    if table.types != (str, str):
        return True
    name, value = map(str, cells)
    return (len(name) == _ID_LETTERS) == (table.name == "told") and not value.endswith(name)
