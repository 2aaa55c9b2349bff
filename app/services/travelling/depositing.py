"""The laptops' key files: along with what goes to headquarters, and back when they are lost."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.domain.clock import wall
from app.domain.folding import fold
from app.errors import (
    BundleDamaged,
    FileUnreadable,
    KeysDamaged,
    KeysNotKept,
    LaptopAmbiguous,
    LaptopUnknown,
    NewerSchema,
)
from app.exchange.keys import DeviceKey
from app.exchange.package import Facts
from app.exchange.seal import seal, unseal
from app.paths import KEYS
from app.services.travelling import headquarters
from app.store import local
from app.store.database import Database
from app.store.deposits import Deposit, deposit_of, keep_deposit
from app.store.key_file import KINDS, written
from app.store.key_ring import read_ring
from app.store.local import KnownDevice

_ENOUGH_DIGITS = 6


@dataclass(frozen=True, slots=True)
class KeptKeys:
    """The key file of a laptop as it was at `at`, to be put back into its folder."""

    device: KnownDevice
    at: str
    data: bytes = field(repr=False)


def sealed_keys(db: Database, recipients: Sequence[str]) -> str:
    """This laptop's key file sealed to headquarters' `recipients`, in base64; "" without one."""
    raw = _key_file(db.path) if db.path and recipients else b""
    return base64.b64encode(seal(raw, recipients)).decode() if raw else ""


def _key_file(register: Path) -> bytes:
    """Every way in that is whole in the key file, its second copy or their backups, as one."""
    try:
        ring = read_ring(register.with_name(KEYS))
    except (FileUnreadable, KeysDamaged, NewerSchema):  # nothing here keeps a workshop from going
        return b""
    slots = tuple(slot for kind in KINDS for slot in ring.newest(kind) if slot.check)
    return written(slots) if slots else b""


def keep_keys(db: Database, facts: Facts, *, now: datetime) -> None:
    """Keep what a bundle brought of keys, at headquarters and nowhere else."""
    if facts.keys and headquarters.is_headquarters(db):
        keep_deposit(db, Deposit(facts.device, facts.n, wall(now), facts.keys))


def keys_of(db: Database, key: DeviceKey, laptop: str) -> KeptKeys:
    """The newest key file that came from `laptop`, by its name or the first digits of its id.

    Raises LaptopUnknown, LaptopAmbiguous, KeysNotKept; BundleNotForUs when it was sealed to
    other keys of headquarters than are here.
    """
    device = known_laptop(db, laptop)
    kept = deposit_of(db, device.id)
    if kept is None:
        raise KeysNotKept(laptop=device.name)
    try:
        sealed = base64.b64decode(kept.keys, validate=True)
    except binascii.Error as error:
        raise BundleDamaged(name=device.name, reason="no keys") from error
    return KeptKeys(device, kept.at, unseal(sealed, headquarters.identities(db, key), device.name))


def known_laptop(db: Database, word: str) -> KnownDevice:
    """The laptop that `word` means: its name, or the first digits of its id.

    Raises LaptopUnknown; LaptopAmbiguous when several have that name.
    """
    found = [
        one
        for one in local.devices(db)
        if fold(one.name) == fold(word)
        or (len(word) >= _ENOUGH_DIGITS and one.id.startswith(word.lower()))
    ]
    if not found or not word.strip():
        known = ", ".join(one.name for one in local.devices(db))
        raise LaptopUnknown(name=word, known=known)
    if len(found) > 1:
        raise LaptopAmbiguous(name=word, ids=", ".join(one.id[:8] for one in found))
    return found[0]
