"""Hearsay: entries of one laptop that were first heard from another, until it says so itself."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.journal import Entry
from app.store import entries
from app.store.database import Database


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Entries in the name of `device` that `teller` brought and that it did not write so itself.

    Or two tellers say different things of it, and it has not said anything yet.
    """

    workshop: str
    device: str
    teller: str
    entries: tuple[str, ...]


def tell(db: Database, found: Iterable[Entry], teller: str) -> None:
    """Note that these entries, new here, were heard from the device `teller`."""
    db.executemany(
        "INSERT OR IGNORE INTO told (entry, teller) VALUES (?, ?)",
        [(entry.id, teller) for entry in found],
    )


def confirm(db: Database, found: Iterable[Entry]) -> None:
    """Their own laptop brought these entries: they are nobody's hearsay any more."""
    ids = json.dumps([entry.id for entry in found])
    db.execute("DELETE FROM told WHERE entry IN (SELECT value FROM json_each(?))", [ids])


def tellers(db: Database, workshop: str | None = None) -> dict[str, str]:
    """The device that told each entry that its own laptop has not confirmed, by entry id."""
    rows = db.tuples(
        "SELECT t.entry, t.teller FROM told t JOIN entries e ON e.id = t.entry "
        "WHERE ?1 IS NULL OR e.workshop = ?1",
        [workshop],
    )
    return dict(rows)


def contradictions(db: Database, workshop: str | None = None) -> list[Contradiction]:
    """What was told in a laptop's name and is not what it wrote, by workshop, device, teller.

    An entry that goes on from a contradicted one is contradicted with it.
    """
    crowded = db.tuples(
        "SELECT DISTINCT e.workshop, e.device FROM told t JOIN entries e ON e.id = t.entry "
        "WHERE (?1 IS NULL OR e.workshop = ?1) AND EXISTS (SELECT 1 FROM entries o "
        "WHERE o.workshop = e.workshop AND o.device = e.device AND o.seq = e.seq AND o.id != e.id)",
        [workshop],
    )
    return [
        Contradiction(place, device, teller, tuple(ids))
        for place, device in sorted(crowded)
        for teller, ids in sorted(_of_chain(db, place, device).items())
    ]


def _of_chain(db: Database, workshop: str, device: str) -> Mapping[str, list[str]]:
    """The contradicted entries of one chain, by who told them, in the order of the chain."""
    told = tellers(db, workshop)
    chain = entries.chain(db, workshop, device)
    places: dict[int, set[str]] = {}
    for entry in chain:
        places.setdefault(entry.seq, set()).add(entry.id)
    wrong: set[str] = set()
    found: dict[str, list[str]] = {}
    for entry in chain:
        if entry.id in told and (len(places[entry.seq]) > 1 or entry.previous in wrong):
            wrong.add(entry.id)
            found.setdefault(told[entry.id], []).append(entry.id)
    return found
