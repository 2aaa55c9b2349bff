"""What concerns this machine alone and is in no journal: notes, known devices, bundles."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.store.database import Database
from app.store.statements import Row


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A laptop whose signature is accepted here.

    `public_key` is its minisign public key, `recipient` the age recipient that seals to it.
    """

    id: str
    name: str
    public_key: str
    letter: str = ""
    recipient: str = ""


class Direction(StrEnum):
    """Where a bundle went; OWN is one that only this laptop can open, and is counted apart."""

    OUT = "out"
    OWN = "self"
    IN = "in"


class BundleState(StrEnum):
    """How far a bundle has come: DRAFT until it was read back, MERGED where its content is.

    What went out is RECEIVED or MERGED at headquarters, or wants ATTENTION there, only once a
    receipt said so. What came in is MERGED here or QUARANTINED.
    """

    DRAFT = "draft"
    COPIED = "copied"
    RECEIVED = "received"
    MERGED = "merged"
    ATTENTION = "attention"
    QUARANTINED = "quarantined"

    @classmethod
    def _missing_(cls, _value: object) -> "BundleState":
        return cls.ATTENTION  # a word of a later release: somebody should look


@dataclass(frozen=True, slots=True)
class BundleNote:
    """A bundle that went out or came in.

    `id` is the bundle's, or the sha256 of a file that could not be opened; `sha256` names what
    was signed; `entry` is the journal's entry that notes the export; `reason` is the code of
    the error that kept a file out.
    """

    direction: Direction
    workshop: str
    device: str
    number: int
    id: str
    sha256: str
    file: str
    at: str
    state: BundleState
    entry: str = ""
    reason: str = ""


def note(db: Database, name: str) -> str:
    """What was kept under `name`; empty when nothing was."""
    return db.value("SELECT value FROM local WHERE name = ?", [name]) or ""


def keep(db: Database, name: str, value: str) -> None:
    """Keep `value` under `name`."""
    db.execute(
        "INSERT INTO local (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name, value],
    )


def next_number(db: Database, name: str) -> int:
    """The next number of the series `name`, 1, 2, 3 …: spent, whatever becomes of it."""
    with db.atomic():
        number = int(note(db, name) or 0) + 1
        keep(db, name, str(number))
    return number


def devices(db: Database) -> list[KnownDevice]:
    """The laptops that are known here."""
    rows = db.rows("SELECT * FROM devices ORDER BY name, id")
    return [
        KnownDevice(row["id"], row["name"], row["public_key"], row["letter"], row["recipient"])
        for row in rows
    ]


def add_device(db: Database, device: KnownDevice, at: str) -> None:
    """Accept the signature of `device` from now on."""
    db.execute(
        "INSERT INTO devices (id, name, letter, public_key, recipient, added_at) "
        "VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name, letter = excluded.letter, "
        "public_key = excluded.public_key, recipient = excluded.recipient",
        [device.id, device.name, device.letter, device.public_key, device.recipient, at],
    )


def forget_device(db: Database, device_id: str) -> None:
    """Accept the signature of this laptop no more."""
    db.execute("DELETE FROM devices WHERE id = ?", [device_id])


def bundles(
    db: Database, direction: Direction, *, workshop: str = "", device: str = ""
) -> Sequence[BundleNote]:
    """The bundles of one direction, of one workshop or one device where they are named.

    Those sent are in the journal's order, the others by device and number: never by the clock,
    which may have been set back between two of them.
    """
    rows = db.rows(
        "SELECT b.* FROM bundles b LEFT JOIN entries e ON e.id = b.entry "
        "WHERE b.direction = ?1 AND ?2 IN ('', b.workshop) AND ?3 IN ('', b.device) "
        "ORDER BY coalesce(e.n, 0), b.device, b.number, b.at, b.id",
        [direction, workshop, device],
    )
    return [_bundle(row) for row in rows]


def add_bundle(db: Database, bundle: BundleNote) -> None:
    """Note a bundle of its device, or its new state; what is merged is never set aside again."""
    db.execute(
        "INSERT INTO bundles (direction, workshop, device, number, id, sha256, file, "
        "at, state, entry, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET (workshop, number, sha256, file, at, state, entry, reason) = "
        "(excluded.workshop, excluded.number, excluded.sha256, excluded.file, excluded.at, "
        "excluded.state, excluded.entry, excluded.reason) "
        "WHERE NOT (state = 'merged' AND excluded.state = 'quarantined')",
        [
            bundle.direction,
            bundle.workshop,
            bundle.device,
            bundle.number,
            bundle.id,
            bundle.sha256,
            bundle.file,
            bundle.at,
            bundle.state,
            bundle.entry,
            bundle.reason,
        ],
    )


def forget_bundle(db: Database, direction: Direction, bundle_id: str) -> None:
    """Drop the note of a file that is known by another name now."""
    db.execute("DELETE FROM bundles WHERE direction = ? AND id = ?", [direction, bundle_id])


def _bundle(row: Row) -> BundleNote:
    known = row | {"direction": Direction(row["direction"]), "state": BundleState(row["state"])}
    return BundleNote(**known)
