"""Numbers in words with their French traps, grouped, as percentages."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wording.numbers import in_words, number, percent, words_and_digits

WORDS = [
    (0, "zéro", "zero"),
    (1, "un", "one"),
    (9, "neuf", "nine"),
    (13, "treize", "thirteen"),
    (16, "seize", "sixteen"),
    (17, "dix-sept", "seventeen"),
    (21, "vingt et un", "twenty-one"),
    (25, "vingt-cinq", "twenty-five"),
    (31, "trente et un", "thirty-one"),
    (56, "cinquante-six", "fifty-six"),
    (61, "soixante et un", "sixty-one"),
    (70, "soixante-dix", "seventy"),
    (71, "soixante et onze", "seventy-one"),
    (77, "soixante-dix-sept", "seventy-seven"),
    (80, "quatre-vingts", "eighty"),
    (81, "quatre-vingt-un", "eighty-one"),
    (90, "quatre-vingt-dix", "ninety"),
    (91, "quatre-vingt-onze", "ninety-one"),
    (99, "quatre-vingt-dix-neuf", "ninety-nine"),
    (100, "cent", "one hundred"),
    (101, "cent un", "one hundred and one"),
    (180, "cent quatre-vingts", "one hundred and eighty"),
    (200, "deux cents", "two hundred"),
    (201, "deux cent un", "two hundred and one"),
    (999, "neuf cent quatre-vingt-dix-neuf", "nine hundred and ninety-nine"),
    (1_000, "mille", "one thousand"),
    (1_100, "mille cent", "one thousand one hundred"),
    (2_021, "deux mille vingt et un", "two thousand and twenty-one"),
    (15_000, "quinze mille", "fifteen thousand"),
    (80_000, "quatre-vingt mille", "eighty thousand"),
    (200_000, "deux cent mille", "two hundred thousand"),
    (
        465_000,
        "quatre cent soixante-cinq mille",
        "four hundred and sixty-five thousand",
    ),
    (1_000_000, "un million", "one million"),
    (80_000_000, "quatre-vingts millions", "eighty million"),
    (2_000_000_001, "deux milliards un", "two billion and one"),
]


@pytest.mark.parametrize(("n", "french", "english"), WORDS)
def test_number_in_words(n, french, english):
    assert in_words(n, "fr") == french
    assert in_words(n, "en") == english


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "une"),
        (21, "vingt et une"),
        (61, "soixante et une"),
        (71, "soixante et onze"),
        (81, "quatre-vingt-une"),
        (101, "cent une"),
        (1_001, "mille une"),
        (9, "neuf"),
        (80, "quatre-vingts"),
        (21_000, "vingt et un mille"),
    ],
)
def test_only_a_final_one_agrees_with_women(n, words):
    assert in_words(n, "fr", feminine=True) == words


def test_negative_numbers_are_refused():
    with pytest.raises(ValueError, match="-1"):
        in_words(-1, "fr")


def test_words_come_with_digits():
    assert words_and_digits(29, "fr") == "vingt-neuf (29)"
    assert words_and_digits(21, "fr", feminine=True) == "vingt et une (21)"
    assert words_and_digits(6, "en") == "six (6)"


@pytest.mark.parametrize(
    ("share", "french", "english"),
    [
        (Fraction(9, 56), "16,1\u00a0%", "16.1%"),
        (Fraction(4, 25), "16,0\u00a0%", "16.0%"),
        (Fraction(6, 28), "21,4\u00a0%", "21.4%"),
        (Fraction(1, 2000), "0,1\u00a0%", "0.1%"),
        (0, "0,0\u00a0%", "0.0%"),
        (1, "100,0\u00a0%", "100.0%"),
        (0.5, "50,0\u00a0%", "50.0%"),
    ],
)
def test_percentage_has_one_decimal_rounded_half_up(share, french, english):
    assert percent(share, "fr") == french
    assert percent(share, "en") == english


@pytest.mark.parametrize(
    ("n", "french", "english"),
    [
        (0, "0", "0"),
        (100, "100", "100"),
        (15_000, "15\u202f000", "15,000"),
        (Fraction(65, 2), "32,5", "32.5"),
        (Decimal("2.50"), "2,5", "2.5"),
        (1234567.891, "1\u202f234\u202f567,89", "1,234,567.89"),
    ],
)
def test_numbers_are_grouped_and_carry_no_idle_zero(n, french, english):
    assert number(n, "fr") == french
    assert number(n, "en") == english


@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(["fr", "en"]))
def test_two_numbers_never_read_alike(a, b, lang):
    assert (in_words(a, lang) == in_words(b, lang)) is (a == b)
    assert re.fullmatch(r"[a-zé]+(?:[ -][a-zé]+)*", in_words(a, lang))


@settings(deadline=None)
@given(st.integers(0, 10**12), st.sampled_from(["fr", "en"]))
def test_grouping_keeps_every_digit(n, lang):
    assert re.sub(r"\D", "", number(n, lang)) == str(n)
