"""What headquarters has of each workshop, as far as this laptop can know."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.workshop import Workshop
from app.store import entries, local, workshops
from app.store.database import Database
from app.store.local import BundleNote, BundleState, Direction


class SentState(StrEnum):
    """How far what was sent has come. Only a receipt says that headquarters has it.

    OWN is a file that this laptop alone can open: it was written before the enrolment.
    """

    NOTHING = ""
    OWN = "own"
    DRAFT = "draft"
    COPIED = "copied"
    RECEIVED = "received"
    MERGED = "merged"
    ATTENTION = "attention"


_STATES = {
    BundleState.DRAFT: SentState.DRAFT,
    BundleState.COPIED: SentState.COPIED,
    BundleState.RECEIVED: SentState.RECEIVED,
    BundleState.MERGED: SentState.MERGED,
}

_WRITTEN = (SentState.COPIED, SentState.RECEIVED, SentState.MERGED)

_LEFT = (*_WRITTEN, SentState.OWN, SentState.ATTENTION)


@dataclass(frozen=True, slots=True)
class Sent:
    """A workshop with the files that left this laptop, the oldest first.

    `since` counts the journal's entries that no file on its way or at headquarters holds.
    """

    workshop: Workshop
    files: Sequence[BundleNote]
    since: int

    @property
    def last(self) -> BundleNote | None:
        """The newest file that left this laptop; else the newest that was begun."""
        left = [note for note in self.files if state_of(note) in _LEFT]
        found = left or self.files
        return found[-1] if found else None

    @property
    def state(self) -> SentState:
        """How far the newest file has come."""
        return state_of(self.last) if self.last else SentState.NOTHING


def state_of(note: BundleNote) -> SentState:
    """How far the file of `note` has come; whatever else its state says wants a person."""
    if note.direction is Direction.OWN and note.state is not BundleState.DRAFT:
        return SentState.OWN
    return _STATES.get(note.state, SentState.ATTENTION)


def outbox(db: Database) -> list[Sent]:
    """Every workshop with what was sent of it, the latest workshop first."""
    return [_sent(db, workshop) for workshop in workshops.all_(db)]


def sent_of(db: Database, workshop_id: str) -> Sent | None:
    """What was sent of one workshop; None when there is no such workshop."""
    workshop = workshops.get(db, workshop_id)
    return _sent(db, workshop) if workshop else None


def _sent(db: Database, workshop: Workshop) -> Sent:
    # What this laptop alone can open was written before there was a headquarters to send to.
    files = [
        note
        for direction in (Direction.OWN, Direction.OUT)
        for note in local.bundles(db, direction, workshop=workshop.id)
    ]
    written = [note for note in files if state_of(note) in _WRITTEN]
    exported = written[-1].entry if written else ""
    return Sent(workshop, files, entries.count_since(db, workshop.id, exported))
