import json
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from app.errors import (
    CopyDamaged,
    CopyNotVerified,
    PlaceFull,
    SecondPlaceInside,
    SecondPlaceMissing,
    StorageFull,
)
from app.paths import COPIES, KEYS, REGISTER
from app.services.care import copies as copies_module
from app.services.care.copies import (
    CopyPlace,
    CopyReason,
    bring_to_second_place,
    copies,
    copy_elsewhere,
    drop_surplus,
    has_news,
    is_copy_due,
    make_copy,
    verify,
)
from app.services.care.second_place import choose_second_place, chosen, second_place
from app.store import entries
from tests.app.services.care.conftest import NOW, arrive, flip

ASKED = CopyReason.ASKED


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_holds_what_the_register_holds_under_the_same_keys(home, opened):
    here = opened()

    made = make_copy(here, ASKED, now=NOW)

    assert names(made.path) == ["about.json", REGISTER, KEYS]
    assert (made.entries, made.people, made.workshops) == (3, 2, 1)
    assert (made.place, made.reason, made.at) == (CopyPlace.HOME, ASKED, NOW)
    found = verify(made.path, here.data_key)
    assert found.is_whole
    assert found.contents.digest == entries.state_digest(here.db)
    assert (made.path / KEYS).read_bytes() == (home / KEYS).read_bytes()


def test_what_tells_of_a_copy_names_nobody(home, opened):
    made = make_copy(opened(), ASKED, now=NOW)

    told = (made.path / "about.json").read_text("utf-8")

    assert made.path.name.isascii()
    for word in ("Fanta", "Awa", "Bamako", "analyse", "Police"):
        assert word not in told


def test_a_copy_of_an_open_register_can_be_opened_beside_it_and_leaves_nothing_there(home, opened):
    here = opened()
    made = make_copy(here, ASKED, now=NOW)
    before = names(made.path)

    verify(made.path, here.data_key)
    arrive(here, "SIDIBÉ Oumou")

    assert names(made.path) == before


def test_copies_are_listed_newest_first_by_their_number_whatever_the_clock_said(home, opened):
    here = opened()
    for number, hours in enumerate((0, 9, -40_000)):
        arrive(here, f"PERSONNE {'abc'[number]}")
        make_copy(here, ASKED, now=NOW + timedelta(hours=hours))

    assert [one.entries for one in copies(home)] == [6, 5, 4]
    assert [one.number for one in copies(home)] == [3, 2, 1]


def test_key_file_damaged_under_the_open_program_is_whole_in_the_copy(home, opened):
    here = opened()
    whole = (home / KEYS).read_bytes()
    (home / KEYS).write_bytes(b"{")

    made = make_copy(here, CopyReason.ASKED, now=NOW)

    assert (made.path / KEYS).read_bytes() == whole


@pytest.mark.parametrize("name", [REGISTER, KEYS, "about.json"])
def test_a_copy_that_was_changed_is_not_whole(home, opened, name):
    here = opened()
    made = make_copy(here, ASKED, now=NOW)
    flip(made.path / name, -200)

    if name == REGISTER:
        with pytest.raises(CopyDamaged):
            verify(made.path, here.data_key)
    else:
        assert not verify(made.path, here.data_key).is_whole


def test_a_note_that_somebody_wrote_anew_is_not_believed(home, opened):
    here = opened()
    made = make_copy(here, ASKED, now=NOW)
    note = made.path / "about.json"
    told = json.loads(note.read_text("utf-8"))
    told["contents"]["entries"] = 300
    note.write_text(json.dumps(told), "utf-8")

    found = verify(made.path, here.data_key)

    assert not found.is_told_truly
    assert found.contents.entries == 3


def test_a_folder_that_holds_no_copy_is_not_listed(home, opened):
    make_copy(opened(), ASKED, now=NOW)
    (home / COPIES / "000009-20211013-0900").mkdir()
    (home / COPIES / "emarge-making").mkdir()
    (home / COPIES / "notes").mkdir()

    assert [one.number for one in copies(home)] == [1]


def test_a_copy_without_its_note_is_listed_by_its_name(home, opened):
    made = make_copy(opened(), ASKED, now=NOW)
    (made.path / "about.json").unlink()

    (one,) = copies(home)

    assert (one.is_told, one.number, f"{one.at:%Y-%m-%d %H:%M}") == (False, 1, "2021-10-13 08:31")


def test_what_a_killed_copy_left_goes_at_the_next_one(home, opened):
    debris = home / COPIES / "emarge-making"
    debris.mkdir(parents=True)
    (debris / REGISTER).write_bytes(b"half")

    made = make_copy(opened(), ASKED, now=NOW)

    assert names(home / COPIES) == [made.path.name]


class Stale:
    """A register whose copies are those of a moment ago."""

    def __init__(self, db, path):
        self._db, self._path = db, path

    def __getattr__(self, name):
        return getattr(self._db, name)

    def copy_in_steps(self, path, _progress):
        shutil.copy(self._path, path)


def test_a_copy_that_does_not_hold_what_was_there_gets_no_good_name(home, opened):
    here = opened()
    made = make_copy(here, ASKED, now=NOW)
    arrive(here, "SIDIBÉ Oumou")

    with pytest.raises(CopyNotVerified):
        make_copy(replace(here, db=Stale(here.db, made.path / REGISTER)), ASKED, now=NOW)

    assert names(home / COPIES) == [made.path.name]


class Full(Stale):
    """A register that finds no room for a copy."""

    def copy_in_steps(self, path, _progress):
        path.write_bytes(b"half")
        raise StorageFull


def test_a_disk_that_is_full_says_so_of_the_copy_and_leaves_nothing(home, opened):
    here = opened()

    with pytest.raises(PlaceFull, match="register is untouched"):
        make_copy(replace(here, db=Full(here.db, home / REGISTER)), ASKED, now=NOW)

    assert names(home / COPIES) == []


def test_where_room_is_scarce_three_copies_stay(home, opened):
    here = opened()
    for _ in range(6):
        make_copy(here, ASKED, now=NOW)

    drop_surplus(here, home / COPIES, CopyPlace.HOME, most_bytes=0)

    assert [one.number for one in copies(home)] == [6, 5, 4]


class TestWhen:
    def test_only_where_something_was_written_since_the_newest(self, opened):
        here = opened()
        assert has_news(here)
        make_copy(here, ASKED, now=NOW)
        assert not is_copy_due(here, reason=CopyReason.CLOSING)

        arrive(here, "SIDIBÉ Oumou")

        assert is_copy_due(here, reason=CopyReason.CLOSING)
        assert is_copy_due(here, reason=CopyReason.SESSION)

    def test_while_working_after_a_quarter_of_an_hour(self, opened):
        here = opened()

        assert not is_copy_due(here, reason=CopyReason.TIMED, worked_seconds=899)
        assert is_copy_due(here, reason=CopyReason.TIMED, worked_seconds=900)

    def test_a_clock_that_was_set_back_hides_no_news(self, opened):
        here = opened()
        make_copy(here, ASKED, now=NOW + timedelta(days=4000))
        arrive(here, "SIDIBÉ Oumou")

        make_copy(here, ASKED, now=NOW)

        assert not has_news(here)


class TestElsewhere:
    def test_one_copy_goes_where_it_is_asked_for(self, home, opened, tmp_path):
        here = opened()

        made = copy_elsewhere(here, tmp_path / "stick", now=NOW)

        assert made.path.parent == tmp_path / "stick"
        assert verify(made.path, here.data_key).is_whole
        assert copies(home) == []

    @pytest.mark.parametrize("name", ["making", "making of the film", "making-000001", "emarge"])
    def test_what_somebody_else_keeps_there_stays(self, opened, tmp_path, name):
        theirs = tmp_path / "stick" / name / "photo.jpg"
        theirs.parent.mkdir(parents=True)
        theirs.write_bytes(b"theirs")

        copy_elsewhere(opened(), tmp_path / "stick", now=NOW)

        assert theirs.read_bytes() == b"theirs"

    def test_a_file_with_the_name_of_what_is_being_made_hinders_no_copy(self, opened, tmp_path):
        stick = tmp_path / "stick"
        stick.mkdir()
        (stick / "making.txt").write_text("theirs")

        copy_elsewhere(opened(), stick, now=NOW)

        assert (stick / "making.txt").read_text() == "theirs"


class TestSecondPlace:
    @pytest.fixture
    def stick(self, tmp_path):
        place = tmp_path / "stick"
        place.mkdir()
        return place

    def test_it_gets_every_copy(self, home, opened, stick):
        here = opened()
        choose_second_place(home, stick)

        made = make_copy(here, ASKED, now=NOW)

        other = copies(home, second_place(home))[1]
        assert (other.number, other.place) == (made.number, CopyPlace.SECOND)
        assert verify(other.path, here.data_key).is_whole

    def test_while_it_is_away_copies_go_on_and_it_is_late(self, home, opened, stick):
        here = opened()
        choose_second_place(home, stick)
        stick.rename(stick.with_name("pulled"))

        for number in range(6):
            arrive(here, f"PERSONNE {'abcdef'[number]}")
            make_copy(here, ASKED, now=NOW)

        assert not stick.exists()
        place = chosen(home)
        assert not place.is_there
        assert place.is_late(copies(home)[0].number, NOW)

    def test_back_again_it_gets_the_newest(self, home, opened, stick):
        here = opened()
        choose_second_place(home, stick)
        away = stick.rename(stick.with_name("pulled"))
        made = make_copy(here, ASKED, now=NOW)
        away.rename(stick)

        brought = bring_to_second_place(here, made)

        assert brought.number == made.number
        assert not chosen(home).is_late(made.number, NOW)

    def test_it_is_not_late_on_the_day(self, home, opened, stick):
        choose_second_place(home, stick)
        made = make_copy(opened(), ASKED, now=NOW)

        assert not chosen(home).is_late(made.number + 1, NOW + timedelta(hours=20))
        assert chosen(home).is_late(made.number + 1, NOW + timedelta(hours=25))

    def test_a_number_is_not_given_twice_where_the_copies_here_are_gone(self, home, opened, stick):
        here = opened()
        choose_second_place(home, stick)
        make_copy(here, ASKED, now=NOW)
        for one in copies(home):
            copies_module.remove(one.path)

        assert make_copy(here, ASKED, now=NOW).number == 2

    def test_it_never_lies_in_the_installation(self, home):
        for inside in (home, home / COPIES):
            inside.mkdir(exist_ok=True)
            with pytest.raises(SecondPlaceInside):
                choose_second_place(home, inside)

    def test_it_must_be_there_when_it_is_chosen(self, home, tmp_path):
        with pytest.raises(SecondPlaceMissing):
            choose_second_place(home, tmp_path / "nowhere")

        assert second_place(home) is None

    def test_two_laptops_share_a_stick(self, home, stick, tmp_path):
        other = tmp_path / "other"
        other.mkdir()
        choose_second_place(home, stick)
        choose_second_place(other, stick)

        assert second_place(home) != second_place(other)

    def test_none_is_chosen_any_more(self, home, stick):
        choose_second_place(home, stick)
        folder = second_place(home)
        choose_second_place(home, None)
        assert second_place(home) is None

        choose_second_place(home, stick)

        assert second_place(home) == folder
