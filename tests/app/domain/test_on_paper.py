from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.on_paper import LETTERS, cut, on_paper, too_long
from app.domain.people import Person
from app.domain.registration import Registration, RosterLine

LINE = RosterLine(Registration("r", "w", "p", function="Chef"), Person("p", "Awa BA"))


@given(st.text("aé\u0301\u0323م", max_size=2 * LETTERS))
def test_a_text_is_whole_or_says_that_it_was_cut(text: str):
    shown = cut(text)

    assert len(shown) <= LETTERS
    assert shown == text if len(text) <= LETTERS else shown.endswith("…")


def test_no_letter_loses_its_marks():
    text = "a" * (LETTERS - 3) + "x\u0323\u0301" + "b"

    assert cut(text) == "a" * (LETTERS - 3) + "…"


def test_what_is_short_stays_the_same_record():
    assert on_paper(LINE) is LINE


@pytest.mark.parametrize("place", ["function", "rank", "unit", "certificate_line"])
def test_any_text_of_a_line_is_cut_and_told(place: str):
    long = "x" * 3000
    line = replace(LINE, registration=replace(LINE.registration, **{place: long}))

    assert len(getattr(on_paper(line).registration, place)) == LETTERS
    assert list(too_long(line)) == [long]


def test_what_no_paper_shows_is_not_told():
    line = replace(LINE, registration=replace(LINE.registration, raw="x" * 3000))

    assert not list(too_long(line))
