"""The row tables that show the journal: written entry by entry, or compared with it whole."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.journal import CONTENT, DELETED, LARGEST, RETRACTED, Value, canonical, state
from app.domain.records import SHAPES, Shape, Type
from app.store import search
from app.store.database import Database
from app.store.entries import all_entries

Fields = Mapping[str, Value]
Records = Mapping[tuple[str, str], Fields]
Cell = str | int | None


def show(db: Database, records: Records) -> None:
    """Set the given fields of the given records, (kind, id) → field → displayed value."""
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[Cell, ...]]] = {}
    for (kind, record), fields in records.items():
        shape = SHAPES.get(kind)
        cells = _cells(shape, fields) if shape else {}
        if shape and cells:
            groups.setdefault((shape.table, tuple(cells)), []).append((record, *cells.values()))
    for (table, columns), rows in groups.items():
        db.executemany(_upsert(table, columns), rows)
    stale = _found_otherwise(db, records)
    search.reindex(db, stale)
    search.follow_status(db, _with_new_status(records) - stale)


def differences(db: Database) -> list[tuple[str, str]]:
    """(kind, id) of the records whose rows do not say what the journal says."""
    entries, secrets = all_entries(db)
    wanted: dict[tuple[str, str], dict[str, Cell]] = {}
    for (kind, record), fields in state(entries, secrets).items():
        if shape := SHAPES.get(kind):
            wanted[kind, record] = _cells(shape, fields)
    found = {
        (shape.kind, row["id"]): row
        for shape in SHAPES.values()
        for row in db.rows(f"SELECT * FROM {shape.table}")
    }
    wrong = [key for key in found if key not in wanted]
    for key, cells in wanted.items():
        row = found.get(key, {})
        known = {name: cell for name, cell in row.items() if name != "id" and cell is not None}
        if known != {name: cell for name, cell in cells.items() if cell is not None}:
            wrong.append(key)
    return sorted(wrong)


def rebuild(db: Database) -> None:
    """Empty the row tables and write them again from the journal."""
    with db.atomic():
        for shape in SHAPES.values():
            db.execute(f"DELETE FROM {shape.table}")
        show(db, state(*all_entries(db)))
        search.reindex_all(db)


def _cells(shape: Shape, fields: Fields) -> dict[str, Cell]:
    """The columns of a record of `shape`; a fact's content is spread over its columns."""
    cells: dict[str, Cell] = {}
    if shape.is_fact:
        if CONTENT in fields:
            content = fields[CONTENT]
            said = content if isinstance(content, dict) else {}  # an erased one says nothing
            cells = {name: _cell(type_, said.get(name)) for name, type_ in shape.fields.items()}
    else:
        cells = {
            name: _cell(shape.fields[name], value)
            for name, value in fields.items()
            if name in shape.fields
        }
    for name in (DELETED, RETRACTED):
        if name in fields:
            cells[name] = _cell("yes_no", fields[name])
    return cells


def _cell(type_: Type, value: Value) -> Cell:
    """`value` as its column stores it; a value of another type than agreed shows as nothing."""
    if type_ == "json":
        return None if value is None else canonical(value).decode()
    if isinstance(value, bool):
        return int(value) if type_ == "yes_no" else None
    if isinstance(value, int):
        return value if type_ == "number" and abs(value) <= LARGEST else None
    return value if type_ == "text" and isinstance(value, str) else None


def _upsert(table: str, columns: Iterable[str]) -> str:
    names = [f'"{name}"' for name in columns]
    marks = ", ".join("?" for _ in range(len(names) + 1))
    sets = ", ".join(f"{name} = excluded.{name}" for name in names)
    return (
        f"INSERT INTO {table} (id, {', '.join(names)}) VALUES ({marks}) "
        f"ON CONFLICT (id) DO UPDATE SET {sets}"
    )


def _found_otherwise(db: Database, records: Records) -> set[str]:
    """The registrations (ids) that other texts than before may lead to."""
    touched: dict[str, list[str]] = {}
    for (kind, record), fields in records.items():
        if not search.SEARCHED.get(kind, frozenset()).isdisjoint(fields):
            touched.setdefault(kind, []).append(record)
    found = set(touched.pop("registration", ()))
    for kind, ids in touched.items():  # a person, an organisation
        rows: list[tuple[Any, ...]] = db.tuples(
            f"SELECT id FROM registrations WHERE {kind} IN (SELECT value FROM json_each(?))",
            [json.dumps(ids)],
        )
        found.update(row[0] for row in rows)
    return found


def _with_new_status(records: Records) -> set[str]:
    return {
        record
        for (kind, record), fields in records.items()
        if kind == "registration" and "status" in fields
    }
