"""The records of a workshop as they are displayed, straight from its journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.journal import CONTENT, DELETED, RETRACTED, FieldKey, Head, Value, canonical
from app.domain.records import SHAPES

Heads = Mapping[FieldKey, Sequence[Head]]


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the fields of a card, or the members of a fact's content."""

    id: str
    fields: Mapping[str, Value]
    is_retracted: bool = False

    def text(self, name: str) -> str:
        """The field as text; empty when it is not known."""
        value = self.fields.get(name)
        if value is None or isinstance(value, str):
            return value or ""
        return canonical(value).decode()

    def number(self, name: str) -> int:
        """The field as a number; 0 when it is none."""
        value = self.fields.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    def holds(self, name: str, *, default: bool = False) -> bool:
        """Whether the field says yes."""
        value = self.fields.get(name)
        return value if isinstance(value, bool) else default

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a field that holds a list."""
        value = self.fields.get(name)
        if not isinstance(value, list):
            return ()
        return tuple(item for item in value if isinstance(item, str))


NOBODY = Record("", {})
"""Stands for a record that is not known."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Every record that is not hidden, by kind and id; retracted facts are there and say so."""

    by_kind: Mapping[str, Mapping[str, Record]]

    def all(self, kind: str) -> list[Record]:
        """The records of `kind`, by id."""
        return sorted(self.by_kind.get(kind, {}).values(), key=lambda record: record.id)

    def valid(self, kind: str) -> list[Record]:
        """The facts of `kind` that nobody has taken back, by id."""
        return [record for record in self.all(kind) if not record.is_retracted]

    def one(self, kind: str, record: str) -> Record:
        """The record of this id, or one without fields."""
        return self.by_kind.get(kind, {}).get(record, NOBODY)


def shown(heads: Heads) -> Shown:
    """What these heads of fields say together; the displayed head is the last of its group."""
    fields: dict[tuple[str, str], dict[str, Value]] = {}
    for (kind, record, name), group in heads.items():
        fields.setdefault((kind, record), {})[name] = group[-1].value
    by_kind: dict[str, dict[str, Record]] = {}
    for (kind, record), values in fields.items():
        shape = SHAPES.get(kind)
        content = values.get(CONTENT) if shape and shape.is_fact else values
        if values.get(DELETED) is not True and isinstance(content, dict):
            retracted = values.get(RETRACTED) is True
            by_kind.setdefault(kind, {})[record] = Record(record, content, retracted)
    return Shown(by_kind)
