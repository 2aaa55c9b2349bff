"""Whether a second place for copies was offered in this register: once is enough."""

from app.store import local
from app.store.database import Database

_OFFERED = "second_place_offered"


def is_offered(db: Database) -> bool:
    """Whether somebody has answered already."""
    return bool(local.note(db, _OFFERED))


def note_offered(db: Database) -> None:
    """Remember that somebody has answered."""
    local.keep(db, _OFFERED, "yes")
