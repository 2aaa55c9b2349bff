"""The stories that the project starts from, loaded as data: facts published, people invented."""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.journal import DELETED, Value
from app.domain.outcome import Outcome
from app.domain.people import Sex
from app.domain.records import SHAPES
from app.domain.registration import Category
from app.errors import WorkshopNameUnknown
from app.paths import resource
from app.services.people.drafts import PersonDraft
from app.services.writing import Author, Edit, Intention, outcome, write
from app.store import entries
from app.store.database import Database

Table = Mapping[str, Any]

_PARTS = {
    "partners": "partner",
    "signatories": "signatory",
    "sessions": "session",
    "modules": "module",
    "conclusions": "conclusion",
    "side_meetings": "side_meeting",
}


_TEXTS = (
    *("name", "family", "given", "usage_name", "alias", "civility", "title", "email", "country"),
    *("rank", "function", "function_en", "unit", "duty_station"),
)


@dataclass(frozen=True, slots=True)
class SeedPerson:
    """An invented person with the story of their attendance, one letter a half-day."""

    key: str
    draft: PersonDraft
    is_invited: bool
    is_listed: bool
    status: str
    attendance: str
    replaces: str = ""
    listed_as: str = ""


def seed_id(kind: str, key: str) -> str:
    """The id of a seed's record: two laptops that never met agree on it."""
    return hashlib.sha256(f"emarge:{kind}:{key}".encode("utf-8", "replace")).hexdigest()[:32]


def seed_workshops() -> list[str]:
    """The keys of the workshops that can be loaded."""
    return [workshop["key"] for workshop in _seeds()["workshop"]]


def seed_list(key: str) -> Path | None:
    """The invitation list that came with a workshop; None when there was none."""
    name = _workshop(key).get("list")
    return resource(f"seeds/{name}") if name else None


def load_workshop(db: Database, author: Author, key: str, *, now: datetime) -> Outcome:
    """Write a seed's workshop with all that surrounds it but its people; subject is its id.

    Raises WorkshopNameUnknown when there is no such seed.
    """
    table = _workshop(key)
    workshop_id = seed_id("workshop", key)
    edits = [
        Edit("workshop", workshop_id, _fields("workshop", table) | _linked(table)),
        *_series_edits(table),
        *_organisation_edits(table),
    ]
    for plural, kind in _PARTS.items():
        for number, part in enumerate(table.get(plural, ())):
            fields = _fields(kind, part) | {"workshop": workshop_id}
            if "organisation" in fields:
                fields["organisation"] = seed_id("organisation", part["organisation"])
            edits.append(Edit(kind, seed_id(kind, f"{key}/{number}"), fields))
    edits += _ceremony_edits(key, table, workshop_id)
    edits = [_shown_again(db, edit) for edit in edits]
    entry = write(db, author, Intention("seed", workshop_id), edits, now=now)
    return outcome(entry, subject=workshop_id, name=table["code"])


def _shown_again(db: Database, edit: Edit) -> Edit:
    """The edit that also brings back a record which was hidden: an example that was undone."""
    hidden = entries.heads_of(db, edit.kind, edit.id).get(DELETED)
    return replace(edit, fields={**edit.fields, DELETED: False}) if hidden else edit


def seed_people(key: str) -> list[SeedPerson]:
    """The invented people of a seed's workshop, in the order of its sheet."""
    people = _read(_workshop(key)["people"])["person"]
    return [_person(table) for table in people]


def _person(table: Table) -> SeedPerson:
    texts = {name: table.get(name, "") for name in _TEXTS}
    draft = PersonDraft(
        sex=Sex(table["sex"]) if table.get("sex") else None,
        phones=tuple(table.get("phones", ())),
        category=Category(table["category"]),
        organisation=seed_id("organisation", table["organisation"]),
        **texts,
    )
    return SeedPerson(
        key=table["key"],
        draft=draft,
        is_invited=table["source"] == "list",
        is_listed=table.get("listed", False),
        status=table["status"],
        attendance=table["attendance"],
        replaces=table.get("replaces", ""),
        listed_as=table.get("listed_as", ""),
    )


def _linked(table: Table) -> dict[str, Value]:
    return {"series": seed_id("series", table["series"])} if table.get("series") else {}


def _series_edits(table: Table) -> list[Edit]:
    return [
        Edit("series", seed_id("series", series["key"]), _fields("series", series), restate=True)
        for series in _seeds()["series"]
        if series["key"] == table.get("series")
    ]


def _organisation_edits(table: Table) -> list[Edit]:
    """The bodies that this workshop names or whose people it invites, with their parents."""
    known = {body["key"]: body for body in _seeds()["organisation"]}
    wanted = {part["organisation"] for part in table.get("partners", ())}
    wanted |= set(table.get("bodies", ()))
    wanted |= {person["organisation"] for person in _read(table["people"])["person"]}
    wanted |= {known[key]["parent"] for key in wanted if known[key].get("parent")}
    edits = []
    for key in sorted(wanted):
        fields = _fields("organisation", known[key])
        if fields.get("parent"):
            fields["parent"] = seed_id("organisation", known[key]["parent"])
        edits.append(Edit("organisation", seed_id("organisation", key), fields, restate=True))
    return edits


def _ceremony_edits(key: str, table: Table, workshop_id: str) -> list[Edit]:
    edits = []
    for number, ceremony in enumerate(table.get("ceremony", ())):
        ceremony_id = seed_id("ceremony", f"{key}/{number}")
        own: dict[str, Value] = _fields("ceremony", ceremony) | {"workshop": workshop_id}
        edits.append(Edit("ceremony", ceremony_id, own))
        for place, role in enumerate(ceremony["roles"]):
            fields = _fields("ceremony_role", role)
            fields |= {"workshop": workshop_id, "ceremony": ceremony_id}
            record = seed_id("ceremony_role", f"{key}/{number}/{place}")
            edits.append(Edit("ceremony_role", record, fields))
    return edits


def _fields(kind: str, table: Table) -> dict[str, Value]:
    """The members of `table` that a record of `kind` has; dates as ISO text."""
    linked = {"series"} if kind == "workshop" else set()
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in table.items()
        if name in SHAPES[kind].fields and name not in linked
    }


def _workshop(key: str) -> Table:
    for workshop in _seeds()["workshop"]:
        if workshop["key"] == key:
            found: Table = workshop
            return found
    raise WorkshopNameUnknown(name=key)


def _seeds() -> Mapping[str, Sequence[Table]]:
    return _read("workshops.toml")


@cache  # nobody writes in what it gives, and a page asks for every row whether it is an example
def _read(name: str) -> Table:
    return tomllib.loads(resource(f"seeds/{name}").read_text("utf-8"))
