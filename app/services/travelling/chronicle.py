"""Chronicle: everything that was done at a workshop, by whom, and on whose word."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.journal import Entry
from app.exchange.history import entry_order
from app.services.history import WORDS, concerned
from app.store import entries, hearsay, local
from app.store.database import Database


@dataclass(frozen=True, slots=True)
class Told:
    """One entry: the word for it, in English, and whom it concerns when it is one person.

    `laptop` wrote it; where that laptop itself has not sent it, `teller` is who did.
    `is_contradicted` where the laptop sent something else in its place.
    """

    entry: Entry
    word: str
    name: str
    laptop: str
    teller: str = ""
    is_contradicted: bool = False


def chronicle(db: Database, workshop_id: str, own: Mapping[str, str]) -> list[Told]:
    """What was done, each behind what it knew of; `own` is what this device is called, by id."""
    found, _values = entries.all_entries(db, workshop_id)
    names = {**{device.id: device.name for device in local.devices(db)}, **own}
    tellers = hearsay.tellers(db, workshop_id)
    wrong = {one for each in hearsay.contradictions(db, workshop_id) for one in each.entries}
    return [
        Told(
            entry,
            WORDS.get(entry.intent, entry.intent),
            concerned(db, entry),
            _called(names, entry.device),
            _called(names, tellers[entry.id]) if entry.id in tellers else "",
            entry.id in wrong,
        )
        for entry in sorted(found, key=entry_order)
    ]


def _called(names: Mapping[str, str], device: str) -> str:
    return names.get(device) or device[:8]
