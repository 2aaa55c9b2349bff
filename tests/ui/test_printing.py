from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from app.errors import Cancelled, PrinterSilent
from ui.printing import PrintWish, picture, print_paper, set_up

A4 = (842, 595)
"""Points of an A4 page that lies."""


@pytest.fixture(scope="module")
def paper():
    """Three pages; the second is black, the others are white."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in range(3):
        if page == 1:
            canvas.rect(0, 0, *A4, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def printer(qapp, tmp_path):
    """Prints into a file."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(100)
    return printer


def shades(path):
    """How bright the middle of each printed page is, 0 to 255."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        bitmap = page.render(scale=0.2)
        middle = bitmap.height // 2 * bitmap.stride + bitmap.width // 2 * 3
        found.append(bytes(bitmap.buffer)[middle])
    document.close()
    return found


def ignore(_done, _total):
    """Nobody listens."""


class TestPicture:
    @pytest.mark.usefixtures("qapp")
    def test_page_is_as_large_as_fits(self, paper):
        found = picture(paper, 0, QSize(421, 1000))

        assert (found.image.width(), found.image.height()) == (421, 298)
        assert (found.page, found.pages) == (0, 3)

    @pytest.mark.usefixtures("qapp")
    def test_fine_screen_gets_more_dots_for_the_same_size(self, paper):
        found = picture(paper, 0, QSize(421, 1000), 2.0)

        assert found.image.width() == 842
        assert found.image.deviceIndependentSize().width() == 421

    @pytest.mark.usefixtures("qapp")
    @pytest.mark.parametrize(("asked", "given"), [(1, 1), (2, 2), (9, 2), (-1, 0)])
    def test_page_beyond_the_end_is_the_nearest(self, paper, asked, given):
        assert picture(paper, asked, QSize(100, 100)).page == given

    @pytest.mark.usefixtures("qapp")
    def test_picture_shows_that_very_page(self, paper):
        bright = [
            picture(paper, page, QSize(84, 60)).image.pixelColor(40, 30).lightness()
            for page in range(3)
        ]

        assert bright == [255, 0, 255]


class TestPrinting:
    def test_every_page_is_sent(self, paper, printer):
        set_up(printer, PrintWish("Attendance sheet", pages=3))

        assert print_paper(paper, printer, ignore) == 3
        assert shades(printer.outputFileName()) == [255, 0, 255]

    def test_test_page_is_the_one_that_is_seen(self, paper, printer):
        set_up(printer, PrintWish("Attendance sheet", pages=3, page=2, only_this_page=True))

        assert print_paper(paper, printer, ignore) == 1
        assert shades(printer.outputFileName()) == [0]

    def test_range_that_was_chosen_is_sent(self, paper, printer):
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)

        assert print_paper(paper, printer, ignore) == 2

    def test_copies_come_run_after_run(self, paper, printer):
        printer.setCopyCount(2)

        print_paper(paper, printer, ignore)

        assert shades(printer.outputFileName()) == [255, 0, 255, 255, 0, 255]

    def test_page_lies_and_takes_the_whole_sheet(self, printer):
        set_up(printer, PrintWish("Attendance sheet", pages=1))

        assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
        assert printer.fullPage()

    def test_queue_reads_the_kind_and_no_name(self, printer):
        set_up(printer, PrintWish("Attendance sheet 2021-BKO-03", pages=1))

        assert printer.docName() == "Attendance sheet 2021-BKO-03"

    def test_progress_counts_pages(self, paper, printer):
        seen = []

        print_paper(paper, printer, lambda *counts: seen.append(counts))

        assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def test_stopping_ends_after_the_page_at_hand(self, paper, printer):
        seen = []

        def stop(done, _total):
            seen.append(done)
            if done == 1:
                raise Cancelled

        with pytest.raises(Cancelled):
            print_paper(paper, printer, stop)

        assert seen == [0, 1]

    @pytest.mark.qt_log_ignore("QPainter::begin")
    def test_printer_that_takes_nothing_is_told_calmly(self, paper, printer, tmp_path):
        printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder" / "x.pdf"))

        with pytest.raises(PrinterSilent):
            print_paper(paper, printer, ignore)
