"""The laws of merging, each as a check of everything that a world's devices know.

Numbers are those of the exchange format. What is true is found without the fold under test: an
entry has seen exactly what its device knew when it was written.
"""

from collections.abc import Callable
from itertools import islice, permutations

from app.domain import journal
from app.domain.journal import Entry, FieldKey
from tests.laws.rules import Entries
from tests.laws.world import Device, World, is_closed

PAIRS = 6
"""How many pairs and triples of sets are compared at the end of one history."""


def commutative(world: World) -> None:
    """1: in whichever order two sets meet."""
    merge = world.rules.merge
    for a, b in islice(permutations(world.sets, 2), PAIRS):
        assert world.view(merge(a, b)) == world.view(merge(b, a)), "law 1"


def associative(world: World) -> None:
    """2: merging merged bundles is merging all."""
    merge = world.rules.merge
    for a, b, c in islice(permutations(world.sets, 3), PAIRS):
        assert world.view(merge(merge(a, b), c)) == world.view(merge(a, merge(b, c))), "law 2"


def idempotent(world: World) -> None:
    """3: the same bundle twice is the same bundle once."""
    merge = world.rules.merge
    for a, b in islice(permutations(world.sets, 2), PAIRS):
        assert world.view(merge(merge(a, b), b)) == world.view(merge(a, b)), "law 3"


def convergent(world: World) -> None:
    """4: after a full exchange every device shows the same."""
    merge, sets = world.rules.merge, world.sets
    views = []
    for number, device in enumerate(world.devices):
        known = device.entries
        for entries in sets[number:] + sets[:number]:
            known = merge(known, entries)
        views.append(world.view(known, device.name))
    assert all(view == views[0] for view in views), "law 4"


def own_edit_visible(world: World, device: Device, entry: Entry) -> None:
    """5: right after saving, under any clock."""
    heads = world.heads(device)
    for place, change in enumerate(entry.changes):
        assert [head.entry for head in heads[change.key]] == [entry.id], "law 5"
        value = world.secrets[entry.id, place].value
        assert world.rules.shown(heads[change.key], device.name) == value, "law 5"


def nothing_lost(world: World) -> None:
    """6: every change is a head, or something that has seen it stands in its place."""
    for entries in world.sets:
        heads = world.folded(entries)
        for key, setters in _setters(entries).items():
            shown = {head.entry for head in heads[key]}
            assert shown <= setters, "law 6"
            for lost in setters - shown:
                assert any(lost in world.known_by[other] for other in setters), "law 6"


def conflicts_flagged(world: World) -> None:
    """7: concurrent heads that differ are flagged, equal ones and successors are not."""
    for entries in world.sets:
        if not is_closed(entries.values()):
            continue
        heads = world.folded(entries)
        for key, setters in _setters(entries).items():
            seen = frozenset().union(*(world.known_by[name] for name in setters))
            values = {_canonical(world, entries[name], key) for name in setters - seen}
            assert world.rules.is_conflict(heads[key]) == (len(values) > 1), "law 7"


def fields_apart(world: World) -> None:
    """8: what nobody else has edited is shown as it was written, and not in conflict."""
    for entries in world.sets:
        heads = world.folded(entries)
        for key, setters in _setters(entries).items():
            if len(setters) == 1:
                assert {head.entry for head in heads[key]} == setters, "law 8"
                assert not world.rules.is_conflict(heads[key]), "law 8"


def clocks_powerless(world: World, other: World) -> None:
    """9: under other clocks the same heads stand, and only a flagged field may show another."""
    for here, there in zip(world.sets, other.sets, strict=True):
        views = [
            {
                key: (
                    "a conflict" if flagged else value,
                    sorted(one.tag[name] for name in names),
                )
                for key, (value, flagged, names) in one.view(entries).items()
            }
            for one, entries in ((world, here), (other, there))
        ]
        assert views[0] == views[1], "law 9"


def marks_united(world: World) -> None:
    """13: the marks of all devices are their union; a retraction touches its own mark only."""
    for entries in world.sets:
        changes = [change for entry in entries.values() for change in entry.changes]
        marks = [change for change in changes if change.kind == "mark"]
        noted = {change.id for change in marks if change.field == journal.CONTENT}
        retracted = {change.id for change in marks if change.field == journal.RETRACTED}
        found = world.rules.marks(world.state(entries))
        assert found == {mark: mark in retracted for mark in noted}, "law 13"


def twins_kept(world: World) -> None:
    """14: entries of cloned laptops are all kept, and those in one place are told."""
    known = world.sets
    merged: Entries = {}
    for entries in known:
        merged = world.rules.merge(merged, entries)
    assert set(merged) == set().union(*known), "law 14"
    places = [(entry.device, entry.seq) for entry in merged.values()]
    twins = {entry.id for entry in merged.values() if places.count((entry.device, entry.seq)) > 1}
    assert twins == set(journal.twins(list(merged.values()))), "law 14"


def all_passed_on(world: World) -> None:
    """15: what is not understood goes on, byte for byte."""
    for entries in world.sets:
        for name, entry in entries.items():
            assert journal.encode(entry) == world.lines.get(name), "law 15"


AT_THE_END: dict[int, Callable[[World], None]] = {
    1: commutative,
    2: associative,
    3: idempotent,
    4: convergent,
    6: nothing_lost,
    7: conflicts_flagged,
    8: fields_apart,
    13: marks_united,
    14: twins_kept,
    15: all_passed_on,
}
"""The laws that look at a whole history; 5 looks at each write, 9 at two worlds."""

EVERY_LAW = frozenset(AT_THE_END) | {5, 9}


def _setters(entries: Entries) -> dict[FieldKey, set[str]]:
    found: dict[FieldKey, set[str]] = {}
    for name, entry in entries.items():
        for change in entry.changes:
            found.setdefault(change.key, set()).add(name)
    return found


def _canonical(world: World, entry: Entry, key: FieldKey) -> bytes:
    place = [change.key for change in entry.changes].index(key)
    return journal.canonical(world.secrets[entry.id, place].value)
