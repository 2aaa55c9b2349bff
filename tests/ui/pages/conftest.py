"""Who else is in the team."""

import pytest

from app.services.travelling import enrolling
from tests.ui.pages.laptops import Laptop


@pytest.fixture
def laptop(tmp_path):
    """Make another laptop: `laptop("Niamey 2")`."""
    made = []

    def make(name):
        made.append(Laptop(name, tmp_path))
        return made[-1]

    yield make
    for one in made:
        one.db.close()


@pytest.fixture
def our_card(desk, tmp_path):
    path = tmp_path / "ours.card"
    enrolling.write_card(desk.db, desk.key, path)
    return path
