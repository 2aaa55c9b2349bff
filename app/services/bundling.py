"""Sending: a workshop's full history, sealed to headquarters, written and read back."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app import VERSION
from app.domain.journal import Value
from app.domain.outcome import Outcome, Topic
from app.errors import AppError, WorkshopUnknown
from app.exchange.bundle import Payload, bundle_name, pack
from app.exchange.keys import DeviceKey
from app.files import write_file
from app.services import headquarters
from app.services.progress import Progress, ignore_progress
from app.services.writing import Author, Intention, fact, new_id, write
from app.store import entries, local, workshops
from app.store.database import Database
from app.store.local import BundleNote


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that was written: where, the how-manieth, and what names its content."""

    path: Path
    number: int
    sha256: str
    size_bytes: int
    is_for_headquarters: bool
    outcome: Outcome


def export_bundle(
    db: Database,
    author: Author,
    key: DeviceKey,
    workshop_id: str,
    folder: Path,
    *,
    now: datetime,
    for_team: bool = False,
    progress: Progress = ignore_progress,
) -> Exported:
    """Write the workshop's bundle into `folder`; it is there whole and verified, or not at all.

    With `for_team` the other enrolled laptops can open it as well as headquarters. The bundle's
    number is taken before anything is written, and given back only when nothing was. Raises
    WorkshopUnknown and what `write_file` raises.
    """
    progress(0, 3)
    with db.atomic():
        enrolled = bool(headquarters.enrolled_recipients(db))
        # What only this laptop can open is counted apart: headquarters will never wait for it.
        direction = "out" if enrolled else "self"
        payload, note = _draft(db, author, key, workshop_id, folder, direction, now)
        recipients = headquarters.recipients(db, key)
        recipients += headquarters.team_recipients(db, key) if for_team else []
    progress(1, 3)
    packed = pack(payload, key, recipients)
    sealed = replace(note, sha256=packed.sha256)
    local.add_bundle(db, sealed)
    progress(2, 3)
    path = folder / sealed.file
    try:
        write_file(path, packed.data)
    except AppError:
        local.forget_bundle(db, sealed)
        raise
    local.add_bundle(db, replace(sealed, state="copied"))
    outcome = Outcome(frozenset({Topic.EXCHANGE}), 1, workshop_id, name=sealed.file)
    return Exported(path, payload.n, packed.sha256, len(packed.data), enrolled, outcome)


def _draft(
    db: Database,
    author: Author,
    key: DeviceKey,
    workshop_id: str,
    folder: Path,
    direction: str,
    now: datetime,
) -> tuple[Payload, BundleNote]:
    """What the next bundle holds, and the note that takes its number."""
    workshop = workshops.get(db, workshop_id)
    if workshop is None:
        raise WorkshopUnknown(name=workshop_id)
    at = now.replace(tzinfo=None).isoformat(timespec="seconds")
    sent: dict[str, Value] = {
        "workshop": workshop_id,
        "profile": "headquarters",
        "sealed": True,
        "at": at,
        "by": author.who,
        "destination": folder.name,
    }
    write(db, author, Intention("export", workshop_id), [fact("export", sent)], now=now)
    before = [note for note in local.bundles(db, direction) if note.device == key.id]
    payload = Payload(
        id=new_id(),
        workshop=workshop_id,
        code=workshop.code,
        n=max((note.number for note in before), default=0) + 1,
        previous=before[-1].sha256 if before else "",
        app=VERSION,
        lines=entries.lines_of(db, workshop_id),
        values=entries.secrets_of(db, workshop_id),
    )
    note = BundleNote(
        direction=direction,
        workshop=workshop_id,
        device=key.id,
        number=payload.n,
        id=payload.id,
        sha256="",
        file=bundle_name(payload, key.id, discreet=workshop.discreet),
        at=at,
        state="draft",
    )
    local.add_bundle(db, note)
    return payload, note
