from datetime import timedelta

import pytest

from app.domain.outcome import Outcome, Topic
from app.errors import StorageFull
from app.services.care.copies import CopyReason
from tests.conftest import NOW
from ui.caring import Survey
from ui.copying import FIRST_MS, LATE, WORK_MS
from ui.keeping import Keeper

WRITTEN = Outcome(frozenset({Topic.REGISTRATIONS}), entry="e")


@pytest.fixture
def started(keeper, qtbot):
    with qtbot.waitSignals([keeper.copying.changed, keeper.surveyed]):
        keeper.start()
    return keeper


def timers(keeper):
    return [
        timer
        for timer in (keeper._soon, keeper.copying._worked, keeper.copying._older)
        if timer.isActive()
    ]


class TestWitness:
    def test_follows_what_was_confirmed_without_being_waited_for(
        self, started, care, notices, qtbot
    ):
        notices.posted.emit(WRITTEN)
        assert (care.writings, care.keepings) == (1, 0)

        with qtbot.waitSignal(started.kept):
            pass
        assert care.keepings == 1

    def test_many_arrivals_bring_it_at_once(self, started, care, notices, qtbot):
        care.is_due = True

        with qtbot.waitSignal(started.kept):
            notices.posted.emit(WRITTEN)

        assert care.keepings == 1

    def test_what_changes_nothing_on_disk_asks_for_nothing(self, started, care, notices):
        notices.posted.emit(Outcome(frozenset({Topic.EXCHANGE})))

        assert care.writings == 0
        assert timers(started) == []

    def test_a_drive_that_refuses_ends_nothing(self, started, care, notices, qtbot):
        care.error = StorageFull()
        care.is_due = True
        with qtbot.waitSignal(started.kept):
            notices.posted.emit(WRITTEN)
        care.error = None
        with qtbot.waitSignal(started.kept):
            notices.posted.emit(WRITTEN)

        assert care.keepings == 2


class TestCopies:
    def test_idle_costs_nothing(self, started):
        assert timers(started) == []

    def test_work_is_copied_after_a_quarter_of_an_hour(self, started, care, notices, qtbot):
        care.add(NOW - timedelta(days=2))
        with qtbot.waitSignal(started.copying.changed):
            started.copying.look()

        notices.posted.emit(WRITTEN)

        assert started.copying._worked.interval() == WORK_MS
        with qtbot.waitSignal(started.copying.copied):
            started.copying._worked.timeout.emit()
        assert care.reasons == [CopyReason.TIMED]

    def test_the_very_first_copy_comes_soon(self, started, notices):
        notices.posted.emit(WRITTEN)

        assert started.copying._worked.interval() == FIRST_MS

    def test_more_work_does_not_put_the_copy_off(self, started, notices, qtbot):
        notices.posted.emit(WRITTEN)
        first = started.copying._worked.remainingTime()
        with qtbot.waitSignal(started.kept):
            notices.posted.emit(WRITTEN)

        assert started.copying._worked.remainingTime() < first

    def test_a_half_day_that_has_ended_lies_in_a_copy(self, started, care, notices, qtbot):
        care.seen = Survey(closed=frozenset({"morning"}))

        with qtbot.waitSignal(started.copying.copied):
            notices.posted.emit(WRITTEN)

        assert care.reasons == [CopyReason.SESSION]

    def test_one_that_ends_before_the_first_look_lies_in_a_copy(self, care, keeper, qtbot):
        care.seen = Survey(closed=frozenset({"morning"}))

        with qtbot.waitSignal(keeper.copying.copied):
            keeper.start()

        assert care.reasons == [CopyReason.SESSION]

    def test_half_days_closed_before_are_not_copied_again(self, care, keeper, notices, qtbot):
        care.closed = frozenset({"yesterday"})
        care.seen = Survey(closed=care.closed)
        with qtbot.waitSignal(keeper.surveyed):
            keeper.start()

        with qtbot.waitSignal(keeper.kept), qtbot.assertNotEmitted(keeper.copying.copied):
            notices.posted.emit(WRITTEN)

    def test_waits_for_an_import_to_end(self, started, care, tasks, qtbot):
        with qtbot.waitSignal(started.copying.copied), qtbot.waitSignal(tasks.idle):
            tasks.run(lambda _progress: None, done=id, failed=id)
            started.copying.copy(CopyReason.SESSION)
            assert started.copying.is_copying
            assert care.reasons == []

        assert care.reasons == [CopyReason.SESSION]

    def test_two_are_never_made_at_once_and_none_is_lost(self, started, care, qtbot):
        started.copying.copy(CopyReason.TIMED)
        started.copying.copy(CopyReason.SESSION)
        started.copying.copy(CopyReason.TIMED)
        qtbot.waitUntil(lambda: not started.copying.is_copying)

        assert care.reasons == [CopyReason.TIMED, CopyReason.SESSION]

    def test_failing_is_told_and_tried_again_later(self, started, care, notices, qtbot):
        notices.posted.emit(WRITTEN)
        care.error = StorageFull()

        with qtbot.waitSignal(started.copying.failed) as failed:
            started.copying.copy(CopyReason.TIMED)

        assert failed.args == [care.error]
        assert started.copying._worked.interval() == WORK_MS
        assert started.copying._worked.isActive()


class TestAge:
    def test_work_without_any_copy_is_late_at_once(self, started, notices):
        assert not started.copying.is_late
        notices.posted.emit(WRITTEN)

        assert started.copying.is_late

    def test_work_that_waits_for_long_is_late_until_it_is_copied(
        self, started, care, notices, clock, qtbot
    ):
        care.add(NOW)
        with qtbot.waitSignal(started.copying.changed):
            started.copying.look()
        notices.posted.emit(WRITTEN)
        assert not started.copying.is_late
        clock.move_on(LATE // timedelta(minutes=1))
        assert started.copying.is_late

        with qtbot.waitSignal(started.copying.copied):
            started.copying.copy(CopyReason.TIMED)
        assert not started.copying.is_late

    def test_what_is_written_while_a_copy_is_made_waits_for_the_next(self, started, notices, qtbot):
        notices.posted.emit(WRITTEN)
        with qtbot.waitSignal(started.copying.copied):
            started.copying.copy(CopyReason.TIMED)
            notices.posted.emit(WRITTEN)

        assert started.copying._worked.isActive()


class TestEnd:
    def test_the_last_copy_follows_the_witness(self, started, care):
        assert started.make_last_copy() is None
        assert care.keepings == 1
        assert care.reasons == [CopyReason.CLOSING]

    def test_why_it_could_not_be_made_is_answered(self, started, care):
        care.error = StorageFull()

        assert started.make_last_copy() is care.error

    def test_it_takes_no_longer_than_it_may(self, started):
        assert started.make_last_copy(seconds=-1) is not None

    def test_nothing_is_done_afterwards(self, started, notices):
        notices.posted.emit(WRITTEN)
        started.rest()

        assert timers(started) == []
        assert isinstance(started, Keeper)
