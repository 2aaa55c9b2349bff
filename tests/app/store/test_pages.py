"""A page that is damaged while the register is open: what was read from it is not shown."""

import pytest

from app.errors import DatabaseDamaged
from app.store.database import open_database
from app.store.pages import OpenPages
from app.store.seals import PAGE_BYTES, SALT_BYTES, Seals
from tests.app.store.registers import KEY, make_register, note

LONG = "é" * 6000
"""Several pages: the engine passes over the seal of the later ones."""


@pytest.fixture
def path(tmp_path):
    path = make_register(tmp_path)
    db = open_database(path, KEY)
    for number in range(5):
        db.execute("INSERT INTO local (name, value) VALUES (?, ?)", [f"long {number}", LONG])
    db.close()
    return path


def flip(path, page, at):
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE_BYTES + at)
        (byte,) = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte ^ 4]))


def pages_of(path):
    return path.stat().st_size // PAGE_BYTES


def read(db):
    return [
        db.tuples("SELECT value FROM local WHERE name LIKE 'long%' ORDER BY name"),
        [tuple(row.values()) for row in db.rows("SELECT value FROM local WHERE name = 'long 1'")],
        [(db.value("SELECT value FROM local WHERE name = 'long 2'"),)],
    ]


class TestReading:
    def test_no_value_comes_from_a_damaged_page(self, path):
        whole = path.read_bytes()
        noticed = 0
        for page in range(2, pages_of(path) + 1):
            path.write_bytes(whole)
            db = open_database(path, KEY)
            flip(path, page, 700)
            db.value("PRAGMA shrink_memory")  # as in a register that is larger than the cache
            try:
                assert [set(rows) for rows in read(db)] == [{(LONG,)}] * 3, page
            except DatabaseDamaged:
                noticed += 1
            db.close()
            path.with_name("emarge.db-wal").unlink(missing_ok=True)

        assert noticed > 10

    def test_zero_in_a_text_is_no_damage(self, path):
        db = open_database(path, KEY)
        note(db, "a\0b")

        assert db.value("SELECT value FROM local WHERE value LIKE 'a%'") == "a\0b"
        db.close()


class TestVerifying:
    def test_every_page_is_verified_in_steps(self, path):
        db = open_database(path, KEY)
        steps = []

        db.verify_in_steps(lambda done, total: steps.append((done, total)))

        assert steps[-1] == (pages_of(path), pages_of(path))
        assert len(steps) > 1
        db.close()

    def test_damaged_page_is_found_and_no_copy_is_made(self, path, tmp_path):
        db = open_database(path, KEY)
        flip(path, pages_of(path), 1000)

        with pytest.raises(DatabaseDamaged):
            db.verify_in_steps()
        with pytest.raises(DatabaseDamaged):
            db.copy_in_steps(tmp_path / "copy.db")

        assert not (tmp_path / "copy.db").exists()
        db.close()

    def test_damaged_page_of_the_log_is_found(self, path):
        db = open_database(path, KEY)
        note(db, "in the log")
        flip(path.with_name("emarge.db-wal"), 1, 700)

        with pytest.raises(DatabaseDamaged):
            db.verify_in_steps()
        db.close()

    def test_page_at_another_place_does_not_verify(self, path):
        data = path.read_bytes()
        seals = Seals(KEY, data[:SALT_BYTES])
        third = data[2 * PAGE_BYTES : 3 * PAGE_BYTES]

        assert seals.is_whole(1, data[:PAGE_BYTES])
        assert seals.is_whole(3, third)
        assert not seals.is_whole(4, third)
        assert not Seals(bytes(32), data[:SALT_BYTES]).is_whole(3, third)

    def test_second_program_stays_out_while_pages_are_read(self, path):
        """The system drops a process's locks with the first descriptor that it closes."""
        db = open_database(path, KEY)
        db.verify_in_steps()

        pages = OpenPages(path, KEY)
        assert pages.are_whole()
        db.close()
        pages.close()
