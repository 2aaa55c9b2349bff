"""Decisions about who is the same person."""

from app.domain.links import Decision, Link
from app.store.database import Database


def links(db: Database) -> list[Link]:
    """Every decision that was not taken back."""
    rows = db.rows(
        "SELECT id, a, b, decision FROM links WHERE coalesce(retracted, 0) = 0 ORDER BY id"
    )
    return [
        Link(row["id"], row["a"] or "", row["b"] or "", Decision(row["decision"]))
        for row in rows
        if row["decision"] in set(Decision)
    ]
