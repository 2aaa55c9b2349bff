"""How typed letters meet names, and what is underlined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.closeness import (
    Closeness,
    closeness,
    is_near,
    matched_spans,
    near_words,
    sound_keys,
)
from app.domain.folding import fold, skeleton


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kone", Closeness.WHOLE),
        ("salif", Closeness.WHOLE),
        ("kon", Closeness.START),
        ("sal", Closeness.OTHER_WORD),
        ("doua", Closeness.BODY),
        ("khone", Closeness.SOUND),
        ("khon", Closeness.SOUND),
        ("zali", Closeness.SOUND_START),
        ("kane", Closeness.TYPO),
        ("sqli", Closeness.TYPO_START),
    ],
)
def test_closest_way_to_a_line_is_told(typed, expected):
    words, bodies = "kone salif", "direction douanes"

    assert closeness(typed, words, bodies, skeleton(words)) is expected


def test_mute_e_ends_a_sound():
    assert sound_keys("kone") == ("KON", "KONE")
    assert sound_keys("koulib") == ("KULIB", "KULIB")
    assert skeleton("konate").startswith(sound_keys("kon")[1])
    assert not skeleton("konate").startswith(sound_keys("kone")[1])


@pytest.mark.parametrize(
    ("typed", "word", "expected"),
    [
        ("traroe", "traore", True),
        ("traoe", "traore", True),
        ("tarao", "traore", True),
        ("konw", "konate", False),
        ("konwt", "konate", True),
        ("kne", "kone", True),
        ("kne", "konate", False),
        ("kone", "diallo", False),
    ],
)
def test_one_typo_is_near_unless_it_may_begin_another_word(typed, word, expected):
    assert is_near(typed, word) is expected


@given(st.lists(st.text("akont", min_size=3, max_size=7)), st.text("akont", min_size=3, max_size=6))
def test_many_words_are_compared_as_each_of_them_is(words, typed):
    assert sorted(set(near_words(typed, words))) == sorted(
        {word for word in words if is_near(typed, word)}
    )


@pytest.mark.parametrize(
    ("name", "typed", "marked"),
    [
        pytest.param("KONÉ Salif", ["kon"], ["KON"], id="beginning"),
        pytest.param("KONÉ Salif", ["kone"], ["KONÉ"], id="accent"),
        pytest.param("KONE\u0301 Salif", ["kone"], ["KONE\u0301"], id="accent apart"),
        pytest.param("Awa Aminata", ["a"], ["A", "A"], id="every word that begins so"),
        pytest.param("KONÉ Salif", ["sal", "ko"], ["KO", "Sal"], id="words in any order"),
        pytest.param("KONÉ Salif", ["k", "kon"], ["KON"], id="overlap"),
        pytest.param("N’DIAYE Fatou", ["nd"], ["N’D"], id="apostrophe inside"),
        pytest.param("N’DIAYE Fatou", ["dia"], ["DIA"], id="after the apostrophe"),
        pytest.param("BA-TOURÉ Fanta", ["tou"], ["TOU"], id="after the hyphen"),
        pytest.param("Cœur", ["coe"], ["Cœ"], id="two letters in one"),
        pytest.param("Nɛnɛ KONTA", ["nene"], ["Nɛnɛ"], id="Bambara letters"),
        pytest.param("محمد ولد", ["محم"], ["محم"], id="Arabic letters"),
        pytest.param("COULIBALY Awa", ["koulib"], ["COULIB"], id="sound"),
        pytest.param("TRAORÉ Awa", ["traroe"], ["TRAORÉ"], id="typo"),
        pytest.param("TRAORÉ Awa", ["douanes"], [], id="organisation"),
        pytest.param("", ["kone"], [], id="no name"),
    ],
)
def test_matched_letters_are_underlined(name, typed, marked):
    assert [name[start:end] for start, end in matched_spans(name, typed)] == marked


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_spans_are_in_order_apart_and_inside_the_name(name, typed):
    words = [word for text in typed for word in fold(text).split()]
    ends = [end for span in matched_spans(name, words) for end in span]

    assert ends == sorted(ends)
    assert all(0 <= end <= len(name) for end in ends)
    assert len(set(ends)) == len(ends)
