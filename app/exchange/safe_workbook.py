"""Look at an .xlsx or .ods before any library does: refuse in milliseconds what would kill it.

Streaming and in constant memory. What it lets through is still read in a confined child.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from xml.parsers import expat

from app.exchange.refusals import Refusal, Unsafe
from app.exchange.sheet_scan import SheetScan

LARGEST_FILE_BYTES = 20_000_000
_MOST_MEMBERS = 400
_LARGEST_MEMBER_BYTES = 60_000_000
_LARGEST_TOTAL_BYTES = 120_000_000
_BOMB_RATIO = 150
"""Honest sheets shrink 5 to 60 times; a member of a megabyte that shrinks 150 times is a bomb."""
_RATIO_FROM_BYTES = 1_000_000
_CHUNK_BYTES = 1 << 16

_Member = zipfile.ZipInfo


def inspect_workbook(data: bytes) -> None:
    """Raise `Unsafe` when the zipped workbook `data` is built to hurt its reader."""
    if len(data) > LARGEST_FILE_BYTES:
        raise Unsafe(Refusal.TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _inspect_directory(members)
            scan = SheetScan()
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _inspect_xml(_chunks(archive, member), scan)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise Unsafe(Refusal.DAMAGED) from error


def _inspect_directory(members: list[_Member]) -> None:
    names = [member.filename.replace("\\", "/").lower() for member in members]
    if len(members) > _MOST_MEMBERS:
        raise Unsafe(Refusal.TOO_LARGE)
    if len(set(names)) != len(names) or _overlap(members):
        raise Unsafe(Refusal.HOSTILE)
    if any(member.flag_bits & 1 for member in members):
        raise Unsafe(Refusal.PROTECTED)
    if any(
        member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members
    ):
        raise Unsafe(Refusal.HOSTILE)
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        raise Unsafe(Refusal.MACROS)
    _inspect_sizes(members)


def _inspect_sizes(members: list[_Member]) -> None:
    if any(_is_bomb(member) for member in members):
        raise Unsafe(Refusal.HOSTILE)
    sizes = [member.file_size for member in members]
    if max(sizes, default=0) > _LARGEST_MEMBER_BYTES or sum(sizes) > _LARGEST_TOTAL_BYTES:
        raise Unsafe(Refusal.TOO_LARGE)


def _is_bomb(member: _Member) -> bool:
    ratio = member.file_size / max(1, member.compress_size)
    return member.file_size > _RATIO_FROM_BYTES and ratio > _BOMB_RATIO


def _overlap(members: list[_Member]) -> bool:
    spans = sorted((member.header_offset, member.compress_size) for member in members)
    return any(start + size > following for (start, size), (following, _) in pairwise(spans))


def _chunks(archive: zipfile.ZipFile, member: _Member) -> Iterator[bytes]:
    """The member unpacked piece by piece, never more than it may hold, whatever it declares."""
    left = _LARGEST_MEMBER_BYTES
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            left -= len(chunk)
            if left < 0:
                raise Unsafe(Refusal.HOSTILE)
            yield chunk


def _inspect_xml(chunks: Iterator[bytes], scan: SheetScan) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    scan.watch(parser)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unsafe(Refusal.DAMAGED) from error


def _refuse_dtd(*_: object) -> None:
    # No office program writes a DTD: it is there for entity bombs and for reading local files.
    raise Unsafe(Refusal.HOSTILE)
