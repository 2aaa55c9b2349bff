"""A register that can be read and not written: its file, its folder or its drive."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from app.errors import MediumReadOnly, RegisterShortened
from app.store.database import open_database
from tests.app.store.registers import KEY, LATER, NAME, contents, make_register, note, notes

pytestmark = pytest.mark.posix
NOBODY = 65534


@pytest.fixture
def folder():
    """A folder that an ordinary user reaches; the tests may run as root, whom no mode stops."""
    folder = Path(tempfile.mkdtemp(prefix="emarge-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def as_ordinary_user():
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    yield
    os.seteuid(before)


def lock(path, what):
    for file in path.parent.iterdir():
        file.chmod(0o444 if what == "file" else 0o666)
    path.parent.chmod(0o555 if what == "folder" else 0o777)


@pytest.fixture(params=["file", "folder"])
def path(request, folder):
    path = make_register(folder)
    lock(path, request.param)
    return path


def test_is_read_and_writing_is_refused_in_a_sentence(path, as_ordinary_user):
    before = contents(path.parent)

    db = open_database(path, KEY)

    assert db.is_read_only
    assert notes(db) == [NAME]
    with pytest.raises(MediumReadOnly, match="can be read, but not written"):
        note(db, "refused")
    with pytest.raises(MediumReadOnly), db.atomic():
        note(db, "refused")
    with pytest.raises(MediumReadOnly):
        db.carry_over()
    db.close()
    assert contents(path.parent) == before


def test_copy_can_be_taken_elsewhere(path, as_ordinary_user):
    db = open_database(path, KEY)
    with tempfile.TemporaryDirectory() as elsewhere:
        db.copy_in_steps(Path(elsewhere) / "copy.db")
        db.close()

        copy = open_database(Path(elsewhere) / "copy.db", KEY)
        assert notes(copy) == [NAME]
        copy.close()


def killed(path):
    db = open_database(path, KEY)
    for text in ("second", "third", "fourth"):
        note(db, text)
    found = contents(path.parent)
    db.close()
    for name, data in found.items():
        (path.parent / name).write_bytes(data)


def test_what_the_log_holds_is_read_too_and_left_there(folder, as_ordinary_user, request):
    os.seteuid(os.getuid())
    path = make_register(folder)
    killed(path)
    lock(path, "folder")
    before = contents(path.parent)
    if os.getuid() == 0:
        os.seteuid(NOBODY)

    db = open_database(path, KEY)

    assert len(notes(db)) == 4
    with pytest.raises(MediumReadOnly):
        note(db, "refused")
    db.close()
    assert contents(path.parent) == before
    assert not list(Path(tempfile.gettempdir()).glob(f"emarge-*/{path.name}"))


def test_damaged_log_is_told(folder, as_ordinary_user):
    os.seteuid(os.getuid())
    path = make_register(folder)
    killed(path)
    log = path.with_name("emarge.db-wal")
    data = bytearray(log.read_bytes())
    data[700] ^= 1
    log.write_bytes(data)
    lock(path, "folder")
    if os.getuid() == 0:
        os.seteuid(NOBODY)

    with pytest.raises(RegisterShortened):
        open_database(path, KEY)


def test_older_register_has_to_be_copied_first(path, as_ordinary_user):
    with pytest.raises(MediumReadOnly):
        open_database(path, KEY, steps=LATER)
