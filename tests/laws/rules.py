"""How a device folds what it holds: the program's own rules, and rules with one fault each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain import journal
from app.domain.journal import Entry, FieldKey, Head, Secret, Value

Entries = dict[str, Entry]
Secrets = Mapping[tuple[str, int], Secret]
Heads = Mapping[FieldKey, Sequence[Head]]
State = Mapping[tuple[str, str], Mapping[str, Value]]


def union(mine: Entries, theirs: Entries) -> Entries:
    """What two devices know together."""
    return mine | theirs


def by_rank(group: Sequence[Head], _device: str) -> Value:
    """The same head on every device."""
    return journal.shown(group)


def by_name(state: State) -> dict[str, bool]:
    """Every mark, and whether it was retracted."""
    return {
        record: fields.get(journal.RETRACTED) is True
        for (kind, record), fields in state.items()
        if kind == "mark" and fields.get(journal.CONTENT)
    }


@dataclass(frozen=True)
class Rules:
    """What a device does with entries. `shown` knows on which device it is asked."""

    merge: Callable[[Entries, Entries], Entries] = union
    heads: Callable[[Iterable[Entry], Secrets], Heads] = journal.heads
    shown: Callable[[Sequence[Head], str], Value] = by_rank
    is_conflict: Callable[[Sequence[Head]], bool] = journal.is_conflict
    replaced: Callable[[Sequence[str]], Sequence[str]] = tuple
    marks: Callable[[State], dict[str, bool]] = by_name
    read: Callable[[bytes], Entry] = journal.decode


RIGHT = Rules()


def _by_arrival(entries: Iterable[Entry], secrets: Secrets) -> Heads:
    order = {entry.id: place for place, entry in enumerate(entries)}
    return {
        key: sorted(group, key=lambda head: order[head.entry])
        for key, group in journal.heads(entries, secrets).items()
    }


def _last_arrived(group: Sequence[Head], _device: str) -> Value:
    return group[-1].value


def _believing_neither(mine: Entries, theirs: Entries) -> Entries:
    sides = [journal.heads(entries.values(), {}) for entries in (mine, theirs)]
    dropped: set[str] = set()
    for key in sides[0].keys() & sides[1].keys():
        ours, others = ({head.entry for head in side[key]} for side in sides)
        if ours.isdisjoint(others):
            dropped |= ours | others
    return {name: entry for name, entry in (mine | theirs).items() if name not in dropped}


def _without_names(mine: Entries, theirs: Entries) -> Entries:
    return mine | {name + "again" * (name in mine): entry for name, entry in theirs.items()}


def _one_for_each_place(mine: Entries, theirs: Entries) -> Entries:
    every = [*mine.values(), *theirs.values()]
    return {
        entry.id: entry for entry in {(entry.device, entry.seq): entry for entry in every}.values()
    }


def _last_write_wins(entries: Iterable[Entry], secrets: Secrets) -> Heads:
    unaware = [
        replace(entry, changes=tuple(replace(change, replaces=()) for change in entry.changes))
        for entry in entries
    ]
    return {key: group[-1:] for key, group in journal.heads(unaware, secrets).items()}


def _by_record(entries: Iterable[Entry], secrets: Secrets) -> Heads:
    every = list(entries)
    whole = [
        replace(entry, changes=tuple(replace(change, field="") for change in entry.changes))
        for entry in every
    ]
    records = journal.heads(whole, secrets)
    return {
        change.key: records[change.kind, change.id, ""]
        for entry in every
        for change in entry.changes
    }


def _own_first(group: Sequence[Head], device: str) -> Value:
    own = [head for head in group if head.device == device]
    return journal.shown(own or group)


def _more_than_one(group: Sequence[Head]) -> bool:
    return len(group) > 1


def _only_the_first(seen: Sequence[str]) -> Sequence[str]:
    return tuple(seen[:1])


def _place(fields: Mapping[str, Value]) -> tuple[Value, Value]:
    content = fields[journal.CONTENT]
    assert isinstance(content, dict)
    return content["registration"], content["session"]


def _by_place(state: State) -> dict[str, bool]:
    """A retraction takes back whatever stands in the same square of the grid."""
    gone = {_place(state["mark", mark]) for mark, retracted in by_name(state).items() if retracted}
    return {mark: _place(state["mark", mark]) in gone for mark in by_name(state)}


def _one_for_each_square(state: State) -> dict[str, bool]:
    squares = {_place(state["mark", mark]): mark for mark in sorted(by_name(state))}
    return {mark: by_name(state)[mark] for mark in squares.values()}


def _knowing_only_today(line: bytes) -> Entry:
    return journal.seal(replace(journal.decode(line), extra={}))


BROKEN = (
    (1, "the last to arrive is shown", Rules(heads=_by_arrival, shown=_last_arrived)),
    (2, "two sides that disagree are both dropped", Rules(merge=_believing_neither)),
    (3, "what comes twice is there twice", Rules(merge=_without_names)),
    (4, "every device shows its own value", Rules(shown=_own_first)),
    (5, "the last write by the clock wins", Rules(heads=_last_write_wins)),
    (6, "the last write by the clock wins", Rules(heads=_last_write_wins)),
    (7, "the last write by the clock wins", Rules(heads=_last_write_wins)),
    (7, "two equal values are flagged", Rules(is_conflict=_more_than_one)),
    (7, "only the first head is replaced", Rules(replaced=_only_the_first)),
    (8, "a record is one field", Rules(heads=_by_record)),
    (9, "the last write by the clock wins", Rules(heads=_last_write_wins)),
    (13, "a retraction hits other marks", Rules(marks=_by_place)),
    (13, "one mark for each square", Rules(marks=_one_for_each_square)),
    (14, "the twin overwrites", Rules(merge=_one_for_each_place)),
    (15, "unknown members are dropped", Rules(read=_knowing_only_today)),
)
"""The law that each fault must break, and the fault."""
