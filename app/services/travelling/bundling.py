"""Sending: a workshop's full history, sealed to headquarters, written and read back."""

import os
from dataclasses import dataclass, replace
from datetime import datetime
from errno import ENOTDIR
from pathlib import Path
from stat import S_ISDIR

from app import VERSION
from app.domain.clock import wall
from app.domain.journal import Value
from app.domain.outcome import Outcome, Topic
from app.errors import FileNotWritten
from app.exchange.bundle import Payload, bundle_name, pack
from app.exchange.keys import DeviceKey
from app.files import is_surely_absent, refusal, require_room, write_file
from app.services import needed
from app.services.progress import Progress, ignore_progress
from app.services.travelling import headquarters
from app.services.travelling.depositing import sealed_keys
from app.services.travelling.succession import succession_word
from app.services.writing import Author, Intention, fact, new_id, write
from app.store import entries, local
from app.store.database import Database
from app.store.local import BundleNote, BundleState, Direction

_LEAST_BYTES_OF_A_LINE = 32
"""A line names a hash, which nothing makes shorter: no file is smaller than all of them."""


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
    """Write the workshop's bundle into `folder`; its name is there only once it was read back.

    With `for_team` the other enrolled laptops can open it as well as headquarters. The bundle's
    number is taken before anything is written. Where writing fails it stays a draft, for a file
    of that number may be on the drive all the same; where it is certain that there is none, the
    next file has the number. Raises WorkshopUnknown and what `write_file` raises.
    """
    progress(0, 3)
    with db.atomic():
        enrolled = bool(headquarters.enrolled_recipients(db))
        direction = Direction.OUT if enrolled else Direction.OWN
        payload, note = _draft(db, author, key, workshop_id, folder, direction, now)
        _refuse_no_folder(folder / note.file)  # nothing of the draft is kept then
        require_room(folder / note.file, len(payload.lines) * _LEAST_BYTES_OF_A_LINE)
        recipients = headquarters.recipients(db, key)
        recipients += headquarters.team_recipients(db, key) if for_team else []
        keys = "" if for_team or not enrolled else sealed_keys(db, recipients)
    progress(1, 3)
    packed = pack(replace(payload, keys=keys), key, recipients)
    sealed = replace(note, sha256=packed.sha256)
    local.add_bundle(db, sealed)
    progress(2, 3)
    path = folder / sealed.file
    try:
        require_room(path, len(packed.data))
        write_file(path, packed.data)
    except FileNotWritten:
        _give_back(db, key, sealed, path)
        raise
    local.add_bundle(db, replace(sealed, state=BundleState.COPIED))
    outcome = Outcome(frozenset({Topic.EXCHANGE}), 1, workshop_id, name=sealed.file)
    return Exported(path, payload.n, packed.sha256, len(packed.data), enrolled, outcome)


def _give_back(db: Database, key: DeviceKey, note: BundleNote, path: Path) -> None:
    """Have the next file take the number of `note`, if surely no file of that number exists."""
    if not is_surely_absent(path):
        return
    with db.atomic():
        if max(_before(db, key, note.direction), default=0) == note.number:
            local.forget_bundle(db, note.direction, note.id)


def _refuse_no_folder(path: Path) -> None:
    """A file that could not even be begun at `path` must not cost its number."""
    try:
        if not S_ISDIR(path.parent.stat().st_mode):
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))
    except OSError as error:
        raise refusal(error, path) from error


def _before(db: Database, key: DeviceKey, direction: Direction) -> dict[int, BundleNote]:
    """What this laptop sent before, by number, as far as the reader of the next one may know.

    What only a laptop can open is counted apart: headquarters will never wait for it. But
    headquarters opens its own, those of before it had its key included.
    """
    both = (Direction.OWN, Direction.OUT)
    counted = both if headquarters.is_headquarters(db) else (direction,)
    notes = [note for one in counted for note in local.bundles(db, one, device=key.id)]
    return {note.number: note for note in notes}


def _draft(
    db: Database,
    author: Author,
    key: DeviceKey,
    workshop_id: str,
    folder: Path,
    direction: Direction,
    now: datetime,
) -> tuple[Payload, BundleNote]:
    """What the next bundle holds, and the note that takes its number."""
    workshop = needed.workshop(db, workshop_id)
    at = wall(now)
    sent: dict[str, Value] = {
        "workshop": workshop_id,
        "profile": "headquarters",
        "sealed": True,
        "at": at,
        "by": author.who,
        "destination": folder.name,
    }
    entry = write(db, author, Intention("export", workshop_id), [fact("export", sent)], now=now)
    before = _before(db, key, direction)
    last = max(before, default=0)
    payload = Payload(
        id=new_id(),
        workshop=workshop_id,
        code=workshop.code,
        n=last + 1,
        previous=before[last].sha256 if last else "",
        app=VERSION,
        lines=entries.lines_of(db, workshop_id),
        values=entries.secrets_of(db, workshop_id),
        succession=succession_word(db, key.id),
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
        state=BundleState.DRAFT,
        entry=entry.id if entry else "",
    )
    local.add_bundle(db, note)
    return payload, note
