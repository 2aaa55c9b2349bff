"""Workshops, their half-days, partners and signatories, as they are now."""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from app.domain.bilingual import Bilingual
from app.domain.workshop import (
    DEFAULT_THRESHOLD,
    Organisation,
    Part,
    Partner,
    Role,
    Series,
    Session,
    SessionState,
    Signatory,
    Workshop,
)
from app.store.database import Database
from app.store.statements import Row

_KEPT = "coalesce(deleted, 0) = 0"


def all_(db: Database) -> list[Workshop]:
    """Every workshop, the latest first."""
    rows = db.rows(f"SELECT * FROM workshops WHERE {_KEPT} ORDER BY starts_on DESC, code")
    return [_workshop(row) for row in rows]


def get(db: Database, workshop_id: str) -> Workshop | None:
    """One workshop; None when it is not here."""
    row = db.row(f"SELECT * FROM workshops WHERE id = ? AND {_KEPT}", [workshop_id])
    return _workshop(row) if row else None


def by_code(db: Database, code: str) -> Workshop | None:
    """The workshop that prints `code`; None when there is none."""
    row = db.row(f"SELECT * FROM workshops WHERE code = ? AND {_KEPT}", [code])
    return _workshop(row) if row else None


def all_series(db: Database) -> list[Series]:
    """Every series."""
    return [_series(row) for row in db.rows(f"SELECT * FROM series WHERE {_KEPT} ORDER BY id")]


def series(db: Database, series_id: str) -> Series | None:
    """One series; None when it is not here."""
    row = db.row(f"SELECT * FROM series WHERE id = ? AND {_KEPT}", [series_id])
    return _series(row) if row else None


def of_series(db: Database, series_id: str) -> list[Workshop]:
    """The workshops of a series, as they follow each other."""
    rows = db.rows(
        f"SELECT * FROM workshops WHERE series = ? AND {_KEPT} ORDER BY starts_on, code",
        [series_id],
    )
    return [_workshop(row) for row in rows]


def sessions(db: Database, workshop_id: str) -> list[Session]:
    """The half-days of a workshop, in order."""
    rows = db.rows(f"SELECT * FROM sessions WHERE workshop = ? AND {_KEPT}", [workshop_id])
    return sorted((_session(row) for row in rows), key=lambda session: session.order)


def hidden_sessions(db: Database, workshop_id: str) -> list[Session]:
    """The half-days that were taken out of a workshop; those with most marks come last."""
    rows = db.rows(
        "SELECT s.* FROM sessions s WHERE s.workshop = ? AND coalesce(s.deleted, 0) != 0 "
        "ORDER BY (SELECT count(*) FROM marks m "
        "WHERE m.session = s.id AND coalesce(m.retracted, 0) = 0), s.id",
        [workshop_id],
    )
    return [_session(row) for row in rows]


def closed_sessions(db: Database) -> frozenset[str]:
    """The ids of every half-day of every workshop that has ended."""
    sql = f"SELECT id FROM sessions WHERE state = ? AND {_KEPT}"
    return frozenset(row[0] for row in db.tuples(sql, [SessionState.CLOSED.value]))


def session(db: Database, session_id: str) -> Session | None:
    """One half-day; None when it is not here."""
    row = db.row(f"SELECT * FROM sessions WHERE id = ? AND {_KEPT}", [session_id])
    return _session(row) if row else None


def partners(db: Database, workshop_id: str) -> list[Partner]:
    """The partners of a workshop, in protocol order."""
    rows = db.rows(
        f'SELECT * FROM partners WHERE workshop = ? AND {_KEPT} ORDER BY "order", id',
        [workshop_id],
    )
    known = organisations(db, hidden=True)
    return [_partner(row, known) for row in rows]


def partner(db: Database, partner_id: str) -> Partner | None:
    """One partner; None when it is not here."""
    row = db.row(f"SELECT * FROM partners WHERE id = ? AND {_KEPT}", [partner_id])
    return _partner(row, organisations(db, hidden=True)) if row else None


def signatories(db: Database, workshop_id: str) -> list[Signatory]:
    """Who signs the certificates of a workshop, in protocol order."""
    rows = db.rows(
        f'SELECT * FROM signatories WHERE workshop = ? AND {_KEPT} ORDER BY "order", id',
        [workshop_id],
    )
    return [_signatory(row) for row in rows]


def signatory(db: Database, signatory_id: str) -> Signatory | None:
    """One signatory; None when it is not here."""
    row = db.row(f"SELECT * FROM signatories WHERE id = ? AND {_KEPT}", [signatory_id])
    return _signatory(row) if row else None


def conclusions(db: Database, workshop_id: str, nature: str) -> list[Bilingual]:
    """The challenges, requests or recommendations noted at a workshop."""
    rows = db.rows(
        f"SELECT * FROM conclusions WHERE workshop = ? AND nature = ? AND {_KEPT} "
        'ORDER BY "order", id',
        [workshop_id, nature],
    )
    return [_both(row, "text") for row in rows]


def modules(db: Database, workshop_id: str, nature: str) -> list[Bilingual]:
    """What was taught ("topic") or practised ("exercise") at a workshop, in order."""
    rows = db.rows(
        f'SELECT * FROM modules WHERE workshop = ? AND nature = ? AND {_KEPT} ORDER BY "order", id',
        [workshop_id, nature],
    )
    return [_both(row, "title") for row in rows]


def organisations(db: Database, *, hidden: bool = False) -> dict[str, Organisation]:
    """Every organisation, by id; with `hidden` also those taken back, which people may name."""
    rows = db.rows(f"SELECT * FROM organisations WHERE ?1 OR {_KEPT}", [hidden])
    return {row["id"]: organisation_of(row) for row in rows}


def stated_organisations(db: Database, workshop_id: str) -> set[str]:
    """Ids of the organisations that this workshop's own journal says something of."""
    sql = (
        "SELECT DISTINCT h.id FROM heads h JOIN entries e ON e.n = h.entry "
        "WHERE h.kind = 'organisation' AND e.workshop = ?"
    )
    return {row[0] for row in db.tuples(sql, [workshop_id])}


def is_named_elsewhere(db: Database, organisation_id: str, partner_id: str) -> bool:
    """Whether an organisation is more than what this one partner says."""
    sql = (
        f"SELECT EXISTS (SELECT 1 FROM partners WHERE organisation = ?1 AND id != ?2 AND {_KEPT}) "
        "OR EXISTS (SELECT 1 FROM registrations WHERE organisation = ?1) "
        "OR EXISTS (SELECT 1 FROM organisations WHERE parent = ?1)"
    )
    return bool(db.value(sql, [organisation_id, partner_id]))


def organisation_of(row: Row) -> Organisation:
    """The organisation that a row of `organisations` says."""
    return Organisation(
        row["id"],
        _both(row, "name"),
        _both(row, "acronym"),
        tuple(texts_of(row["aliases"])),
        row["kind"] or "",
        row["country"] or "",
        row["parent"] or "",
        row["valid_to"] or "",
        row["fr_of"] or "",
        row["fr_at"] or "",
    )


def _series(row: Row) -> Series:
    return Series(row["id"], _both(row, "name"), _both(row, "programme"), _both(row, "strategy"))


def _workshop(row: Row) -> Workshop:
    return Workshop(
        id=row["id"],
        code=row["code"] or "",
        title=_both(row, "title"),
        kind=_both(row, "kind"),
        city=row["city"] or "",
        country=row["country"] or "",
        starts_on=_date(row["starts_on"]),
        ends_on=_date(row["ends_on"] or row["starts_on"]),
        short=_both(row, "short"),
        venue=row["venue"] or "",
        venue_en=row["venue_en"] or "",
        objective=_both(row, "objective"),
        series=row["series"] or "",
        programme=_both(row, "programme"),
        threshold=_fraction(row["certificate_threshold"]),
        certificate_kind=row["certificate_kind"] or "participation",
        discreet=bool(row["discreet"]),
        closed_at=row["closed_at"] or "",
    )


def _partner(row: Row, known: Mapping[str, Organisation]) -> Partner:
    return Partner(
        row["id"],
        row["workshop"] or "",
        known.get(row["organisation"] or "", Organisation("", Bilingual())),
        Role(row["role"]) if row["role"] in set(Role) else Role.PARTNER,
        row["order"] or 0,
    )


def _signatory(row: Row) -> Signatory:
    return Signatory(
        row["id"],
        row["workshop"] or "",
        _both(row, "function"),
        row["name"] or "",
        row["prefix"] or "",
        row["order"] or 0,
    )


def _session(row: Row) -> Session:
    return Session(
        id=row["id"],
        workshop=row["workshop"] or "",
        on=_date(row["on"]),
        part=Part(row["part"]) if row["part"] in set(Part) else Part.OTHER,
        label=row["label"] or "",
        starts=row["starts"] or "",
        ends=row["ends"] or "",
        counts=row["counts"] != 0,
        state=SessionState(row["state"])
        if row["state"] in set(SessionState)
        else SessionState.PLANNED,
    )


def _both(row: Mapping[str, Any], name: str) -> Bilingual:
    return Bilingual(row[f"{name}_fr"] or "", row[f"{name}_en"] or "")


def _date(text: str | None) -> date:
    """The day that `text` says; a damaged one shows as the first of all days, not as a crash."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return date.min


def _fraction(text: str | None) -> Fraction:
    try:
        return Fraction(text or DEFAULT_THRESHOLD)
    except (ValueError, ZeroDivisionError):
        return DEFAULT_THRESHOLD


def texts_of(text: str | None) -> list[str]:
    """The texts of a column that holds a list; anything else in it shows as nothing."""
    found = json.loads(text) if text else []
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []
