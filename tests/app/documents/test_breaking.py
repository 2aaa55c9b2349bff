"""A word as long as it likes: every paper is drawn in time that grows as the text does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import fonts
from app.documents.certificate import draw_certificates
from app.documents.fonts import Style
from app.documents.papers import (
    Column,
    Emblem,
    SheetData,
    SheetPart,
    SheetRow,
    SheetSection,
    Signature,
    SignColumn,
)
from app.documents.sheet import draw_sheet
from app.documents.text import Measured, in_box
from tests.app.documents.reading import PAGE, in_english, squeezed, texts

LONG = {
    "one word": "x",
    "words": "ab ",
    "names": "Abdoulaye TRAORÉ ",
    "pairs of letters": "AV",
    "mixed scripts": "aمⴰ",
    "arabic": "محمد",
    "arabic words": "محمد ",
    "soft hyphens": "ab\xad",
    "an address": "https://a.b/c-d_e@f.",
    "marks on marks": "x\u0323\u0301",
    "no-break spaces": "ab\xa0",
    "joiners": "م\u200d",
    "signs": "«»…—-",
}


class Counted(dict[str, float]):
    """Widths of letters that count how often they are asked for."""

    asked = 0

    def __getitem__(self, letter: str) -> float:
        Counted.asked += 1
        return super().__getitem__(letter)


@contextmanager
def counting() -> Iterator[type[Counted]]:
    """Every letter of every face counted while it is measured."""
    names = {name for style in Style for name in style.value}
    before = {name: fonts.face(name).widths for name in names}
    for name in names:
        fonts.face(name).widths = Counted(before[name])
    Counted.asked = 0
    try:
        yield Counted
    finally:
        for name in names:
            fonts.face(name).widths = before[name]


def filled(text: str, length: int) -> str:
    return (text * length)[:length]


def full(value: Any, text: str) -> Any:
    """The same paper with `text` in every field that is one."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = ("language", "payload", "page")
        return replace(
            value,
            **{
                field.name: full(getattr(value, field.name), text)
                for field in fields(value)
                if field.name not in kept
            },
        )
    if isinstance(value, tuple):
        return tuple(full(one, text) for one in value)
    return text if isinstance(value, str) and value else value


CERTIFICATE = replace(PAGE, bilingual=in_english(), note="Duplicata")
SHEET = SheetData(
    "fr",
    "t",
    (
        SheetPart(
            title="T",
            about=("a", "b"),
            aside=("Jour 1", "mercredi"),
            columns=(Column(60, "Nom", "Name", is_name=True), Column(80, "Structure")),
            sign_columns=(SignColumn("Matin", "Morning", "Jour"), SignColumn("Soir")),
            sections=(SheetSection("h", (SheetRow(("a", "b\nc"), ("1", "2")),)),),
            totals=("t",),
            closing=("c",),
            signatures=("s\n(h)", "s"),
            notice="n",
            footer="f",
            page="{x}/{y}",
            second_title="S",
            about_below=("a",),
            credit=("c",),
        ),
    ),
)


def drawn(text: str) -> int:
    """Letters measured for both papers with `text` in each field."""
    with counting() as counted:
        draw_certificates([full(CERTIFICATE, text)])
        draw_sheet(full(SHEET, text))
    return counted.asked


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_twice_the_text_is_measured_twice_not_four_times(text: str):
    short, double = drawn(filled(text, 700)), drawn(filled(text, 1400))

    assert double < 2.8 * short
    assert double < 2000 * 1400


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_word_of_two_thousand_letters_is_broken_by_measuring_each_letter_a_few_times(text: str):
    word = filled(text, 2000)

    with counting() as counted:
        size, lines = in_box(word, Style.PLAIN, ((10, 1), (9, 2), (8, 3)), 150)

    assert counted.asked < 40 * 2000
    assert all(one.width * size <= 150.01 for one in lines)


@pytest.mark.parametrize("count", [1, 10, 40, 200])
def test_any_number_of_partners_is_drawn(count: int):
    emblems = tuple(Emblem(f"Direction {n}") for n in range(count))

    [text] = texts(draw_certificates([replace(PAGE, emblems=emblems)]))

    assert squeezed(PAGE.name) in squeezed(text)


@given(
    st.text("abcxyzAVTéɛŋⴰ’-@./محمد\u0301\u0323", min_size=1, max_size=400),
    st.floats(20, 300),
)
def test_breaking_loses_no_letter_and_parts_none_from_its_marks(word: str, width: float):
    word = word.lstrip("\u0301\u0323") or "x"

    lines = Measured(word, Style.PLAIN).lines(width / 10)

    assert "".join(one.text for one in lines) == Measured(word, Style.PLAIN).whole.text
    assert not any(one.text.startswith(("\u0301", "\u0323")) for one in lines)


@given(st.text("محمدلااأيـسش", min_size=2, max_size=200), st.floats(30, 200))
def test_no_line_of_joined_letters_is_wider_than_it_may_be(word: str, width: float):
    lines = Measured(word, Style.PLAIN).lines(width / 10)

    assert all(one.width * 10 <= width + 0.01 for one in lines)
    assert not any(
        a.text.endswith("ل") and b.text.startswith(("ا", "أ")) for a, b in pairwise(lines)
    )


def test_a_signatory_with_a_long_name_is_drawn():
    page = replace(PAGE, signatures=(Signature("Le Directeur", "x" * 250),))

    assert "x" * 20 in squeezed(texts(draw_certificates([page]))[0])
