"""How the rows of an attendance sheet fall on pages, and where its columns stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.documents.page import HEIGHT, MM, WIDTH
from app.documents.papers import SheetPart, SheetRow, SheetSection

LEFT, RIGHT = 10 * MM, WIDTH - 10 * MM
TOP, BOTTOM = HEIGHT - 9 * MM, 8 * MM

FOOTER = 9 * MM
LEAST_ROW, MOST_ROW = 9.2 * MM, 11 * MM
"""Room to sign with a biro, standing. Source: field practice SH-02, 9 mm."""

_LEAST_STATE_ROW = 7.4 * MM

SECTION = 6 * MM
_STEP = 0.2 * MM


@dataclass(frozen=True, slots=True)
class Band:
    """A row, or the heading of a section when it has no row."""

    row: SheetRow | None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The bands of every page, and the height of a row, the same on all of them."""

    bands: tuple[tuple[Band, ...], ...]
    row_height: float


def head_heights(part: SheetPart) -> tuple[float, float]:
    """The table's own heading, which every page repeats: days, and half-days below them."""
    is_bilingual = any(column.below for column in part.sign_columns)
    return 4.8 * MM, (7.6 if is_bilingual else 4.8) * MM


def edges(part: SheetPart) -> list[float]:
    """The x of every vertical line; what is left after the columns is shared to sign in."""
    widths = [column.width_mm * MM for column in part.columns]
    count = len(part.sign_columns)
    left_over = RIGHT - LEFT - sum(widths)
    if count:
        widths += [left_over / count] * count
    else:
        widths[1] += left_over
    return list(accumulate(widths, initial=LEFT))


def paginate(part: SheetPart, room: float, end: float) -> Pages:
    """Share the rows among as few pages as their least height allows, then let them grow.

    `room` is the height for rows on a page; the last page keeps `end` free below its rows, and
    holds two rows at least: signatures never stand alone (SH-04).
    """
    bands = list(_bands(part.sections))
    height = _LEAST_STATE_ROW if part.is_state else LEAST_ROW
    fewest = _filled(bands, room, end, height)
    while height + _STEP <= MOST_ROW:
        taller = _filled(bands, room, end, height + _STEP)
        if len(taller) > len(fewest):
            break
        fewest, height = taller, height + _STEP
    return Pages(tuple(map(tuple, fewest)), height)


def _bands(sections: Sequence[SheetSection]) -> Iterator[Band]:
    for section in sections:
        if section.heading and section.rows:
            yield Band(None, section.heading)
        yield from map(Band, section.rows)


def _filled(bands: Sequence[Band], room: float, end: float, row: float) -> list[list[Band]]:
    pages: list[list[Band]] = [[]]
    left = room
    for position, band in enumerate(bands):
        needed = _height(band, row)
        follows = bands[position + 1] if position + 1 < len(bands) else None
        with_next = needed + (_height(follows, row) if band.row is None and follows else 0)
        if pages[-1] and with_next > left:
            pages.append([])
            left = room
        pages[-1].append(band)
        left -= needed
    if left < end:
        pages += [_taken_from_the_end(pages[-1], room - end, row)]
    return pages


def _taken_from_the_end(page: list[Band], room: float, row: float) -> list[Band]:
    """The last bands of `page`, about half of them and as many as `room` takes, two at least."""
    wanted = max(2, min(len(page) // 2, int(room / row)))
    taken = page[-wanted:]
    del page[-wanted:]
    if page and page[-1].row is None:
        taken.insert(0, page.pop())
    return taken


def _height(band: Band, row: float) -> float:
    return row if band.row else SECTION
