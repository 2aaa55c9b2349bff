"""What was done, in words; undoing it and doing it again."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from app.domain.journal import (
    CONTENT,
    DELETED,
    RETRACTED,
    Change,
    Entry,
    FieldKey,
    Value,
    shown,
)
from app.domain.outcome import Outcome
from app.errors import NothingToRedo, NothingToUndo
from app.i18n import N_, _
from app.services.bulk import without_collector
from app.services.writing import Author, Edit, Intention, Record, outcome, write
from app.store import attendance, entries, registrations
from app.store.database import Database

NOT_UNDONE = frozenset(("export",))
"""What has left the laptop is not taken back by Ctrl+Z; the last thing before it is."""

WORDS = {
    "workshop": N_("Workshop created"),
    "facts": N_("Workshop corrected"),
    "partners": N_("Partners changed"),
    "signatories": N_("Signatories changed"),
    "sessions": N_("Half-days changed"),
    "expect": N_("Added to the list"),
    "import": N_("List imported"),
    "register": N_("Arrival registered"),
    "walk_in": N_("Walk-in registered"),
    "correct": N_("Corrected"),
    "replace": N_("Replaced"),
    "status": N_("Status changed"),
    "attend": N_("Attendance entered"),
    "open_session": N_("Half-day opened"),
    "close_session": N_("Half-day closed"),
    "issue": N_("Certificates issued"),
    "withdraw": N_("Certificate withdrawn"),
    "renumber": N_("Sheet number changed"),
    "link": N_("Decided: one person or two"),
    "export": N_("Sent to headquarters"),
    "seed": N_("Example workshop loaded"),
    "undo": N_("Undone"),
    "redo": N_("Done again"),
}
"""Every intention that an entry may have, in words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history: when and where, who, what, whom it concerns, and why."""

    entry: str
    wall: str
    who: str
    device: str
    word: str
    name: str
    why: str
    is_undone: bool


def undoable(db: Database, author: Author) -> Line | None:
    """What `undo` would take back; None when there is nothing."""
    entry = _last(db, author, undo=True)
    if entry is None:
        return None
    word = _(WORDS.get(entry.intent, entry.intent))
    return Line(
        entry.id, entry.wall, entry.who, entry.device, word, _name(db, entry), entry.why, False
    )


def undo(db: Database, author: Author, *, now: datetime, entry: str = "") -> Outcome:
    """Take back the last thing done on this device, or the intention that `entry` belongs to.

    What somebody changed since then stays. Raises NothingToUndo.
    """
    with without_collector(), db.atomic():
        target = entries.entry(db, entry) if entry else _last(db, author, undo=True)
        if target is None:
            raise NothingToUndo
        return _take_back(db, author, target, "undo", now)


def redo(db: Database, author: Author, *, now: datetime) -> Outcome:
    """Do again what was undone last, if nothing else was done since. Raises NothingToRedo."""
    with without_collector(), db.atomic():
        target = _last(db, author, undo=False)
        if target is None:
            raise NothingToRedo
        return _take_back(db, author, target, "redo", now)


def values_before(db: Database, changes: Sequence[Change]) -> dict[FieldKey, Value]:
    """What each field showed before the first of `changes` that sets it.

    A hidden or retracted record was neither.
    """
    told = entries.heads_at(
        db, [(target, change.key) for change in changes for target in change.replaces]
    )
    before: dict[FieldKey, Value] = {}
    for change in changes:
        pairs = [(target, change.key) for target in change.replaces]
        nothing = False if change.field in (DELETED, RETRACTED) else None
        heads = [told[pair] for pair in pairs if pair in told]
        before.setdefault(change.key, shown(heads) if heads else nothing)
    return before


def _take_back(db: Database, author: Author, target: Entry, word: str, now: datetime) -> Outcome:
    batch = entries.batch_of(db, target.id)
    edits = _reverse(db, batch)
    intention = Intention(word, target.workshop, undoes=target.id)
    written = write(db, author, intention, edits, now=now)
    if written is None:
        raise NothingToUndo
    return outcome(written, count=len(batch), subject=target.id, name=_name(db, target))


def _last(db: Database, author: Author, *, undo: bool) -> Entry | None:
    """The entry that the next undo (or redo) is about: a stack, read from the journal."""
    rows = db.rows(
        "SELECT id, intent, undoes FROM entries WHERE device = ? ORDER BY n DESC LIMIT 1000",
        [author.device],
    )
    dead: set[str] = set()
    for row in rows:
        if row["id"] in dead:
            continue
        if row["undoes"]:
            dead.add(row["undoes"])
        if row["intent"] == "undo" and not undo:
            return entries.entry(db, row["id"])
        if row["intent"] in NOT_UNDONE:
            continue
        if row["intent"] not in ("undo", "redo"):
            return entries.entry(db, row["id"]) if undo else None
    return None


def taken_back(db: Database, workshop_id: str) -> set[str]:
    """Ids of the entries that are taken back now; taking back an undo revives its target."""
    rows = db.rows(
        "SELECT id, undoes FROM entries WHERE workshop = ? AND undoes != '' ORDER BY n DESC",
        [workshop_id],
    )
    dead: set[str] = set()
    for row in rows:
        if row["id"] not in dead:
            dead.add(row["undoes"])
    return dead


def _reverse(db: Database, batch: Sequence[Entry]) -> list[Edit]:
    """The edits that put back what the entries of `batch` replaced; a record they made is hidden.

    What somebody has set since is not among the heads any more, and stays.
    """
    mine = {entry.id for entry in batch}
    records: dict[Record, list[Change]] = {}
    for entry in batch:
        for change in entry.changes:
            records.setdefault((change.kind, change.id), []).append(change)
    heads = entries.head_ids(db, records)
    made: dict[Record, Change] = {}
    changed: dict[Record, list[Change]] = {}
    for record, changes in records.items():
        ids = heads.get(record, {})
        still = [one for one in changes if not mine.isdisjoint(ids.get(one.field, ()))]
        if still and _is_made_by(still, ids, mine):
            made[record] = still[0]
        elif still:
            changed[record] = still
    before = values_before(db, [change for changes in changed.values() for change in changes])
    fields = {record: _hidden(change) for record, change in made.items()}
    fields |= {
        record: {change.field: before[change.key] for change in changes}
        for record, changes in changed.items()
    }
    return [Edit(*record, fields[record]) for record in records if record in fields]


def _is_made_by(changes: Sequence[Change], heads: Mapping[str, Set[str]], mine: Set[str]) -> bool:
    """Whether a record began with `changes` and nobody has said anything of it since."""
    return not any(change.replaces for change in changes) and all(
        ids <= mine for ids in heads.values()
    )


def _hidden(change: Change) -> dict[str, Value]:
    return {RETRACTED if change.field == CONTENT else DELETED: True}


def _name(db: Database, entry: Entry) -> str:
    """Whom an entry concerns, when it is one person."""
    ids = {change.id for change in entry.changes if change.kind == "registration"}
    marks = [change.id for change in entry.changes if change.kind == "mark"]
    ids |= attendance.registrations_of(db, marks) if marks else set()
    if len(ids) != 1:
        return ""
    line = registrations.line(db, ids.pop())
    return line.person.name if line else ""
