import shutil
from contextlib import closing

import pytest

from app.store import copied, local
from app.store.database import memory_database, open_database
from app.store.salvage import carry_notes, note_tables, read_register
from tests.app.store.registers import KEY
from tests.torture import clerk

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A closed register of thirty people."""
    path = tmp_path_factory.mktemp("whole") / "emarge.db"
    _fill(path)
    return path


def _fill(path):
    clerk.prepare(path)
    db = open_database(path, KEY)
    for number in range(30):
        clerk.register(db, number)
    local.keep(db, "device_key", "of this laptop")
    local.keep(db, "letter", "B")
    db.close()


@pytest.fixture
def register(whole, tmp_path):
    return shutil.copy(whole, tmp_path / "emarge.db")


def known(path):
    """The entries and the hashes of the values that the register really holds."""
    with copied.looked_into(path, KEY) as db:
        rows = db.tuples("SELECT id FROM entries ORDER BY n")
        values = db.tuples("SELECT salt, value FROM secrets")
    return [row[0] for row in rows], set(values)


def damage(path, change):
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)


def test_a_whole_register_is_read_whole(whole):
    found = read_register(whole, KEY)

    ids, values = known(whole)
    assert list(found.bodies) == ids
    assert values <= set(found.values.values())
    assert found.unreadable == 0
    assert found.notes["local"]["letter",] == ("letter", "B")


def test_nothing_is_written(register):
    before = sorted(register.parent.iterdir()), register.read_bytes()

    read_register(register, KEY)

    assert (sorted(register.parent.iterdir()), register.read_bytes()) == before


@pytest.mark.parametrize("at", [3, 17, 700, 5 * PAGE + 9, 40 * PAGE + 4020, 41 * PAGE + 4090])
def test_one_flipped_bit_loses_nothing(whole, register, at):
    damage(register, lambda data: data.__setitem__(at, data[at] ^ 0x10))

    found = read_register(register, KEY)

    assert list(found.bodies) == known(whole)[0]
    assert found.unreadable == 0


@pytest.mark.parametrize("first", [0, 5])
def test_two_pages_in_each_others_place_lose_nothing(whole, register, first):
    def swap(data):
        one, other = slice(first * PAGE, (first + 1) * PAGE), slice(30 * PAGE, 31 * PAGE)
        data[one], data[other] = data[other], data[one]

    damage(register, swap)

    found = read_register(register, KEY)

    assert list(found.bodies) == known(whole)[0]
    assert found.unreadable == 0


def test_of_an_emptied_page_only_what_stood_on_it_is_lost(whole, register):
    last = len(register.read_bytes()) // PAGE
    lost = []
    for number in range(1, last, 7):
        shutil.copy(whole, register)
        damage(
            register,
            lambda data, at=number * PAGE: data.__setitem__(slice(at, at + PAGE), bytes(PAGE)),
        )

        found = read_register(register, KEY)

        assert set(found.bodies) <= set(known(whole)[0])
        assert found.unreadable == 1
        lost.append(len(known(whole)[0]) - len(found.bodies))
    assert 0 in lost
    assert max(lost) < len(known(whole)[0]) / 2


def test_a_register_without_its_first_page_gives_its_entries_and_no_notes(whole, register):
    damage(register, lambda data: data.__setitem__(slice(0, PAGE), bytes(PAGE)))

    found = read_register(register, KEY)

    assert list(found.bodies) == known(whole)[0]
    assert found.notes == {}
    assert found.unreadable


def test_what_the_log_alone_holds_is_read(register):
    db = open_database(register, KEY)
    clerk.register(db, 99)
    copy = register.with_name("killed.db")
    shutil.copy(register, copy)
    shutil.copy(f"{register}-wal", f"{copy}-wal")
    ids = [row[0] for row in db.tuples("SELECT id FROM entries ORDER BY n")]
    db.close()

    assert list(read_register(copy, KEY).bodies) == ids


def test_a_flipped_bit_in_the_log_loses_nothing(register):
    db = open_database(register, KEY)
    for number in range(50, 60):
        clerk.register(db, number)
    copy = register.with_name("killed.db")
    shutil.copy(register, copy)
    shutil.copy(f"{register}-wal", f"{copy}-wal")
    ids = {row[0] for row in db.tuples("SELECT id FROM entries ORDER BY n")}
    db.close()
    log = copy.with_name("killed.db-wal")

    for at in (100, 5000, 9000, log.stat().st_size // 2):
        damage(log, lambda data, at=at: data.__setitem__(at, data[at] ^ 1))
        found = read_register(copy, KEY)

        assert set(found.bodies) | set(found.loose) == ids


def test_what_is_none_of_ours_gives_nothing(tmp_path):
    for number, data in enumerate((b"", b"%PDF-1.7" * 5000, bytes(50_000), b"\x0d" * 50_000)):
        path = tmp_path / f"{number}.db"
        path.write_bytes(data)

        found = read_register(path, KEY)

        assert (found.bodies, found.loose, found.notes) == ({}, {}, {})


def test_another_key_opens_nothing(register):
    assert not read_register(register, bytes(32)).bodies


def test_each_of_the_laptops_own_tables_is_read_row_by_row(register):
    db = open_database(register, KEY)
    tables, wanted = note_tables(db), {}
    with db.atomic():
        for table in tables:
            wanted[table.name] = {
                tuple(f"{number:064d}" if kind is str else number for kind in table.types)
                for number in range(60)  # several pages, and what stands between them
            }
            carry_notes(db, {table.name: {row: row for row in wanted[table.name]}})
    db.close()

    found = read_register(register, KEY)

    assert {
        name for name, kept in wanted.items() if not kept <= set(found.notes[name].values())
    } == set()


def test_a_new_table_of_notes_is_told_from_the_others_by_how_its_rows_are_stored():
    with closing(memory_database()) as db:
        kinds = [table.types for table in note_tables(db) if table.name not in ("local", "told")]

    assert len(set(kinds)) == len(kinds)
    assert (str, str) not in kinds
