"""What a file is, told from its first bytes and its members, never from its name."""

import io
import re
import struct
import zipfile
from enum import StrEnum

from app.exchange.refusals import Refusal, Unsafe


class Kind(StrEnum):
    """The formats that lists come in."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    CLIPBOARD = "clipboard"


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", Refusal.PICTURE),
    (b"\x89PNG", Refusal.PICTURE),
    (b"\xff\xd8\xff", Refusal.PICTURE),
    (b"{\\rtf", Refusal.DOCUMENT),
    (b"PK\x05\x06", Refusal.EMPTY),
    (b"\x1f\x8b", Refusal.UNKNOWN),
    (b"Rar!", Refusal.UNKNOWN),
    (b"7z\xbc\xaf", Refusal.UNKNOWN),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<body", b"<meta", b"<style")
_HEAD_BYTES = 4096
_WORKBOOK_RECORDS = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00", re.DOTALL)
_RECORD_HEAD = struct.Struct("<HH")
_FILEPASS = 0x002F
_RECORDS_SEARCHED = 12


def kind_of(data: bytes) -> Kind:
    """The format of a file's bytes. Raises `Unsafe` for what is no list that can be read."""
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise Unsafe(Refusal.EMPTY)
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    for magic, refusal in _OTHERS:
        if data.startswith(magic):
            raise Unsafe(refusal)
    return _kind_of_text(data[:_HEAD_BYTES])


def _kind_of_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise Unsafe(Refusal.DAMAGED) from error
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "xl/workbook.bin" in names:
        raise Unsafe(Refusal.BINARY_WORKBOOK)
    if "word/document.xml" in names:
        raise Unsafe(Refusal.DOCUMENT)
    if "content.xml" in names:
        return _kind_of_open_document(data[:_HEAD_BYTES])
    raise Unsafe(Refusal.UNKNOWN)


def _kind_of_open_document(head: bytes) -> Kind:
    # The format's own rule: the member "mimetype" comes first and is stored uncompressed.
    if b"opendocument.spreadsheet" in head:
        return Kind.ODS
    raise Unsafe(Refusal.DOCUMENT if b"opendocument.text" in head else Refusal.UNKNOWN)


def _kind_of_ole(data: bytes) -> Kind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or _asks_password(data):
        raise Unsafe(Refusal.PROTECTED)
    if has("WordDocument"):
        raise Unsafe(Refusal.DOCUMENT)
    if has("_VBA_PROJECT"):
        raise Unsafe(Refusal.MACROS)
    if has("Workbook") or has("Book"):
        return Kind.XLS
    raise Unsafe(Refusal.UNKNOWN)


def _asks_password(data: bytes) -> bool:
    """Whether the first records of an .xls, up to those of its contents, say FILEPASS."""
    start = _WORKBOOK_RECORDS.search(data)
    at = start.start() if start else len(data)
    for _ in range(_RECORDS_SEARCHED):
        if at + _RECORD_HEAD.size > len(data):
            return False
        record, size = _RECORD_HEAD.unpack_from(data, at)
        if record == _FILEPASS:
            return True
        at += _RECORD_HEAD.size + size
    return False


def _kind_of_text(head: bytes) -> Kind:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_MARKUP):
        raise Unsafe(Refusal.WEB_PAGE)
    if b"\x00" in head and not head.startswith(_UTF16):
        raise Unsafe(Refusal.UNKNOWN)
    return Kind.CSV
