"""What opening says of a register that is not as it should be, and what it leaves alone."""

import os
import sqlite3
import subprocess
import sys

import pytest

from app.errors import AlreadyOpen, AppError, DatabaseDamaged, FolderRefused, NewerSchema
from app.store.database import open_database
from app.store.driver import DatabaseError, Migrations, Tables
from app.store.schema import m001_spine, m002_bundles, m003_safety
from tests.app.store.registers import (
    KEY,
    LATER,
    NAME,
    contents,
    m999_more,
    make_register,
    note,
    notes,
)

OTHER_KEY = bytes(32)
HOLDER = """
import sys
from pathlib import Path
from app.store.database import open_database
db = open_database(Path(sys.argv[1]), bytes(range(32)))
print("open", flush=True)
sys.stdin.read()
"""
"""Another Émarge: opens the register and keeps it until its input ends."""


@pytest.fixture
def path(tmp_path):
    return make_register(tmp_path)


def refusal(path, key=KEY):
    """What opening says, and whether it left everything in the folder as it was."""
    before = contents(path.parent)
    with pytest.raises(AppError) as caught:
        open_database(path, key).close()
    return type(caught.value), contents(path.parent) == before


class TestRefusals:
    def test_wrong_key_opens_nothing(self, path):
        assert refusal(path, OTHER_KEY) == (DatabaseDamaged, True)

    def test_second_program_is_told_so_and_the_first_goes_on(self, path):
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert holder.stdout.readline() == "open\n"

        with pytest.raises(AlreadyOpen):
            open_database(path, KEY)

        holder.communicate("")
        db = open_database(path, KEY)
        assert (holder.returncode, notes(db)) == (0, [NAME])
        db.close()

    def test_register_of_a_later_release_is_left_as_it_is(self, tmp_path):
        path = tmp_path / "emarge.db"
        db = open_database(path, KEY, steps=LATER)
        note(db, NAME)
        db.close()

        assert refusal(path) == (NewerSchema, True)

    def test_folder_that_is_a_file_is_refused(self, tmp_path):
        (tmp_path / "register").write_text("a file")

        with pytest.raises(FolderRefused):
            open_database(tmp_path / "register" / "emarge.db", KEY)

    def test_register_that_is_a_folder_is_refused(self, tmp_path):
        (tmp_path / "emarge.db").mkdir()

        with pytest.raises(FolderRefused):
            open_database(tmp_path / "emarge.db", KEY)

    @pytest.mark.parametrize("name", ["é à ɲ", "مرحبا", "🗝", "a" * 200])
    def test_folder_may_have_any_name(self, tmp_path, name):
        db = open_database(tmp_path / name / "emarge.db", KEY)
        note(db, NAME)
        db.close()

        again = open_database(tmp_path / name / "emarge.db", KEY)
        assert notes(again) == [NAME]
        again.close()


def overwrite(data, place, piece):
    return data[:place] + piece + data[place + len(piece) :]


PAGE = 4096
LOG_HEAD = 32
"""Bytes before the first page of the engine's log, which begins with the page's number."""
DAMAGES = [
    pytest.param(lambda data: b"", id="empty"),
    pytest.param(lambda data: data[:1], id="one byte"),
    pytest.param(lambda data: data[:15], id="part of the salt"),
    pytest.param(lambda data: data[: PAGE - 1], id="part of a page"),
    pytest.param(lambda data: data[:PAGE], id="one page"),
    pytest.param(lambda data: data[:-PAGE], id="last page gone"),
    pytest.param(lambda data: data[:-1], id="last byte gone"),
    pytest.param(lambda data: bytes(len(data)), id="zeros"),
    pytest.param(lambda data: overwrite(data, PAGE, bytes(PAGE)), id="a page of zeros"),
    pytest.param(
        lambda data: (
            data[:PAGE] + data[2 * PAGE : 3 * PAGE] + data[PAGE : 2 * PAGE] + data[3 * PAGE :]
        ),
        id="two pages swapped",
    ),
    pytest.param(lambda data: data[::-1], id="backwards"),
    pytest.param(lambda data: b"SQLite format 3\0" + data[16:], id="a plain header"),
    pytest.param(lambda data: b"PK\x03\x04" + bytes(PAGE), id="a zip"),
]


class TestDamage:
    @pytest.mark.parametrize("harm", DAMAGES)
    def test_damaged_register_is_noticed_and_left_as_it_is(self, path, harm):
        path.write_bytes(harm(path.read_bytes()))

        assert refusal(path) == (DatabaseDamaged, True)

    def test_every_flipped_byte_is_noticed(self, path):
        data = path.read_bytes()
        for place in range(0, len(data), len(data) // 97):
            path.write_bytes(overwrite(data, place, bytes([data[place] ^ 0x40])))

            assert refusal(path) == (DatabaseDamaged, True), place

        path.write_bytes(data)
        db = open_database(path, KEY)
        assert notes(db) == [NAME]
        db.close()

    def test_plain_database_in_its_place_is_refused(self, path):
        path.unlink()
        plain = sqlite3.connect(path)
        plain.execute("CREATE TABLE local (name)")
        plain.commit()
        plain.close()

        assert refusal(path) == (DatabaseDamaged, True)

    def test_register_that_vanished_from_beside_its_log_is_not_begun_anew(self, path):
        db = open_database(path, KEY)
        note(db, "second")
        log = path.with_name("emarge.db-wal")
        kept = log.read_bytes()
        db.close()
        path.unlink()
        log.write_bytes(kept)

        assert refusal(path) == (DatabaseDamaged, True)

    def test_copy_of_an_open_register_is_whole(self, path):
        db = open_database(path, KEY)
        note(db, "second")
        db.copy_to(path.with_name("copy.db"))
        db.close()

        copy = open_database(path.with_name("copy.db"), KEY)
        assert notes(copy) == ["ZZCANARYNAME", "second"]
        assert copy.damage() == []
        copy.close()


class TestAfterAPowerCut:
    def test_page_torn_while_the_log_was_carried_over_is_no_damage(self, path):
        """The log still holds the page: nothing is lost, and nothing is asked."""
        db = open_database(path, KEY)
        note(db, "second")
        found = contents(path.parent)
        db.close()
        log = found["emarge.db-wal"]
        torn = int.from_bytes(log[LOG_HEAD : LOG_HEAD + 4])
        data = overwrite(found["emarge.db"], (torn - 1) * PAGE + 512, bytes(1024))

        path.write_bytes(data)
        path.with_name("emarge.db-wal").write_bytes(log)

        db = open_database(path, KEY)
        assert notes(db) == [NAME, "second"]
        assert db.damage() == []
        db.close()


class TestBeginning:
    def test_register_that_was_half_made_is_made_again(self, tmp_path):
        """The power went at the first start."""
        draft = tmp_path / "emarge.db.new"
        draft.write_bytes(b"half")
        (tmp_path / "emarge.db.new-wal").write_bytes(b"half")

        db = open_database(tmp_path / "emarge.db", KEY)

        assert notes(db) == []
        db.close()
        assert [file.name for file in tmp_path.iterdir()] == ["emarge.db"]


class TestMigrating:
    """From one release to the next."""

    def copies(self, path):
        return sorted(path.parent.glob("*-before-*"))

    def test_older_register_is_copied_and_brought_up_to_date(self, path):
        db = open_database(path, KEY, steps=LATER)

        assert db.value("SELECT id FROM more") == NAME
        assert notes(db) == [NAME]
        db.close()
        assert [copy.name for copy in self.copies(path)] == ["emarge-before-m999_more.db"]

    @pytest.mark.debian
    def test_copy_is_its_owner_s_alone(self, path):
        before = os.umask(0o022)
        try:
            open_database(path, KEY, steps=LATER).close()
        finally:
            os.umask(before)

        (copy,) = self.copies(path)
        assert copy.stat().st_mode & 0o777 == 0o600

    def test_copy_is_the_register_as_it_was(self, path):
        open_database(path, KEY, steps=LATER).close()

        (copy,) = self.copies(path)
        before = open_database(copy, KEY)
        assert notes(before) == [NAME]
        assert not before.tables["more"].exists()
        before.close()

    def test_register_that_is_up_to_date_is_not_copied(self, path):
        open_database(path, KEY).close()

        assert self.copies(path) == []

    def test_failing_migration_leaves_the_older_register(self, path):
        failing = Migrations("emarge")
        failing()(m001_spine)
        failing()(m002_bundles)
        failing()(m003_safety)
        failing()(m999_more)

        @failing()
        def m999_much_more(db: Tables) -> None:
            db.execute("DROP TABLE local")
            db.execute("no statement")

        with pytest.raises(DatabaseError, match="syntax"):
            open_database(path, KEY, steps=failing)

        db = open_database(path, KEY)
        assert notes(db) == [NAME]
        db.close()

    def test_copy_of_a_failed_attempt_is_made_again(self, path):
        path.with_name("emarge-before-m999_more.db").write_bytes(b"half a copy")

        open_database(path, KEY, steps=LATER).close()

        (copy,) = self.copies(path)
        before = open_database(copy, KEY)
        assert notes(before) == [NAME]
        before.close()
