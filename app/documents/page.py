"""A file of A4 landscape pages: opened, given its title and language, closed to bytes."""

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Lock
from typing import Any

from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFResourceDictionary
from reportlab.pdfgen.canvas import Canvas

from app.documents.fonts import face
from app.documents.text import Ink, document_of, line

rl_config.useA85 = 0  # a quarter smaller; nothing that reads PDF today needs text-only files

_ONE_AT_A_TIME = Lock()
"""The faces are shared, and each holds the place where it is being read."""

MM = 72 / 25.4
"""Points in a millimetre."""

Segment = tuple[float, float, float, float]

WIDTH, HEIGHT = 297 * MM, 210 * MM

INK = Ink(0.102, 0.133, 0.188)
SOFT_INK = Ink(0.29, 0.333, 0.396)
ACCENT = Ink(0.122, 0.306, 0.373)
OCHRE = Ink(0.784, 0.502, 0.165)
"""The two inks of the ornament and those of the text. In grey they stay dark and middle."""


def paper(title: str, language: str, draw: Callable[[Canvas], None]) -> bytes:
    """A PDF of what `draw` draws; equal drawings give equal bytes."""
    buffer = BytesIO()
    first_face: Any = face("Andika-Regular").fontName  # else Helvetica, which is not in the file
    canvas = Canvas(
        buffer,
        pagesize=(WIDTH, HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=first_face,
        lang=language,
    )
    canvas.setTitle(title)
    canvas.setAuthor("Émarge")
    canvas.setCreator("Émarge")
    canvas.setSubject("")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    with _ONE_AT_A_TIME:
        try:
            draw(canvas)
            _share_resources(canvas)
            canvas.save()
        finally:
            line.cache_clear()  # what was measured are people's names
    return buffer.getvalue()


def _share_resources(canvas: Canvas) -> None:
    """Have all pages name one list of fonts and forms: to repeat it took 40 % of the time."""
    document: Any = document_of(canvas)
    shared: Any = PDFResourceDictionary()
    forms: dict[str, object] = {}
    shared.basicFonts()
    shared.allProcs()
    reference = document.Reference(shared, "shared resources")
    for page in document.Pages.pages:
        forms |= page.XObjects.dict if page.XObjects else {}
        page.Resources = reference
        page.MediaBox = f"[ 0 0 {WIDTH:.4f} {HEIGHT:.4f} ]"
        page.Trans = None
    shared.XObject = PDFDictionary(forms)


def rule(canvas: Canvas, x1: float, y: float, x2: float, ink: Ink, width: float = 0.5) -> None:
    """A horizontal line."""
    canvas.setStrokeColorRGB(ink.red, ink.green, ink.blue)
    canvas.setLineWidth(width)
    canvas.line(x1, y, x2, y)


def strokes(canvas: Canvas, segments: Iterable[Segment], width: float, grey: float = 0.0) -> None:
    """Straight lines of one width and grey, from (x1, y1) to (x2, y2)."""
    paths = " ".join(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l" for x1, y1, x2, y2 in segments)
    canvas.addLiteral(f"{width:.2f} w {grey:.2f} G {paths} S")


def picture(canvas: Canvas, data: bytes, x: float, y: float, width: float, height: float) -> None:
    """A logo (PNG or JPEG) centred in the box from (x, y), as large as fits, its shape kept."""
    canvas.drawImage(
        ImageReader(Image.open(BytesIO(data), formats=("PNG", "JPEG"))),
        x,
        y,
        width,
        height,
        mask="auto",
        preserveAspectRatio=True,
        anchor="c",
    )
