"""The sentences with the number of women: exact, in both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wording.sentences import (
    closing_line,
    gathered,
    headline,
    in_speech,
    participants_by,
    women_phrase,
)

BY_CITY = [(25, "Niamey"), (31, "Bamako")]
BY_COUNTRY = [(25, "NE"), (31, "ML")]


def test_two_sessions_of_2017_are_told_exactly():
    assert gathered(BY_CITY, 9, "en") == (
        "These two sessions gathered 56 participants (25 in Niamey and 31 in Bamako), "
        "including 9 women."
    )
    assert gathered(BY_CITY, 9, "fr") == (
        "Ces deux sessions ont réuni 56 participants (25 à Niamey et 31 à Bamako), dont 9 femmes."
    )


def test_cut_by_country_is_told_exactly():
    assert participants_by(BY_COUNTRY, 9, "fr") == (
        "56 participants (25 au Niger et 31 au Mali), dont 9 femmes"
    )
    assert participants_by(BY_COUNTRY, 9, "en") == (
        "56 participants (25 in Niger and 31 in Mali), including 9 women"
    )
    assert gathered(BY_COUNTRY, 9, "fr", by="country") == (
        "Ces deux sessions ont réuni 56 participants (25 au Niger et 31 au Mali), dont 9 femmes."
    )


@pytest.mark.parametrize(
    ("women", "french", "english"),
    [
        (0, "aucune femme", "no women"),
        (1, "dont une femme", "including one woman"),
        (2, "dont 2 femmes", "including 2 women"),
    ],
)
def test_women_are_always_said(women, french, english):
    assert women_phrase(women, "fr") == french
    assert women_phrase(women, "en") == english
    assert gathered([(13, "Bamako")], women, "fr") == (
        f"Cet atelier a réuni 13 participants, {french}."
    )
    assert gathered([(13, "Bamako")], women, "en") == (
        f"This workshop gathered 13 participants, {english}."
    )


def test_unknown_sex_is_said_and_no_man():
    assert gathered([(13, "Bamako")], 2, "fr", unknown=3) == (
        "Cet atelier a réuni 13 participants, dont 2 femmes (sexe non renseigné : 3)."
    )
    assert participants_by([(13, "ML")], 2, "en", unknown=3) == (
        "13 participants, including 2 women (sex not recorded: 3)"
    )


def test_no_woman_is_claimed_where_nobody_asked():
    assert gathered([(3, "Bamako")], 0, "fr", unknown=3) == (
        "Cet atelier a réuni 3 participants (sexe non renseigné : 3)."
    )
    assert closing_line(3, 0, "fr", unknown=2) == (
        "Arrêtée la présente liste à trois (3) participants, sexe non renseigné pour deux (2)."
    )
    assert in_speech(3, 1, "en", unknown=2) == (
        "three (3) participants, including one (1) woman, sex not recorded for two (2)"
    )


def test_workshops_in_one_place_are_counted_together():
    parts = [(10, "Bamako"), (20, "Niamey"), (5, "bamako")]

    assert gathered(parts, 4, "fr") == (
        "Ces trois sessions ont réuni 35 participants (15 à Bamako et 20 à Niamey), dont 4 femmes."
    )
    assert gathered([(10, "Bamako"), (5, "Bamako")], 4, "en") == (
        "These two sessions gathered 15 participants, including 4 women."
    )


def test_nobody_and_one_are_singular_in_french():
    assert gathered([(0, "Bamako")], 0, "fr") == "Cet atelier a réuni 0 participant, aucune femme."
    assert (
        gathered([(1, "Bamako")], 1, "fr") == "Cet atelier a réuni 1 participant, dont une femme."
    )
    assert gathered([], 0, "en") == "This workshop gathered 0 participants, no women."


@pytest.mark.parametrize(
    ("participants", "observers", "french", "english"),
    [
        (11, 2, "11 participants et 2 observateurs", "11 participants and 2 observers"),
        (13, 0, "13 participants", "13 participants"),
        (1, 1, "1 participant et 1 observateur", "1 participant and 1 observer"),
        (0, 2, "0 participant et 2 observateurs", "0 participants and 2 observers"),
        (1500, 0, "1 500 participants", "1,500 participants"),
    ],
)
def test_headline_counts_observers_beside(participants, observers, french, english):
    assert headline(participants, observers, "fr") == french
    assert headline(participants, observers, "en") == english


@pytest.mark.parametrize(
    ("participants", "women", "french", "english"),
    [
        (
            29,
            6,
            "vingt-neuf (29) participants, dont six (6) femmes",
            "twenty-nine (29) participants, including six (6) women",
        ),
        (
            41,
            21,
            "quarante et un (41) participants, dont vingt et une (21) femmes",
            "forty-one (41) participants, including twenty-one (21) women",
        ),
        (
            1,
            1,
            "un (1) participant, dont une (1) femme",
            "one (1) participant, including one (1) woman",
        ),
        (
            13,
            0,
            "treize (13) participants, aucune femme",
            "thirteen (13) participants, no women",
        ),
    ],
)
def test_speech_says_words_and_digits(participants, women, french, english):
    assert in_speech(participants, women, "fr") == french
    assert in_speech(participants, women, "en") == english


def test_closing_line_of_a_signed_list():
    assert closing_line(25, 9, "fr") == (
        "Arrêtée la présente liste à vingt-cinq (25) participants, dont neuf (9) femmes."
    )


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 99), st.sampled_from(["Bamako", "Niamey", "Gao"])), max_size=4
    ),
    st.integers(0, 99),
    st.sampled_from(["fr", "en"]),
)
def test_every_sentence_names_women_and_the_total(parts, women, lang):
    said = gathered(parts, women, lang)

    assert ("femme" if lang == "fr" else "wom") in said
    assert f" {sum(count for count, _ in parts)} participant" in said
    assert "  " not in said
