"""Attendance sheets to sign, and the same with what was entered; black and white throughout."""

from collections.abc import Sequence
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from app.documents.fonts import Style
from app.documents.page import INK, MM, SOFT_INK, paper, strokes
from app.documents.papers import Column, SheetData, SheetPart, SheetRow
from app.documents.sheet_heading import GREY, draw_header, draw_headings, draw_page_number
from app.documents.sheet_layout import (
    BOTTOM,
    FOOTER,
    LEFT,
    RIGHT,
    SECTION,
    Band,
    edges,
    head_heights,
    paginate,
)
from app.documents.text import Align, Box, Choice, Measured, draw, draw_lines, in_box, line

_CELL: tuple[Choice, ...] = ((10, 1), (9, 1), (8.5, 1), (8.5, 2), (7.5, 2), (6.5, 3))
_NAME: tuple[Choice, ...] = ((11, 1), (10, 1), (9, 1), (8.5, 1), (8.5, 2), (7, 3))
_PAIRS: tuple[tuple[Choice, Choice], ...] = (
    ((9.5, 1), (8, 1)),
    ((9.5, 1), (7.5, 1)),
    ((9, 2), (7.5, 1)),
    ((9, 1), (7.5, 2)),
    ((8.5, 1), (7.5, 1)),
    ((8.5, 1), (7, 1)),
    ((8, 2), (7, 1)),
    ((8, 1), (7, 2)),
    ((8, 1), (7, 1)),
    ((7.5, 2), (7, 1)),
    ((7.5, 1), (6.5, 2)),
    ((7, 2), (6.5, 1)),
    ((6.5, 3), (6, 1)),
    ((6.5, 2), (6, 2)),
    ((6, 3), (5.5, 1)),
    ((6, 2), (5, 2)),
    ((7.5, 1), (6, 1)),
)
"""Two texts in one cell, the best first: a second line rather than letters that no copy keeps."""

_LEADING = 1.15
_CLEAR = 2.4
"""Points left free in a full cell, above and below together, so that no letter meets a line."""

_MARK = 11
_PADDING = 1.5 * MM
_TEXT_LINE = 5.8 * MM
_SIGNING = 20 * MM
_STAMP = 36 * MM
"""Room for a signature at the least; for a round stamp too, where the page has it."""


def draw_sheet(data: SheetData) -> bytes:
    """A PDF of the sheets, part after part. Equal data give equal bytes.

    Raises GlyphMissing when a text holds a letter that cannot be printed.
    """
    return paper(data.title, data.language, lambda canvas: _draw_parts(canvas, data.parts))


def _draw_parts(canvas: Canvas, parts: Sequence[SheetPart]) -> None:
    for number, part in enumerate(parts):
        form = f"head{number}"
        canvas.beginForm(form)
        table_top = draw_header(canvas, part)
        xs = edges(part)
        draw_headings(canvas, part, xs, table_top)
        canvas.endForm()
        room = table_top - sum(head_heights(part)) - BOTTOM - FOOTER
        pages = paginate(part, room, _end_height(part))
        for page, bands in enumerate(pages.bands, 1):
            canvas.doForm(form)
            bottom = _draw_table(canvas, part, bands, pages.row_height, xs, table_top)
            if page == len(pages.bands):
                _draw_end(canvas, part, bottom)
            draw_page_number(canvas, part.page.format(x=page, y=len(pages.bands)))
            canvas.showPage()


def _draw_table(
    canvas: Canvas,
    part: SheetPart,
    bands: Sequence[Band],
    row_height: float,
    xs: Sequence[float],
    top: float,
) -> float:
    """Draw the rows of one page from under the headings on; the table's lower end."""
    y = top - sum(head_heights(part))
    blocks: list[list[float]] = [[y]]
    for band in bands:
        if band.row is None:
            _draw_section(canvas, band.heading, y)
            y -= SECTION
            blocks.append([y])
        else:
            _draw_row(canvas, part.columns, band.row, xs, y, row_height)
            y -= row_height
            blocks[-1].append(y)
    for ys in blocks:
        _hatch(canvas, part, xs, ys)
    _draw_grid(canvas, part, xs, top, blocks)
    return y


def _draw_section(canvas: Canvas, heading: str, top: float) -> None:
    canvas.setFillGray(GREY)
    canvas.rect(LEFT, top - SECTION, RIGHT - LEFT, SECTION, stroke=0, fill=1)
    ready = line(heading, Style.PLAIN_BOLD)
    draw(canvas, ready, LEFT + _PADDING, top - SECTION / 2 - 3, 9.5, INK)


def _draw_row(
    canvas: Canvas,
    columns: Sequence[Column],
    row: SheetRow,
    xs: Sequence[float],
    top: float,
    height: float,
) -> None:
    middle = top - height / 2
    for text, column, (x1, x2) in zip(row.cells, columns, pairwise(xs), strict=False):
        if text:
            _draw_cell(canvas, text, column, (x1, x2), middle, height)
    for position, mark in enumerate(row.marks, len(columns)):
        if mark:
            x = (xs[position] + xs[position + 1]) / 2
            ready = line(mark, Style.PLAIN_BOLD)
            draw(canvas, ready, x, middle - _MARK * 0.35, _MARK, INK, Align.CENTRE)


def _draw_cell(
    canvas: Canvas,
    text: str,
    column: Column,
    between: tuple[float, float],
    middle: float,
    height: float,
) -> None:
    """A cell's text in its middle; what follows a newline stands smaller below."""
    left, right = between
    width = right - left - 2 * _PADDING
    first, _, second = text.partition("\n")
    if second:
        (size, lines), (small, below) = _pair(first, second, width, height)
    else:
        choices = [one for one in (_NAME if column.is_name else _CELL) if _is_low(height, one)]
        (size, lines), (small, below) = in_box(first, Style.PLAIN, choices, width), (0.0, [])
    align = Align.CENTRE if column.is_centred else Align.LEFT
    x = (left + right) / 2 if column.is_centred else left + _PADDING
    block = (len(lines) * size + len(below) * small) * _LEADING
    y = middle + block / 2 - size * 0.88
    y = draw_lines(canvas, lines, x, y, size, size * _LEADING, INK, align)
    y += (size - small) * 0.88
    draw_lines(canvas, below, x, y, small, small * _LEADING, SOFT_INK, align)


def _pair(first: str, second: str, width: float, height: float) -> tuple[Box, Box]:
    """Sizes and lines of two texts in one cell: the largest that a row of `height` holds."""
    upper, lower = Measured(first, Style.PLAIN), Measured(second, Style.PLAIN)
    for large, small in _PAIRS:
        above, below = upper.fits(large, width), lower.fits(small, width)
        if above is not None and below is not None and _is_low(height, large, small):
            return (large[0], above), (small[0], below)
    large, small = _PAIRS[-1]
    return in_box(first, Style.PLAIN, [large], width), in_box(second, Style.PLAIN, [small], width)


def _is_low(height: float, *choices: Choice) -> bool:
    """Whether a row of `height` holds so many lines of such sizes."""
    return sum(size * lines for size, lines in choices) * _LEADING <= height - _CLEAR


def _hatch(canvas: Canvas, part: SheetPart, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Thin slanting lines where nobody needs to sign (SH-10)."""
    columns = list(enumerate(part.sign_columns, len(part.columns)))
    idle = [(xs[at], xs[at + 1]) for at, sign in columns if not sign.counts]
    if not idle or len(ys) < 2:
        return
    canvas.saveState()
    area = canvas.beginPath()
    for x1, x2 in idle:
        area.rect(x1, ys[-1], x2 - x1, ys[0] - ys[-1])
    canvas.clipPath(area, stroke=0, fill=0)
    height = ys[0] - ys[-1]
    start, end = idle[0][0] - height, idle[-1][1]
    step = 2.2 * MM
    starts = [start + step * n for n in range(int((end - start) / step) + 1)]
    strokes(canvas, [(x, ys[-1], x + height, ys[0]) for x in starts], 0.25, 0.45)
    canvas.restoreState()


def _draw_grid(
    canvas: Canvas,
    part: SheetPart,
    xs: Sequence[float],
    top: float,
    blocks: Sequence[Sequence[float]],
) -> None:
    """The lines of the table; those between days are heavier."""
    start = len(part.columns)
    upper, _ = head_heights(part)
    groups = [column.group for column in part.sign_columns]
    inner = {start + n for n, (a, b) in enumerate(pairwise(groups), 1) if a == b}
    under_head, end = blocks[0][0], blocks[-1][-1]
    heads = [(x, top - upper if n in inner else top, x, under_head) for n, x in enumerate(xs)]
    rows = [(LEFT, y, RIGHT, y) for ys in blocks for y in ys]
    uprights = [(x, ys[0], x, ys[-1]) for ys in blocks if len(ys) > 1 for x in xs]
    light = [*heads, *rows, *uprights, (xs[start], top - upper, RIGHT, top - upper)]
    strokes(canvas, light, 0.4, 0.25)
    days = [x for n, x in enumerate(xs) if n >= start and n not in inner]
    spans = [(top, under_head), *((ys[0], ys[-1]) for ys in blocks if len(ys) > 1)]
    frame = [(LEFT, y, RIGHT, y) for y in (top, under_head, end)]
    frame += [(x, top, x, end) for x in (LEFT, RIGHT)]
    strokes(canvas, [*frame, *((x, y1, x, y2) for x in days for y1, y2 in spans)], 0.9)


def _end_height(part: SheetPart) -> float:
    texts = len(part.totals) + len(part.closing)
    return 2 * MM + texts * _TEXT_LINE + _SIGNING + 3 * MM


def _draw_end(canvas: Canvas, part: SheetPart, bottom: float) -> None:
    """Totals, the closing sentence, places to sign: after the last row, never alone."""
    y = bottom - 2 * MM - _TEXT_LINE + 1.2 * MM
    for text in (*part.totals, *part.closing):
        size, lines = in_box(text, Style.PLAIN, ((10, 1), (9, 1), (8, 1), (7, 1)), RIGHT - LEFT)
        draw_lines(canvas, lines, LEFT, y, size, size, INK)
        y -= _TEXT_LINE
    step = (RIGHT - LEFT) / max(len(part.signatures), 1)
    y -= 1.5 * MM
    foot = max(y - _STAMP, min(y - _SIGNING + 5 * MM, BOTTOM + FOOTER + 2 * MM))
    for position, label in enumerate(part.signatures):
        x = LEFT + step * position
        first, _, hint = label.partition("\n")
        draw(canvas, line(first, Style.PLAIN_BOLD), x, y, 9.5, INK)
        draw(canvas, line(hint, Style.PLAIN), x, y - 4 * MM, 7.5, SOFT_INK)
        strokes(canvas, [(x, foot, x + step - 14 * MM, foot)], 0.5, 0.25)
