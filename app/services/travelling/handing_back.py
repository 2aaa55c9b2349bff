"""Headquarters hands a register back: a laptop burned or was stolen, another one goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from string import ascii_uppercase

from app.domain.clock import wall
from app.domain.workshop import Workshop
from app.errors import HandBackTooLarge, NothingToHandBack
from app.exchange.arrival import ENROLMENT_SUFFIX
from app.exchange.bundle import MAX_BUNDLE
from app.exchange.devices import Device
from app.exchange.enrolment import write_enrolment
from app.exchange.keys import DeviceKey
from app.files import write_file
from app.services import needed
from app.services.travelling import enrolling, headquarters, introducing
from app.services.travelling.introducing import Introduction
from app.services.travelling.laptop import in_plain_signs
from app.store import entries, local, workshops
from app.store.database import Database
from app.store.local import Direction, KnownDevice
from app.store.successions import SuccessionNote, add_succession, ancestry


@dataclass(frozen=True, slots=True)
class HandedBack:
    """The file that was written: the codes of its workshops, and the letter that it gives."""

    path: Path
    workshops: tuple[str, ...]
    letter: str
    size_bytes: int


def hand_back(
    db: Database,
    key: DeviceKey,
    card: Introduction,
    path: Path,
    *,
    now: datetime,
    of: KnownDevice | None = None,
    workshop_ids: Sequence[str] = (),
    replacing: bool = False,
) -> HandedBack:
    """Enrol the laptop of `card`, and give it the workshops in which the lost one `of` took part.

    With `workshop_ids` those and no others. The file is sealed to the new laptop alone. From then
    on the lost one is trusted for what arrived here, and nothing is sealed to it. Whoever calls
    has had the digits of `card` compared. Raises NothingToHandBack, HandBackTooLarge,
    WorkshopUnknown, CardRefused as `accept` does, and what `write_file` raises: then nobody is
    accepted.
    """
    found = [needed.workshop(db, one) for one in workshop_ids]
    found = found or (took_part(db, of.id) if of else [])
    if not found:
        raise NothingToHandBack(laptop=of.name if of else "")
    device, letter = card.device, _letter(db, card.device)
    number = local.next_number(db, "enrolments")
    with db.atomic():
        gone = introducing.accept(db, [card], now=now, replacing=replacing)
        if of is not None and of.id not in (*gone, device.id):
            add_succession(db, _in_place(db, of, device, now))
        made = enrolling.enrolment_for(
            *(db, key, [*_team(db, key, device), device], number, [one.id for one in found], now),
            gone=gone,
            in_place_of=_device(of) if of else None,
            letter=letter,
        )
        data = write_enrolment(made, headquarters.office_key(db, key), [device.age])
        if len(data) > MAX_BUNDLE:
            raise HandBackTooLarge(n=len(found))
        write_file(path, data)
    return HandedBack(path, tuple(one.code for one in found), letter, len(data))


def file_name(card: Introduction) -> str:
    """What the file for that laptop is called unless somebody says otherwise."""
    return f"{in_plain_signs(card.device.name) or card.device.id[:8]}{ENROLMENT_SUFFIX}"


def took_part(db: Database, device: str) -> list[Workshop]:
    """The workshops in whose history the laptop wrote, also before it was restored."""
    was = {device, *(note.predecessor for note in ancestry(db, device))}
    return [one for one in workshops.all_(db) if was & entries.unbroken(db, one.id).keys()]


def _letter(db: Database, device: Device) -> str:
    """A letter for the new laptop where its own is not free; "" where it keeps its own.

    The lost one may have printed certificates of which nobody knows: its letter is not free.
    """
    taken = {one.letter for one in local.devices(db) if one.id != device.id}
    if device.letter and device.letter not in taken:
        return ""
    return next((letter for letter in ascii_uppercase if letter not in taken), "")


def _team(db: Database, key: DeviceKey, device: Device) -> list[Device]:
    ours = {device.id, key.id, headquarters.office_key(db, key).id}
    return [_device(one) for one in local.devices(db) if one.id not in ours and one.recipient]


def _device(known: KnownDevice) -> Device:
    return Device(known.id, known.name, known.public_key, known.recipient, known.letter)


def _in_place(db: Database, of: KnownDevice, device: Device, now: datetime) -> SuccessionNote:
    """By headquarters' word, as the lost key can sign nothing any more."""
    came = local.bundles(db, Direction.IN, device=of.id)
    last = max((note.number for note in came), default=0)
    return SuccessionNote(device.id, of.id, last, wall(now), "")
