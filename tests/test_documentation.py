"""What the guides say of the program is there, and what is there is said."""

import re

import click
import pytest

from app.cli import emarge
from tests.test_architecture import ROOT

TERMINAL = (ROOT / "docs" / "terminal.md").read_text("utf-8")
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]


def commands(group=emarge, before=""):
    """Every command by the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_in_the_terminal_guide(command):
    assert re.search(rf"emarge (--lang \w+ )?{command}\b|`{command}", TERMINAL), command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))

    assert [one for one in targets if not (page.parent / one).exists()] == []
