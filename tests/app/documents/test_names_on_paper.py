"""R24: what is typed is what a reader finds, whatever the letters."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.documents.certificate import draw_certificates
from app.documents.page import HEIGHT, WIDTH
from app.documents.weave import BAND, OUTER
from tests.app.documents.reading import PAGE, letter_boxes, poppler_texts, squeezed, texts

LETTERS = "aeiouéèïôbcdfgklmnrstyzAKMTVYÉƐƆŊƝɛɔŋɲɓɗƙƴ"
LATIN = st.from_regex(rf"\A[{LETTERS}]{{1,8}}(?:[’-][{LETTERS}]{{1,6}})?\.?\Z")
STACKED = st.sampled_from(["Dɔ\u0300", "Ŋ\u0301go", "Bɛ\u0303", "Ama\u0323"])
ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىپچگ", min_size=1, max_size=10)
TIFINAGH = st.text("ⴰⴱⴳⴷⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵖⵙⵛⵜⵟⵡⵢⵣ", min_size=2, max_size=9)
MARKUP = st.sampled_from(
    [
        '<img src="/etc/hostname">',
        '<a href="javascript:alert(1)">Ali</a>',
        "<b>Awa</b>",
        "Traoré & Fils <ONG>",
        "&amp;eacute;",
        "{name} %s \\n",
        "(Ali) [BA] <<X>>",
    ]
)


QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""No shrinking: a failure tells its name among the twenty by itself."""


def named(words: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return st.lists(words, min_size=1, max_size=most).map(" ".join)


NAMES = st.one_of(
    named(st.one_of(LATIN, STACKED), 6),
    named(ARABIC, 4),
    named(TIFINAGH, 3),
    st.tuples(named(LATIN, 2), MARKUP).map(" ".join),
    st.tuples(named(LATIN, 2), named(ARABIC, 2)).map(" ".join),
    st.text("abcdefgKMTV", min_size=60, max_size=60),
    named(LATIN, 30).map(lambda name: name[:200]),
).map(lambda name: unicodedata.normalize("NFC", name.strip()))


def phrases(name: str) -> list[str]:
    """The whole name; in two scripts its words: PDFium orders them, and signs, anew."""
    scripts = {"ARABIC" in unicodedata.name(word[0], "") for word in name.split()}
    return [word.strip(".<>&;(){}") for word in name.split()] if len(scripts) > 1 else [name]


@settings(max_examples=10, deadline=None, phases=QUICK)
@given(st.lists(NAMES.filter(bool), min_size=20, max_size=20))
def test_every_name_is_read_back_letter_by_letter(names: list[str]):
    pdf = draw_certificates([replace(PAGE, name=name, payload="") for name in names])

    for name, text in zip(names, texts(pdf), strict=True):
        for phrase in phrases(name):
            assert squeezed(phrase) in squeezed(text), ascii(name)


@pytest.mark.debian
@settings(
    max_examples=10,
    deadline=None,
    phases=QUICK,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(NAMES.filter(bool), min_size=20, max_size=20))
def test_pdftotext_reads_every_name(tmp_path: Path, names: list[str]):
    pdf = draw_certificates([replace(PAGE, name=name, payload="") for name in names])

    for name, text in zip(names, poppler_texts(pdf, tmp_path), strict=True):
        assert squeezed(name) in squeezed(text)


@settings(max_examples=25, deadline=None)
@given(NAMES.filter(bool))
def test_no_name_leaves_the_frame(name: str):
    pdf = draw_certificates([replace(PAGE, name=name, position=name, payload="")])
    inside = OUTER + BAND

    for _, (left, bottom, right, top) in letter_boxes(pdf):
        assert inside < left <= right < WIDTH - inside
        assert inside < bottom <= top < HEIGHT - inside
