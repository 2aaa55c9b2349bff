"""The roster: registrations with their person and organisation."""

import json
from collections.abc import Iterable
from typing import TypeVar

from app.domain.people import Person, Sex
from app.domain.registration import Category, Registration, RosterLine, Source, Status
from app.domain.workshop import Organisation
from app.store.database import Database
from app.store.statements import Row
from app.store.workshops import organisation_of, organisations, texts_of

_LINE = (
    "SELECT r.*, p.name, p.sex, p.family, p.given, p.usage_name, p.alias, p.civility, p.title, "
    "p.phones, p.email, p.matricule, p.age_band, p.country "
    "FROM registrations r LEFT JOIN people p ON p.id = r.person "
    "WHERE coalesce(r.deleted, 0) = 0 "
)
_IN_ORDER = "ORDER BY coalesce(r.number, 0) = 0, r.number, r.id"


def roster(db: Database, workshop_id: str) -> list[RosterLine]:
    """Everyone on a workshop's list, by sheet number; those without a number come last."""
    known = organisations(db, hidden=True)
    rows = db.rows(f"{_LINE} AND r.workshop = ? {_IN_ORDER}", [workshop_id])
    return [line_of(row, known.get(row["organisation"] or "")) for row in rows]


def line(db: Database, registration_id: str) -> RosterLine | None:
    """One line of a roster; None when it was removed."""
    return next(iter(lines(db, [registration_id])), None)


def lines(db: Database, registration_ids: Iterable[str]) -> list[RosterLine]:
    """These lines, in the order asked for; those removed are left out."""
    wanted = list(registration_ids)
    rows = db.rows(f"{_LINE} AND r.id IN (SELECT value FROM json_each(?))", [json.dumps(wanted)])
    named = json.dumps(sorted({row["organisation"] for row in rows if row["organisation"]}))
    known = {
        row["id"]: organisation_of(row)
        for row in db.rows(
            "SELECT * FROM organisations WHERE id IN (SELECT value FROM json_each(?))", [named]
        )
    }
    found = {row["id"]: line_of(row, known.get(row["organisation"] or "")) for row in rows}
    return [found[registration] for registration in wanted if registration in found]


def next_number(db: Database, workshop_id: str) -> int:
    """The number of the next line of a workshop's sheets; numbers are never given twice."""
    sql = "SELECT max(number) FROM registrations WHERE workshop = ?"
    return int(db.value(sql, [workshop_id]) or 0) + 1


def line_of(row: Row, organisation: Organisation | None) -> RosterLine:
    """The roster line that a joined row says."""
    return RosterLine(_registration(row), _person(row), organisation)


def _registration(row: Row) -> Registration:
    return Registration(
        id=row["id"],
        workshop=row["workshop"] or "",
        person=row["person"] or "",
        number=row["number"] or 0,
        category=_one_of(Category, row["category"], Category.PARTICIPANT),
        source=_one_of(Source, row["source"], Source.LIST),
        status=_one_of(Status, row["status"], Status.INVITED),
        **{
            name: row[name] or ""
            for name in (
                "organisation",
                "organisation_text",
                "unit",
                "function",
                "function_en",
                "rank",
                "duty_station",
                "arrived_at",
                "replaces",
                "replaced_by",
                "certificate_line",
                "raw",
            )
        },
    )


def _person(row: Row) -> Person:
    return Person(
        id=row["person"] or "",
        name=row["name"] or "",
        sex=Sex(row["sex"]) if row["sex"] in ("F", "M") else None,
        phones=tuple(texts_of(row["phones"])),
        **{
            name: row[name] or ""
            for name in (
                "family",
                "given",
                "usage_name",
                "alias",
                "civility",
                "title",
                "email",
                "matricule",
                "age_band",
                "country",
            )
        },
    )


Choice = TypeVar("Choice", Category, Source, Status)


def _one_of(choices: type[Choice], text: str | None, default: Choice) -> Choice:
    """What `text` names; the default for a word that this release does not know."""
    try:
        return choices(text or default)
    except ValueError:
        return default


def numbered_by(db: Database, workshop_id: str, device: str) -> set[str]:
    """Ids of the registrations whose number on the sheet `device` gave."""
    rows = db.tuples(
        "SELECT h.id FROM heads h JOIN entries e ON e.n = h.entry "
        "WHERE h.kind = 'registration' AND h.field = 'number' AND e.workshop = ? AND e.device = ?",
        [workshop_id, device],
    )
    return {row[0] for row in rows}
