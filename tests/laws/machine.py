"""Hypothesis plays the operators, the couriers and the clocks."""

from collections.abc import Callable, Collection
from copy import deepcopy

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from app.domain import journal
from app.domain.journal import FieldKey, Value
from tests.laws import laws
from tests.laws.rules import RIGHT, Rules
from tests.laws.world import Device, World

DEVICES = 3
TWINS = 2
"""How many cloned laptops may join."""

VALUES: dict[str, tuple[Value, ...]] = {
    "name": ("KONÉ Salif", "KONÉ Salif Moussa", None),
    "phones": (["+22370000001"], ["+22370000001", "+22370000002"], None),
    journal.DELETED: (True, False),
}
WHATS = ("present", "absent", "excused")
ANY = st.integers(0, 1000)
"""A choice among however many there are when it is made."""


class Machine(RuleBasedStateMachine):
    """`size` people with `size` fields each, in two worlds that differ in their clocks alone.

    At the end the laws named in `kept` are checked, and `look` is shown the first world.
    """

    folding: Rules = RIGHT
    size = 1
    kept: Collection[int] = laws.EVERY_LAW
    look: Callable[[World], None] = staticmethod(lambda world: None)

    def __init__(self) -> None:
        super().__init__()
        names = [f"{number:02x}" * 16 for number in range(DEVICES)]
        self.worlds = [World(self.folding, [Device(name) for name in names]) for _ in range(2)]

    def at(self, number: int) -> list[tuple[World, Device]]:
        """One laptop in both worlds."""
        return [(world, world.devices[number % len(world.devices)]) for world in self.worlds]

    @rule(device=ANY, years=st.integers(-10, 10))
    def set_clock(self, device, years):
        self.at(device)[0][1].years = years

    @rule(device=ANY, person=ANY, name=ANY, value=ANY)
    def edit(self, device, person, name, value):
        field = list(VALUES)[: self.size][name % self.size]
        chosen = VALUES[field][value % len(VALUES[field])]
        for world, laptop in self.at(device):
            entry = world.write(laptop, {("person", f"p{person % self.size}", field): chosen})
            if 5 in self.kept:
                laws.own_edit_visible(world, laptop, entry)

    @rule(device=ANY, person=ANY, what=st.sampled_from(WHATS))
    def mark(self, device, person, what):
        content: Value = {"registration": f"r{person % self.size}", "session": "s0", "what": what}
        for world, laptop in self.at(device):
            world.write(laptop, {("mark", f"m{len(world.tag)}", journal.CONTENT): content})

    @rule(device=ANY, chosen=ANY)
    def retract(self, device, chosen):
        for world, laptop in self.at(device):
            changes = [one for entry in laptop.entries.values() for one in entry.changes]
            marks = [one.id for one in changes if one.field == journal.CONTENT]
            if marks:
                mark = marks[chosen % len(marks)]
                world.write(laptop, {("mark", mark, journal.RETRACTED): True})

    @rule(device=ANY, person=ANY)
    def write_as_a_later_release(self, device, person):
        fields: dict[FieldKey, Value] = {
            ("person", f"p{person % self.size}", "blood_group"): "O",
            ("drone", "d0", "battery"): {"full": True},
        }
        for world, laptop in self.at(device):
            world.write(laptop, fields, extra={"mood": "calm"})

    @rule(device=ANY, other=ANY)
    def meet(self, device, other):
        """Two operators at one table: all that the one knows goes to the other."""
        for (world, laptop), (_, receiver) in zip(self.at(device), self.at(other), strict=True):
            bundle = world.export(laptop)
            world.deliver(receiver, bundle, range(len(bundle)))

    @rule(device=ANY)
    def export(self, device):
        for world, laptop in self.at(device):
            world.post.append(world.export(laptop))

    @precondition(lambda self: self.worlds[0].post)
    @rule(device=ANY, bundle=ANY, step=st.sampled_from((1, -1, 3)), cut=st.integers(0, 3))
    def deliver(self, device, bundle, step, cut):
        """Late, twice or never; backwards, in leaps and cut, which no container lets through."""
        for world, laptop in self.at(device):
            chosen = world.post[bundle % len(world.post)]
            world.deliver(laptop, chosen, list(range(len(chosen)))[::step][cut:])

    @precondition(lambda self: len(self.worlds[0].devices) < DEVICES + TWINS)
    @rule(device=ANY)
    def clone(self, device):
        for world, laptop in self.at(device):
            world.devices.append(deepcopy(laptop))

    def teardown(self) -> None:
        for number, law in laws.AT_THE_END.items():
            if number in self.kept:
                law(self.worlds[0])
        if 9 in self.kept:
            laws.clocks_powerless(*self.worlds)
        self.look(self.worlds[0])


def machine(rules: Rules, size: int, kept: Collection[int] = laws.EVERY_LAW) -> type[Machine]:
    """A machine over `size` people with `size` fields that checks the laws in `kept`."""
    return type("Sized", (Machine,), {"folding": rules, "size": size, "kept": kept})


def onlooker(size: int, look: Callable[[World], None]) -> type[Machine]:
    """A machine that checks no law but shows every history to `look`."""
    return type("Shown", (Machine,), {"size": size, "kept": (), "look": staticmethod(look)})
