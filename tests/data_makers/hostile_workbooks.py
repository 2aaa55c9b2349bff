"""Small files that would kill, hang or fool whoever reads them as a list without looking first."""

import io
import struct
import zipfile
from functools import cache

Members = dict[str, str | bytes]

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_PATH = "xl/worksheets/sheet1.xml"
_STRINGS_PATH = "xl/sharedStrings.xml"
_XML = '<?xml version="1.0"?>'
_TO_STRING = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_MANIFEST = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_CELL = (
    '<table:table-cell office:value-type="string"{more}><text:p>a</text:p></table:table-cell>'
)


def cell(reference: str, value: object) -> str:
    """A number cell of an .xlsx."""
    return f'<c r="{reference}"><v>{value}</v></c>'


def sheet(data: str, before: str = "", after: str = "", doctype: str = "") -> str:
    """The XML of a sheet around `data`."""
    inside = f"{before}<sheetData>{data}</sheetData>{after}"
    return f"{_XML}{doctype}<worksheet {_MAIN}>{inside}</worksheet>"


def xlsx(page: str, strings: str | bytes = "", more: Members | None = None) -> bytes:
    """An .xlsx with one sheet, written by hand, with `more` members."""
    members: Members = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_TYPES}"/>',
        "_rels/.rels": _links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        _STRINGS_PATH: strings or f"<sst {_MAIN}/>",
        _SHEET_PATH: page,
        **(more or {}),
    }
    return zipped(members)


def zipped(members: Members) -> bytes:
    """A zip of `members`, deflated but for `mimetype`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, stored)
    return stream.getvalue()


def ods(rows: str, manifest: str = "", more: Members | None = None) -> bytes:
    """An .ods with one sheet of `rows`, written by hand."""
    return zipped(
        {
            "mimetype": _ODS_TYPE,
            "META-INF/manifest.xml": _XML
            + f"<manifest:manifest {_MANIFEST}>"
            + f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}">'
            + f"{manifest}</manifest:file-entry></manifest:manifest>",
            "content.xml": f"{_XML}<office:document-content {_ODF}><office:body>"
            f'<office:spreadsheet><table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            **(more or {}),
        }
    )


def ods_cell(more: str = "") -> str:
    """A text cell of an .ods, with `more` attributes."""
    return _ODS_CELL.format(more=f" {more}" if more else "")


@cache
def hostile() -> dict[str, bytes]:
    """Every killer by its name; each must be refused."""
    far = f'<row r="1">{cell("A1", 1)}</row>'
    return {
        "two_corners": xlsx(sheet(f'{far}<row r="1048576">{cell("XFD1048576", 2)}</row>')),
        "one_far_row": xlsx(sheet(f'{far}<row r="1048576">{cell("A1048576", 2)}</row>')),
        "far_row_without_reference": xlsx(
            sheet(f'{far}<row r="1048575"/><row><c><v>1</v></c></row>')
        ),
        "out_of_grid": xlsx(sheet(f'{far}<row r="99999999">{cell("XFD99999999", 2)}</row>')),
        "row_number_overflow": xlsx(sheet(f'<row r="99999999999999999999">{cell("A1", 2)}</row>')),
        "nonsense_reference": xlsx(sheet(f'<row r="1">{cell("ABCDE1", 2)}</row>')),
        "sixteen_thousand_columns": xlsx(sheet(_wide_row(16_384))),
        "too_many_rows": xlsx(sheet("".join(_letters(30_000)))),
        "too_many_cells": xlsx(sheet("".join(_full_rows(2_100, 200)))),
        "bomb_of_empty_cells": xlsx(sheet("<row>" + "<c/>" * 400_000 + "</row>")),
        "one_cell_of_megabytes": xlsx(sheet(_inline("A" * 5_000_000))),
        "billion_laughs": xlsx(sheet(_TO_STRING), _billion_laughs()),
        "quadratic_entities": xlsx(sheet(_TO_STRING), _quadratic()),
        "file_behind_an_entity": xlsx(sheet(_TO_STRING), _external_entity()),
        "entities_in_utf16": xlsx(sheet(_TO_STRING), _external_entity().encode("utf-16")),
        "dtd_in_the_sheet": xlsx(sheet(far, doctype="<!DOCTYPE worksheet>")),
        "macros": xlsx(sheet(far), more={"xl/vbaProject.bin": b"\xd0\xcf"}),
        "two_members_of_one_name": xlsx(sheet(far), more={"XL/worksheets/SHEET1.xml": sheet(far)}),
        "overlapping_members": overlapping(),
        "encrypted_members": encrypted_members(),
        "many_members": xlsx(sheet(far), more={f"xl/media/{n}.png": b"" for n in range(500)}),
        "cut_short": xlsx(sheet(far))[:-60],
        "broken_xml": xlsx(sheet(far).replace("</worksheet>", "")),
        "ods_value_repeated": ods(
            '<table:table-row table:number-rows-repeated="100000">'
            + ods_cell('table:number-columns-repeated="100"')
            + "</table:table-row>"
        ),
        "ods_far_row": ods(
            '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/>'
            f"</table:table-row><table:table-row>{ods_cell()}</table:table-row>"
        ),
        "ods_encrypted": ods(
            f"<table:table-row>{ods_cell()}</table:table-row>", "<manifest:encryption-data/>"
        ),
        "ods_macros": ods(
            f"<table:table-row>{ods_cell()}</table:table-row>",
            more={"Basic/Standard/M.xml": "<m/>"},
        ),
    }


@cache
def harmless() -> dict[str, bytes]:
    """Odd but honest files that must be read; each says 1 or « a » in its first cell."""
    first = f'<row r="1">{cell("A1", 1)}</row>'
    merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    row = f"<table:table-row>{ods_cell()}</table:table-row>"
    return {
        "plain": xlsx(sheet(first)),
        "merge_of_the_whole_grid": xlsx(sheet(first, after=merge)),
        "dimension_that_lies": xlsx(sheet(first, before='<dimension ref="A1:XFD1048576"/>')),
        "empty_row_at_the_bottom": xlsx(sheet(f'{first}<row r="1048576" ht="12.8"/>')),
        "coloured_cell_at_the_bottom": xlsx(
            sheet(f'{first}<row r="1048576"><c r="XFD1048576" s="0"/></row>')
        ),
        "deep_xml": xlsx(
            sheet(f'{first}<row r="2"><c t="inlineStr"><is>{_deep(20_000)}</is></c></row>')
        ),
        "not_a_number": xlsx(sheet(f'<row r="1">{cell("A1", 1)}{cell("B1", "1e999")}</row>')),
        "ods_padded_to_the_end": ods(
            row + '<table:table-row table:number-rows-repeated="1048575">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        ),
    }


def overlapping() -> bytes:
    """Two entries of the directory that share the same compressed bytes."""
    data = bytearray(xlsx(sheet(""), more={"xl/worksheets/sheet2.xml": sheet("")}))
    entries = _directory(data)
    offset = data[entries[-2] + 42 : entries[-2] + 46]
    data[entries[-1] + 42 : entries[-1] + 46] = offset
    return bytes(data)


def encrypted_members() -> bytes:
    """Every member says that it needs a password."""
    data = bytearray(xlsx(sheet("")))
    for entry in _directory(data):
        data[entry + 8] |= 1
    return bytes(data)


def ole(stream_name: str) -> bytes:
    """The head of an OLE file (.xls, .doc, a protected .xlsx) with one stream's name in it."""
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return magic + bytes(1016) + stream_name.encode("utf-16-le") + bytes(512)


def _directory(data: bytes) -> list[int]:
    """Where each entry of the zip's directory begins."""
    end = data.rindex(b"PK\x05\x06")
    (count, _, at) = struct.unpack_from("<HII", data, end + 10)
    entries = []
    for _ in range(count):
        entries.append(at)
        at += 46 + sum(struct.unpack_from("<HHH", data, at + 28))
    return entries


def _links(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_LINKS}">{links}</Relationships>'


def _inline(text: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _wide_row(columns: int) -> str:
    return "<row>" + "<c><v>1</v></c>" * columns + "</row>"


def _letters(rows: int) -> list[str]:
    """Rows that do not shrink enough to be refused for that."""
    return [f"<row><c><v>{n * 7919 % 1_000_003}</v></c></row>" for n in range(rows)]


def _full_rows(rows: int, columns: int) -> list[str]:
    return [
        "<row>" + "".join(f"<c><v>{(r * c) % 9973}</v></c>" for c in range(columns)) + "</row>"
        for r in range(rows)
    ]


def _deep(levels: int) -> str:
    return "<t>" * levels + "x" + "</t>" * levels


def _billion_laughs() -> str:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _strings(f'<!DOCTYPE s [<!ENTITY l0 "lol">{laughs}]>', "&l9;")


def _quadratic() -> str:
    return _strings(f'<!DOCTYPE s [<!ENTITY a "{"A" * 50_000}">]>', "&a;" * 20_000)


def _external_entity() -> str:
    return _strings('<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "[&a;]")


def _strings(doctype: str, text: str) -> str:
    return f"{_XML}{doctype}<sst {_MAIN}><si><t>{text}</t></si></sst>"
