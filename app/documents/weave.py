"""The frame of a certificate: a band as if woven in strips, between two thin rules."""

from collections.abc import Iterable

from reportlab.pdfgen.canvas import Canvas

from app.documents.page import ACCENT, HEIGHT, MM, OCHRE, WIDTH
from app.documents.text import Ink

OUTER = 9.5 * MM
"""From the paper's edge to the outer rule; office printers reach no further than 5 mm."""

BAND = 6.2 * MM
"""From the outer rule to the inner one."""

_THREAD = 0.5 * MM
_PERIOD = 6.6 * MM
_WHITE = Ink(1, 1, 1)

Point = tuple[float, float]


def draw_frame(canvas: Canvas) -> None:
    """Draw the frame: two inks, which are dark and middle in black and white too."""
    _rules(canvas)
    edge = OUTER + BAND / 2
    across, up = _places(edge, WIDTH - edge), _places(edge, HEIGHT - edge)
    diamonds = [(x, y) for x in across[1::2] for y in (edge, HEIGHT - edge)]
    diamonds += [(x, y) for y in up[1::2] for x in (edge, WIDTH - edge)]
    between = [(x, y) for x in across[2:-1:2] for y in (edge, HEIGHT - edge)]
    teeth = [(x, y + side * BAND / 2) for x, y in between for side in (-1, 1)]
    beside = [(x, y) for y in up[2:-1:2] for x in (edge, WIDTH - edge)]
    teeth += [(x + side * BAND / 2, y) for x, y in beside for side in (-1, 1)]
    corners = [(x, y) for x in (edge, WIDTH - edge) for y in (edge, HEIGHT - edge)]
    _stepped(canvas, corners, 6, ACCENT)
    _stepped(canvas, diamonds, 5, ACCENT)
    _stepped(canvas, corners, 4, _WHITE)
    _stepped(canvas, diamonds, 3, _WHITE)
    _stepped(canvas, [*diamonds, *between, *beside], 2, OCHRE)
    _stepped(canvas, corners, 3, OCHRE)
    _teeth(canvas, teeth)


def _places(start: float, end: float) -> list[float]:
    """From corner to corner: edge of the corner, then diamond, gap, diamond … and the edge."""
    length = end - start - BAND
    halves = 2 * round(length / _PERIOD)
    return [start + BAND / 2 + length * place / halves for place in range(halves + 1)]


def _rules(canvas: Canvas) -> None:
    canvas.setStrokeColorRGB(ACCENT.red, ACCENT.green, ACCENT.blue)
    for inset, width in ((OUTER, 1.2), (OUTER + BAND, 0.6)):
        canvas.setLineWidth(width)
        canvas.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)


def _stepped(canvas: Canvas, centres: Iterable[Point], steps: int, ink: Ink) -> None:
    """Diamonds of `steps` threads from centre to point, as a loom makes them."""
    path = canvas.beginPath()
    for x, y in centres:
        for step in range(steps):
            half_width, half_height = (step + 0.5) * _THREAD, (steps - step - 0.5) * _THREAD
            path.rect(x - half_width, y - half_height, 2 * half_width, 2 * half_height)
    canvas.setFillColorRGB(ink.red, ink.green, ink.blue)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=1)


def _teeth(canvas: Canvas, centres: Iterable[Point]) -> None:
    """The halves of diamonds that lie inside the band: they stand on its rules."""
    canvas.saveState()
    path = canvas.beginPath()
    inner = OUTER + BAND
    path.rect(OUTER, OUTER, WIDTH - 2 * OUTER, HEIGHT - 2 * OUTER)
    path.rect(inner, inner, WIDTH - 2 * inner, HEIGHT - 2 * inner)
    canvas.clipPath(path, stroke=0, fill=0, fillMode=0)
    _stepped(canvas, centres, 3, ACCENT)
    canvas.restoreState()
