"""How two people who look alike are told apart on screen."""

import pytest

from app.domain.likeness import Level, Likeness
from app.domain.people import Person
from app.domain.registration import Registration, RosterLine
from app.services.findings import Pair
from ui.words.pairs import compared

ALIKE = Likeness(Level.STRONG)


def line(name, number):
    return RosterLine(Registration(name, "w", name, number), Person(name, name))


@pytest.mark.parametrize(
    ("numbers", "left"),
    [
        pytest.param((12, 5), "b", id="the lower number"),
        pytest.param((5, 12), "a", id="whichever comes first"),
        pytest.param((0, 12), "b", id="a number rather than none"),
        pytest.param((5, 5), "a", id="of one number the first by id"),
    ],
)
def test_the_line_that_is_kept_stands_at_the_left(numbers, left):
    pair = Pair(line("a", numbers[0]), line("b", numbers[1]), ALIKE)

    said = compared(pair, {})

    assert said.first == left
    assert said.meaning == "The same person: the line at the right is withdrawn from the list."
