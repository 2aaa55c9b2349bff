import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.archive import MAX_INFLATED, MAX_MEMBERS, read_archive, write_archive
from app.exchange.malformed import Malformed

NAMES = st.from_regex(r"([a-z]{1,5}/)?[A-Za-z_][a-z0-9]{4,8}\.(csv|txt)", fullmatch=True)
MEMBERS = {"a.csv": b"one;two\r\n" * 30, "b/c.txt": bytes(range(256)), "empty.txt": b""}
GOOD = write_archive(MEMBERS)


@given(st.dictionaries(NAMES.map(str.lower), st.binary(max_size=300), max_size=5))
def test_members_come_back(members):
    assert read_archive(write_archive(members)) == members


def test_equal_members_are_equal_bytes_in_any_order():
    assert write_archive(dict(reversed(MEMBERS.items()))) == GOOD


def test_every_changed_byte_is_refused_or_changes_nothing():
    for place in range(len(GOOD)):
        for flip in (0xFF, 1 << place % 8):
            changed = bytearray(GOOD)
            changed[place] ^= flip
            try:
                found = read_archive(bytes(changed))
            except Malformed:
                continue
            assert found == MEMBERS


def test_every_cut_and_every_appended_byte_is_refused():
    for changed in (*(GOOD[:length] for length in range(len(GOOD))), GOOD + b"\0", b"\0" + GOOD):
        with pytest.raises(Malformed):
            read_archive(changed)


def zip_with(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment=b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
        archive.comment = comment
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "/a",
        "a/../b",
        "a//b",
        "C:a",
        "a:stream",
        "con",
        "Con.txt",
        "x/lpt1.csv",
        ".hidden",
        "-rf",
        "é.csv",
        "a\u202ecsv.exe",
        "a b",
        "a/b/c/d/e.csv",
        "n" * 101,
        "folder/",
        "",
    ],
)
def test_name_that_is_not_plain_is_refused(name):
    with pytest.raises(Malformed, match="name"):
        read_archive(zip_with((name, b"x")))


def test_two_names_that_windows_takes_for_one_are_refused():
    with pytest.raises(Malformed, match="one name"):
        read_archive(write_archive({"a.csv": b"1", "A.csv": b"2"}))


def test_stored_member_is_refused():
    with pytest.raises(Malformed, match="not plain"):
        read_archive(zip_with(("a.csv", b"x"), method=zipfile.ZIP_STORED))


def ended(place: int, value: bytes, data: bytes = GOOD) -> bytes:
    """The zip with other bytes in its closing record of 22."""
    start = len(data) - 22 + place
    return data[:start] + value + data[start + len(value) :]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(zip_with(("a.csv", b"x"), comment=b"hello"), id="comment"),
        pytest.param(ended(20, b"\1"), id="comment that is not there"),
        pytest.param(ended(0, b"XX"), id="no mark"),
        pytest.param(ended(4, b"\1"), id="second disk"),
        pytest.param(ended(6, b"\1"), id="directory elsewhere"),
        pytest.param(ended(8, b"\1"), id="fewer members here"),
        pytest.param(GOOD[-21:], id="end cut"),
    ],
)
def test_zip_that_does_not_end_plainly_is_refused(data):
    with pytest.raises(Malformed, match=r"does not end|is cut"):
        read_archive(data)


def test_bytes_before_the_zip_are_refused():
    with pytest.raises(Malformed, match="beside the directory"):
        read_archive(b"MZ" + GOOD)


def test_second_directory_for_readers_of_large_zips_is_refused():
    """Some readers would follow the locator of a 64-bit directory, others would not."""
    longer = GOOD[:-22] + b"PK\6\7" + bytes(16) + GOOD[-22:]
    size = int.from_bytes(GOOD[-10:-6], "little") + 20

    with pytest.raises(Malformed, match="beside the directory"):
        read_archive(ended(12, size.to_bytes(4, "little"), longer))


def test_directory_that_hides_its_length_is_not_even_parsed():
    flood = b"PK\1\2" * 100_000
    size = len(flood).to_bytes(4, "little")
    end = b"PK\5\6" + bytes(4) + b"\1\0\1\0" + size + bytes(6)

    with pytest.raises(Malformed, match="too many"):
        read_archive(flood + end)


def test_directory_that_points_elsewhere_is_refused():
    directory = GOOD.index(b"PK\1\2")
    moved = GOOD[: directory + 42] + b"\1" + GOOD[directory + 43 :]

    with pytest.raises(Malformed, match="directory"):
        read_archive(moved)


def test_too_many_members_are_refused():
    with pytest.raises(Malformed, match="too many"):
        read_archive(write_archive({f"m{n}": b"" for n in range(MAX_MEMBERS + 1)}))


def test_bomb_is_refused_before_it_is_inflated():
    with pytest.raises(Malformed, match="too much"):
        read_archive(write_archive({"a": bytes(MAX_INFLATED // 2 + 1), "b": bytes(MAX_INFLATED)}))
    with pytest.raises(Malformed, match="too well"):
        read_archive(write_archive({"a": bytes(1 << 20)}))


def test_bomb_that_hides_its_size_is_cut_short():
    bomb = write_archive({"a": bytes(40 << 20)})
    small = (1000).to_bytes(4, "little")
    hidden = bomb.replace((40 << 20).to_bytes(4, "little"), small)

    with pytest.raises(Malformed, match="another size"):
        read_archive(hidden)


def test_two_members_of_the_same_bytes_are_refused():
    """The overlapping bomb: every entry of the directory names the same packed bytes."""
    single = write_archive({"a.csv": b"x" * 100})
    directory = single[single.index(b"PK\1\2") : -22]
    start = single.index(b"PK\1\2")
    end = bytearray(single[-22:])
    end[8:12] = b"\2\0\2\0"
    end[12:16] = (2 * len(directory)).to_bytes(4, "little")
    overlapping = single[:start] + directory + directory.replace(b"a.csv", b"b.csv") + bytes(end)

    assert zipfile.ZipFile(io.BytesIO(overlapping)).namelist() == ["a.csv", "b.csv"]
    with pytest.raises(Malformed, match="directory differ"):
        read_archive(overlapping)


def test_bytes_between_two_members_are_refused():
    start = GOOD.index(b"PK\1\2")
    end = bytearray(GOOD[-22:])
    end[16:20] = (start + 3).to_bytes(4, "little")

    with pytest.raises(Malformed, match="between the members"):
        read_archive(GOOD[:start] + b"xyz" + GOOD[start:-22] + bytes(end))


def repacked(packed: bytes, size: int = 50) -> bytes:
    """A zip of fifty x whose one member is packed as `packed` and said to have `size` bytes."""
    single = write_archive({"a.csv": b"x" * 50})
    grown = bytearray(single.replace(PACKED, packed))
    directory = grown.index(b"PK\1\2")
    for place in (18, directory + 20):
        grown[place : place + 8] = len(packed).to_bytes(4, "little") + size.to_bytes(4, "little")
    grown[-6:-2] = directory.to_bytes(4, "little")
    return bytes(grown)


PACKED = zlib.compress(b"x" * 50, 9, -15)
UNFINISHED = zlib.compressobj(9, zlib.DEFLATED, -15)


@pytest.mark.parametrize(
    ("packed", "size"),
    [
        pytest.param(PACKED + zlib.compress(b"y", 9, -15), 50, id="second stream behind"),
        pytest.param(PACKED, 51, id="shorter than said"),
        pytest.param(PACKED, 49, id="longer than said"),
        pytest.param(
            UNFINISHED.compress(b"x" * 50) + UNFINISHED.flush(zlib.Z_SYNC_FLUSH), 50, id="unended"
        ),
    ],
)
def test_member_that_is_not_packed_as_said_is_refused(packed, size):
    assert read_archive(repacked(PACKED)) == {"a.csv": b"x" * 50}
    with pytest.raises(Malformed, match="another size"):
        read_archive(repacked(packed, size))


@given(st.binary(max_size=300))
def test_any_bytes_are_malformed(data):
    with pytest.raises(Malformed):
        read_archive(data)
