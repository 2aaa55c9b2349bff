"""The one place where text meets paper: measured, fitted, broken into lines, drawn.

Text is never markup here. Sizes are points, positions points from the lower left corner.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from app.documents.breaking import Breakable, Word, filled
from app.documents.fonts import Run, Shift, Style, runs

_SPACES = re.compile("[ \t\r\n]+")  # no-break spaces are not among them
_EVEN_ENOUGH = 0.25  # of the size
_LOST_AT_A_BREAK = 1.0  # of the size: a space, and what a pair stands apart
_SMALLER = 0.92


class Align(Enum):
    """Which point of a line its position means, as a share of the width left of it."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Ink:
    """Red, green and blue, 0 to 1."""

    red: float
    green: float
    blue: float

    @property
    def fill(self) -> str:
        """The words of PDF that make it the colour of what follows."""
        return f"{self.red:.3g} {self.green:.3g} {self.blue:.3g} rg"


BLACK = Ink(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """Text ready to draw; `width` at size 1, `tracking` in thousandths of the size."""

    text: str
    runs: tuple[Run, ...]
    width: float
    tracking: int = 0


Choice = tuple[float, int]
"""A size and the number of lines allowed at it."""

Box = tuple[float, list[Line]]
"""The size that was chosen, and the lines at it."""


@lru_cache(maxsize=1024)
def line(text: str, style: Style, tracking: int = 0) -> Line:
    """`text` ready to draw in `style`. Raises GlyphMissing as `fonts.runs` does."""
    parts = runs(text, style)
    width = sum(run.width for run in parts)
    if tracking:
        width += tracking * (sum(len(run.letters) for run in parts) - 1)
    return Line(text, parts, width / 1000, tracking)


class Measured:
    """A text measured once, at size 1, to be broken into lines at any size."""

    def __init__(self, text: str, style: Style) -> None:
        self.whole = line(_SPACES.sub(" ", text.strip(" ")), style)
        self._style = style
        self._words: list[Word] = []
        self._long: dict[int, Breakable] = {}

    def lines(self, limit: float) -> list[Line]:
        """As few lines as `limit` (width by size) allows, all about equally long.

        Words are kept whole where one fits; no-break spaces hold. No text gives no line.
        """
        if self.whole.width <= limit:
            return [self.whole] if self.whole.text else []
        words = self._broken(limit)
        fewest = len(filled(words, limit))
        narrow, wide = max(word.width for word in words), limit
        while wide - narrow > _EVEN_ENOUGH:
            middle = (narrow + wide) / 2
            if len(filled(words, middle)) > fewest:
                narrow = middle
            else:
                wide = middle
        return [line(text, self._style) for text in filled(words, wide)]

    def is_far_beyond(self, limit: float, most: int) -> bool:
        """Whether `most` lines cannot hold the text, seen without breaking it.

        The spaces at which lines end take no room, nor does a pair that a line’s end parts.
        """
        return self.whole.width - most * _LOST_AT_A_BREAK > limit * most

    def fits(self, choice: Choice, width: float) -> list[Line] | None:
        """The lines, where they are no more than allowed and no word but an address is broken."""
        size, most = choice
        limit = width / size
        if self.whole.width > limit * most:
            return None
        lines = self.lines(limit)
        is_whole = sum(len(one.text) + 1 for one in lines) == len(self.whole.text) + 1
        may_break = is_whole or "@" in self.whole.text or not lines
        return lines if len(lines) <= most and may_break else None

    def _broken(self, limit: float) -> list[Word]:
        """The words; those wider than `limit` in pieces that are not."""
        if not self._words:
            space = line(" ", self._style).width
            found = self.whole.text.split(" ")
            self._words = [Word(word, self._measure(word), space) for word in found]
        if all(word.width <= limit for word in self._words):
            return self._words
        return [piece for place in range(len(self._words)) for piece in self._pieces(place, limit)]

    def _pieces(self, place: int, limit: float) -> Iterable[Word]:
        word = self._words[place]
        if word.width <= limit:
            return [word]
        if place not in self._long:
            self._long[place] = Breakable(word, self._measure)
        return self._long[place].pieces(limit)

    def _measure(self, text: str) -> float:
        """The width of `text` at size 1; unlike `line`, nothing is remembered."""
        return sum(run.width for run in runs(text, self._style)) / 1000


def in_box(text: str, style: Style, choices: Sequence[Choice], width: float) -> Box:
    """The first size of `choices` at which `text` needs no more lines than allowed, with them.

    Where none does, the last one goes on shrinking: nothing that was typed is cut off.
    """
    measured = Measured(text, style)
    for choice in choices:
        fitting = measured.fits(choice, width)
        if fitting is not None:
            return choice[0], fitting
    size, most = choices[-1]
    while measured.is_far_beyond(width / size, most):
        size *= _SMALLER
    while len(lines := measured.lines(width / size)) > most:
        size *= _SMALLER
    return size, lines


def draw(
    canvas: Canvas,
    text_line: Line,
    x: float,
    y: float,
    size: float,
    ink: Ink = BLACK,
    align: Align = Align.LEFT,
) -> None:
    """Draw one line with its baseline at `y`."""
    if not text_line.runs:
        return
    left = x - text_line.width * size * align.value
    document = document_of(canvas)
    code = [
        word for run in text_line.runs for word in _shown(run, size, text_line.tracking, document)
    ]
    canvas.addLiteral(f"{ink.fill} BT {left:.2f} {y:.2f} Td {' '.join(code)} ET")


def document_of(canvas: Canvas) -> PDFDocument:
    """The file that `canvas` writes: it alone numbers a font’s letters, and holds the pages."""
    document: PDFDocument = getattr(canvas, "_doc")  # noqa: B009 - there is no open door to it
    return document


def draw_lines(
    canvas: Canvas,
    lines: Sequence[Line],
    x: float,
    y: float,
    size: float,
    leading: float,
    ink: Ink = BLACK,
    align: Align = Align.LEFT,
) -> float:
    """Draw lines downwards from the baseline `y`; the baseline of the line that would follow."""
    for one in lines:
        draw(canvas, one, x, y, size, ink, align)
        y -= leading
    return y


def _shown(run: Run, size: float, tracking: int, document: PDFDocument) -> list[str]:
    """The words of PDF that show a run. Shifts are between letters, never a state that stays."""
    code: list[str] = []
    shifts = _set_apart(run, tracking) if tracking else run.shifts
    start = first = 0
    for subset, codes in run.face.splitString(run.letters, document):
        name = run.face.getSubsetInternalName(subset, document)
        after = bisect_left(shifts, (start + len(codes),), lo=first)
        here = [(at - start, shift) for at, shift in shifts[first:after]]
        code.append(f"{name} {size:.4g} Tf [{_shifted(codes, here)}] TJ")
        start, first = start + len(codes), after
    return code


def _set_apart(run: Run, tracking: int) -> list[Shift]:
    """A shift after every letter."""
    pairs = dict(run.shifts)
    return [(at, tracking + pairs.get(at, 0)) for at in range(len(run.letters))]


def _shifted(codes: bytes, shifts: Sequence[Shift]) -> str:
    """The codes of letters as PDF writes them, broken where a shift follows."""
    words, since = [], 0
    for at, shift in shifts:
        words.append(f"<{codes[since : at + 1].hex()}>{-shift}")
        since = at + 1
    if since < len(codes):
        words.append(f"<{codes[since:].hex()}>")
    return "".join(words)
