"""What the lists said of people who were changed here since, for a list that comes again."""

from collections.abc import Mapping, Sequence

from app.domain.journal import FieldKey, Value
from app.domain.registration import Category, RosterLine
from app.services import history
from app.store import entries
from app.store.database import Database

_FIELDS = {
    "person": ("name", "sex", "civility", "title", "phones", "email", "matricule"),
    "registration": ("organisation", "unit", "function", "rank", "category"),
}

Listed = Mapping[str, Mapping[str, object]]
"""By registration id and field: what the last list said. Only fields that were set here since."""


def listed_values(db: Database, workshop_id: str, lines: Sequence[RosterLine]) -> Listed:
    """What the last list said in the fields of `lines` that were not set by a list last.

    Of somebody who never stood on a list, that is nothing. An import that was taken back said
    nothing.
    """
    owners = {("person", line.person.id): line.registration.id for line in lines}
    owners |= {("registration", line.registration.id): line.registration.id for line in lines}
    touched = [key for key in _set_here(db, workshop_id) if key[:2] in owners]
    if not touched:
        return {}
    imports = _imports(db, workshop_id)
    heads = entries.heads_at(db, [(entry, key) for entry in imports for key in touched])
    found: dict[str, dict[str, object]] = {}
    for key in touched:
        said = [heads[entry, key].value for entry in imports if (entry, key) in heads]
        value = _as_known(key[2], said[-1] if said else None)
        found.setdefault(owners[key[:2]], {})[key[2]] = value
    return found


def _set_here(db: Database, workshop_id: str) -> list[FieldKey]:
    """The fields of people and registrations that show what no list said."""
    rows = db.tuples(
        "SELECT DISTINCT h.kind, h.id, h.field FROM heads h JOIN entries e ON e.n = h.entry "
        "WHERE e.workshop = ? AND e.intent != 'import' AND h.kind IN ('person', 'registration')",
        [workshop_id],
    )
    return [(kind, record, name) for kind, record, name in rows if name in _FIELDS[kind]]


def _imports(db: Database, workshop_id: str) -> list[str]:
    """Ids of the entries of lists that still count, in order."""
    rows = db.tuples(
        "SELECT id, batch FROM entries WHERE workshop = ? AND intent = 'import' "
        "ORDER BY lamport, device, seq",
        [workshop_id],
    )
    undone = history.taken_back(db, workshop_id)
    dead = {batch or entry for entry, batch in rows if entry in undone}
    return [entry for entry, batch in rows if (batch or entry) not in dead]


def _as_known(name: str, value: Value) -> object:
    """A value of the journal as a known line holds it."""
    if name == "category":
        return value or Category.PARTICIPANT.value
    return tuple(value) if isinstance(value, list) else value or ""
