import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.documents.certificate import draw_certificates
from app.documents.certificate_layout import arrange, common, personal
from app.documents.papers import CertificatePage, Emblem, Signature
from app.errors import GlyphMissing
from tests.app.documents.reading import (
    CODE,
    PAGE,
    codes,
    in_english,
    letter_boxes,
    page_count,
    squeezed,
    texts,
    unpacked,
)

MM = 72 / 25.4
BOTH = replace(PAGE, bilingual=in_english())
THREE = (*PAGE.signatures, Signature("P.O. Le Secrétaire permanent", "Souley BOUBACAR"))
LONG_TITLE = replace(PAGE, body=PAGE.body + " " + PAGE.body[:260])

EVERY_SHAPE = [
    pytest.param(PAGE, id="two signatories"),
    pytest.param(replace(PAGE, signatures=THREE), id="three signatories"),
    pytest.param(replace(PAGE, signatures=PAGE.signatures[:1]), id="one signatory"),
    pytest.param(replace(PAGE, signatures=(), emblems=()), id="nobody known to sign, no partner"),
    pytest.param(LONG_TITLE, id="title on four lines"),
    pytest.param(BOTH, id="both languages"),
    pytest.param(
        replace(
            BOTH,
            signatures=THREE,
            name="Lieutenant-colonel Mahamadou Abdoulaye Aboubacar Sidiki ag MOHAMED EL MOCTAR",
            position=PAGE.position + ", Ministère de la justice et des droits de l’homme",
            emblems=tuple(Emblem(f"Partenaire numéro {n} de l’atelier") for n in range(5)),
            note="Annule et remplace la version précédente",
        ),
        id="all that can be long is long",
    ),
]


@pytest.mark.parametrize("page", EVERY_SHAPE)
def test_every_text_is_on_the_page(page: CertificatePage):
    (text,) = texts(draw_certificates([page]))

    for said in (page.number, page.certifier, page.name, page.body, page.closing, page.done_at):
        assert squeezed(said) in squeezed(text)
    for signature in page.signatures:
        assert squeezed(signature.function) in squeezed(text)
        assert squeezed(signature.name) in squeezed(text)
    for emblem in page.emblems:
        assert squeezed(emblem.name) in squeezed(text)
    if page.bilingual:
        assert squeezed(page.bilingual.body) in squeezed(text)


@pytest.mark.parametrize("page", EVERY_SHAPE)
def test_lines_stand_clear_of_each_other_and_inside_the_frame(page: CertificatePage):
    boxes = [box for _, box in letter_boxes(draw_certificates([page]))]

    assert all(16 * MM < left <= right < 281 * MM for left, _, right, _ in boxes)
    assert all(16 * MM < bottom <= top < 194 * MM for _, bottom, _, top in boxes)
    assert not any(overlaps(a, b) for a in boxes for b in boxes if a < b)


def overlaps(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether letters of two lines cover each other; those of one line may touch, as f and o do."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    up = min(a[3], b[3]) - max(a[1], b[1])
    apart = abs(a[1] + a[3] - b[1] - b[3]) / 2
    return across > 1 and up > 1 and apart > 4.5


@pytest.mark.parametrize("page", EVERY_SHAPE)
def test_thirty_millimetres_stay_empty_above_each_line_to_sign_on(page: CertificatePage):
    rule = 25.5 * MM
    clear = [
        (letter, box)
        for letter, box in letter_boxes(draw_certificates([replace(page, payload="")]))
        if rule < box[1] < rule + 30 * MM
    ]

    assert clear == []


def test_the_second_language_stands_clear_of_the_first():
    boxes = [box for _, box in letter_boxes(draw_certificates([BOTH]))]

    assert not any(nearly_touch(a, b) for a in boxes for b in boxes if a < b)


def test_arabic_letters_do_not_reach_down_to_the_rank():
    page = replace(PAGE, name="Monsieur محمد علي ولد المختار", position="XÉX")
    boxes = letter_boxes(draw_certificates([page]))
    top = max(box[3] for letter, box in boxes if letter in "XÉ")
    deep = [box[1] for letter, box in boxes if "\u0600" <= letter <= "\u06ff"]

    assert len(deep) >= 15
    assert min(deep) > top


def nearly_touch(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether letters of two lines are less than two points apart."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    up = min(a[3], b[3]) - max(a[1], b[1])
    return across > 0 and up > -2 and abs(a[1] + a[3] - b[1] - b[3]) / 2 > 4.5


def test_a_body_that_nearly_fits_three_lines_is_set_on_three():
    arrangement = arrange(common(PAGE), personal(PAGE), has_code=True)
    body = arrangement.parts["body"]

    assert len(body.lines) == 3
    assert 13 <= body.size < 14


def test_the_name_is_set_at_31_points_on_one_line():
    boxes = letter_boxes(draw_certificates([PAGE]))
    capital = max(top - bottom for letter, (_, bottom, _, top) in boxes if letter == "K")

    assert capital == pytest.approx(31 * 0.63, abs=1.5)


@pytest.mark.parametrize("grey", [False, True], ids=["colour", "black and white"])
@pytest.mark.parametrize("page", EVERY_SHAPE)
def test_the_code_is_read_from_the_printed_page(page: CertificatePage, grey: bool):
    assert codes(draw_certificates([page]), grey=grey) == [CODE]


def test_the_code_is_at_least_25_millimetres_wide():
    image = codes_size(draw_certificates([PAGE]))

    assert image >= 25


def codes_size(pdf: bytes) -> float:
    found = re.search(rb"([\d.]+) 0 0 [\d.]+ [\d.]+ [\d.]+ cm BI", unpacked(pdf))
    assert found
    return float(found[1]) / MM


def test_without_a_code_none_is_printed():
    assert codes(draw_certificates([replace(PAGE, payload="", check="")])) == []


def test_equal_pages_give_equal_bytes_and_one_alone_looks_the_same():
    others = [replace(PAGE, name=f"Monsieur N° {n}", number=f"N° {n}") for n in range(3)]

    whole = draw_certificates([PAGE, *others])

    assert whole == draw_certificates([PAGE, *others])
    assert letter_boxes(whole)[:50] == letter_boxes(draw_certificates([PAGE]))[:50]


def test_one_certificate_a_page_and_each_is_small():
    pages = [replace(PAGE, name=f"Madame Awa BA {n}", payload=CODE) for n in range(60)]
    one, sixty = draw_certificates(pages[:1]), draw_certificates(pages)

    assert page_count(sixty) == 60
    assert (len(sixty) - len(one)) / 59 < 1100


def test_a_letter_that_cannot_be_printed_stops_the_whole_run():
    with pytest.raises(GlyphMissing):
        draw_certificates([PAGE, replace(PAGE, name="Awa 🙂")])


def test_a_name_is_never_markup():
    hostile = '<img src="/etc/hostname"> <a href="file:///etc/passwd">Ali</a>'

    pdf = draw_certificates([replace(PAGE, name=hostile)])

    assert squeezed(hostile) in squeezed(texts(pdf)[0])
    assert b"/URI" not in pdf
    assert b"/Subtype /Image" not in pdf


def test_a_logo_is_printed_in_the_place_of_a_name():
    png = io.BytesIO()
    Image.new("RGB", (60, 30), "#1F4E5F").save(png, "PNG")

    pdf = draw_certificates([replace(PAGE, emblems=(Emblem("Danemark", png.getvalue()),))])

    assert b"/Subtype /Image" in pdf
    assert "Danemark." in texts(pdf)[0]
    assert texts(pdf)[0].count("Danemark") == 1


def test_the_file_says_its_title_and_language():
    pdf = draw_certificates([PAGE])

    assert b"/Lang (fr)" in pdf
    assert b"Helvetica" not in unpacked(pdf)


@pytest.mark.debian
def test_all_fonts_are_inside_the_file(tmp_path: Path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(draw_certificates([replace(BOTH, name="Monsieur محمد علي ⴰⵎⵏⵣ")]))

    done = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)

    rows = [row.split() for row in done.stdout.splitlines()[2:]]
    assert len(rows) >= 5
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)
