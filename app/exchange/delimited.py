"""Text that holds a list: its encoding, its separator, its rows."""

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass

from charset_normalizer import from_bytes

from app.domain.cells import Row
from app.exchange.refusals import Refusal, Unsafe
from app.exchange.sheet_scan import LARGEST_COLUMN, LARGEST_ROW

SEPARATORS = ";\t,|"
"""In the order in which a tie is settled: what French and then English spreadsheets write."""

ENCODINGS = ["utf_8", "utf_16", "cp1252", "cp850", "mac_roman"]
"""What offices write here. A wider guess takes short Windows-1252 lists for Celtic or Baltic."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_LINES = 200
_TELLING_BYTES = 64_000
_LAST_RESORT = "cp1252"
_SEPARATOR_LINE = "sep="
_BLANK = " \t\r\n\N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Delimited:
    """Rows of texts, with the encoding and the separator that gave them."""

    rows: tuple[Row, ...]
    encoding: str
    separator: str


def read_delimited(data: bytes, encoding: str = "") -> Delimited:
    """The rows of a .csv, .tsv or .txt file; `encoding` overrides the guess.

    Raises `Unsafe` for bytes that are no text, and beyond the size of a list.
    """
    encoding = encoding or guess_encoding(data)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unsafe(Refusal.UNKNOWN) from error
    return split_text(text, encoding)


def split_text(text: str, encoding: str = "", separators: str = SEPARATORS) -> Delimited:
    """The rows of `text`, cut at the separator that cuts its lines most evenly."""
    separator, text = _declared_separator(text)
    try:
        separator = separator or guess_separator(text, separators)
        rows = _rows(text, separator)
    except csv.Error as error:
        raise Unsafe(Refusal.DAMAGED) from error
    return Delimited(rows, encoding, separator)


def _rows(text: str, separator: str) -> tuple[Row, ...]:
    rows: list[Row] = []
    lines = io.StringIO(text.replace("\x00", ""), newline="")
    for line in csv.reader(lines, delimiter=separator):
        if len(rows) >= LARGEST_ROW or len(line) > LARGEST_COLUMN:
            raise Unsafe(Refusal.TOO_LARGE)
        rows.append(tuple(cell if cell.strip(_BLANK) else None for cell in line))
    return tuple(rows)


def guess_encoding(data: bytes) -> str:
    """The mark at the start, else UTF-8 where it fits without fault, else the likeliest."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(_telling(data), cp_isolation=ENCODINGS).best()
        return best.encoding if best else _LAST_RESORT
    return "utf-8"


def _telling(data: bytes) -> bytes:
    """The lines with accents, the only ones that tell one encoding from another."""
    lines = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:_TELLING_BYTES]


def guess_separator(text: str, separators: str = SEPARATORS) -> str:
    """The separator that gives most lines one same number of cells, more than one.

    csv.Sniffer is not asked: the apostrophes of « l’action » and « N'Diaye » are quotes to it.
    """
    lines = text.splitlines()[:_SAMPLE_LINES]
    return max(separators, key=lambda separator: _evenness(lines, separator))


def _evenness(lines: list[str], separator: str) -> int:
    widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=separator))
    return max((count * (width - 1) for width, count in widths.items() if width > 1), default=0)


def _declared_separator(text: str) -> tuple[str, str]:
    """Excel's own first line « sep=; », taken off."""
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"').lower()
    if declared.startswith(_SEPARATOR_LINE) and len(declared) == len(_SEPARATOR_LINE) + 1:
        return declared[-1], rest
    return "", text
