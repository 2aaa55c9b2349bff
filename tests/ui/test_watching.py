from pathlib import Path

import pytest

from app.domain.outcome import Outcome, Topic
from app.domain.people import Sex
from app.errors import KeysHealed, StorageFull
from app.services.care.copies import CopyReason
from ui.caring import Survey
from ui.frame.bulletin import Bulletin
from ui.watching import Watch

WRITTEN = Outcome(frozenset({Topic.REGISTRATIONS}), entry="e")


@pytest.fixture
def bulletin(desk, qtbot):
    bulletin = Bulletin(desk.language)
    qtbot.addWidget(bulletin)
    return bulletin


@pytest.fixture
def watch(desk, bulletin):
    return Watch(desk, bulletin)


def see(keeper, care, seen, qtbot):
    care.seen = seen
    with qtbot.waitSignal(keeper.surveyed):
        keeper.survey()


def told(bulletin):
    return bulletin.words.text() if bulletin.shown else ""


@pytest.mark.usefixtures("watch")
class TestDisk:
    def test_a_disk_that_fills_up_is_grave(self, keeper, care, bulletin, qtbot):
        see(keeper, care, Survey(disk=StorageFull()), qtbot)

        assert told(bulletin).startswith("■ The disk is full.")

    def test_room_made_takes_the_word_back(self, keeper, care, bulletin, qtbot):
        see(keeper, care, Survey(disk=StorageFull()), qtbot)
        see(keeper, care, Survey(), qtbot)

        assert told(bulletin) == ""


@pytest.mark.usefixtures("watch")
class TestSecondPlace:
    def test_is_offered_once_the_first_people_are_there(
        self, keeper, care, bulletin, invite, notices, desk, qtbot
    ):
        see(keeper, care, Survey(), qtbot)
        notices.posted.emit(WRITTEN)
        assert told(bulletin) == ""
        invite("Salif KONÉ", Sex.MALE)
        notices.posted.emit(WRITTEN)

        assert "Choose a stick" in told(bulletin)
        with qtbot.waitSignal(desk.notices.wanted) as wanted:
            bulletin.action.click()
        assert wanted.args == ["copies"]

    def test_declined_is_never_offered_again(self, desk, keeper, care, bulletin, invite, qtbot):
        see(keeper, care, Survey(), qtbot)
        invite("Salif KONÉ", Sex.MALE)
        desk.notices.posted.emit(WRITTEN)
        bulletin.gone.click()
        again = Bulletin(desk.language)
        qtbot.addWidget(again)
        watch = Watch(desk, again)
        see(keeper, care, Survey(), qtbot)
        desk.notices.posted.emit(WRITTEN)

        assert told(again) == ""
        watch.deleteLater()

    def test_chosen_is_not_offered(self, desk, keeper, care, bulletin, invite, qtbot):
        see(keeper, care, Survey(second=Path("/media/stick")), qtbot)
        invite("Salif KONÉ", Sex.MALE)
        desk.notices.posted.emit(WRITTEN)

        assert told(bulletin) == ""

    def test_copies_that_wait_for_long_are_told(self, keeper, care, bulletin, qtbot):
        see(keeper, care, Survey(second=Path("/media/stick"), is_late=True), qtbot)
        assert "stick" in told(bulletin)
        see(keeper, care, Survey(second=Path("/media/stick")), qtbot)

        assert told(bulletin) == ""


@pytest.mark.usefixtures("watch")
def test_a_copy_that_fails_is_told_once_until_one_succeeds(keeper, care, bulletin, qtbot):
    care.error = StorageFull()
    with qtbot.waitSignal(keeper.copying.failed):
        keeper.copying.copy(CopyReason.TIMED)
    assert told(bulletin).startswith("▲ A backup copy was not made. The disk is full.")
    bulletin.gone.click()
    with qtbot.waitSignal(keeper.copying.failed):
        keeper.copying.copy(CopyReason.TIMED)
    assert told(bulletin) == ""
    care.error = None
    with qtbot.waitSignal(keeper.copying.copied):
        keeper.copying.copy(CopyReason.TIMED)
    care.error = StorageFull()
    with qtbot.waitSignal(keeper.copying.failed):
        keeper.copying.copy(CopyReason.TIMED)

    assert told(bulletin) != ""


def test_what_opening_found_is_told_one_after_the_other(watch, bulletin):
    watch.tell_of_opening([KeysHealed(name="keys.json"), KeysHealed(name="keys.2.json")])

    assert "keys.json" in told(bulletin)
    bulletin.gone.click()
    assert "keys.2.json" in told(bulletin)


def test_a_register_that_can_only_be_read_says_so_for_as_long_as_it_is_open(desk, bulletin):
    desk.db.is_read_only = True
    Watch(desk, bulletin)

    assert "can be read, not written" in told(bulletin)
    assert bulletin.gone.isHidden()
