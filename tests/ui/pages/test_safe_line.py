"""The line that says how safe headquarters' own keys are."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.errors import IdentityStale
from app.exchange.seal import identity_file, new_identity
from app.services.travelling import headquarters
from app.services.travelling.identity import drill, make_escrow
from tests.conftest import NOW
from ui.pages.safe_line import SafeLine

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def identity(desk):
    return headquarters.make_headquarters(desk.db)


@pytest.fixture
def line(identity, show, desk):
    made = show(SafeLine(desk), (340, 200))
    made.reload()
    return made


@pytest.fixture
def safe(identity, tmp_path):
    (tmp_path / "safe").write_text(identity_file(identity, NOW), "utf-8")
    return tmp_path / "safe"


def test_one_key_that_nobody_proved_is_warned_of(line):
    assert "1 key opens" in line.words.text()
    assert "second person" in line.words.text()
    assert "Never proved: the copy in the safe." in line.words.text()
    assert line.words.property("role") == "ochre"


def test_proved_key_is_told_and_the_line_follows(line, desk, ask, safe, qtbot):
    ask.files = [safe]

    qtbot.mouseClick(line.prove, LEFT)
    qtbot.waitUntil(lambda: bool(ask.told))

    assert ask.told == ["The key opens what laptops are told to seal."]
    assert "Never proved" not in line.words.text()


def test_wrong_file_is_refused_in_words_and_nothing_is_noted(line, ask, tmp_path, qtbot):
    (tmp_path / "other").write_text(identity_file(new_identity(), NOW), "utf-8")
    ask.files = [tmp_path / "other"]

    qtbot.mouseClick(line.prove, LEFT)
    qtbot.waitUntil(lambda: bool(ask.errors))

    assert isinstance(ask.errors[0], IdentityStale)
    assert "Never proved" in line.words.text()


def test_two_keys_proved_this_year_are_calm(line, desk, safe, tmp_path):
    make_escrow(desk.db, tmp_path / "second", "Mme Diallo", now=NOW)
    for path in (safe, tmp_path / "second"):
        drill(desk.db, path, now=NOW - timedelta(days=30))

    line.reload()

    assert line.words.text().startswith("2 keys open what is sent. All were proved since")
    assert line.words.property("role") == "soft"


def test_drill_of_over_a_year_ago_says_when_and_whose(line, desk, safe, tmp_path):
    make_escrow(desk.db, tmp_path / "second", "Mme Diallo", now=NOW)
    for path, days in ((safe, 30), (tmp_path / "second", 400)):
        drill(desk.db, path, now=NOW - timedelta(days=days))

    line.reload()

    assert "Mme Diallo" in line.words.text()
    assert "the copy in the safe" not in line.words.text()
    assert line.words.property("role") == "ochre"


def test_closed_question_does_nothing(line, ask, qtbot):
    qtbot.mouseClick(line.prove, LEFT)

    assert (ask.told, ask.errors) == ([], [])


def test_laptop_shows_nothing_of_it(show, desk):
    line = show(SafeLine(desk), (340, 200))

    line.reload()

    assert not line.isVisible()
