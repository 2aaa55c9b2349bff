"""Certificates: one A4 landscape page each; what all pages share is drawn once."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from app.documents.certificate_layout import (
    BETWEEN_LANGUAGES,
    BOTTOM,
    CODE_SIZE,
    EMBLEM_HEIGHT,
    LEFT,
    MIDDLE,
    NAME_BELOW,
    PERSONAL,
    RIGHT,
    TOP,
    Arrangement,
    Part,
    Seat,
    arrange,
    common,
    personal,
)
from app.documents.fonts import Style
from app.documents.page import INK, MM, OCHRE, SOFT_INK, paper, picture, rule
from app.documents.papers import CertificatePage, Emblem
from app.documents.qr import draw_code
from app.documents.text import Align, draw, draw_lines, in_box, line
from app.documents.weave import draw_frame

_GREY_LINE = 0.55
_EMBLEM_WIDTH = 50 * MM
_EMBLEM_GAP, _EMBLEM_MARGIN = 4 * MM, 2.5 * MM


def draw_certificates(pages: Sequence[CertificatePage]) -> bytes:
    """A PDF with one certificate a page. Equal pages give equal bytes.

    Raises GlyphMissing when a text holds a letter that cannot be printed.
    """
    first = pages[0]
    title = " – ".join(filter(None, (first.title, first.subject)))
    return paper(title, first.language, lambda canvas: _draw_all(canvas, pages))


def _draw_all(canvas: Canvas, pages: Sequence[CertificatePage]) -> None:
    known: dict[object, tuple[str, Arrangement]] = {}
    canvas.beginForm("frame")
    draw_frame(canvas)
    canvas.endForm()
    for page in pages:
        own = personal(page)
        shared, has_code = common(page), bool(page.payload)
        key = (
            shared,
            has_code,
            *((len(part.lines), part.room or part.size) for part in own.values()),
        )
        if key not in known:
            known[key] = (f"shared{len(known)}", arrange(shared, own, has_code=has_code))
            _draw_shared(canvas, known[key][0], shared, known[key][1])
        form, arrangement = known[key]
        canvas.doForm(form)
        _draw_own(canvas, page, own, arrangement)
        canvas.showPage()


def _draw_own(
    canvas: Canvas, page: CertificatePage, own: dict[str, Part], arrangement: Arrangement
) -> None:
    for key, part in own.items():
        if key in arrangement.parts:
            y = arrangement.parts[key].y
            if part.room:
                y += part.room / 2 + part.leading * (len(part.lines) - 1) / 2 - part.size * 0.33
            _draw_part(canvas, part, y)
    if page.payload:
        left = arrangement.code_x - CODE_SIZE / 2
        draw_code(canvas, page.payload, left, BOTTOM + NAME_BELOW - 1 * MM, CODE_SIZE)
        check = line(page.check, Style.PLAIN)
        draw(canvas, check, arrangement.code_x, BOTTOM, 7, SOFT_INK, Align.CENTRE)


def _draw_shared(
    canvas: Canvas, form: str, page: CertificatePage, arrangement: Arrangement
) -> None:
    canvas.beginForm(form)
    canvas.doForm("frame")
    _draw_emblems(canvas, page.emblems)
    for key, part in arrangement.parts.items():
        if key not in PERSONAL:
            _draw_part(canvas, part, part.y)
    rule(canvas, MIDDLE - 18 * MM, arrangement.rule_y, MIDDLE + 18 * MM, OCHRE, 1.4)
    for seat in arrangement.seats:
        _draw_seat(canvas, seat, arrangement.functions_y, page.sign_here)
    canvas.endForm()


def _draw_part(canvas: Canvas, part: Part, y: float) -> None:
    draw_lines(canvas, part.lines, MIDDLE, y, part.size, part.leading, part.ink, Align.CENTRE)


def _draw_seat(canvas: Canvas, seat: Seat, top: float, sign_here: str) -> None:
    """Function on top, empty paper, a line, the name below it."""
    for part in (seat.function, seat.below):
        y = top - part.size * 0.7
        draw_lines(canvas, part.lines, seat.x, y, part.size, part.leading, part.ink, Align.CENTRE)
        top -= part.height + BETWEEN_LANGUAGES
    half = seat.width * 0.42
    rule(canvas, seat.x - half, BOTTOM + NAME_BELOW, seat.x + half, SOFT_INK)
    if seat.signature.name:
        name = line(seat.signature.name, Style.BOOK)
        size = min(11.5, seat.width / name.width)
        draw(canvas, name, seat.x, BOTTOM + 0.4 * MM, size, INK, Align.CENTRE)
    else:
        hint = line(sign_here, Style.PLAIN)
        draw(canvas, hint, seat.x, BOTTOM + 0.6 * MM, 8, SOFT_INK, Align.CENTRE)


def _draw_emblems(canvas: Canvas, emblems: Sequence[Emblem]) -> None:
    """The row of logos: equal heights, the first at the left, the last at the right."""
    if not emblems:
        return
    gap = min(_EMBLEM_GAP, (RIGHT - LEFT) / len(emblems) / 4)
    width = min(_EMBLEM_WIDTH, (RIGHT - LEFT - gap * (len(emblems) - 1)) / len(emblems))
    step = (RIGHT - LEFT - width) / (len(emblems) - 1) if len(emblems) > 1 else 0
    start = LEFT if len(emblems) > 1 else MIDDLE - width / 2
    for position, emblem in enumerate(emblems):
        _draw_emblem(canvas, emblem, start + step * position, width)


def _draw_emblem(canvas: Canvas, emblem: Emblem, x: float, width: float) -> None:
    y = TOP - EMBLEM_HEIGHT
    if emblem.logo:
        picture(canvas, emblem.logo, x, y, width, EMBLEM_HEIGHT)
        return
    canvas.setStrokeGray(_GREY_LINE)
    canvas.setLineWidth(0.4)
    canvas.roundRect(x, y, width, EMBLEM_HEIGHT, 1.8 * MM)
    choices = ((9.5, 1), (9, 2), (8, 3), (7, 3), (6, 4))
    inside = width - 2 * min(_EMBLEM_MARGIN, width / 6)
    size, lines = in_box(emblem.name, Style.PLAIN, choices, inside)
    top = y + EMBLEM_HEIGHT / 2 + size * (1.25 * (len(lines) - 1) / 2 - 0.33)
    draw_lines(canvas, lines, x + width / 2, top, size, size * 1.25, SOFT_INK, Align.CENTRE)
