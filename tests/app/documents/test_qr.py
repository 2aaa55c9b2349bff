import pytest
import zxingcpp
from PIL import Image

from app.documents.qr import squares
from tests.app.documents.reading import CODE

QUIET = 4
SCALE = 4


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A", id="one letter"),
        pytest.param(CODE, id="a short code"),
        pytest.param(CODE * 2, id="a code as it is printed"),
        pytest.param("A" * 155, id="one letter over and over"),
        pytest.param("7" * 155, id="digits alone"),
        pytest.param("1001" * 38, id="a pattern that the eye would see"),
    ],
)
def test_whatever_it_says_a_phone_reads_it(text: str):
    side, rows = squares(text)
    width = len(rows) // side * 8
    image = Image.frombytes("1", (width, side), rows).convert("L").point(lambda dark: 255 - dark)
    paper = Image.new("L", (side + 2 * QUIET, side + 2 * QUIET), 255)
    paper.paste(image.crop((0, 0, side, side)), (QUIET, QUIET))

    [found] = zxingcpp.read_barcodes(paper.resize([SCALE * n for n in paper.size]))

    assert found.text == text


def test_the_code_of_a_certificate_needs_no_more_squares_than_its_error_correction_asks():
    side, rows = squares((CODE * 3)[:156])

    assert side == 45  # version 7, level M: 155 to 178 letters and digits
    assert len(rows) == side * -(-side // 8)
