"""Certificates as they were issued, version by version."""

import json

from app.domain.certificate import Certificate, State
from app.store.database import Database
from app.store.statements import Row


def of_workshop(db: Database, workshop_id: str) -> list[Certificate]:
    """Every version of every certificate of a workshop, by number, the newest version last."""
    rows = db.rows(
        "SELECT * FROM certificates WHERE workshop = ? ORDER BY number, version, id", [workshop_id]
    )
    replaced = {row["previous"] for row in rows if row["previous"] and not row["retracted"]}
    return [_certificate(row, row["id"] in replaced) for row in rows]


def all_(db: Database) -> list[Certificate]:
    """Every version of every certificate that the register holds."""
    held = db.tuples("SELECT DISTINCT workshop FROM certificates WHERE workshop IS NOT NULL")
    return [one for (workshop,) in held for one in of_workshop(db, workshop)]


def by_id(db: Database, certificate_id: str) -> Certificate | None:
    """One version, with its state; None when the register does not hold it."""
    workshop = db.value("SELECT workshop FROM certificates WHERE id = ?", [certificate_id])
    found = of_workshop(db, workshop) if workshop else []
    return next((one for one in found if one.id == certificate_id), None)


def current(db: Database, workshop_id: str) -> dict[str, Certificate]:
    """The valid certificate of each registration that has one."""
    return {
        certificate.registration: certificate
        for certificate in of_workshop(db, workshop_id)
        if certificate.state is State.VALID
    }


def _certificate(row: Row, is_replaced: bool) -> Certificate:
    state = State.REPLACED if is_replaced else State.VALID
    snapshot = json.loads(row["snapshot"]) if row["snapshot"] else {}
    return Certificate(
        id=row["id"],
        registration=row["registration"] or "",
        number=row["number"] or "",
        version=row["version"] or 1,
        kind=row["kind"] or "participation",
        issued_on=row["issued_on"] or "",
        place=row["place"] or "",
        snapshot=snapshot if isinstance(snapshot, dict) else {},
        code=row["code"] or "",
        reason=row["reason"] or "",
        state=State.WITHDRAWN if row["retracted"] else state,
    )
