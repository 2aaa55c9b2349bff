"""Enrolment: headquarters tells the laptops whom to seal to, and learns whose signature counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.folding import tidy
from app.domain.outcome import Outcome, Topic
from app.errors import LetterWrong, NameOfLaptopMissing
from app.exchange.bundle import MAX_BUNDLE
from app.exchange.container import Label
from app.exchange.devices import Device, card, read_card
from app.exchange.enrolment import (
    Enrolment,
    Recipient,
    history_of,
    read_enrolment,
    travelling_journal,
    write_enrolment,
)
from app.exchange.keys import DeviceKey, fingerprint, public_key_file
from app.exchange.seal import read_recipients
from app.files import read_file, write_file
from app.services.travelling import headquarters
from app.services.writing import new_id, topics
from app.store import entries, journal, local, workshops
from app.store.database import Database
from app.store.local import KnownDevice


@dataclass(frozen=True, slots=True)
class EnrolmentPreview:
    """An enrolment that was read; the fingerprint is compared aloud before it is applied."""

    path: Path
    enrolment: Enrolment
    label: Label
    fingerprint: str
    is_known_signer: bool


def own_device(db: Database, key: DeviceKey) -> Device:
    """This laptop as others know it."""
    return Device(
        key.id, device_name(db, key), key.public_key, key.recipient, local.note(db, "letter")
    )


def device_name(db: Database, key: DeviceKey) -> str:
    """What people call this laptop."""
    return local.note(db, "device_name") or f"emarge-{key.id[:6]}"


def name_device(db: Database, name: str, letter: str = "") -> None:
    """Call this laptop `name`; its letter goes into the numbers that it gives.

    Raises NameOfLaptopMissing; LetterWrong when `letter` is not one from A to Z.
    """
    name = tidy(name)
    if not name:
        raise NameOfLaptopMissing
    if letter and not re.fullmatch("[A-Za-z]", letter):
        raise LetterWrong(letter=letter)
    with db.atomic():
        local.keep(db, "device_name", name)
        if letter:
            local.keep(db, "letter", letter.upper())


def write_card(db: Database, key: DeviceKey, path: Path) -> None:
    """Write this laptop's card, for headquarters."""
    write_file(path, card(own_device(db, key)).encode())


def write_public_key(key: DeviceKey, path: Path) -> None:
    """Write the minisign public key of this laptop, for whoever verifies without Émarge."""
    write_file(path, public_key_file(key.public_key).encode())


def trust_card(db: Database, path: Path, *, now: datetime) -> Device:
    """Accept the laptop that introduces itself in the card at `path`. Raises KeyUnreadable."""
    device = _card(path)
    headquarters.trust(db, _known(device), now=now)
    return device


def enrol(
    db: Database,
    key: DeviceKey,
    cards: Sequence[Path],
    path: Path,
    *,
    now: datetime,
    escrow: Sequence[str] = (),
    workshop_ids: Sequence[str] = (),
) -> Enrolment:
    """Accept the laptops of `cards` and write the enrolment file that they all import.

    `escrow` are further age recipients, kept in a safe. All cards are accepted and the file is
    written, or none is accepted. Raises KeyUnreadable and what `write_file` raises.
    """
    for recipient in escrow:
        read_recipients(recipient, recipient)
    devices = [_card(one) for one in cards]
    number = local.next_number(db, "enrolments")
    with db.atomic():
        headquarters.make_headquarters(db)
        for device in devices:
            headquarters.trust(db, _known(device), now=now)
        headquarters.set_recipients(db, [*headquarters.enrolled_recipients(db), *escrow])
        enrolment = _enrolment(db, key, devices, number, workshop_ids, now)
        sealed_to = [device.age for device in devices] if enrolment.workshops else []
        write_file(path, write_enrolment(enrolment, key, sealed_to))
    return enrolment


def preview_enrolment(
    db: Database, key: DeviceKey, path: Path, data: bytes | None = None
) -> EnrolmentPreview:
    """Read the enrolment at `path`, or in its bytes `data`; nothing is written.

    Raises SignerUnknown when another headquarters than before signed, else as `read_enrolment`.
    """
    known = headquarters.signing_key(db)
    content = read_file(path, MAX_BUNDLE) if data is None else data
    enrolled = read_enrolment(content, headquarters.identities(db, key), known, path.name)
    return EnrolmentPreview(
        path, enrolled.enrolment, enrolled.label, fingerprint(enrolled.label.key), bool(known)
    )


def apply_enrolment(db: Database, preview: EnrolmentPreview, *, now: datetime) -> Outcome:
    """Seal to these recipients and trust these laptops from now on; take the workshops in."""
    enrolment = preview.enrolment
    with db.atomic():
        headquarters.accept_signature(db, preview.label.key)
        headquarters.set_recipients(db, [one.age for one in enrolment.recipients])
        for device in enrolment.devices:
            headquarters.trust(db, _known(device), now=now)
        histories = [history_of(travelled) for travelled in enrolment.workshops]
        new = sum(journal.record_all(db, history.items()) for history in histories)
    told = [entry for history in histories for entry in history.entries]
    touched = topics(change for entry in told for change in entry.changes)
    return Outcome(touched | {Topic.EXCHANGE, Topic.WORKSHOPS}, new)


def _card(path: Path) -> Device:
    return read_card(read_file(path, 10_000).decode("utf-8", "replace"), path.name)


def _enrolment(
    db: Database,
    key: DeviceKey,
    devices: Sequence[Device],
    number: int,
    workshop_ids: Sequence[str],
    now: datetime,
) -> Enrolment:
    return Enrolment(
        id=new_id(),
        n=number,
        at=now.isoformat(timespec="seconds"),
        recipients=tuple(
            Recipient(f"HQ {n}", one)
            for n, one in enumerate(headquarters.enrolled_recipients(db), start=1)
        ),
        devices=(*devices, own_device(db, key)),
        workshops=tuple(
            travelling_journal(
                one.id, one.code, entries.lines_of(db, one.id), entries.secrets_of(db, one.id)
            )
            for workshop_id in workshop_ids
            if (one := workshops.get(db, workshop_id))
        ),
    )


def _known(device: Device) -> KnownDevice:
    return KnownDevice(device.id, device.name, device.key, device.letter, device.age)
