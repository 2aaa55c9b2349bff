"""The faces of the papers: loaded when first used, chosen letter by letter."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any
from unicodedata import category, is_normalized, normalize

from bidi.algorithm import get_display
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFont

from app.documents.kerning import GENTIUM
from app.domain.on_paper import cut
from app.errors import GlyphMissing
from app.paths import resource

_SHORT = 60
_NO_PAIRS: Mapping[str, int] = MappingProxyType({})


class Face(TTFont):
    """One font file. What is copied out of a PDF that uses it are plain letters.

    Arabic is drawn with the ready-joined shapes U+FB50 to U+FEFC; each says in the file which
    letters it stands for, so that a reader finds « محمد » and not its shapes.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, str(resource(f"fonts/{name}.ttf")), asciiReadable=0)
        self.is_deep = "Arabic" in name
        self.pairs = GENTIUM if name.startswith("Gentium") else _NO_PAIRS
        widths = self.face.charWidths
        self.widths: dict[str, float] = {
            chr(code): widths.get(code, self.face.defaultWidth) for code in self.face.charToGlyph
        }

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's own name
        """Write the font into `doc`, its shapes named by the letters that they stand for."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and isinstance(stream, PDFStream):
                stream.content = _SHAPE.sub(_letters_of_shape, stream.content)

    def has(self, text: str) -> bool:
        """Whether there is a glyph for every letter of `text`."""
        return self.widths.keys() >= set(text)


class Style(Enum):
    """A face to set text in, then those that stand in for letters it lacks."""

    BOOK = ("GentiumBookPlus-Regular", "DejaVuSans", "NotoNaskhArabic-Regular")
    BOOK_BOLD = ("GentiumBookPlus-Bold", "DejaVuSans-Bold", "NotoNaskhArabic-Bold")
    BOOK_ITALIC = ("GentiumBookPlus-Italic", "DejaVuSans", "NotoNaskhArabic-Regular")
    PLAIN = ("Andika-Regular", "DejaVuSans", "NotoNaskhArabic-Regular")
    PLAIN_BOLD = ("Andika-Bold", "DejaVuSans-Bold", "NotoNaskhArabic-Bold")


Shift = tuple[int, int]
"""The place of a letter in its run, and by how much what follows it moves right."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one face, in the order in which they are drawn from left to right.

    `shifts` and `width` are in thousandths of the size; the width has its pairs drawn closer.
    """

    face: Face
    letters: str
    shifts: tuple[Shift, ...]
    width: float


def face(name: str) -> Face:
    """The face in `resources/fonts/` of that name, read once."""
    return _faces(name)


def runs(text: str, style: Style) -> tuple[Run, ...]:
    """`text` as it is drawn, each letter in the first face of `style` that has it.

    Raises GlyphMissing when a letter is in none, or would be drawn wrongly: better no paper
    than a name with a box in it.
    """
    first = face(style.value[0])
    if first.has(text) and _is_plain(text):
        return (_run(first, text),) if text else ()
    return tuple(_merged(_clusters(_drawn(text)), style, text))


def _run(face_: Face, letters: str) -> Run:
    """The letters measured, each pair looked up once."""
    pairs = face_.pairs
    beside = enumerate(a + b for a, b in pairwise(letters)) if pairs else ()
    shifts = tuple((at, pairs[pair]) for at, pair in beside if pair in pairs)
    width = sum(map(face_.widths.__getitem__, letters)) + sum(shift for _, shift in shifts)
    return Run(face_, letters, shifts, width)


_SHAPE = re.compile(
    "(?<=> <)(FB[5-9A-F][0-9A-F]|FC[0-9A-F]{2}|FD[0-9A-F]{2}|FE[7-9A-F][0-9A-F])(?=>)"
)
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NKO = re.compile("[\u07c0-\u07ff]")  # its letters join; no face here has the joined shapes
_NO_BREAK = {0xA0: " ", 0x202F: " "}
_STAND_INS = {"\u202f": "\u00a0", "\u2011": "-", "\u2010": "-", "\u02bc": "’"}


def _is_plain(text: str) -> bool:
    """Whether the letters of `text` are drawn one after the other, just as they are."""
    return text.translate(_NO_BREAK).isprintable() and is_normalized("NFC", text)


def _letters_of_shape(match: re.Match[str]) -> str:
    """The letters of a joined shape, last first: readers turn right-to-left text around."""
    letters = normalize("NFKC", chr(int(match[1], 16)))
    return letters[::-1].encode("utf-16-be").hex().upper()


def _drawn(text: str) -> str:
    """`text` in composed letters, joined and in drawing order where it runs right to left."""
    clean = normalize("NFC", re.sub(r"\s", _plain_space, text))
    if _RIGHT_TO_LEFT.search(clean):
        clean = str(get_display(_reshaper().reshape(clean)))
    return "".join(sign for sign in clean if category(sign) != "Cf")


def _plain_space(match: re.Match[str]) -> str:
    return match[0] if match[0] in "\u00a0\u202f" else " "


@cache
def _reshaper() -> Any:
    """What joins Arabic letters."""
    import arabic_reshaper  # noqa: PLC0415 - 25 ms, for the few names in Arabic letters

    return arabic_reshaper.ArabicReshaper({"delete_harakat": False})


def _clusters(text: str) -> Iterator[str]:
    """Letters together with the marks that sit on them."""
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or not category(text[position]).startswith("M"):
            yield text[start:position]
            start = position


def _merged(clusters: Iterator[str], style: Style, text: str) -> Iterator[Run]:
    current, letters = None, ""
    for cluster in clusters:
        chosen, drawn = _chosen(cluster, style, current, text)
        if chosen is not current and letters and current is not None:
            yield _run(current, letters)
            letters = ""
        current, letters = chosen, letters + drawn
    if letters and current is not None:
        yield _run(current, letters)


def _chosen(cluster: str, style: Style, current: Face | None, text: str) -> tuple[Face, str]:
    """The face for `cluster` and what to draw; spaces stay with the letters before them."""
    chain = style.value[::-1] if _ARABIC.match(cluster) else style.value
    for drawn in (cluster, _STAND_INS.get(cluster, cluster)):
        if drawn in " \u00a0" and current is not None:
            return current, drawn
        for name in chain:
            if face(name).has(drawn) and not _NKO.match(drawn):
                return face(name), drawn
    raise GlyphMissing(letter=cut(cluster, _SHORT), text=cut(text, _SHORT))


@cache
def _faces(name: str) -> Face:
    loaded = Face(name)
    pdfmetrics.registerFont(loaded)
    return loaded
