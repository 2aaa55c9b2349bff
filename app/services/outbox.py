"""What headquarters has of each workshop, as far as this laptop can know."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from app.domain.workshop import Workshop
from app.store import entries, local, workshops
from app.store.database import Database
from app.store.local import BundleNote


class SentState(Enum):
    """How far what was sent has come. Only a receipt says that headquarters has it.

    OWN is a file that this laptop alone can open: it was written before the enrolment.
    """

    NOTHING = ""
    OWN = "self"
    DRAFT = "draft"
    EXPORTED = "exported"
    COPIED = "copied"
    RECEIVED = "received"
    MERGED = "merged"
    ATTENTION = "attention"

    @property
    def is_safe(self) -> bool:
        """Whether headquarters said that it has it."""
        return self in (SentState.RECEIVED, SentState.MERGED)


_WRITTEN = (SentState.EXPORTED, SentState.COPIED, SentState.RECEIVED, SentState.MERGED)


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
        """The newest file that was written; else the newest that was begun."""
        written = [note for note in self.files if state_of(note) in _WRITTEN]
        found = written or self.files
        return found[-1] if found else None

    @property
    def state(self) -> SentState:
        """How far the newest file has come."""
        return state_of(self.last) if self.last else SentState.NOTHING


def state_of(note: BundleNote) -> SentState:
    """The state that `note` says; a word that this release does not know wants a person."""
    if note.direction == SentState.OWN.value:
        return SentState.OWN
    known = {state.value for state in SentState} - {""}
    return SentState(note.state) if note.state in known else SentState.ATTENTION


def outbox(db: Database) -> list[Sent]:
    """Every workshop with what was sent of it, the latest workshop first."""
    return [_sent(db, workshop) for workshop in workshops.all_(db)]


def sent_of(db: Database, workshop_id: str) -> Sent | None:
    """What was sent of one workshop; None when there is no such workshop."""
    workshop = workshops.get(db, workshop_id)
    return _sent(db, workshop) if workshop else None


def _sent(db: Database, workshop: Workshop) -> Sent:
    found = (*local.bundles(db, "self", workshop.id), *local.bundles(db, "out", workshop.id))
    files = sorted(found, key=lambda note: note.at)
    written = [note for note in files if state_of(note) in _WRITTEN]
    at = written[-1].at if written else ""
    return Sent(workshop, files, entries.count_since(db, workshop.id, at))
