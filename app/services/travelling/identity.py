"""The keys of headquarters: who holds one, and the drill that proves that it still opens."""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.clock import wall
from app.domain.folding import tidy
from app.errors import (
    BundleError,
    BundleNotForUs,
    HolderNameMissing,
    IdentityStale,
    NotHeadquarters,
)
from app.exchange.arrival import Arrival, arrival, other_kind
from app.exchange.bundle import MAX_BUNDLE
from app.exchange.seal import (
    MAGIC,
    identity_file,
    new_identity,
    read_identities,
    read_recipients,
    recipient_of,
    seal,
    unseal,
)
from app.files import read_file, write_file
from app.services.travelling import headquarters
from app.store import local
from app.store.database import Database
from app.store.deposits import deposit_of

PROOF_LASTS = timedelta(days=366)
"""How long a drill counts: paper fades, sticks die, people leave."""

_HOLDERS = "hq_holders"
_LARGEST_KEY = 10_000


@dataclass(frozen=True, slots=True)
class Holder:
    """A key that opens what is sent now: who holds it, and when that was last proved, "" never.

    `is_here`: it lies in this register too; its copy in the safe is what a drill proves.
    """

    recipient: str
    name: str
    proved_at: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Drilled:
    """What a key from the safe opened: the newest of each laptop, by name, and a file if given."""

    holder: Holder
    opened: tuple[str, ...]
    not_opened: tuple[str, ...]
    has_opened_file: bool


def holders(db: Database) -> list[Holder]:
    """Every key that laptops are told to seal to, this register's own first.

    Raises NotHeadquarters where this is a laptop.
    """
    if not headquarters.is_headquarters(db):
        raise NotHeadquarters
    said, own = _said(db), recipient_of(headquarters.make_headquarters(db))
    found = [
        Holder(
            one,
            said.get(one, {}).get("name", ""),
            said.get(one, {}).get("proved", ""),
            one == own,
        )
        for one in headquarters.enrolled_recipients(db)
    ]
    return sorted(found, key=lambda one: (not one.is_here, one.name, one.recipient))


def name_holder(db: Database, recipient: str, name: str) -> None:
    """Have laptops seal to `recipient` too, from the next enrolment on; `name` holds its key.

    Raises HolderNameMissing, KeyUnreadable, NotHeadquarters.
    """
    name = tidy(name)
    if not name:
        raise HolderNameMissing
    read_recipients(recipient, recipient)
    known = [one.recipient for one in holders(db)]
    with db.atomic():
        headquarters.set_recipients(db, [*known, recipient])
        _note(db, recipient, name=name)


def make_escrow(db: Database, path: Path, name: str, *, now: datetime) -> str:
    """Make a key for a second person, `name`, and write it to `path`; its recipient.

    The secret is in that file and nowhere else. Raises as `name_holder` and `write_file` do.
    """
    identity = new_identity()
    recipient = recipient_of(identity)
    with db.atomic():
        name_holder(db, recipient, name)
        write_file(path, identity_file(identity, now).encode(), private=True)
    return recipient


def drill(db: Database, path: Path, *, now: datetime, file: Path | None = None) -> Drilled:
    """Prove that the identity at `path` opens what laptops seal now, and note the day.

    It opens a value sealed as a laptop would seal it, the newest keys that each laptop sent, and
    the bundle `file` where one is given. Raises IdentityStale when laptops do not seal to it,
    KeyUnreadable, NotHeadquarters; of `file`, BundleNotForUs, BundleDamaged, FileUnreadable, or
    OtherKind when it is sealed to nobody and no bundle.
    """
    text = read_file(path, _LARGEST_KEY).decode("utf-8", "replace")
    by_recipient = {recipient_of(one): one for one in read_identities(text, path.name)}
    held = next((one for one in holders(db) if one.recipient in by_recipient), None)
    if held is None:
        raise IdentityStale(name=path.name)
    identity = by_recipient[held.recipient]
    _open_a_test(db, identity, path.name)
    if file is not None:
        _open_file(identity, file)
    opened = _newest(db, identity)
    _note(db, held.recipient, proved=wall(now))
    return Drilled(
        held,
        tuple(name for name, is_open in opened if is_open),
        tuple(name for name, is_open in opened if not is_open),
        file is not None,
    )


def _open_file(identity: str, file: Path) -> None:
    data = read_file(file, MAX_BUNDLE)
    kind = arrival(data, [identity])
    if not data.startswith(MAGIC) and kind not in (Arrival.BUNDLE, Arrival.UNKNOWN):
        raise other_kind(file.name, kind, data)
    unseal(data, [identity], file.name)


def is_drill_due(holder: Holder, now: datetime) -> bool:
    """Whether nobody has proved this key for a year, as far as dates can be believed."""
    try:
        age = datetime.fromisoformat(wall(now)) - datetime.fromisoformat(holder.proved_at)
    except ValueError:
        return True
    return not timedelta(days=-1) <= age <= PROOF_LASTS


def _open_a_test(db: Database, identity: str, name: str) -> None:
    value = secrets.token_bytes(32)
    if unseal(seal(value, headquarters.enrolled_recipients(db)), [identity], name) != value:
        raise BundleNotForUs(name=name)


def _newest(db: Database, identity: str) -> list[tuple[str, bool]]:
    """Each laptop that sent its keys, by name, and whether `identity` opens the newest."""
    kept = ((one.name, deposit_of(db, one.id)) for one in local.devices(db))
    return [(name, _opens(identity, found.keys)) for name, found in kept if found]


def _opens(identity: str, sealed: str) -> bool:
    try:
        unseal(base64.b64decode(sealed), [identity])
    except (BundleError, ValueError):
        return False
    return True


def _said(db: Database) -> dict[str, dict[str, str]]:
    kept = local.note(db, _HOLDERS)
    return json.loads(kept) if kept else {}


def _note(db: Database, recipient: str, **more: str) -> None:
    said: Mapping[str, Mapping[str, str]] = _said(db)
    local.keep(db, _HOLDERS, json.dumps({**said, recipient: {**said.get(recipient, {}), **more}}))
