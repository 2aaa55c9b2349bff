from dataclasses import fields

import pytest

from ui.look import SIZES, Look, TextSize, Theme, load_fonts
from ui.tones import DARK, LIGHT, Tones

SURFACES = ("ground", "card", "tint", "ochre_ground")
WORDS = ("ink", "soft", "accent", "ochre", "here", "wrong")
PAIRS = [
    *((word, surface) for word in WORDS for surface in SURFACES),
    ("on_header", "header"),
    ("soft_on_header", "header"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_session", "session"),
]


def luminance(color):
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tones", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")])
@pytest.mark.parametrize(("word", "surface"), PAIRS)
def test_words_are_read_in_sunlight(tones, word, surface):
    assert contrast(getattr(tones, word), getattr(tones, surface)) >= 7


@pytest.mark.parametrize("tones", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")])
def test_edges_of_fields_are_seen(tones):
    assert contrast(tones.edge, tones.card) >= 3


def test_every_tone_is_a_color():
    for tones in (LIGHT, DARK):
        assert all(getattr(tones, field.name).startswith("#") for field in fields(Tones))


def test_nothing_is_smaller_than_sixteen_pixels():
    assert min(SIZES.values()) >= 16


def test_three_sizes_grow(qapp):
    heights = []
    for size in TextSize:
        look = Look(size, Theme.LIGHT)
        look.apply()
        heights.append(qapp.font().pixelSize())

    assert heights == sorted(set(heights))


def test_choosing_a_size_is_told_once(look, qtbot):
    with qtbot.waitSignal(look.changed):
        look.choose(TextSize.LARGE)
    with qtbot.assertNotEmitted(look.changed):
        look.choose(TextSize.LARGE)


def test_dark_theme_dresses_everything_dark(qapp):
    look = Look(theme=Theme.DARK)
    look.apply()

    assert DARK.card in qapp.styleSheet()
    assert LIGHT.ground not in qapp.styleSheet()
    assert qapp.palette().window().color().name().upper() == DARK.ground


def test_certificate_is_set_in_the_face_of_the_papers(qapp):
    load_fonts()
    look = Look(theme=Theme.LIGHT)
    look.apply()

    assert look.font("certificate").family() == "Gentium Book Plus"
