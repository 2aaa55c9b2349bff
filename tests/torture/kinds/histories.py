"""R10, R13: laptops, couriers and clocks do what they like; all come to the same state."""

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.laws.machine import machine
from tests.laws.rules import RIGHT, Rules
from tests.torture.kind import Kind, Round, Tally


def run(given: Round, rules: Rules = RIGHT) -> Tally:
    """So many histories of three laptops; each is judged by every law of merging."""
    tally = Tally(tried=given.count)
    wanted = settings(
        max_examples=given.count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    sized = hypothesis.seed(given.seed)(machine(rules, 1 + 2 * (given.seed % 2)))
    try:
        run_state_machine_as_test(sized, settings=wanted)
    except AssertionError as broken:
        tally.lost += 1
        tally.wrong(f"seed {given.seed}: {str(broken).splitlines()[0]}")
    return tally


KIND = Kind(
    "histories",
    ("R10", "R13"),
    "Three laptops edit, copy, clone, lose, repeat and reorder bundles under clocks that differ by "
    "years: whatever the order, one state, and nothing that was recorded is missing.",
    run,
    step=100,
    weight=2,
)
