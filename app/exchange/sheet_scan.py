"""Count the cells of a sheet while its XML streams by, and refuse those outside any list."""

from functools import cache
from xml.parsers.expat import XMLParserType

from app.exchange.refusals import Refusal, Unsafe

LARGEST_ROW = 20_000
LARGEST_COLUMN = 200
_MOST_CELLS = 400_000
"""Filled cells in the whole workbook."""
_MOST_ELEMENTS = 1_000_000
"""Cells with or without content: honest files carry many that are only coloured."""
_NO_REFERENCE = ""

Attributes = dict[str, str]


class SheetScan:
    """The counters of one workbook; `watch` each of its XML members in turn."""

    def __init__(self) -> None:
        self._cells = self._elements = 0
        self._begin()

    def watch(self, parser: XMLParserType) -> None:
        """Hang the right handler on `parser`, once the root element has told what comes."""
        self._begin()
        follow = {
            "document-content": self._in_open_document,
            "manifest": self._in_manifest,
            "sst": None,
            "styleSheet": None,
        }

        def start(name: str, _: Attributes) -> None:
            parser.StartElementHandler = follow.get(_local(name), self._in_sheet)

        parser.StartElementHandler = start

    def _begin(self) -> None:
        self._row = self._column = self._row_repeats = self._column_repeats = 0
        self._pending = False

    def _in_sheet(self, name: str, attributes: Attributes) -> None:
        """Follow the elements of an .xlsx sheet; a cell counts once something is in it."""
        match _local(name):
            case "c":
                self._enter_cell(attributes.get("r", _NO_REFERENCE))
            case "v" | "is" if self._pending:
                self._fill(self._row, self._column, 1)
            case "row":
                self._row = _number(attributes.get("r"), self._row + 1)
                self._column = 0
            case "mergeCell":
                self._count_element()

    def _enter_cell(self, reference: str) -> None:
        self._count_element()
        self._pending = True
        if not reference:
            self._column += 1
            return
        letters = reference.rstrip("0123456789")
        self._column = _column_number(letters)
        self._row = _number(reference[len(letters) :], 0)

    def _in_open_document(self, name: str, attributes: Attributes) -> None:
        """Follow the elements of an .ods: rows and cells say how often they repeat."""
        match _local(name):
            case "table-cell" | "covered-table-cell":
                self._count_element()
                self._column += self._column_repeats
                self._column_repeats = _repeats(attributes, "number-columns-repeated")
                self._pending = True
                if any(key.endswith("value-type") for key in attributes):
                    self._fill_repeated()
            case "p" if self._pending:
                self._fill_repeated()
            case "table-row":
                self._row += self._row_repeats
                self._row_repeats = _repeats(attributes, "number-rows-repeated")
                self._column = self._column_repeats = 0
            case "table":
                self._begin()

    def _fill_repeated(self) -> None:
        rows, columns = self._row_repeats, self._column_repeats
        self._fill(self._row + rows, self._column + columns, rows * columns)

    def _in_manifest(self, name: str, _: Attributes) -> None:
        if _local(name) == "encryption-data":
            raise Unsafe(Refusal.PROTECTED)

    def _fill(self, row: int, column: int, count: int) -> None:
        self._pending = False
        self._cells += count
        if row > LARGEST_ROW or column > LARGEST_COLUMN or self._cells > _MOST_CELLS:
            raise Unsafe(Refusal.TOO_LARGE)

    def _count_element(self) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise Unsafe(Refusal.TOO_LARGE)


@cache
def _local(name: str) -> str:
    return name.rpartition(":")[2]


@cache
def _column_number(letters: str) -> int:
    """A = 1, Z = 26, AA = 27. Raises `Unsafe` for what names no column."""
    if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        raise Unsafe(Refusal.HOSTILE)
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number(text: str | None, otherwise: int) -> int:
    """A row number. Raises `Unsafe` for one that no program writes."""
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise Unsafe(Refusal.HOSTILE)
    return int(text)


def _repeats(attributes: Attributes, wanted: str) -> int:
    return next((_number(v, 1) for key, v in attributes.items() if key.endswith(wanted)), 1)
