"""What concerns this machine alone and is in no journal: notes, known devices, bundles."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.store.database import Database


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


@dataclass(frozen=True, slots=True)
class BundleNote:
    """A bundle that went out or came in; `state` is a word of the exchange page."""

    direction: str
    workshop: str
    device: str
    number: int
    id: str
    sha256: str
    file: str
    at: str
    state: str
    detail: str = ""


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


def bundles(db: Database, direction: str, workshop: str = "") -> Sequence[BundleNote]:
    """The bundles that went "out" or came "in", the oldest first."""
    rows = db.rows(
        "SELECT * FROM bundles WHERE direction = ? AND (? IN ('', workshop)) ORDER BY at, number",
        [direction, workshop],
    )
    return [BundleNote(**row) for row in rows]


def add_bundle(db: Database, bundle: BundleNote) -> None:
    """Note a bundle, or its new state."""
    db.execute(
        "INSERT OR REPLACE INTO bundles "
        "(direction, workshop, device, number, id, sha256, file, at, state, detail) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            bundle.detail,
        ],
    )


def forget_bundle(db: Database, bundle: BundleNote) -> None:
    """Drop the note of a bundle that was never written: its number is free again."""
    db.execute(
        "DELETE FROM bundles WHERE direction = ? AND device = ? AND number = ? AND file = ?",
        [bundle.direction, bundle.device, bundle.number, bundle.file],
    )
