import contextlib
import errno
import os
import resource
import shutil
import stat
from datetime import UTC, datetime, timedelta

import pytest

from app.errors import FileNotWritten, PlaceFull, PlaceGone
from app.exchange.keys import new_device_key
from app.services.travelling import bundling, enrolling, headquarters
from app.services.travelling.outbox import SentState, sent_of
from app.services.travelling.receiving import apply, receive, receive_all
from app.store import local
from app.store.local import BundleState, Direction
from tests.enrolment import follow
from tests.small_drive import fill
from tests.ui.pages.laptops import Laptop

NOW = datetime(2021, 10, 15, 17, 0, tzinfo=UTC)


@pytest.fixture
def key():
    return new_device_key()


@pytest.fixture
def office(db, key, tmp_path):
    """Headquarters, which has enrolled the laptop of `db`."""
    there = Laptop("Dakar", tmp_path)
    enrolling.write_card(db, key, tmp_path / "ours.card")
    enrolment = there.enrols(tmp_path / "ours.card")
    follow(db, key, enrolment, now=NOW)
    yield there
    there.db.close()


@pytest.fixture
def send(db, author, workshop_id, tmp_path, key, office):
    """Export the workshop, this many minutes later by this laptop's clock."""

    def send(minutes=0, folder=tmp_path, **more):
        now = NOW + timedelta(minutes=minutes)
        return bundling.export_bundle(db, author, key, workshop_id, folder, now=now, **more)

    return send


def test_number_of_a_file_that_never_arrived_is_spent(db, send, tmp_path):
    stick = tmp_path / "KEY"
    stick.mkdir()

    def pull_out(done, _total):
        if done:
            shutil.rmtree(stick, ignore_errors=True)

    with pytest.raises(PlaceGone):
        send(folder=stick, progress=pull_out)

    assert send().number == 2
    assert [note.state for note in local.bundles(db, Direction.OUT)] == [
        BundleState.DRAFT,
        BundleState.COPIED,
    ]


def test_file_that_lies_on_the_stick_after_all_is_no_fork(db, send, office, tmp_path, monkeypatch):
    stick = tmp_path / "KEY"
    stick.mkdir()
    sync = os.fsync

    def pulled(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "the stick was pulled out")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", pulled)
    with contextlib.suppress(FileNotWritten):  # Windows has no folder to sync
        send(folder=stick)
    monkeypatch.undo()
    [first] = stick.iterdir()
    second = send(folder=stick)

    for path in (second.path, first):
        apply(office.db, receive(office.db, office.key, path, now=NOW), now=NOW)
    assert [note.number for note in local.bundles(office.db, Direction.IN)] == [1, 2]


def test_folder_that_is_not_there_costs_no_number(db, send, tmp_path):
    with pytest.raises(PlaceGone):
        send(folder=tmp_path / "gone")

    assert local.bundles(db, Direction.OUT) == []
    assert send().number == 1


def test_file_taken_for_a_folder_costs_no_number(db, send, tmp_path):
    with pytest.raises(FileNotWritten):
        send(folder=tmp_path / "ours.card")

    assert local.bundles(db, Direction.OUT) == []


def entries_of(db):
    return db.value("SELECT count(*) FROM entries")


@pytest.mark.mount
def test_full_stick_costs_no_number_and_writes_nothing(db, send, small_drive):
    filling = fill(small_drive)
    before = entries_of(db)

    for _ in range(4):
        with pytest.raises(PlaceFull):
            send(folder=small_drive)

    assert (local.bundles(db, Direction.OUT), entries_of(db)) == ([], before)
    assert list(small_drive.iterdir()) == [filling]
    filling.unlink()
    assert [send(folder=small_drive).number for _ in range(2)] == [1, 2]


@pytest.mark.mount
def test_stick_with_too_little_room_for_the_whole_costs_no_number(db, send, small_drive):
    send(folder=small_drive)
    filling = fill(small_drive, leave_bytes=4096)

    for _ in range(4):
        with pytest.raises(PlaceFull):
            send(folder=small_drive)

    filling.unlink()
    third = send(folder=small_drive)
    assert third.number == 2
    assert [note.number for note in local.bundles(db, Direction.OUT)] == [1, 2]
    assert send(folder=small_drive).number == 3


@pytest.mark.parametrize("room", [0, 1, 512, 2000])
def test_file_that_stopped_half_way_and_is_gone_costs_no_number(db, send, tmp_path, room):
    stick = tmp_path / "KEY"
    stick.mkdir()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))

    try:
        for _ in range(4):
            with pytest.raises(FileNotWritten):
                send(folder=stick)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list(stick.iterdir()) == []
    assert send(folder=stick).number == 1


def test_number_that_was_taken_again_meanwhile_is_not_given_back(db, send, tmp_path):
    stick = tmp_path / "KEY"
    stick.mkdir()
    (stick / "in the way").mkdir()

    def another(done, total):
        if (done, total) == (2, 3):
            send()
            shutil.rmtree(stick)
            stick.touch()

    with pytest.raises(FileNotWritten):
        send(folder=stick, progress=another)

    assert send().number == 3


def test_headquarters_counts_on_from_what_it_wrote_before_it_had_its_key(
    db, author, workshop_id, key, tmp_path
):
    here = (db, author, key, workshop_id, tmp_path)
    first = bundling.export_bundle(*here, now=NOW)
    headquarters.make_headquarters(db)

    second = bundling.export_bundle(*here, now=NOW)

    done = receive_all(db, key, [first.path, second.path], now=NOW)
    assert (first.number, second.number, done.refused) == (1, 2, 0)


class TestClockSetBack:
    """Files follow each other by their numbers, whatever the clock said."""

    def test_newest_file_is_the_one_that_was_written_last(self, db, workshop_id, send):
        send()

        send(minutes=-600)

        sent = sent_of(db, workshop_id)
        assert [note.number for note in sent.files] == [1, 2]
        assert (sent.last.number, sent.state, sent.since) == (2, SentState.COPIED, 0)

    def test_each_file_names_the_one_before(self, db, send, office):
        send()
        second = send(minutes=-600)

        third = receive(office.db, office.key, send(minutes=-300).path, now=NOW)

        assert third.opened.facts.previous == second.sha256

    def test_two_exports_of_one_second_are_told_apart(self, db, workshop_id, send):
        send()
        before = sent_of(db, workshop_id).since

        send()

        assert (before, sent_of(db, workshop_id).since) == (0, 0)


def test_times_are_those_of_this_laptops_clock_on_the_way_out_and_in(db, send, office):
    path = send().path

    apply(office.db, receive(office.db, office.key, path, now=NOW), now=NOW)

    notes = [*local.bundles(db, Direction.OUT), *local.bundles(office.db, Direction.IN)]
    assert {note.at for note in notes} == {"2021-10-15T17:00:00"}
