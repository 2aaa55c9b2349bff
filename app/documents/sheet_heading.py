"""What stands above and below the rows of an attendance sheet, the same on every page."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from reportlab.pdfgen.canvas import Canvas

from app.documents.fonts import Style
from app.documents.page import INK, MM, SOFT_INK
from app.documents.papers import SheetPart
from app.documents.sheet_layout import BOTTOM, LEFT, RIGHT, TOP, head_heights
from app.documents.text import Align, Choice, Line, draw, draw_lines, in_box, line

GREY = 0.93
"""Ground of headings; more than 10 % of toner would drown a biro (SH-13)."""

_ASIDE = 74 * MM
_ASIDE_LEAST = 18 * MM
_ASIDE_MOST = 25 * MM
_ASIDE_DAY: tuple[Choice, ...] = ((13, 1), (11, 1), (10, 1), (9, 2))
_ASIDE_TEXT: tuple[Choice, ...] = ((9.5, 1), (8.5, 1), (7.5, 2), (6.5, 2))
_PAGE_NUMBER = 58 * MM
_ABOUT: tuple[Choice, ...] = ((10.5, 1), (10.5, 2), (9.5, 2), (9, 3), (8, 4))
_ABOUT_BELOW: tuple[Choice, ...] = ((8.5, 1), (8.5, 2), (8, 2), (7.5, 3))
_CREDIT: tuple[Choice, ...] = ((8.5, 1), (7.5, 1), (7, 2), (6, 3))
_HEADING: tuple[Choice, ...] = ((9, 1), (8, 1), (7.5, 2), (6.5, 2), (5.5, 2))
_SMALL: tuple[Choice, ...] = ((7.5, 1), (6.5, 1), (5.5, 2))


def draw_header(canvas: Canvas, part: SheetPart) -> float:
    """Title, what the list is about, the day in a box, the footer. Answers the table's top."""
    top = TOP - _draw_aside(canvas, part)
    y = TOP - 5 * MM
    title = line(part.title, Style.PLAIN_BOLD, 40)
    draw(canvas, title, LEFT, y, 16, INK)
    if part.second_title:
        second = line(part.second_title, Style.PLAIN)
        draw(canvas, second, LEFT + title.width * 16 + 4 * MM, y, 11, SOFT_INK)
    y -= 6.2 * MM
    width = RIGHT - LEFT - _ASIDE - 6 * MM
    for texts, choices, ink, gap in (
        (part.about, _ABOUT, INK, 0.6 * MM),
        (part.about_below, _ABOUT_BELOW, SOFT_INK, 0.2 * MM),
        (part.credit, _CREDIT, SOFT_INK, 0),
    ):
        for text in texts:
            size, lines = in_box(text, Style.PLAIN, choices, width)
            y = draw_lines(canvas, lines, LEFT, y, size, size * 1.3, ink) - gap
    _draw_footer(canvas, part)
    return min(y, top) - 1.2 * MM


def _draw_aside(canvas: Canvas, part: SheetPart) -> float:
    """The box that tells the day from afar; grey when the paper is not to be signed.

    It grows with what it says, up to a limit, then the letters shrink. Answers its height.
    """
    found: list[tuple[Line, float]] = []
    for position, text in enumerate(part.aside):
        style, choices = (Style.PLAIN, _ASIDE_TEXT) if position else (Style.PLAIN_BOLD, _ASIDE_DAY)
        size, lines = in_box(text, style, choices, _ASIDE - 6 * MM)
        found += [(one, size * 1.25) for one in lines]
    total = sum(leading for _, leading in found)
    height = min(max(total + 3 * MM, _ASIDE_LEAST), _ASIDE_MOST)
    _draw_box(canvas, height, is_grey=part.is_state)
    scale = min(1, (height - 2.5 * MM) / total) if found else 1
    y = TOP - height / 2 + total * scale / 2
    for ready, leading in found:
        y -= leading * scale
        size = leading * scale / 1.25
        draw(canvas, ready, RIGHT - _ASIDE / 2, y + size * 0.3, size, INK, Align.CENTRE)
    return height


def _draw_box(canvas: Canvas, height: float, *, is_grey: bool) -> None:
    canvas.setLineWidth(1.2 if is_grey else 0.7)
    canvas.setStrokeGray(0)
    canvas.setFillGray(GREY)
    box = (RIGHT - _ASIDE, TOP - height, _ASIDE, height)
    canvas.roundRect(*box, 1.5 * MM, stroke=1, fill=int(is_grey))


def draw_headings(canvas: Canvas, part: SheetPart, xs: Sequence[float], top: float) -> None:
    """The table's own heading: columns, and days above their half-days."""
    upper, lower = head_heights(part)
    canvas.setFillGray(GREY)
    canvas.rect(LEFT, top - upper - lower, RIGHT - LEFT, upper + lower, stroke=0, fill=1)
    for column, (x1, x2) in zip(part.columns, pairwise(xs), strict=False):
        _draw_heading(canvas, (column.heading, column.below), x1, x2, top, upper + lower)
    start = len(part.columns)
    for sign, (x1, x2) in zip(part.sign_columns, pairwise(xs[start:]), strict=True):
        _draw_heading(canvas, (sign.heading, sign.below), x1, x2, top - upper, lower)
    for group, columns in groupby(part.sign_columns, key=lambda column: column.group):
        end = start + len(list(columns))
        _draw_heading(canvas, (group, ""), xs[start], xs[end], top, upper)
        start = end


def _draw_heading(
    canvas: Canvas, texts: tuple[str, str], x1: float, x2: float, top: float, height: float
) -> None:
    """A heading in the middle of its cell, the second language small below it."""
    width = x2 - x1 - 1.2 * MM
    heading, below = texts
    size, lines = in_box(heading, Style.PLAIN_BOLD, _HEADING, width)
    small, second = in_box(below, Style.PLAIN, _SMALL, width) if below else (0.0, [])
    block = len(lines) * size * 1.1 + len(second) * small * 1.1
    y = top - height / 2 + block / 2 - size * 0.85
    x = (x1 + x2) / 2
    y = draw_lines(canvas, lines, x, y, size, size * 1.1, INK, Align.CENTRE)
    y += (size - small) * 0.25
    draw_lines(canvas, second, x, y, small, small * 1.1, SOFT_INK, Align.CENTRE)


def draw_page_number(canvas: Canvas, text: str) -> None:
    """« Page 1 sur 2 » at the right of the footer."""
    draw(canvas, line(text, Style.PLAIN_BOLD), RIGHT, BOTTOM, 8.5, INK, Align.RIGHT)


def _draw_footer(canvas: Canvas, part: SheetPart) -> None:
    """The notice on data at the left, above the page number the code that names the sheet."""
    choices = ((7, 2), (7, 3), (6.5, 3), (6, 3), (5.5, 3))
    size, lines = in_box(part.notice, Style.PLAIN, choices, RIGHT - LEFT - _PAGE_NUMBER)
    top = BOTTOM + (len(lines) - 1) * size * 1.2
    draw_lines(canvas, lines, LEFT, top, size, size * 1.2, SOFT_INK)
    draw(
        canvas, line(part.footer, Style.PLAIN), RIGHT, BOTTOM + 3.6 * MM, 7.5, SOFT_INK, Align.RIGHT
    )
