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


def test_comment_behind_the_zip_is_refused():
    with pytest.raises(Malformed):
        read_archive(zip_with(("a.csv", b"x"), comment=b"hello"))


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


def test_second_stream_behind_the_first_is_refused():
    packed = zlib.compress(b"x" * 50, 9, -15)
    single = write_archive({"a.csv": b"x" * 50})
    longer = packed + zlib.compress(b"y", 9, -15)
    grown = bytearray(single.replace(packed, longer))
    directory = grown.index(b"PK\1\2")
    for place in (18, directory + 20):
        grown[place : place + 4] = len(longer).to_bytes(4, "little")
    grown[-6:-2] = directory.to_bytes(4, "little")

    assert packed in single
    with pytest.raises(Malformed, match="another size"):
        read_archive(bytes(grown))


@given(st.binary(max_size=300))
def test_any_bytes_are_malformed(data):
    with pytest.raises(Malformed):
        read_archive(data)
