import errno
import hashlib
import os
import resource
from pathlib import Path

import pytest

from app.errors import (
    CopyNotVerified,
    FileInUse,
    FileNotWritten,
    FileUnreadable,
    PlaceFull,
    PlaceGone,
    PlaceRefused,
)
from app.files import _sync_folder, read_file, refusal, verify_copy, write_file
from tests.small_drive import fill

DATA = bytes(range(256)) * 200


def test_written_file_holds_the_bytes_and_returns_their_hash(tmp_path):
    digest = write_file(tmp_path / "a.pdf", DATA)

    assert (tmp_path / "a.pdf").read_bytes() == DATA
    assert digest == hashlib.sha256(DATA).hexdigest()
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize(
    "name",
    ["é.pdf", "حضور.pdf", "🎓.pdf", "a b ’.pdf", "n" * 250],
)
def test_any_name_the_drive_takes_is_written(tmp_path, name):
    write_file(tmp_path / name, DATA)

    assert (tmp_path / name).read_bytes() == DATA


def test_name_too_long_for_the_drive_is_refused_in_words(tmp_path):
    with pytest.raises(FileNotWritten):
        write_file(tmp_path / ("n" * 300), DATA)


@pytest.mark.parametrize("path", [".", "", "/", ".."])
def test_path_that_names_no_file_is_refused_in_words(path):
    with pytest.raises(FileNotWritten) as told:
        write_file(Path(path), DATA)

    assert told.value.facts["name"]


def test_missing_folder_is_refused_in_words(tmp_path):
    with pytest.raises(PlaceGone) as told:
        write_file(tmp_path / "gone" / "a.pdf", DATA)

    assert told.value.facts == {"name": "a.pdf", "path": tmp_path / "gone"}


def test_folder_that_nobody_may_write_in_is_refused_in_words():
    with pytest.raises(PlaceRefused):
        write_file(Path("/sys/a.pdf"), DATA)  # refuses root too


@pytest.mark.mount
def test_drive_without_space_is_told_and_the_old_file_stays(small_drive):
    write_file(small_drive / "a.pdf", b"old")
    fill(small_drive)

    with pytest.raises(PlaceFull):
        write_file(small_drive / "a.pdf", DATA)

    assert (small_drive / "a.pdf").read_bytes() == b"old"
    assert sorted(path.name for path in small_drive.iterdir()) == ["a.pdf", "filling"]


def test_folder_in_the_way_is_left_alone(tmp_path):
    (tmp_path / "a.pdf").mkdir()

    with pytest.raises(FileNotWritten):
        write_file(tmp_path / "a.pdf", DATA)

    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("room", [0, 1, 511, 512, 4096, 50_000, len(DATA) - 1])
def test_write_that_stops_half_way_leaves_the_old_file_and_nothing_else(tmp_path, room):
    write_file(tmp_path / "a.pdf", b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))

    try:
        with pytest.raises(FileNotWritten):
            write_file(tmp_path / "a.pdf", DATA)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        pytest.param(OSError(errno.ENOSPC, "full"), PlaceFull, id="drive full"),
        pytest.param(OSError(errno.EDQUOT, "quota"), PlaceFull, id="quota used up"),
        pytest.param(OSError(errno.EROFS, "read only"), PlaceRefused, id="locked stick"),
        pytest.param(PermissionError(errno.EACCES, "no"), PlaceRefused, id="no right"),
        pytest.param(OSError(errno.EIO, "pulled"), PlaceGone, id="stick pulled while writing"),
        pytest.param(OSError(errno.ENODEV, "pulled"), PlaceGone, id="stick pulled before"),
        pytest.param(FileNotFoundError(errno.ENOENT, "?"), PlaceGone, id="folder gone"),
        pytest.param(OSError(errno.EFBIG, "4 GB"), FileNotWritten, id="anything else"),
        pytest.param(
            PermissionError(errno.EACCES, "open", "a.part", None, "a"),
            FileInUse,
            id="old file open elsewhere",
        ),
    ],
)
def test_each_trouble_has_its_own_sentence(error, told):
    assert type(refusal(error, Path("/media/stick/a.emarge"))) is told


def windows(code, number):
    """The error as Windows raises it: its own code beside an errno that tells less."""
    error = OSError(number, "told by Windows")
    error.winerror = code
    return error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        pytest.param(windows(112, errno.ENOSPC), PlaceFull, id="disk full"),
        pytest.param(windows(39, errno.EINVAL), PlaceFull, id="disk full while writing"),
        pytest.param(windows(5, errno.EACCES), PlaceRefused, id="access denied"),
        pytest.param(windows(19, errno.EACCES), PlaceRefused, id="write protected"),
        pytest.param(windows(21, errno.EACCES), PlaceGone, id="drive not ready"),
        pytest.param(windows(1167, errno.EINVAL), PlaceGone, id="device not connected"),
        pytest.param(windows(1006, errno.EINVAL), PlaceGone, id="volume gone under the file"),
        pytest.param(windows(3, errno.ENOENT), PlaceGone, id="no such path"),
        pytest.param(windows(32, errno.EACCES), FileInUse, id="open in another program"),
        pytest.param(windows(123, errno.EINVAL), FileNotWritten, id="a name it cannot have"),
    ],
)
def test_windows_own_code_is_believed_before_its_errno(error, told):
    assert type(refusal(error, Path("E:/a.pdf"))) is told


@pytest.mark.parametrize("kind", [FileNotWritten, PlaceFull, PlaceRefused, PlaceGone, FileInUse])
def test_whoever_saves_a_paper_reads_that_it_was_not_written_and_what_to_do(kind):
    said = kind(name="liste.pdf", path=Path("/media/stick")).message

    assert said.startswith("“liste.pdf” was not written")
    assert "The register is untouched." in said
    assert "choose another" in said
    assert "action" not in said


def test_drive_that_has_no_sync_of_folders_is_written_all_the_same():
    _sync_folder(Path("/proc/self"))  # answers EINVAL, as network and FAT drives do


def test_copy_that_changed_is_noticed(tmp_path):
    digest = write_file(tmp_path / "a.emarge", DATA)
    (tmp_path / "a.emarge").write_bytes(DATA[:-1] + b"x")

    with pytest.raises(CopyNotVerified):
        verify_copy(tmp_path / "a.emarge", digest)


def test_copy_that_is_gone_is_noticed(tmp_path):
    with pytest.raises(CopyNotVerified):
        verify_copy(tmp_path / "a.emarge", hashlib.sha256(DATA).hexdigest())


def test_file_within_its_limit_is_read(tmp_path):
    write_file(tmp_path / "a", DATA)

    assert read_file(tmp_path / "a", len(DATA)) == DATA


def test_file_beyond_its_limit_is_not_read(tmp_path):
    write_file(tmp_path / "a", DATA)

    with pytest.raises(FileUnreadable):
        read_file(tmp_path / "a", len(DATA) - 1)


def test_what_is_no_plain_file_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path, tmp_path / "pipe", tmp_path / "gone", tmp_path / "n\0l"):
        with pytest.raises(FileUnreadable):
            read_file(path, 100)


def test_a_folder_is_never_replaced_by_a_file_of_its_name(tmp_path):
    (tmp_path / "name").mkdir()

    with pytest.raises(FileNotWritten):
        write_file(tmp_path / "name", b"x")

    assert (tmp_path / "name").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["name"]
