"""What was typed is understood, never executed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.closeness import is_near
from app.store.search import search
from app.store.search_query import read_typed, typos_of


@pytest.mark.parametrize("text", ["", " ", "'", '"', "*", "-", "\0", "()", "\u200d"])
def test_text_without_letters_or_digits_finds_nothing(expect, found, text):
    expect("KONÉ Salif")

    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'kone" OR "x',
        "kone*",
        "words:kone",
        "kone) OR (a",
        "^kone",
        "NEAR(kone salif)",
        "kone\0salif",
        "kone'; DROP TABLE people; --",
        "NOT kone",
    ],
)
def test_text_is_never_a_query_language(db, expect, workshop_id, text):
    expect("KONÉ Salif")

    search(db, workshop_id, text)

    assert len(search(db, workshop_id, "kone")) == 1


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text() | st.text("abdeknorst é’'\"*-:()0123 \0ɛŋ", max_size=20))
def test_no_text_raises(db, workshop_id, text):
    assert isinstance(search(db, workshop_id, text), list)


def test_typos_are_those_that_a_comparison_with_every_word_finds(db, expect):
    expect("TRAORE Karota", "KORTA Tarak", "ATKORA Rotak", "TAOR Okarat", "RAKOTO Aktor")
    words = {row[0] for row in db.tuples("SELECT word FROM search_vocabulary")}

    misspelt = {typo[:end] for word in words for typo in _one_edit(word) for end in range(3, 8)}
    for typed in (typo for typo in misspelt if len(typo) >= 3):
        near = {word for word in words if is_near(typed, word)}
        assert set(typos_of(db, typed)) == near
    for word in words:
        assert all(word in typos_of(db, typo) for typo in _one_edit(word) if len(typo) >= 3)


def _one_edit(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {left + right[1:] for left, right in cuts if len(right) > 1}
    wrong = {left + "x" + right[1:] for left, right in cuts if right}
    extra = {left + "x" + right for left, right in cuts}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return missing | wrong | extra | swapped


def test_digits_with_spaces_are_one_number():
    assert read_typed("koné 70 00-00 01").digits == "70000001"
    assert read_typed("koné 70 00-00 01").words == ("kone",)
