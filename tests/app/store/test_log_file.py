"""What the log still tells after it was damaged, and what an honest end leaves."""

import pytest

from app.errors import DatabaseDamaged, RegisterShortened
from app.store.database import open_database
from app.store.log_file import frames_taken, read_log, write_image
from app.store.seals import PAGE_BYTES
from tests.app.store.registers import KEY, contents, make_register, note, notes

WRITES = 6
HEAD, FRAME_HEAD = 32, 24
FRAME = FRAME_HEAD + PAGE_BYTES


@pytest.fixture
def path(tmp_path):
    """A register whose program was killed: `WRITES` notes stand in the log alone."""
    path = make_register(tmp_path)
    db = open_database(path, KEY)
    for number in range(WRITES):
        note(db, f"{number}")
    found = contents(path.parent)
    db.close()
    for name, data in found.items():
        (path.parent / name).write_bytes(data)
    return path


@pytest.fixture
def log(path):
    return path.with_name("emarge.db-wal")


def flip(file, at, mask=0x40):
    data = bytearray(file.read_bytes())
    data[at] ^= mask
    file.write_bytes(data)


def in_frame(number, at):
    return HEAD + number * FRAME + at


PLACES = [
    pytest.param(0, id="page number"),
    pytest.param(5, id="size of the register"),
    pytest.param(8, id="first salt"),
    pytest.param(13, id="second salt"),
    pytest.param(16, id="first checksum"),
    pytest.param(23, id="second checksum"),
    pytest.param(FRAME_HEAD, id="first byte of the page"),
    pytest.param(FRAME - 1, id="last byte of the page"),
]


class TestReading:
    def test_whole_log_is_taken_in(self, log):
        found = read_log(log)

        assert len(found.frames) == found.taken == WRITES
        assert found.lost == 0

    @pytest.mark.parametrize("at", PLACES)
    def test_transactions_behind_a_flip_are_lost(self, log, at):
        flip(log, in_frame(2, at))

        found = read_log(log)

        assert found.taken == 2
        assert found.lost in (WRITES - 2, WRITES - 3)  # where the flip hides an end

    @pytest.mark.parametrize("at", range(0, HEAD, 3))
    def test_damaged_header_loses_all(self, log, at):
        flip(log, at)

        found = read_log(log)

        assert (found.taken, found.lost) == (0, WRITES)

    @pytest.mark.parametrize("at", PLACES)
    def test_last_transaction_may_have_been_on_its_way(self, log, at):
        flip(log, in_frame(WRITES - 1, at))

        found = read_log(log)

        assert (found.taken, found.lost) == (WRITES - 1, 0)

    def test_rests_of_an_earlier_log_are_nothing(self, log):
        data = log.read_bytes()
        old = bytes([data[8 + 8] ^ 1])
        rest = bytearray(data[in_frame(3, 0) :])
        for at in range(8, len(rest), FRAME):
            rest[at : at + 1] = old
        log.write_bytes(data[: in_frame(3, 0)] + rest)

        found = read_log(log)

        assert (found.taken, found.lost) == (3, 0)

    @pytest.mark.parametrize("size", [0, 1, HEAD - 1, HEAD, HEAD + FRAME - 1])
    def test_log_that_was_hardly_begun_is_nothing(self, log, size):
        log.write_bytes(log.read_bytes()[:size])

        found = read_log(log)

        assert (found.frames, found.taken, found.lost) == ((), 0, 0)

    def test_zeros_are_nothing(self, log):
        log.write_bytes(bytes(len(log.read_bytes())))

        assert read_log(log).lost == 0


class TestOpening:
    def test_confirmed_work_behind_a_flip_keeps_it_shut_and_as_it_was(self, path, log):
        flip(log, in_frame(2, 700))
        before = contents(path.parent)

        for _ in range(2):
            with pytest.raises(RegisterShortened, match="perhaps 4"):
                open_database(path, KEY)

        assert contents(path.parent) == before

    def test_damaged_register_beside_a_log_is_left_as_it_was(self, path):
        flip(path, 2 * PAGE_BYTES + 100)
        before = contents(path.parent)

        with pytest.raises(DatabaseDamaged):
            open_database(path, KEY)

        assert contents(path.parent) == before

    def test_nothing_is_changed_before_it_is_approved(self, path):
        before = contents(path.parent)

        def refuse(db):
            assert len(notes(db)) == 1 + WRITES
            raise RegisterShortened(path=path, n=1)

        with pytest.raises(RegisterShortened):
            open_database(path, KEY, approve=refuse)

        assert contents(path.parent) == before


class TestImage:
    def read(self, image):
        db = open_database(image, KEY)
        try:
            return notes(db)
        finally:
            db.close()

    def test_image_is_what_the_engine_would_make(self, path, log, tmp_path):
        found = read_log(log)

        write_image(path, found, frames_taken(found), tmp_path / "image.db")

        assert len(self.read(tmp_path / "image.db")) == 1 + WRITES
