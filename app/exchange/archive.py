"""The zip inside a bundle: equal members are equal bytes, and nothing hides between them."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from app.exchange.malformed import Malformed

MAX_MEMBERS = 500
MAX_INFLATED = 64 << 20
"""Bytes of all members together: an import of 10,000 people makes about 45 MB."""

MAX_RATIO = 250
"""Bytes that one packed byte may become; our widest tables reach about 30."""

_DATE = (1980, 1, 1, 0, 0, 0)
_NAME = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_-]*/){0,3}[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}
"""Names that Windows keeps for itself, whatever follows the dot."""

_END = struct.Struct("<4s4H2LH")
_LOCAL_BYTES, _CENTRAL_BYTES = 30, 46
_UNIX = 3


def write_archive(members: Mapping[str, bytes]) -> bytes:
    """A zip of `members`, by name: sorted, without dates, deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, _UNIX
            info.external_attr = 0o644 << 16
            archive.writestr(info, members[name], compresslevel=9)
    return out.getvalue()


def read_archive(data: bytes) -> dict[str, bytes]:
    """The members of a zip, by name, in its order.

    Raises Malformed on a member too many, too large or too well packed, on a name that is not
    plain, and on any byte that does not belong to exactly one member.
    """
    _check_end(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            directory = archive.infolist()
            start = archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise Malformed("no zip") from None
    _check_names([info.filename for info in directory])
    _check_sizes(directory, len(data))
    members = {}
    offset = 0
    for info in directory:
        members[info.filename], offset = _member(data, info, offset)
    if offset != start:
        raise Malformed("bytes between the members of the zip")
    return members


def _check_end(data: bytes) -> None:
    """The last 22 bytes close the zip, say where its directory is, and how small that is."""
    if len(data) < _END.size:
        raise Malformed("the zip is cut")
    mark, disk, first, here, count, size, start, comment = _END.unpack(data[-_END.size :])
    if mark != b"PK\5\6" or disk or first or comment or here != count:
        raise Malformed("the zip does not end")
    if start + size + _END.size != len(data) or b"PK\6\7" in data[-_END.size - 20 : -_END.size]:
        raise Malformed("bytes beside the directory of the zip")
    if count > MAX_MEMBERS or size > MAX_MEMBERS * (_CENTRAL_BYTES + 200):
        raise Malformed("too many members in the zip")


def _check_names(names: list[str]) -> None:
    if len({name.casefold() for name in names}) != len(names):
        raise Malformed("two members of the zip have one name")
    for name in names:
        if not _NAME.fullmatch(name) or _is_reserved(name):
            raise Malformed("a name in the zip is not plain")


def _is_reserved(name: str) -> bool:
    return any(part.split(".")[0].casefold() in _DEVICES for part in name.split("/"))


def _check_sizes(directory: list[zipfile.ZipInfo], size: int) -> None:
    """Before anything is inflated: what the directory of a zip of `size` bytes admits to.

    It is held to it later.
    """
    if any(info.compress_size > size for info in directory):  # Python 3.11.2 fails on it
        raise Malformed("a member is larger than the zip")
    if sum(info.file_size for info in directory) > MAX_INFLATED:
        raise Malformed("the zip holds too much")
    if any(info.file_size > MAX_RATIO * info.compress_size + 1024 for info in directory):
        raise Malformed("the zip is packed too well")
    plain = (zipfile.ZIP_DEFLATED, 0, b"", b"")
    if any(
        (info.compress_type, info.flag_bits, info.extra, info.comment) != plain
        for info in directory
    ):
        raise Malformed("a member of the zip is not plain")


def _member(data: bytes, info: zipfile.ZipInfo, offset: int) -> tuple[bytes, int]:
    """The bytes of `info`, whose header must be at `offset`, and where the next one is."""
    header = info.FileHeader(zip64=False)
    first = offset + len(header)
    if info.header_offset != offset or data[offset:first] != header:
        raise Malformed("the zip and its directory differ")
    end = first + info.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(data[first:end], info.file_size + 1)
    except zlib.error:
        raise Malformed("a member of the zip is damaged") from None
    if not inflater.eof or inflater.unused_data or len(content) != info.file_size:
        raise Malformed("a member of the zip has another size")
    if zlib.crc32(content) != info.CRC:
        raise Malformed("a member of the zip is damaged")
    return content, end
