"""A disk that fills up: told in time, the last action saved, a stick still written."""

from datetime import UTC, date, datetime

import pytest

from app.domain.bilingual import Bilingual
from app.errors import DiskLow, ReserveGiven, ReserveUsed, StorageFull
from app.paths import BALLAST
from app.services.care import room
from app.services.care.installation import install, open_installation
from app.services.travelling import bundling
from app.services.workshop import workshops
from app.store import ballast, local, registrations
from app.store.key_file import Cost
from tests.app.services.care.conftest import arrive
from tests.small_drive import fill, mounted

NOW = datetime(2021, 10, 13, 8, 0, tzinfo=UTC)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORDS = "quatre mots bien choisis"
MEGABYTE = 1 << 20


def names(folder):
    return [path.name for path in folder.iterdir()]


class TestReserve:
    def test_is_real_room_and_its_owner_s(self, tmp_path):
        assert ballast.keep(tmp_path, MEGABYTE, 0)

        found = (tmp_path / BALLAST).stat()
        assert found.st_size == MEGABYTE
        assert found.st_blocks * 512 >= MEGABYTE
        assert found.st_mode & 0o777 == 0o600
        assert names(tmp_path) == [BALLAST]

    def test_is_not_made_where_room_is_scarce(self, tmp_path):
        assert not ballast.keep(tmp_path, MEGABYTE, 1 << 60)

        assert names(tmp_path) == []

    def test_file_with_holes_is_none(self, tmp_path):
        with (tmp_path / BALLAST).open("wb") as file:
            file.truncate(MEGABYTE)

        assert not ballast.is_kept(tmp_path, MEGABYTE)
        assert ballast.keep(tmp_path, MEGABYTE, 0)
        assert (tmp_path / BALLAST).stat().st_blocks * 512 >= MEGABYTE

    def test_is_written_once(self, tmp_path):
        ballast.keep(tmp_path, MEGABYTE, 0)
        before = (tmp_path / BALLAST).stat().st_ino

        ballast.keep(tmp_path, MEGABYTE, 0)

        assert (tmp_path / BALLAST).stat().st_ino == before

    def test_is_given_back_and_made_again(self, tmp_path):
        ballast.keep(tmp_path, MEGABYTE, 0)

        assert room.release_ballast(tmp_path)
        assert not room.release_ballast(tmp_path)
        assert ballast.keep(tmp_path, MEGABYTE, 0)

    def test_stays_while_there_is_room(self, tmp_path):
        ballast.keep(tmp_path, MEGABYTE, 0)

        assert not ballast.ease(tmp_path)
        assert ballast.is_kept(tmp_path, MEGABYTE)

    @pytest.mark.mount
    def test_half_a_reserve_is_none_and_leaves_nothing(self, small_drive):
        assert not ballast.keep(small_drive, 9 * MEGABYTE, 0)

        assert names(small_drive) == []


class TestWarning:
    @pytest.mark.mount
    def test_is_given_below_200_megabytes_with_what_is_left(self, disk):
        home = disk / "register"

        said = room.warning(home).message

        assert room.space(home).is_low
        assert room.space(home).has_reserve
        left = room.space(home).free_bytes // 1_000_000
        assert said.startswith(f"Only {left} MB are left on the disk that holds {home}.")

    def test_is_not_given_while_there_is_room(self, tmp_path):
        assert not room.space(tmp_path).is_low
        assert room.warning(tmp_path) is None

    def test_is_not_given_of_a_drive_that_does_not_answer(self, tmp_path):
        assert room.space(tmp_path / "gone") == room.Space(0, is_low=False)


@pytest.fixture
def disk(tmp_path):
    """A disk of 64 MiB with a register in it and its reserve."""
    with mounted(tmp_path / "disk", 64 * MEGABYTE) as folder:
        install(folder / "register", WORDS, now=NOW, cost=CHEAP)
        assert ballast.keep(folder / "register", plenty_bytes=0)
        yield folder


def workshop_of(here):
    draft = workshops.WorkshopDraft(
        code="2021-BKO-03",
        title=Bilingual("le partage", "sharing"),
        kind=Bilingual("atelier", "workshop"),
        city="Bamako",
        country="ML",
        starts_on=date(2021, 10, 13),
        ends_on=date(2021, 10, 15),
    )
    return workshops.create_workshop(here.db, here.author, draft, now=NOW).subject


@pytest.mark.mount
class TestFullDisk:
    def test_work_goes_on_and_is_told(self, disk):
        home = disk / "register"
        here = open_installation(home, WORDS)
        workshop_id = workshop_of(here)
        assert isinstance(room.warning(home), DiskLow)
        fill(disk)

        for number in range(20):
            arrive(here, f"Awa Traoré {number}")

        assert len(registrations.roster(here.db, workshop_id)) == 20
        assert not (home / BALLAST).exists()
        assert isinstance(room.warning(home), ReserveUsed)
        here.close()

    def test_it_opens_and_an_empty_stick_is_written(self, disk, small_drive):
        here = open_installation(disk / "register", WORDS)
        workshop_id = workshop_of(here)
        arrive(here, "Awa Traoré")
        here.close()
        fill(disk)

        here = open_installation(disk / "register", WORDS)
        sent = bundling.export_bundle(
            here.db, here.author, here.key, workshop_id, small_drive, now=NOW
        )

        assert sent.path.exists()
        here.close()

    def test_action_too_large_for_what_is_left_gets_the_reserve_at_the_second_try(self, disk):
        here = open_installation(disk / "register", WORDS)
        fill(disk, leave_bytes=10 * MEGABYTE)

        with pytest.raises(ReserveGiven, match="do the action once more"):
            local.keep(here.db, "large", "x" * 12 * MEGABYTE)
        local.keep(here.db, "large", "x" * 12 * MEGABYTE)

        assert len(local.note(here.db, "large")) == 12 * MEGABYTE
        with pytest.raises(StorageFull):
            local.keep(here.db, "larger", "x" * 60 * MEGABYTE)
        here.close()
