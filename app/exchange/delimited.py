"""Text that holds a list: its encoding, its separator, its rows."""

import codecs
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from app.domain.lists.cells import Row
from app.exchange.quoting import records
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
_MIXED = "utf-8 by lines"
_FOREIGN = "\ufdd0"
"""Marks a line in another encoding than the rest; Unicode keeps it from being a letter."""
_LOST = "\N{REPLACEMENT CHARACTER}"
"""What another program left of a letter that it could not read."""
_LONGEST_CELL = 131_072
"""Characters: as the standard reader of CSV has it."""
_SEPARATOR_LINE = "sep="
_BLANK = " \t\r\n\N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Delimited:
    """Rows of texts, with the encoding and the separator that gave them.

    `misread` are the rows, from 0, where the file is faulty: a quotation mark never closed,
    letters in another encoding than the rest, more cells than there are columns.
    """

    rows: tuple[Row, ...]
    encoding: str
    separator: str
    misread: frozenset[int] = frozenset()


def read_delimited(data: bytes, encoding: str = "") -> Delimited:
    """The rows of a .csv, .tsv or .txt file; `encoding` overrides the guess.

    Raises `Unsafe` for bytes that are no text, and beyond the size of a list.
    """
    guessed = encoding or guess_encoding(data)
    try:
        if guessed == _MIXED:
            return split_text(_decoded_by_lines(data), "utf-8")
        return split_text(data.decode(guessed), guessed)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unsafe(Refusal.UNKNOWN) from error


def split_text(text: str, encoding: str = "", separators: str = SEPARATORS) -> Delimited:
    """The rows of `text`, cut at the separator that cuts its lines most evenly."""
    separator, text = _declared_separator(text.replace("\x00", ""))
    separator = separator or guess_separator(text, separators)
    rows: list[Row] = []
    misread: set[int] = set()
    width = _usual_width(text, separator)
    for record in records(text, separator, width):
        if len(rows) >= LARGEST_ROW or len(record.cells) > LARGEST_COLUMN:
            raise Unsafe(Refusal.TOO_LARGE)
        if max(map(len, record.cells)) > _LONGEST_CELL:
            raise Unsafe(Refusal.DAMAGED)
        if record.is_faulty or _is_suspect(record.cells, width):
            misread.add(len(rows))
        rows.append(tuple(map(_cell, record.cells)))
    return Delimited(tuple(rows), encoding, separator, frozenset(misread))


def _is_suspect(cells: Sequence[str], width: int) -> bool:
    """Whether a row is longer than the others, or has letters that were not read."""
    beyond = any(cell.strip(_BLANK) for cell in cells[width:])
    return beyond or any(_FOREIGN in cell or _LOST in cell for cell in cells)


def _cell(text: str) -> str | None:
    clean = text.replace(_FOREIGN, "").encode("utf-8", "replace").decode()
    return clean if clean.strip(_BLANK) else None


def _decoded_by_lines(data: bytes) -> str:
    """A text that is UTF-8 in most lines, and something older in some, which get a mark."""
    return "".join(map(_decoded, data.splitlines(keepends=True)))


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return _FOREIGN + line.decode(_LAST_RESORT, "replace")


def guess_encoding(data: bytes) -> str:
    """The mark at the start, else UTF-8 where it fits without fault, else the likeliest.

    `_MIXED` where only some lines are UTF-8.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if _is_partly_utf8(data):
            return _MIXED
        from charset_normalizer import from_bytes  # noqa: PLC0415 - 3 MB for the rare old file

        best = from_bytes(_telling(data), cp_isolation=ENCODINGS).best()
        return best.encoding if best else _LAST_RESORT
    return "utf-8"


def _is_partly_utf8(data: bytes) -> bool:
    """Whether some lines with accents are UTF-8: no other encoding gives that by chance."""
    return any(_is_utf8(line) for line in data.splitlines() if not line.isascii())


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _telling(data: bytes) -> bytes:
    """The lines with accents, the only ones that tell one encoding from another."""
    lines = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:_TELLING_BYTES]


def guess_separator(text: str, separators: str = SEPARATORS) -> str:
    """The separator that gives most lines one same number of cells, more than one.

    csv.Sniffer is not asked: the apostrophes of « l’action » and « N'Diaye » are quotes to it.
    """
    return max(separators, key=lambda separator: _evenness(_widths(text, separator)))


def _usual_width(text: str, separator: str) -> int:
    """How many cells most lines have."""
    widths = _widths(text, separator)
    return max(widths, key=lambda width: widths[width], default=0)


def _widths(text: str, separator: str) -> Counter[int]:
    """How many of the first rows have how many cells."""
    return Counter(len(one.cells) for one in islice(records(text, separator), _SAMPLE_LINES))


def _evenness(widths: Counter[int]) -> int:
    return max((count * (width - 1) for width, count in widths.items() if width > 1), default=0)


def _declared_separator(text: str) -> tuple[str, str]:
    """Excel's own first line « sep=; », taken off."""
    first, _, rest = text.replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    declared = first.strip().strip('"').lower()
    if declared.startswith(_SEPARATOR_LINE) and len(declared) == len(_SEPARATOR_LINE) + 1:
        return declared[-1], rest
    return "", text
