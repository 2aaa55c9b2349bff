"""The tree of errors, drawn where they are handed on."""

import inspect
import re

import pytest

from app import errors
from app.errors import keeping, root, storing, travelling, trusting, working

MADE = {
    name: made
    for module in (keeping, root, storing, travelling, trusting, working)
    for name, made in inspect.getmembers(module, inspect.isclass)
    if issubclass(made, errors.AppError) and made.__module__ == module.__name__
}


def test_tree_names_every_error_once():
    drawn = re.findall(r"\b[A-Z]\w+", errors.__doc__.split("\n\n")[1])

    assert sorted(drawn) == sorted(MADE)


@pytest.mark.parametrize("name", MADE)
def test_every_error_is_handed_on(name):
    assert getattr(errors, name) is MADE[name]


def test_window_is_not_sent_to_a_terminal_for_a_workshop_that_is_gone():
    assert "emarge" not in errors.WorkshopUnknown().message
    assert "emarge workshop list" in errors.WorkshopNameUnknown(name="BKO").message
