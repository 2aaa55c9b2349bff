import sqlite3

import pytest

from app.errors import StorageFull
from app.store.database import Database, memory_database, open_database
from app.store.driver import DatabaseError
from tests.app.store.registers import KEY, NAME, contents, make_register, note, notes


@pytest.fixture
def path(tmp_path):
    return make_register(tmp_path)


class TestSettings:
    @pytest.mark.parametrize(
        ("pragma", "value"),
        [
            pytest.param("journal_mode", "wal", id="nothing lost when the power goes"),
            pytest.param("synchronous", 2, id="every commit on the drive"),
            pytest.param("locking_mode", "exclusive", id="one program, and no -shm file"),
            pytest.param("foreign_keys", 1, id="foreign keys"),
            pytest.param("secure_delete", 1, id="deleted is gone"),
            pytest.param("temp_store", 2, id="no clear text in temporary files"),
            pytest.param("trusted_schema", 0, id="no foreign code in a schema"),
            pytest.param("cell_size_check", 1, id="damaged cells are noticed"),
            pytest.param("mmap_size", 0, id="no crash when the drive goes"),
        ],
    )
    def test_every_register_is_opened_with_it(self, path, pragma, value):
        db = open_database(path, KEY)

        found = db.value(f"PRAGMA {pragma}")

        db.close()
        assert found == value

    def test_no_shared_memory_file_is_made(self, path):
        db = open_database(path, KEY)

        names = {file.name for file in path.parent.iterdir()}

        db.close()
        assert names == {"emarge.db", "emarge.db-wal"}

    def test_engine_is_the_encrypting_one(self, db):
        assert db.value("PRAGMA cipher_version")

    def test_journal_is_only_added_to(self, db, workshop_id):
        for statement in ("DELETE FROM entries", "UPDATE entries SET seq = 1"):
            with pytest.raises(DatabaseError, match="only added to"):
                db.execute(statement)


class TestSecrecy:
    def test_plain_sqlite_cannot_read_the_file(self, path):
        plain = sqlite3.connect(path)

        with pytest.raises(sqlite3.DatabaseError, match="not a database"):
            plain.execute("SELECT * FROM sqlite_master")

        plain.close()

    def test_no_text_stands_in_any_file(self, path):
        db = open_database(path, KEY)
        note(db, NAME * 2)
        while_open = contents(path.parent)
        db.copy_to(path.with_name("copy.db"))
        db.close()

        every = [*while_open.values(), *contents(path.parent).values()]

        assert not [data for data in every if NAME.encode() in data]
        assert not [data for data in every if b"CREATE TABLE" in data or b"SQLite" in data]


class TestFullDisk:
    """The engine refuses to grow the file, as it does when the drive is full."""

    def fill(self, db, confirmed):
        for number in range(100):
            with db.atomic():
                note(db, f"{number:04}" * 500)
                note(db, f"{number:04}")
            confirmed.append(number)

    def test_what_was_confirmed_is_there_and_work_goes_on_when_there_is_room(self, path):
        db = open_database(path, KEY)
        pages = db.value("PRAGMA page_count")
        db.value(f"PRAGMA max_page_count={pages + 3}")

        confirmed = []

        with pytest.raises(StorageFull):
            self.fill(db, confirmed)

        assert confirmed
        assert len(notes(db)) == 1 + 2 * len(confirmed)
        db.value(f"PRAGMA max_page_count={pages + 100}")
        note(db, "more")
        assert db.damage() == []
        db.close()


class TestTransactions:
    def test_block_that_fails_leaves_nothing(self, db):
        def fail():
            with db.atomic():
                note(db, "one")
                with db.atomic():
                    note(db, "two")
                raise KeyError

        with pytest.raises(KeyError):
            fail()

        assert notes(db) == []

    def test_inner_block_fails_alone(self, db):
        with db.atomic():
            note(db, "one")
            with pytest.raises(DatabaseError), db.atomic():
                db.execute("INSERT INTO local (name, value) VALUES ('two', NULL)")

        assert notes(db) == ["one"]

    def test_fault_of_ours_is_no_sentence_about_the_disk(self, db):
        """« full » stands in many words."""
        with pytest.raises(DatabaseError, match="full_name"):
            db.execute("SELECT full_name FROM local")

    def test_missing_file_inside_a_block_is_told_as_what_it_is(self, db, tmp_path):
        with pytest.raises(FileNotFoundError), db.atomic():
            (tmp_path / "logo.png").read_bytes()


class TestReading:
    def test_rows_tuples_and_values(self, db):
        for text in "ab":
            note(db, text)

        assert db.rows("SELECT name FROM local ORDER BY 1") == [{"name": "a"}, {"name": "b"}]
        assert db.tuples("SELECT name, 1 FROM local ORDER BY 1") == [("a", 1), ("b", 1)]
        assert db.row("SELECT name FROM local WHERE name = ?", ["b"]) == {"name": "b"}
        assert db.value("SELECT count(*) FROM local") == 2

    def test_nothing_is_none(self, db):
        assert db.row("SELECT * FROM local") is None
        assert db.value("SELECT name FROM local") is None

    def test_changes_stand_still_until_something_is_written(self, db):
        before = db.changes

        notes(db)
        assert db.changes == before
        note(db, "one")
        assert db.changes > before

    def test_changes_that_were_undone_are_no_return(self, db):
        def fail():
            with db.atomic():
                note(db, "one")
                raise KeyError

        before = db.changes

        with pytest.raises(KeyError):
            fail()

        assert notes(db) == []
        assert db.changes > before

    def test_memory_register_is_migrated(self):
        db = memory_database()

        assert isinstance(db, Database)
        assert (db.path, notes(db)) == (None, [])
        db.close()
