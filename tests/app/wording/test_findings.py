from datetime import date

import pytest

from app.domain.findings import Kind
from app.domain.workshop import Part, Session
from app.i18n import language
from app.wording.findings import Told, counts_words, to_do_words, wrong_words

MORNING = Session("s1", "w1", date(2021, 10, 13), Part.MORNING)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_kind_says_whom_it_concerns_and_what_to_do(kind, code):
    with language(code):
        assert "Awa BA, Fanta KEITA" in wrong_words(Told(kind, "12", ["Awa BA", "Fanta KEITA"]))
        assert to_do_words(kind).endswith(".")
        assert counts_words({kind: 2}).startswith("2 ")


def test_half_day_is_named_in_words():
    said = wrong_words(Told(Kind.ATTENDANCE, "s1", ["Awa BA"], MORNING))

    assert said == "Wednesday 13 · morning: marks disagree on Awa BA"


def test_counts_stand_in_one_line_without_a_name():
    said = counts_words({Kind.NUMBER: 1, Kind.ATTENDANCE: 2, Kind.CERTIFICATE: 0})

    assert said == "1 sheet number given twice · 2 half-days with marks that disagree"


def test_nothing_found_says_nothing():
    assert counts_words({}) == ""
