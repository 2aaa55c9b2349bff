"""Enrolment: headquarters tells the laptops whom to seal to, and learns whose signature counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.domain.folding import tidy
from app.domain.outcome import Outcome, Topic
from app.errors import (
    DigitsMissing,
    DigitsWrong,
    EnrolmentOlder,
    EnrolmentTwice,
    HeadquartersEnrolsItself,
    LetterWrong,
    NameOfLaptopMissing,
)
from app.exchange.bundle import MAX_BUNDLE
from app.exchange.container import Label
from app.exchange.devices import Device, card
from app.exchange.enrolment import (
    Enrolment,
    Recipient,
    history_of,
    read_enrolment,
    travelling_journal,
    write_enrolment,
)
from app.exchange.keys import DeviceKey, is_fingerprint, public_key_file
from app.exchange.seal import read_recipients
from app.files import read_file, write_file
from app.services.travelling import headquarters, hearsay, introducing
from app.services.travelling.headquarters import Followed
from app.services.travelling.introducing import Introduction
from app.services.writing import new_id, topics
from app.store import entries, journal, local, workshops
from app.store.database import Database
from app.store.successions import successions


@dataclass(frozen=True, slots=True)
class Changes:
    """What an enrolment changes here: laptops by name, and how many keys open what is sent.

    `other_key` are known laptops that get another key, `gone` those that count no more.
    """

    new: tuple[str, ...] = ()
    other_key: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    keys: int = 0
    keys_added: int = 0
    keys_dropped: int = 0


@dataclass(frozen=True, slots=True)
class EnrolmentPreview:
    """An enrolment that was read; the fingerprint is compared aloud before it is applied."""

    path: Path
    enrolment: Enrolment
    label: Label
    fingerprint: str
    is_known_signer: bool
    sha256: str
    changes: Changes

    @property
    def signer(self) -> str:
        """What the headquarters that signed calls itself."""
        names = {device.id: device.name for device in self.enrolment.devices}
        return names.get(self.label.device, self.label.device[:8])


def own_device(db: Database, key: DeviceKey) -> Device:
    """This laptop as others know it."""
    return Device(
        key.id,
        headquarters.device_name(db, key),
        key.public_key,
        key.recipient,
        local.note(db, "letter"),
    )


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
    write_file(path, card(own_device(db, key), key.sign_raw).encode())


def write_public_key(key: DeviceKey, path: Path) -> None:
    """Write the minisign public key of this laptop, for whoever verifies without Émarge."""
    write_file(path, public_key_file(key.public_key).encode())


def enrol(
    db: Database,
    key: DeviceKey,
    cards: Sequence[Introduction],
    path: Path,
    *,
    now: datetime,
    escrow: Sequence[str] = (),
    workshop_ids: Sequence[str] = (),
    replacing: bool = False,
) -> Enrolment:
    """Accept the laptops of `cards` and write the enrolment file that they all import.

    Whoever calls has had their digits compared. `escrow` are further age recipients, kept in a
    safe. All cards are accepted and the file is written, or none is accepted. Raises CardRefused
    as `accept` does, AlreadyEnrolled, KeyUnreadable and what `write_file` raises.
    """
    for recipient in escrow:
        read_recipients(recipient, recipient)
    devices = [one.device for one in cards]
    number = local.next_number(db, "enrolments")
    with db.atomic():
        headquarters.make_headquarters(db)
        gone = introducing.accept(db, cards, now=now, replacing=replacing)
        headquarters.set_recipients(db, [*headquarters.enrolled_recipients(db), *escrow])
        enrolment = enrolment_for(db, key, devices, number, workshop_ids, now, gone=gone)
        sealed_to = [device.age for device in devices] if enrolment.workshops else []
        office = headquarters.office_key(db, key)
        write_file(path, write_enrolment(enrolment, office, sealed_to))
    return enrolment


def preview_enrolment(
    db: Database, key: DeviceKey, path: Path, data: bytes | None = None
) -> EnrolmentPreview:
    """Read the enrolment at `path`, or in its bytes `data`; nothing is written.

    Raises EnrolmentOfAnother when another headquarters than before signed, EnrolmentOlder or
    EnrolmentTwice when it is not the newest one, HeadquartersEnrolsItself, else as
    `read_enrolment`.
    """
    known = headquarters.signing_key(db)
    content = read_file(path, MAX_BUNDLE) if data is None else data
    enrolled = read_enrolment(content, headquarters.identities(db, key), known, path.name)
    if headquarters.is_headquarters(db):
        raise HeadquartersEnrolsItself(name=path.name)
    preview = EnrolmentPreview(
        path,
        enrolled.enrolment,
        enrolled.label,
        enrolled.fingerprint,
        bool(known),
        enrolled.sha256,
        _changes(db, key, enrolled.enrolment),
    )
    _refuse_older(db, preview)
    return preview


def apply_enrolment(
    db: Database, preview: EnrolmentPreview, *, now: datetime, digits: str = ""
) -> Outcome:
    """Seal to these recipients and trust these laptops from now on; take the workshops in.

    `digits` are those that headquarters read aloud; the enrolment of the headquarters that is
    followed already needs none. Raises DigitsMissing, DigitsWrong, and what `preview_enrolment`
    raises of an enrolment that is not the newest one.
    """
    require_heard(preview, digits)
    enrolment = preview.enrolment
    with db.atomic():
        _refuse_older(db, preview)
        headquarters.follow(db, Followed(preview.label.key, enrolment.n, preview.sha256))
        headquarters.set_recipients(db, [one.age for one in enrolment.recipients])
        for gone in enrolment.gone:
            local.forget_device(db, gone)
        for device in enrolment.devices:
            headquarters.trust(db, introducing.known(device), now=now)
        _take_place(db, enrolment, now)
        histories = [history_of(travelled) for travelled in enrolment.workshops]
        told = [entry for history in histories for entry in history.entries]
        wanted = entries.unknown(db, [entry.id for entry in told])
        new = sum(journal.record_all(db, history.items()) for history in histories)
        hearsay.take_note(db, preview.label.device, told, wanted)
    touched = topics(change for entry in told for change in entry.changes)
    return Outcome(touched | {Topic.EXCHANGE, Topic.WORKSHOPS}, new)


def _take_place(db: Database, enrolment: Enrolment, now: datetime) -> None:
    """Go on where a lost laptop stopped: nothing is sealed to it, and its letter is left alone."""
    lost = enrolment.in_place_of
    if enrolment.letter:
        local.keep(db, "letter", enrolment.letter)
    if lost is not None:
        headquarters.trust(db, replace(introducing.known(lost), recipient=""), now=now)


def require_heard(preview: EnrolmentPreview, digits: str) -> None:
    """See that `digits` are those of the headquarters that signed, unless it is known.

    Raises DigitsMissing or DigitsWrong.
    """
    if digits and not is_fingerprint(digits, preview.label.key):
        raise DigitsWrong(name=preview.path.name)
    if not (digits or preview.is_known_signer):
        raise DigitsMissing(name=preview.path.name)


def _ourselves(db: Database, key: DeviceKey) -> list[Device]:
    """This computer, and the device by whose key laptops know headquarters if it was restored."""
    own, office = own_device(db, key), headquarters.office_key(db, key)
    first = replace(own, id=office.id, key=office.public_key, age=office.recipient)
    return [own] if office.id == key.id else [own, first]


def _refuse_older(db: Database, preview: EnrolmentPreview) -> None:
    """An enrolment that was replaced says nothing any more; the same one again is harmless."""
    before = headquarters.followed(db)
    if before is None or before.key != preview.label.key:
        return
    name, n = preview.path.name, preview.enrolment.n
    if n < before.n:
        raise EnrolmentOlder(name=name, n=n, known=before.n)
    if n == before.n and preview.sha256 != before.sha256:
        raise EnrolmentTwice(name=name, n=n)


def _changes(db: Database, key: DeviceKey, enrolment: Enrolment) -> Changes:
    known = {device.id: device for device in local.devices(db)}
    others = [device for device in enrolment.devices if device.id != key.id]
    new = [device.name for device in others if device.id not in known]
    other_key = [
        device.name
        for device in others
        if device.id in known
        and (known[device.id].public_key, known[device.id].recipient) != (device.key, device.age)
    ]
    gone = [known[one].name for one in enrolment.gone if one in known]
    before = set(headquarters.enrolled_recipients(db))
    after = {recipient.age for recipient in enrolment.recipients}
    return Changes(
        tuple(new),
        tuple(other_key),
        tuple(gone),
        len(after),
        len(after - before),
        len(before - after),
    )


def enrolment_for(
    db: Database,
    key: DeviceKey,
    devices: Sequence[Device],
    number: int,
    workshop_ids: Sequence[str],
    now: datetime,
    *,
    gone: Sequence[str] = (),
    in_place_of: Device | None = None,
    letter: str = "",
) -> Enrolment:
    """Enrolment `number` of headquarters: `devices`, those accepted after a restore, and itself."""
    return Enrolment(
        id=new_id(),
        n=number,
        at=now.isoformat(timespec="seconds"),
        recipients=tuple(
            Recipient(f"HQ {n}", one)
            for n, one in enumerate(headquarters.enrolled_recipients(db), start=1)
        ),
        devices=(*devices, *_heirs(db, devices), *_ourselves(db, key)),
        workshops=tuple(
            travelling_journal(
                one.id, one.code, entries.lines_of(db, one.id), entries.secrets_of(db, one.id)
            )
            for workshop_id in workshop_ids
            if (one := workshops.get(db, workshop_id))
        ),
        gone=tuple(gone),
        in_place_of=in_place_of,
        letter=letter,
    )


def _heirs(db: Database, devices: Sequence[Device]) -> list[Device]:
    """The restored laptops that were accepted here, and that nobody named."""
    ids = {note.device for note in successions(db) if not note.opens}
    ids -= {device.id for device in devices}
    return [
        Device(one.id, one.name, one.public_key, one.recipient, one.letter)
        for one in local.devices(db)
        if one.id in ids
    ]
