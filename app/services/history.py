"""What was done, in words; undoing it and doing it again."""

from collections.abc import Iterator, Mapping, Sequence, Set
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
from app.store import attendance, entries, intentions, registrations
from app.store.database import Database
from app.store.intentions import Step

_MANY_CHANGES = 200
"""Of an intention this large something is left: looking would take longer than the key."""

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
class Done:
    """What was done, in the current language, and whom it concerns when it is one person."""

    word: str
    name: str


def undoable(db: Database, author: Author) -> Done | None:
    """What `undo` would take back; None when there is nothing."""
    entry = _done_last(db, author)
    if entry is None:
        return None
    return Done(_(WORDS.get(entry.intent, entry.intent)), concerned(db, entry))


def undo(db: Database, author: Author, *, now: datetime, entry: str = "") -> Outcome:
    """Take back the last thing done on this device, or the intention that `entry` belongs to.

    What somebody changed since then stays; a thing of which nothing is left is passed over.
    Raises NothingToUndo.
    """
    with without_collector(), db.atomic():
        target = entries.entry(db, entry) if entry else _done_last(db, author)
        done = _take_back(db, author, target, "undo", now) if target else None
        if done is None:
            raise NothingToUndo
        return done


def redo(db: Database, author: Author, *, now: datetime) -> Outcome:
    """Do again what was undone last, if nothing else was done since. Raises NothingToRedo."""
    with without_collector(), db.atomic():
        target = _undone_last(db, author)
        done = _take_back(db, author, target, "redo", now) if target else None
        if done is None:
            raise NothingToRedo
        return done


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


def _take_back(
    db: Database, author: Author, target: Entry, word: str, now: datetime
) -> Outcome | None:
    """Put back what was before the intention of `target`; None where nothing of it is left."""
    batch = entries.batch_of(db, target.id)
    edits = _reverse(db, batch)
    intention = Intention(word, target.workshop, undoes=target.id)
    written = write(db, author, intention, edits, now=now)
    if written is None:
        return None
    return outcome(written, count=len(batch), subject=target.id, name=concerned(db, target))


def _done_last(db: Database, author: Author) -> Entry | None:
    """What this device did last and has not taken back, as far as something of it is left."""
    for step in _standing(db, author):
        if step.word in ("undo", "redo", *NOT_UNDONE):
            continue
        entry = entries.entry(db, step.entry)
        if entry and (len(entry.changes) > _MANY_CHANGES or _reverse(db, [entry])):
            return entry
    return None


def _undone_last(db: Database, author: Author) -> Entry | None:
    """The undo that a redo would take back, unless something else was done since."""
    for step in _standing(db, author):
        if step.word == "undo":
            return entries.entry(db, step.entry)
        if step.word not in ("redo", *NOT_UNDONE):
            return None
    return None


def _standing(db: Database, author: Author) -> Iterator[Step]:
    """The last entries of this device that no other one takes back, the newest first."""
    dead: set[str] = set()
    for step in intentions.latest(db, author.device):
        if step.entry not in dead:
            dead.add(step.undoes)
            yield step


def _reverse(db: Database, batch: Sequence[Entry]) -> list[Edit]:
    """The edits that put back what the entries of `batch` replaced; a record they made is hidden.

    What somebody has set since is not among the heads any more, and stays; so does a whole record
    that these entries made and somebody else has worked on.
    """
    mine = {entry.id for entry in batch}
    records: dict[Record, list[Change]] = {}
    for entry in batch:
        for change in entry.changes:
            records.setdefault((change.kind, change.id), []).append(change)
    origins = _Origins(db, mine)
    made: dict[Record, Change] = {}
    kept: list[Record] = []
    changed: dict[Record, list[Change]] = {}
    heads = entries.head_ids(db, records)
    older = _older(db, heads, mine)
    for record, changes in records.items():
        ids = {
            name: origins.of(found, (*record, name))
            for name, found in heads.get(record, {}).items()
        }
        still = [one for one in changes if not mine.isdisjoint(ids.get(one.field, ()))]
        if not still:
            continue
        replaced = {target for change in changes for target in change.replaces} - mine
        if replaced or any(older & found for found in heads[record].values()):
            changed[record] = still
        elif all(found <= mine for found in ids.values()):
            made[record] = still[0]
        else:
            kept.append(record)
    for record in _named_by(db, kept) & made.keys():
        del made[record]
    before = values_before(db, [change for changes in changed.values() for change in changes])
    fields = {record: _hidden(change) for record, change in made.items()}
    fields |= {
        record: {change.field: before[change.key] for change in changes}
        for record, changes in changed.items()
    }
    return [Edit(*record, fields[record]) for record in records if record in fields]


def _older(
    db: Database, heads: Mapping[Record, Mapping[str, Set[str]]], mine: Set[str]
) -> Set[str]:
    """Those heads that were here before the entries `mine`: their records began without these."""
    ids = {head for fields in heads.values() for found in fields.values() for head in found}
    numbers = entries.numbers(db, ids | mine)
    first = min(numbers[entry] for entry in mine)
    return {head for head in ids if numbers[head] < first}


def _named_by(db: Database, records: Sequence[Record]) -> set[Record]:
    """The people and bodies of these lines, which stay; a field is called after what it names."""
    named: set[Record] = set()
    for record in records:
        for name, heads in entries.heads_of(db, *record).items():
            named |= {(name, head.value) for head in heads if isinstance(head.value, str)}
    return named


class _Origins:
    """Sees through undo and redo: whose value they brought back, down to the entries `mine`."""

    def __init__(self, db: Database, mine: Set[str]) -> None:
        self._db = db
        self._mine = mine
        self._known: dict[str, Mapping[FieldKey, Sequence[str]] | None] = {}

    def of(self, heads: Set[str], key: FieldKey) -> Set[str]:
        """The entries from which the field's heads have their value; none where it had none."""
        if heads <= self._mine:
            return heads
        found: set[str] = set()
        seen: set[str] = set()
        waiting = list(heads)
        while waiting:
            head = waiting.pop()
            before = None if head in self._mine else self._before(head)
            if before is None:
                found.add(head)
            elif head not in seen:
                waiting += before.get(key, ())
            seen.add(head)
        return found

    def _before(self, entry_id: str) -> Mapping[FieldKey, Sequence[str]] | None:
        """What stood before the intention that this entry takes back; None for an act."""
        if entry_id not in self._known:
            entry = entries.entry(self._db, entry_id)
            self._known[entry_id] = None
            if entry is not None and entry.undoes:
                replaced: dict[FieldKey, Sequence[str]] = {}
                for one in entries.batch_of(self._db, entry.undoes):
                    for change in one.changes:
                        replaced.setdefault(change.key, change.replaces)
                self._known[entry_id] = replaced
        return self._known[entry_id]


def _hidden(change: Change) -> dict[str, Value]:
    return {RETRACTED if change.field == CONTENT else DELETED: True}


def concerned(db: Database, entry: Entry) -> str:
    """Whom an entry concerns, when it is one person."""
    ids = {change.id for change in entry.changes if change.kind == "registration"}
    marks = [change.id for change in entry.changes if change.kind == "mark"]
    ids |= attendance.registrations_of(db, marks) if marks else set()
    if len(ids) != 1:
        return ""
    line = registrations.line(db, ids.pop())
    return line.person.name if line else ""
