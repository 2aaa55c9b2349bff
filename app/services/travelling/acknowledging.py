"""Receipts: headquarters tells each laptop what arrived, and a laptop learns what is safe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.domain.outcome import Outcome, Topic
from app.errors import BundleNotForUs
from app.exchange.arrival import RECEIPT_SUFFIX
from app.exchange.bundle import MAX_BUNDLE
from app.exchange.keys import DeviceKey
from app.exchange.receipt import Acknowledged, Fate, Receipt, read_receipt, write_receipt
from app.files import read_file, write_file
from app.services.travelling import headquarters
from app.services.travelling.laptop import in_plain_signs
from app.services.writing import new_id
from app.store import entries, local
from app.store.database import Database
from app.store.local import BundleNote, BundleState, Direction, KnownDevice
from app.store.successions import ancestry


@dataclass(frozen=True, slots=True)
class ReceiptPreview:
    """What a receipt says of the files of this laptop; they are told by their numbers.

    `safe` are with headquarters, `refused` were set aside there with the code of the reason,
    `awaited` were copied here and are not known there. `news` are the notes that it changes.
    """

    path: Path
    at: str
    safe: Sequence[int]
    refused: Mapping[int, str]
    awaited: Sequence[int]
    conflicts: int
    news: Sequence[BundleNote]


def write_receipts(db: Database, key: DeviceKey, folder: Path, *, now: datetime) -> list[Path]:
    """Write one receipt for each laptop that sent anything, each read back; where they are.

    A laptop's receipt is sealed to it. Raises what `write_file` raises; those before are there.
    """
    office = headquarters.office_key(db, key)
    came: dict[str, list[BundleNote]] = {}
    for note in local.bundles(db, Direction.IN):
        came.setdefault(note.device, []).append(note)
    written = []
    for device in local.devices(db):
        if device.id in came:
            receipt = _receipt(db, device, came[device.id], now)
            path = folder / _file_name(device, receipt.n)
            sealed_to = [device.recipient] if device.recipient else []
            write_file(path, write_receipt(receipt, office, sealed_to))
            written.append(path)
    return written


def preview_receipt(
    db: Database, key: DeviceKey, path: Path, data: bytes | None = None
) -> ReceiptPreview:
    """What the receipt at `path`, or in its bytes `data`, says of this laptop's files.

    It may be for what the laptop was before it was restored. Nothing is written.
    Raises BundleNotForUs when it is another laptop's, SignerUnknown when
    it is not signed by this laptop's headquarters, else as `read_receipt`.
    """
    content = read_file(path, MAX_BUNDLE) if data is None else data
    receipt = read_receipt(
        content, headquarters.identities(db, key), headquarters.signers(db), path.name
    )
    ours = {key.id, *(note.predecessor for note in ancestry(db, key.id))}
    if receipt.device not in ours:
        raise BundleNotForUs(name=path.name)
    before = local.bundles(db, Direction.OUT, device=receipt.device)
    after = _told(db, receipt, before)
    reasons = {one.sha256: one.reason for one in receipt.bundles}
    return ReceiptPreview(
        path=path,
        at=receipt.at,
        safe=_numbers(after, BundleState.RECEIVED, BundleState.MERGED),
        refused={
            note.number: reasons.get(note.sha256, "")
            for note in after
            if note.state is BundleState.ATTENTION
        },
        awaited=_numbers(after, BundleState.COPIED),
        conflicts=receipt.conflicts,
        news=[new for old, new in zip(before, after, strict=True) if new != old],
    )


def apply_receipt(db: Database, preview: ReceiptPreview) -> Outcome:
    """Note what headquarters said of this laptop's files; saying it twice changes nothing."""
    with db.atomic():
        for note in preview.news:
            local.add_bundle(db, note)
    return Outcome(frozenset({Topic.EXCHANGE}), len(preview.news))


def _receipt(
    db: Database, device: KnownDevice, came: Sequence[BundleNote], now: datetime
) -> Receipt:
    """What headquarters can say to `device`, of the workshops that it sent and of no other."""
    sent = sorted({note.workshop for note in came if note.state is BundleState.MERGED})
    return Receipt(
        id=new_id(),
        n=local.next_number(db, "receipts"),
        device=device.id,
        at=now.isoformat(timespec="seconds"),
        bundles=tuple(_acknowledged(note) for note in came),
        have={workshop: entries.unbroken(db, workshop) for workshop in sent},
        digests={workshop: entries.state_digest(db, workshop) for workshop in sent},
        conflicts=sum(len(entries.conflicts(db, workshop)) for workshop in sent),
    )


def _acknowledged(note: BundleNote) -> Acknowledged:
    fate = Fate.MERGED if note.state is BundleState.MERGED else Fate.QUARANTINED
    return Acknowledged(note.id, note.number, note.sha256, fate, note.reason)


def _told(db: Database, receipt: Receipt, files: Sequence[BundleNote]) -> list[BundleNote]:
    """This laptop's files as they stand once the receipt is known, in the order they were sent.

    Only a file that the receipt names counts, by what was signed: numbers and lengths are the
    same on a copied laptop. Each file holds the workshop's full history, so what was copied
    before one that headquarters took in is there too, even if its own file never arrived.
    """
    fates = {one.sha256: one.fate for one in receipt.bundles}
    later: set[str] = set()
    told: list[BundleNote] = []
    for note in reversed(files):
        fate = fates.get(note.sha256) if note.sha256 else None
        state = _state(note, fate, _is_covered(db, receipt, note), note.workshop in later)
        if state is BundleState.MERGED:
            later.add(note.workshop)
        told.append(replace(note, state=state))
    return told[::-1]


def _state(
    note: BundleNote, fate: Fate | None, is_covered: bool, is_in_later_one: bool
) -> BundleState:
    """How far the file has come; what was safe once stays so, whichever receipt is read last."""
    if note.state is BundleState.MERGED:
        return note.state
    if fate in (Fate.MERGED, Fate.DUPLICATE):
        return BundleState.MERGED if is_covered else BundleState.RECEIVED
    if is_in_later_one and note.state is not BundleState.DRAFT:
        return BundleState.MERGED
    if fate is Fate.QUARANTINED and note.state is not BundleState.RECEIVED:
        return BundleState.ATTENTION
    return note.state


def _is_covered(db: Database, receipt: Receipt, note: BundleNote) -> bool:
    """Whether headquarters says that it has all that the file holds of this laptop."""
    entry = entries.entry(db, note.entry)
    return entry is not None and receipt.covers(note.workshop, note.device, entry.seq)


def _numbers(files: Sequence[BundleNote], *states: BundleState) -> list[int]:
    return [note.number for note in files if note.state in states]


def _file_name(device: KnownDevice, number: int) -> str:
    return f"{in_plain_signs(device.name) or device.id[:8]}_{number}{RECEIPT_SUFFIX}"
