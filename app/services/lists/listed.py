"""What the lists said of people who were changed here since, for a list that comes again."""

from collections.abc import Mapping, Sequence

from app.domain.journal import Value
from app.domain.registration import Category, RosterLine
from app.store import entries, intentions
from app.store.database import Database

_IMPORT = "import"
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
    touched = [
        key
        for key in intentions.set_otherwise(db, workshop_id, _IMPORT, _FIELDS.keys())
        if key[:2] in owners and key[2] in _FIELDS[key[0]]
    ]
    if not touched:
        return {}
    imports = intentions.still_meant(db, workshop_id, _IMPORT)
    heads = entries.heads_at(db, [(entry, key) for entry in imports for key in touched])
    found: dict[str, dict[str, object]] = {}
    for key in touched:
        said = [heads[entry, key].value for entry in imports if (entry, key) in heads]
        value = _as_known(key[2], said[-1] if said else None)
        found.setdefault(owners[key[:2]], {})[key[2]] = value
    return found


def _as_known(name: str, value: Value) -> object:
    """A value of the journal as a known line holds it."""
    if name == "category":
        return value or Category.PARTICIPANT.value
    return tuple(value) if isinstance(value, list) else value or ""
