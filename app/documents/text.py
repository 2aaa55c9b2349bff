"""The one place where text meets paper: measured, fitted, broken into lines, drawn.

Text is never markup here. Sizes are points, positions points from the lower left corner.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from app.documents.fonts import Run, Shift, Style, runs

_SPACES = re.compile("[ \t\r\n]+")  # no-break spaces are not among them
_EVEN_ENOUGH = 0.25  # of the size


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
        self._words: list[_Word] = []

    def lines(self, limit: float) -> list[Line]:
        """As few lines as `limit` (width by size) allows, all about equally long.

        Words are kept whole where one fits; no-break spaces hold. No text gives no line.
        """
        if self.whole.width <= limit:
            return [self.whole] if self.whole.text else []
        words = self._broken(limit)
        fewest = len(_filled(words, limit))
        narrow, wide = max(word.width for word in words), limit
        while wide - narrow > _EVEN_ENOUGH:
            middle = (narrow + wide) / 2
            if len(_filled(words, middle)) > fewest:
                narrow = middle
            else:
                wide = middle
        return [line(text, self._style) for text in _filled(words, wide)]

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

    def _broken(self, limit: float) -> list["_Word"]:
        """The words; those wider than `limit` in pieces that are not."""
        if not self._words:
            space = line(" ", self._style).width
            ready = (line(word, self._style) for word in self.whole.text.split(" "))
            self._words = [_Word(one.text, one.width, space) for one in ready]
        if all(word.width <= limit for word in self._words):
            return self._words
        return [piece for word in self._words for piece in _pieces(word, self._style, limit)]


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
    while len(lines := measured.lines(width / size)) > most:
        size *= 0.92
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


@dataclass(frozen=True, slots=True)
class _Word:
    """Letters that stay on one line; width and the space before them at size 1."""

    letters: str
    width: float
    space: float


def _pieces(word: _Word, style: Style, limit: float) -> Iterator[_Word]:
    """`word` cut where `limit` is reached, an address after its signs; without spaces between."""
    rest, space = word.letters, word.space
    while len(rest) > 1 and line(rest, style).width > limit:
        ends = range(len(rest) - 1, 1, -1)
        end = next((n for n in ends if line(rest[:n], style).width <= limit), 1)
        signs = [n for n in range(end, end // 3, -1) if rest[n - 1] in "@./-_"]
        end = next((n for n in signs if rest[n - 1] == "@"), signs[0] if signs else end)
        yield _Word(rest[:end], line(rest[:end], style).width, space)
        rest, space = rest[end:], 0
    yield _Word(rest, line(rest, style).width, space)


def _filled(words: Sequence[_Word], limit: float) -> list[str]:
    """Lines filled one after the other, none wider than `limit`."""
    lines: list[str] = []
    left = -1.0
    for word in words:
        left -= word.space + word.width
        if lines and left >= 0:
            lines[-1] += (" " if word.space else "") + word.letters
        else:
            lines.append(word.letters)
            left = limit - word.width
    return lines


def _shown(run: Run, size: float, tracking: int, document: PDFDocument) -> list[str]:
    """The words of PDF that show a run. Shifts are between letters, never a state that stays."""
    code: list[str] = []
    shifts = _set_apart(run, tracking) if tracking else run.shifts
    start = 0
    for subset, codes in run.face.splitString(run.letters, document):
        name = run.face.getSubsetInternalName(subset, document)
        here = [(at - start, shift) for at, shift in shifts if 0 <= at - start < len(codes)]
        code.append(f"{name} {size:.4g} Tf [{_shifted(codes, here)}] TJ")
        start += len(codes)
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
