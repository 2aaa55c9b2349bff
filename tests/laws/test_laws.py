import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.laws.laws import EVERY_LAW
from tests.laws.machine import machine
from tests.laws.rules import BROKEN, RIGHT

SIZES = [pytest.param(1, id="1 person, 1 field"), pytest.param(3, id="3 people, 3 fields")]
FAULTS = [pytest.param(law, rules, id=f"{law}: {fault}") for law, fault, rules in BROKEN]
HUNT = settings(
    max_examples=2000, phases=[Phase.generate], derandomize=True, database=None, print_blob=False
)
"""Far more than the 190 that the shyest fault takes; the smallest history is not looked for."""


@pytest.mark.parametrize("size", SIZES)
def test_every_law_holds(size):
    run_state_machine_as_test(machine(RIGHT, size))


@pytest.mark.torture
@pytest.mark.parametrize("share", range(50))
@pytest.mark.parametrize("size", SIZES)
def test_every_law_holds_in_many_histories(size, share):
    """Each share draws its own three hundred."""
    run_state_machine_as_test(machine(RIGHT, size), settings=settings(max_examples=300))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("law", "rules"), FAULTS)
def test_a_broken_fold_breaks_its_law(law, rules, size):
    with pytest.raises(AssertionError, match=rf"law {law}\b"):
        run_state_machine_as_test(machine(rules, size, kept={law}), settings=HUNT)


def test_every_law_has_its_broken_fold():
    assert {law for law, _, _ in BROKEN} == EVERY_LAW
