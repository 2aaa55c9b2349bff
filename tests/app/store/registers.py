"""Registers on disk for the tests of the store."""

from pathlib import Path

from app.store.database import Database, open_database
from app.store.driver import Migrations, Tables
from app.store.schema import m001_spine, m002_bundles, m003_safety

KEY = bytes(range(32))
NAME = "ZZCANARYNAME"
"""A name that must not be found in any file."""


LATER = Migrations("emarge")
"""The schema of a release that is still to come."""

LATER()(m001_spine)
LATER()(m002_bundles)
LATER()(m003_safety)


@LATER()
def m999_more(db: Tables) -> None:
    """One table more, filled from one of before."""
    db.execute("CREATE TABLE more (id TEXT)")
    db.execute("INSERT INTO more SELECT name FROM local")


def make_register(folder: Path) -> Path:
    """A closed register in `folder` that holds one note."""
    path = folder / "register" / "emarge.db"
    db = open_database(path, KEY)
    note(db, NAME)
    db.close()
    return path


def note(db: Database, text: str) -> None:
    """Add one row."""
    db.execute("INSERT INTO local (name, value) VALUES (?, ?)", [text, text])


def notes(db: Database) -> list[str]:
    """The rows that `note` added."""
    return [row["name"] for row in db.rows("SELECT name FROM local ORDER BY name")]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}
