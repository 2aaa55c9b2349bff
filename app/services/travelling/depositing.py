"""The laptops' key files: along with what goes to headquarters, and back when they are lost."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.clock import wall
from app.domain.folding import fold
from app.errors import (
    BundleDamaged,
    FileUnreadable,
    KeysNotKept,
    LaptopAmbiguous,
    LaptopUnknown,
)
from app.exchange.keys import DeviceKey
from app.exchange.package import Facts
from app.exchange.seal import seal, unseal
from app.files import read_file
from app.paths import KEYS, SECOND_KEYS
from app.services.travelling import headquarters
from app.store import local
from app.store.database import Database
from app.store.deposits import Deposit, deposit_of, keep_deposit
from app.store.local import KnownDevice

_LARGEST_BYTES = 64 * 1024
_ENOUGH_DIGITS = 6


@dataclass(frozen=True, slots=True)
class KeptKeys:
    """The key file of a laptop as it was at `at`, to be put back into its folder."""

    device: KnownDevice
    at: str
    data: bytes = field(repr=False)


def sealed_keys(db: Database, recipients: Sequence[str]) -> str:
    """This laptop's key file sealed to headquarters' `recipients`, in base64; "" without one."""
    if db.path is None or not recipients:
        return ""
    for name in (KEYS, SECOND_KEYS):
        try:
            raw = read_file(db.path.with_name(name), _LARGEST_BYTES)
        except FileUnreadable:
            continue
        return base64.b64encode(seal(raw, recipients)).decode()
    return ""


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
