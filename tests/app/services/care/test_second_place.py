"""The second place for copies: tried when it is chosen, and missed when its note is damaged."""

from pathlib import Path

import pytest

from app.errors import FileNotWritten, PlaceFull, SecondPlaceForgotten
from app.paths import SECOND_PLACE
from app.services.care.second_place import choose_second_place, forgotten, second_place
from tests.small_drive import fill, mounted


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.mark.mount
def test_a_full_place_is_refused_when_it_is_chosen(home, tmp_path):
    with mounted(tmp_path / "full", 1 << 20) as full:
        fill(full)

        with pytest.raises(PlaceFull):
            choose_second_place(home, full)

        assert [one.name for one in full.iterdir()] == ["filling"]
    assert second_place(home) is None


@pytest.mark.debian
def test_a_place_that_takes_no_file_is_refused_when_it_is_chosen(home):
    with pytest.raises(FileNotWritten):
        choose_second_place(home, Path("/proc/self"))

    assert second_place(home) is None


def test_trying_a_place_leaves_nothing_there(home, stick):
    choose_second_place(home, stick)

    assert not list(stick.iterdir())


@pytest.mark.parametrize(
    "text", ["", "[]", '{"folder":"/x","name":"../y"}', '{"folder":"/x","name":""}', "["]
)
def test_a_damaged_choice_is_none_is_told_and_can_be_made_again(home, opened, stick, text):
    (home / SECOND_PLACE).write_text(text, "utf-8")

    assert second_place(home) is None
    assert [type(one) for one in opened().notices] == [SecondPlaceForgotten]
    choose_second_place(home, stick)
    assert forgotten(home) is None


def test_a_folder_in_place_of_the_choice_is_told_and_set_aside(home, stick):
    (home / SECOND_PLACE).mkdir()

    assert forgotten(home)
    choose_second_place(home, stick)

    assert second_place(home)
    assert forgotten(home) is None


def test_no_choice_and_none_are_not_told_as_damage(home):
    assert forgotten(home) is None
    choose_second_place(home, None)
    assert forgotten(home) is None
