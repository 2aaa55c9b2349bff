"""Files that are taken away or changed under the open register: the next write is refused."""

import os
import shutil

import pytest

from app.errors import RegisterGone
from app.store.database import open_database
from tests.app.store.registers import KEY, make_register, note, notes

pytestmark = pytest.mark.posix


@pytest.fixture
def path(tmp_path):
    return make_register(tmp_path)


@pytest.fixture
def db(path):
    db = open_database(path, KEY)
    note(db, "confirmed")
    yield db
    db.close()


def log(path):
    return path.with_name("emarge.db-wal")


def garble(path, at):
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * 50)


def replace(path):
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    copy.replace(path)


HARMS = [
    pytest.param(lambda path: path.unlink(), id="register deleted"),
    pytest.param(lambda path: log(path).unlink(), id="log deleted"),
    pytest.param(lambda path: (path.unlink(), log(path).unlink()), id="both deleted"),
    pytest.param(lambda path: shutil.rmtree(path.parent), id="folder deleted"),
    pytest.param(lambda path: path.parent.rename(path.parent.with_name("2")), id="folder renamed"),
    pytest.param(lambda path: path.rename(path.with_name("other")), id="register renamed"),
    pytest.param(replace, id="register replaced by an equal one"),
    pytest.param(lambda path: replace(log(path)), id="log replaced by an equal one"),
    pytest.param(lambda path: os.truncate(log(path), 0), id="log emptied"),
    pytest.param(lambda path: os.truncate(log(path), 4000), id="log cut"),
    pytest.param(lambda path: os.truncate(path, 8192), id="register cut"),
    pytest.param(lambda path: garble(path, 4096 * 3 + 100), id="register overwritten"),
    pytest.param(lambda path: garble(log(path), 600), id="log overwritten"),
    pytest.param(lambda path: garble(log(path), 2), id="head of the log overwritten"),
]


@pytest.mark.parametrize("harm", HARMS)
def test_nothing_is_confirmed_any_more(db, path, harm):
    os.utime(path, ns=(1, 1))  # or the harm may fall into the same tick of the clock
    os.utime(log(path), ns=(1, 1))
    note(db, "touched only")
    os.utime(path, ns=(1, 1))
    os.utime(log(path), ns=(1, 1))
    note(db, "touched again")

    harm(path)

    for _ in range(2):
        with pytest.raises(RegisterGone):
            note(db, "refused")
        with pytest.raises(RegisterGone), db.atomic():
            note(db, "refused")
    assert "refused" not in notes(db)


def test_inside_of_a_block_it_is_noticed_at_the_end(db, path):
    def lose():
        with db.atomic():
            note(db, "half")
            shutil.rmtree(path.parent)

    with pytest.raises(RegisterGone):
        lose()


def test_all_that_was_confirmed_can_be_saved_elsewhere(db, path, tmp_path):
    shutil.rmtree(path.parent)
    with pytest.raises(RegisterGone):
        note(db, "refused")

    db.rescue_to(tmp_path / "saved.db")

    saved = open_database(tmp_path / "saved.db", KEY)
    assert notes(saved) == ["ZZCANARYNAME", "confirmed"]
    saved.close()


def test_files_that_were_only_touched_are_ours(db, path):
    for _ in range(3):
        os.utime(path)
        os.utime(log(path))
        note(db, f"goes on {_}")

    assert len(notes(db)) == 5


@pytest.mark.parametrize("name", ["emarge.db", "emarge.db-wal"])
def test_closing_changes_nothing_more(db, path, name):
    """What lies there may be all that is left."""
    os.utime(path, ns=(1, 1))
    os.utime(log(path), ns=(1, 1))
    garble(path.with_name(name), 600)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(RegisterGone):
        note(db, "refused")

    db.close()

    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_register_that_is_put_back_is_opened_again(db, path):
    path.parent.rename(path.parent.with_name("2"))
    with pytest.raises(RegisterGone):
        note(db, "refused")
    db.close()
    path.parent.with_name("2").rename(path.parent)

    again = open_database(path, KEY)

    note(again, "goes on")
    assert notes(again) == ["ZZCANARYNAME", "confirmed", "goes on"]
    again.close()
