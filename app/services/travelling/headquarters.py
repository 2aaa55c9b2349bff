"""Who seals to whom: headquarters' keys, and the laptops whose signature is accepted."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from app.domain.clock import wall
from app.errors import AlreadyEnrolled
from app.exchange.keys import DeviceKey, device_key_from, fingerprint
from app.exchange.seal import new_identity, recipient_of
from app.store import local
from app.store.database import Database
from app.store.local import KnownDevice
from app.store.successions import ancestry, successions

_FOLLOWED = "hq_enrolment"
_RECIPIENTS = "hq_recipients"
_IDENTITY = "hq_identity"
_SIGNS_WITH = "hq_key"
_OFFICE = "hq_office_key"


def recipients(db: Database, key: DeviceKey) -> list[str]:
    """Whom a bundle is sealed to: headquarters, or this device alone until it is enrolled."""
    return enrolled_recipients(db) or [key.recipient]


def team_recipients(db: Database, key: DeviceKey) -> list[str]:
    """The other laptops that were enrolled: what is handed to a colleague is sealed to them too.

    Not to one that was restored: who has its old register is not known, and it has a new key.
    """
    gone = {note.predecessor for note in successions(db)} | {key.id}
    team = {device.recipient for device in local.devices(db) if device.id not in gone}
    return sorted(team - {""})


def enrolled_recipients(db: Database) -> list[str]:
    """Headquarters' recipients; empty on a laptop that was not enrolled."""
    kept = local.note(db, _RECIPIENTS)
    return list(json.loads(kept)) if kept else []


def set_recipients(db: Database, found: Sequence[str]) -> None:
    """Seal to `found` from now on."""
    local.keep(db, _RECIPIENTS, json.dumps(sorted(set(found))))


def make_headquarters(db: Database) -> str:
    """Make this installation headquarters; its age identity, the same one when called again.

    Raises AlreadyEnrolled where another headquarters is followed.
    """
    kept = local.note(db, _IDENTITY)
    if kept:
        return kept
    if signing_key(db):
        raise AlreadyEnrolled
    identity = new_identity()
    with db.atomic():
        local.keep(db, _IDENTITY, identity)
        set_recipients(db, [recipient_of(identity)])
    return identity


def is_headquarters(db: Database) -> bool:
    """Whether this installation holds headquarters' key."""
    return bool(local.note(db, _IDENTITY))


def identities(db: Database, key: DeviceKey) -> list[str]:
    """What this installation can open: what is sealed to it, and to headquarters if it is that.

    What was sealed to it before it was restored is still on its way, and stays readable.
    """
    former = [note.opens for note in ancestry(db, key.id)]
    return [one for one in (key.identity, local.note(db, _IDENTITY), *former) if one]


def trusted(db: Database, key: DeviceKey) -> dict[str, str]:
    """Public keys by device id: this device, and those that were enrolled."""
    return {device.id: device.public_key for device in local.devices(db)} | {key.id: key.public_key}


def office_key(db: Database, key: DeviceKey) -> DeviceKey:
    """What headquarters signs enrolments and receipts with: for ever the key that laptops know.

    It is `key`, this device's own, until headquarters itself is restored.
    """
    kept = local.note(db, _OFFICE)
    return device_key_from(kept.encode()) if kept else key


def digits(db: Database, key: DeviceKey) -> str:
    """What this computer reads aloud: the digits that others know it by."""
    known_by = office_key(db, key) if is_headquarters(db) else key
    return fingerprint(known_by.public_key)


def keep_office(db: Database, key: DeviceKey) -> None:
    """Keep `key` as what headquarters signs with, where this is headquarters and it has none."""
    if is_headquarters(db) and not local.note(db, _OFFICE):
        local.keep(db, _OFFICE, key.to_bytes().decode())


def signing_key(db: Database) -> str:
    """The public key that headquarters signs with; empty until its enrolment was taken in."""
    return local.note(db, _SIGNS_WITH)


@dataclass(frozen=True, slots=True)
class Followed:
    """The enrolment that is followed: which key signed it, its number, what it says."""

    key: str
    n: int
    sha256: str


def followed(db: Database) -> Followed | None:
    """The newest enrolment that was taken in; None before one was, or where 0.1.0 took it in."""
    kept = local.note(db, _FOLLOWED)
    return Followed(**json.loads(kept)) if kept else None


def follow(db: Database, enrolment: Followed) -> None:
    """Follow this enrolment from now on, and take what its key signs for headquarters' word."""
    local.keep(db, _FOLLOWED, json.dumps(asdict(enrolment)))
    local.keep(db, _SIGNS_WITH, enrolment.key)


def device_name(db: Database, key: DeviceKey) -> str:
    """What people call this laptop."""
    return local.note(db, "device_name") or f"emarge-{key.id[:6]}"


def signers(db: Database) -> dict[str, str]:
    """Headquarters' public key by its device id; nothing on a laptop that was not enrolled."""
    key = signing_key(db)
    return {one.id: key for one in local.devices(db) if one.public_key == key}


def trust(db: Database, device: KnownDevice, *, now: datetime) -> None:
    """Accept the signature of `device` from now on."""
    local.add_device(db, device, wall(now))
