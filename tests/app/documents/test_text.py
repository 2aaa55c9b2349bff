import contextlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.fonts import Style
from app.documents.page import paper
from app.documents.text import Align, Measured, draw, in_box, line
from app.errors import GlyphMissing
from tests.app.documents.reading import letter_boxes, texts

SENTENCE = (
    "a participé à l’atelier national sur «\u00a0le partage d’informations entre les agences "
    "nationales et régionales chargées de la lutte contre le terrorisme\u00a0», tenu à Bamako"
)
WORDS = st.lists(st.text("abcdéfgàAVTYɛŋ’-", min_size=1, max_size=14), min_size=1, max_size=40)


@given(WORDS, st.floats(60, 600))
def test_wrapping_keeps_every_letter_and_no_line_is_too_wide(words: list[str], width: float):
    text = " ".join(words)

    lines = Measured(text, Style.BOOK).lines(width / 10)

    assert "".join(one.text for one in lines).replace(" ", "") == text.replace(" ", "")
    assert all(one.width * 10 <= width + 0.01 for one in lines)


def test_lines_are_about_equally_long():
    widths = [one.width for one in Measured(SENTENCE, Style.BOOK).lines(300 / 12)]

    assert len(widths) > 2
    assert min(widths) > max(widths) * 0.75


def test_no_break_spaces_hold():
    lines = Measured(SENTENCE, Style.BOOK).lines(120 / 12)

    assert not any(one.text.startswith("»") or one.text.endswith("«") for one in lines)


def test_nothing_gives_no_line():
    assert Measured("  ", Style.BOOK).lines(100 / 12) == []


@pytest.mark.parametrize(
    ("text", "size", "count"),
    [
        pytest.param("Awa BA", 31, 1, id="short"),
        pytest.param("Aminata Mariam KONATÉ", 20, 1, id="shrinks first"),
        pytest.param("Abdoulaye Mahamadou Aboubacar Sidiki TRAORÉ", 12, 2, id="then a second line"),
    ],
)
def test_text_takes_the_first_choice_it_fits(text: str, size: float, count: int):
    choices = ((31, 1), (20, 1), (12, 2))

    found, lines = in_box(text, Style.BOOK_BOLD, choices, 240)

    assert (found, len(lines)) == (size, count)


def test_text_that_fits_no_choice_goes_on_shrinking_and_loses_nothing():
    text = "N" * 200

    size, lines = in_box(text, Style.PLAIN, ((10, 1), (8, 2)), 150)

    assert size < 8
    assert "".join(one.text for one in lines) == text
    assert all(one.width * size <= 150.01 for one in lines)


def test_an_address_is_broken_after_its_at_sign_rather_than_set_small():
    size, lines = in_box("m.holm@example.org", Style.PLAIN, ((10, 1), (9, 2), (5, 1)), 60)

    assert size == 9
    assert [one.text for one in lines] == ["m.holm@", "example.org"]


@pytest.mark.parametrize("name", ["Awa BA", "Awa 🙂"], ids=["printed", "refused"])
def test_no_name_stays_in_memory_once_the_paper_is_made(name: str):
    def draw_it(canvas):
        draw(canvas, line("Aminata KONATÉ", Style.BOOK), 50, 200, 20)
        draw(canvas, line(name, Style.BOOK), 50, 100, 20)
        canvas.showPage()

    with contextlib.suppress(GlyphMissing):
        paper("t", "fr", draw_it)

    assert line.cache_info().currsize == 0


def test_letters_set_apart_do_not_set_the_next_line_apart():
    def draw_both(canvas):
        draw(canvas, line("TITRE", Style.BOOK_BOLD, 200), 50, 200, 20)
        draw(canvas, line("TITRE", Style.BOOK_BOLD), 50, 100, 20)
        canvas.showPage()

    boxes = letter_boxes(paper("t", "fr", draw_both))
    lefts = [box[0] for _, box in boxes]
    spaced, plain = lefts[4] - lefts[0], lefts[9] - lefts[5]

    assert spaced == pytest.approx(plain + 4 * 0.2 * 20, abs=0.1)


def test_a_spaced_title_is_still_read_as_words():
    def draw_title(canvas):
        draw(canvas, line("ATTESTATION DE PARTICIPATION", Style.BOOK_BOLD, 80), 50, 200, 28)
        canvas.showPage()

    assert texts(paper("t", "fr", draw_title)) == ["ATTESTATION DE PARTICIPATION"]


@pytest.mark.parametrize("align", list(Align))
def test_position_means_the_point_that_alignment_says(align: Align):
    ready = line("Bamako", Style.PLAIN)

    def draw_it(canvas):
        draw(canvas, ready, 300, 200, 20, align=align)
        canvas.showPage()

    boxes = [box for _, box in letter_boxes(paper("t", "fr", draw_it))]
    left, right = boxes[0][0], boxes[-1][2]

    assert left == pytest.approx(300 - align.value * ready.width * 20, abs=2)
    assert right - left == pytest.approx(ready.width * 20, abs=3)


def test_letters_follow_each_other_without_ligature():
    def draw_it(canvas):
        draw(canvas, line("Affi Fofiffla", Style.BOOK_BOLD), 50, 200, 20)
        canvas.showPage()

    pdf = paper("t", "fr", draw_it)

    assert texts(pdf) == ["Affi Fofiffla"]
    assert all(a[1][0] < b[1][0] for a, b in pairwise(letter_boxes(pdf)))
