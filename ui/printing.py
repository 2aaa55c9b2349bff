"""Papers on the screen and on the printer: a page of the very PDF becomes a picture.

The library that reads PDF is loaded with the first paper, in the background.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.errors import PrinterSilent
from app.services.progress import Progress

POINTS_PER_INCH = 72

MOST_DOTS_PER_INCH = 300
"""Finer pictures are larger than a 4 GB laptop should hold, and no sharper on office paper."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of a paper as it will print; `page` counts from 0."""

    image: QImage
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class PrintWish:
    """What to ask the printer for: `page` is the one that is seen, from 1.

    `name` stands in the printer's queue, where others read it: it names no person.
    """

    name: str
    pages: int
    page: int = 1
    only_this_page: bool = False
    is_wide: bool = True


class Printers(Protocol):
    """Asks which printer and which pages; None when nobody wants to print any more."""

    def choose(self, over: QWidget, wish: PrintWish) -> QPrinter | None: ...


class QtPrinters:
    """Asks with the system's dialog, the last printer first."""

    def __init__(self) -> None:
        self._last = ""

    def choose(self, over: QWidget, wish: PrintWish) -> QPrinter | None:
        """The printer that was chosen in a dialog over the window of `over`."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self._last:
            printer.setPrinterName(self._last)
        set_up(printer, wish)
        dialog = QPrintDialog(printer, over.window())
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, wish.pages)
        is_chosen = bool(dialog.exec())
        dialog.deleteLater()  # the window would keep it for ever
        if not is_chosen:
            return None
        self._last = printer.printerName()
        return printer


def set_up(printer: QPrinter, wish: PrintWish) -> None:
    """Make `printer` ready for A4, the whole sheet, the pages of `wish`."""
    printer.setDocName(wish.name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    turned = QPageLayout.Orientation.Landscape if wish.is_wide else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
    printer.setFullPage(True)
    if wish.only_this_page:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(wish.page, wish.page)


def picture(data: bytes, page: int, room: QSize, ratio: float = 1.0) -> Picture:
    """Page `page` of the PDF in `data`, as large as fits into `room`.

    `room` is in pixels of the window, `ratio` says how many dots of the screen each has. A page
    after the last gives the last.
    """
    with _opened(data) as paper:
        page = max(0, min(page, len(paper) - 1))
        width, height = paper[page].get_size()
        scale = min(room.width() / width, room.height() / height) * ratio
        image = _image(paper[page], max(scale, 0.05))
        image.setDevicePixelRatio(ratio)
        return Picture(image, page, len(paper))


def print_paper(data: bytes, printer: QPrinter, progress: Progress) -> int:
    """Print the pages of the PDF in `data` that `printer` was asked for; how many were sent.

    Raises PrinterSilent when it does not take them. Cancelling stops after the page at hand.
    """
    with _opened(data) as paper:
        numbers = _numbers(printer, len(paper))
        progress(0, len(numbers))
        painter = QPainter()
        if not painter.begin(printer):
            raise PrinterSilent
        try:
            for done, number in enumerate(numbers, 1):
                if done > 1 and not printer.newPage():
                    raise PrinterSilent
                _paint(painter, printer, paper[number - 1])
                progress(done, len(numbers))
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
    return len(numbers)


def _numbers(printer: QPrinter, pages: int) -> list[int]:
    """The pages to send, in order, as often as the driver will not repeat them by itself."""
    every = range(1, pages + 1)
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        every = range(printer.fromPage(), min(printer.toPage(), pages) + 1)
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    return [number for _copy in range(copies) for number in every]


def _paint(painter: QPainter, printer: QPrinter, page: Any) -> None:
    """One page at its true size, smaller only where the paper is."""
    dots = min(printer.resolution(), MOST_DOTS_PER_INCH)
    image = _image(page, dots / POINTS_PER_INCH)
    width, height = page.get_size()
    size = QSizeF(width, height) * (printer.resolution() / POINTS_PER_INCH)
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    if size.width() > sheet.width() + 2 or size.height() > sheet.height() + 2:
        size = size * min(sheet.width() / size.width(), sheet.height() / size.height())
    place = QRectF(
        (sheet.width() - size.width()) / 2,
        (sheet.height() - size.height()) / 2,
        size.width(),
        size.height(),
    )
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image)


def _image(page: Any, scale: float) -> QImage:
    bitmap = page.render(scale=scale)
    view = QImage(
        memoryview(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_BGR888,
    )
    image = view.copy()  # the bitmap's memory is not ours to keep
    bitmap.close()
    return image


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pypdfium2  # noqa: PLC0415 - 0.5 s: nobody waits for it who prints nothing

    paper = pypdfium2.PdfDocument(data)
    try:
        yield paper
    finally:
        paper.close()
