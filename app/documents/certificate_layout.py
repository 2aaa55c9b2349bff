"""Where everything stands on a certificate, found from what it says; nothing is drawn here."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.documents.fonts import Style
from app.documents.page import ACCENT, HEIGHT, INK, MM, SOFT_INK, WIDTH
from app.documents.papers import CertificatePage, Signature
from app.documents.text import Choice, Ink, Line, Measured, in_box, line

LEFT, RIGHT = 26 * MM, WIDTH - 26 * MM
TOP, BOTTOM = HEIGHT - 21.5 * MM, 20.5 * MM
MIDDLE = WIDTH / 2

SIGNING_SPACE = 31 * MM
"""Empty paper between function and name, for ink and stamp. Source: field practice CE-11, 30 mm."""

NAME_BELOW = 5 * MM
"""From the line to sign on down to the lowest text of a seat."""

BETWEEN_LANGUAGES = 2 * MM
"""From a function's last baseline down to the capitals of the same in the second language."""

CODE_SIZE = 26 * MM
"""Side of the printed code; a tired camera reads it from 25 mm on (dependencies 6)."""

EMBLEM_HEIGHT = 14 * MM
NAME_ROOM = 11 * MM
_NAME: tuple[Choice, ...] = (
    *((size / 2, 1) for size in range(62, 35, -1)),
    *((size / 2, 2) for size in range(32, 18, -1)),
)
"""The name alone on one line at 31 points, smaller where it is long. Source: CE-09."""

_NAME_OF_DEEP_LETTERS = tuple(choice for choice in _NAME if choice[0] <= 25)
"""Arabic letters reach twice as far below the line: the rank below must not touch them."""

_POSITION: tuple[Choice, ...] = ((14, 1), (13, 1), (13, 2), (12, 2), (11, 2), (10, 3))
_POSITION_BELOW: tuple[Choice, ...] = ((10, 1), (9, 1), (9, 2), (8, 2), (7, 3))
_FUNCTION: tuple[Choice, ...] = ((11.5, 2), (10.5, 2), (10, 3), (9, 3), (8, 4))
_FUNCTION_BELOW: tuple[Choice, ...] = ((8.5, 2), (7.5, 2), (7, 3))
_SCALES = tuple(step / 100 for step in range(100, 56, -2))
_TEXT_WIDTH = RIGHT - LEFT - 6 * MM


@dataclass(frozen=True, slots=True)
class Part:
    """Centred lines of one kind; `before` is the least distance to what stands above.

    `y` is the first baseline once it is found, `room` the height kept whatever the lines.
    """

    key: str
    lines: tuple[Line, ...]
    size: float
    ink: Ink
    before: float
    room: float = 0.0
    y: float = 0.0

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * (1.2 if self.room else 1.36)

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last baseline."""
        return self.room or self.size * 0.7 + self.leading * (len(self.lines) - 1)


@dataclass(frozen=True, slots=True)
class Seat:
    """A place to sign: its centre and width, its function in both languages, broken in lines."""

    signature: Signature
    x: float
    width: float
    function: Part
    below: Part

    @property
    def height(self) -> float:
        """What the function takes above the space to sign."""
        below = self.below.height + BETWEEN_LANGUAGES if self.below.lines else 0
        return self.function.height + below


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A page's parts with their places, its seats, the centre of its code.

    `rule_y` is the short rule under the title, `functions_y` the top of the seats.
    """

    parts: Mapping[str, Part]
    seats: tuple[Seat, ...]
    code_x: float
    rule_y: float
    functions_y: float


PERSONAL = ("number", "name", "position", "position_below")
"""Parts that differ from page to page; all others are drawn once for a run."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a part looks at scale 1; `before` in millimetres."""

    style: Style
    size: float
    ink: Ink
    before: float
    tracking: int = 0


_KINDS = {
    "title": _Kind(Style.BOOK_BOLD, 28, ACCENT, 7.5, tracking=80),
    "title_below": _Kind(Style.BOOK_ITALIC, 13, ACCENT, 2.8),
    "number": _Kind(Style.PLAIN, 9, SOFT_INK, 7.2),
    "certifier": _Kind(Style.BOOK, 13.5, SOFT_INK, 6),
    "certifier_below": _Kind(Style.BOOK_ITALIC, 10, SOFT_INK, 2.2),
    "name": _Kind(Style.BOOK_BOLD, 31, INK, 4),
    "position": _Kind(Style.BOOK, 14, INK, 2.4),
    "position_below": _Kind(Style.BOOK_ITALIC, 10, SOFT_INK, 2.4),
    "body": _Kind(Style.BOOK, 14, INK, 6.5),
    "body_below": _Kind(Style.BOOK_ITALIC, 10, SOFT_INK, 3),
    "closing": _Kind(Style.BOOK_ITALIC, 12, SOFT_INK, 5),
    "done_at": _Kind(Style.BOOK, 13, INK, 4.6),
    "done_at_below": _Kind(Style.BOOK_ITALIC, 10, SOFT_INK, 2.2),
}
"""The parts from top to bottom."""


def personal(page: CertificatePage) -> dict[str, Part]:
    """What only this page says, broken into lines."""
    number = " · ".join(filter(None, (page.number, page.note)))
    below = page.bilingual.position if page.bilingual else ""
    is_deep = any(run.face.is_deep for run in line(page.name, Style.BOOK_BOLD).runs)
    sizes = _NAME_OF_DEEP_LETTERS if is_deep else _NAME
    own = {
        "number": _boxed("number", number, ((9, 1), (8, 1)), _TEXT_WIDTH),
        "name": _boxed("name", page.name, sizes, _TEXT_WIDTH),
        "position": _boxed("position", page.position, _POSITION, _TEXT_WIDTH),
        "position_below": _boxed("position_below", below, _POSITION_BELOW, _TEXT_WIDTH),
    }
    room = NAME_ROOM + (len(own["name"].lines) - 1) * 3 * MM
    return own | {"name": replace(own["name"], room=room)}


def common(page: CertificatePage) -> CertificatePage:
    """The page without what is only this person's: equal for all pages of a run."""
    below = page.bilingual and replace(page.bilingual, number="", name="", position="", note="")
    bare = replace(page, number="", name="", position="", note="", payload="", check="")
    return replace(bare, bilingual=below)


def arrange(page: CertificatePage, own: Mapping[str, Part], *, has_code: bool) -> Arrangement:
    """Find the places: as large as fits, the space left over shared among the gaps."""
    seats = _seats(page, has_code=has_code)
    functions = BOTTOM + NAME_BELOW + SIGNING_SPACE + max(seat.height for seat in seats)
    floor = functions + 5 * MM
    ceiling = TOP - (EMBLEM_HEIGHT if page.emblems else 0)
    texts = {key: Measured(text, _KINDS[key].style) for key, text in _texts(page).items()}

    def room_left(scale: float) -> float:
        taken = sum(part.before + part.height for part in _parts(texts, own, scale))
        return ceiling - floor - taken

    scale = _SCALES[min(bisect_left(_SCALES, 0.0, key=room_left), len(_SCALES) - 1)]
    parts, spare = list(_parts(texts, own, scale)), room_left(scale)
    placed = {part.key: part for part in _placed(parts, ceiling, spare)}
    title, number = placed.get("title_below", placed["title"]), placed["number"]
    title_end = title.y - title.leading * (len(title.lines) - 1)
    rule_y = (title_end + number.y + number.size * 0.7) / 2
    return Arrangement(placed, seats, _code_x(len(seats)), rule_y, functions)


def _texts(page: CertificatePage) -> dict[str, str]:
    texts = {
        "title": page.title.upper(),
        "certifier": page.certifier,
        "body": page.body,
        "closing": page.closing,
        "done_at": page.done_at,
    }
    if page.bilingual:
        below = page.bilingual
        texts |= {
            "title_below": below.title,
            "certifier_below": below.certifier,
            "body_below": below.body,
            "done_at_below": below.done_at,
        }
    return texts


def _parts(texts: Mapping[str, Measured], own: Mapping[str, Part], scale: float) -> Iterator[Part]:
    """The parts that have something to say, at `scale`, without their places."""
    for key, kind in _KINDS.items():
        # White goes before letters shrink, but not from between two languages of one thing.
        squeeze = scale if key.endswith("_below") else max(1.8 * scale - 0.8, 0.45)
        gap = kind.before * MM * squeeze
        if key in own:
            part = replace(own[key], before=gap)
        elif key in texts:
            size = _frugal(texts[key], kind, scale)
            part = _part(key, _broken(texts[key], kind, size), size, gap)
        else:
            continue
        if part.lines:
            yield part


def _frugal(text: Measured, kind: _Kind, scale: float) -> float:
    """The size at `scale`, or that little less which saves a line: white reads better than size."""
    sizes = [kind.size * scale * share for share in (1, 0.97, 0.94)]
    return min(sizes, key=lambda size: len(_broken(text, kind, size)))


def _broken(text: Measured, kind: _Kind, size: float) -> list[Line]:
    if not kind.tracking:
        return text.lines(_TEXT_WIDTH / size)
    lines = text.lines(_TEXT_WIDTH / size / (1 + kind.tracking / 500))
    return [line(one.text, kind.style, kind.tracking) for one in lines]


def _boxed(key: str, text: str, choices: Sequence[Choice], width: float) -> Part:
    size, lines = in_box(text, _KINDS[key].style, choices, width)
    return _part(key, lines, size, 0)


def _part(key: str, lines: Sequence[Line], size: float, before: float) -> Part:
    kind = _KINDS[key]
    return Part(key, tuple(lines), size, kind.ink, before)


def _placed(parts: Sequence[Part], ceiling: float, spare: float) -> Iterator[Part]:
    """The parts with their first baselines; wide gaps take the most of what is spare."""
    weights = sum(part.before for part in parts)
    y = ceiling
    for part in parts:
        y -= part.before * (1 + max(spare, 0) / weights)
        yield replace(part, y=y - (part.room or part.size * 0.7))
        y -= part.height


def _seats(page: CertificatePage, *, has_code: bool) -> tuple[Seat, ...]:
    signatures = page.signatures or (Signature(),)
    places = _places(len(signatures), has_code=has_code)
    below = page.bilingual.signatures if page.bilingual else ()
    seats = []
    for position, (signature, (x, width)) in enumerate(zip(signatures, places, strict=False)):
        second = below[position].function if position < len(below) else ""
        function = _fitted(signature.function, Style.BOOK_BOLD, _FUNCTION, width)
        seats.append(
            Seat(
                signature,
                x,
                width,
                replace(function, ink=INK),
                _fitted(second, Style.BOOK_ITALIC, _FUNCTION_BELOW, width),
            )
        )
    return tuple(seats)


def _fitted(text: str, style: Style, choices: Sequence[Choice], width: float) -> Part:
    size, lines = in_box(text, style, choices, width)
    return Part("function", tuple(lines), size, SOFT_INK, 0)


def _places(count: int, *, has_code: bool) -> list[tuple[float, float]]:
    """Centre and width of up to three seats: one signs at the right, two beside the code."""
    if count == 1:
        return [(RIGHT - 45 * MM, 84 * MM)]
    if count == 2:
        return [(LEFT + 44 * MM, 82 * MM), (RIGHT - 44 * MM, 82 * MM)]
    start = LEFT + (CODE_SIZE + 10 * MM if has_code else 0)
    step = (RIGHT - start) / 3
    return [(start + step * (n + 0.5), step - 6 * MM) for n in range(3)]


def _code_x(count: int) -> float:
    """The centre of the code: the middle between two, the left of one or three."""
    return MIDDLE if count == 2 else LEFT + {1: 24 * MM}.get(count, CODE_SIZE / 2 + 2 * MM)
