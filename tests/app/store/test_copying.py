"""A copy that is made while the desk goes on writing."""

from contextlib import suppress
from threading import Event, Thread

import pytest

from app.errors import Cancelled
from app.store.database import open_database
from tests.app.store.registers import KEY, NAME, make_register, note, notes

LONG = "é" * 1500


@pytest.fixture
def db(tmp_path):
    db = open_database(make_register(tmp_path), KEY)
    with db.atomic():
        for number in range(200):
            note(db, f"{number:04}{LONG}")
    yield db
    db.close()


@pytest.fixture
def target(tmp_path):
    return tmp_path / "copy.db"


def reopened(path):
    copy = open_database(path, KEY)
    try:
        assert copy.damage() == []
        return notes(copy)
    finally:
        copy.close()


def test_copy_holds_all_under_the_same_key(db, target):
    steps = []

    db.copy_in_steps(target, lambda done, total: steps.append((done, total)))

    assert reopened(target) == notes(db)
    assert len(steps) > 2
    assert steps[-1][0] == steps[-1][1]


def test_copy_in_clear_is_not_made(db, target):
    db.copy_in_steps(target)

    assert NAME.encode() not in target.read_bytes()


def test_what_is_written_meanwhile_is_in_the_copy(db, target):
    def write(done, total):
        if done < total:
            worker = Thread(target=note, args=(db, f"late {done}"))
            worker.start()
            worker.join()

    db.copy_in_steps(target, write)

    assert "late 12" in notes(db)
    assert reopened(target) == notes(db)


def test_what_is_undone_meanwhile_is_not_in_the_copy(db, target):
    """The engine begins the copy anew after each."""
    failures = iter(range(3))

    def write_and_undo(_done, _total):
        if next(failures, None) is not None:
            worker = Thread(target=fail, args=(db,))
            worker.start()
            worker.join()

    db.copy_in_steps(target, write_and_undo)

    assert reopened(target) == notes(db)


def fail(db):
    with suppress(KeyError), db.atomic():
        for number in range(50):
            note(db, f"never {number} {LONG}")
        raise KeyError


def test_another_thread_gets_the_lock_between_two_steps(db, target):
    wants, written = Event(), Event()

    def desk():
        wants.wait()
        note(db, "at the desk")
        written.set()

    worker = Thread(target=desk)
    worker.start()
    order = []

    def progress(done, total):
        order.append(written.is_set())
        wants.set()

    db.copy_in_steps(target, progress)
    worker.join()

    assert order[0] is False
    assert True in order


def test_copy_that_is_given_up_leaves_nothing(db, target):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        db.copy_in_steps(target, stop)

    assert not target.exists()
    note(db, "work goes on")


class TestCarryingOver:
    def test_register_alone_holds_what_was_carried_over(self, db, tmp_path):
        note(db, "second")
        db.carry_over()

        alone = tmp_path / "alone.db"
        alone.write_bytes(db.path.read_bytes())

        assert reopened(alone) == notes(db)


class TestSubkey:
    def test_follows_from_key_and_purpose(self, db, tmp_path):
        other = open_database(tmp_path / "other.db", bytes(32))

        assert db.subkey(b"one") == db.subkey(b"one")
        assert len({db.subkey(b"one"), db.subkey(b"two"), other.subkey(b"one"), KEY}) == 4
        other.close()
