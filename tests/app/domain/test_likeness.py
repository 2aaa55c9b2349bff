"""Likeness: three levels of a question, and names that stay different."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.likeness import Known, Level, Likeness, Reason, likeness

POLICE, CUSTOMS = "Police nationale", "Douanes"


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        pytest.param(
            Known("Koulibali Mariam", phones=("+22370000001",)),
            Known("Awa Ba", phones=("66000002", "70 00 00 01")),
            Reason.PHONE,
            id="any of two phones, with country code or without",
        ),
        pytest.param(
            Known("A", email="Awa@example.org "),
            Known("B", email="awa@EXAMPLE.org"),
            Reason.EMAIL,
            id="e-mail",
        ),
        pytest.param(
            Known("A", matricule="12 345-M"),
            Known("B", matricule="12345m"),
            Reason.MATRICULE,
            id="matricule",
        ),
    ],
)
def test_shared_phone_mail_or_matricule_is_strong(a, b, reason):
    assert likeness(a, b) == Likeness(Level.STRONG, reason)


@pytest.mark.parametrize(
    ("a", "b", "together", "apart"),
    [
        pytest.param("Moussa TRAORÉ", "traore moussa", Level.MEDIUM, Level.WEAK, id="any order"),
        pytest.param("Koulibali Awa", "COULIBALY Awa", Level.MEDIUM, Level.WEAK, id="same sound"),
        pytest.param("Kulubali Awa", "Coulibaly Awa", Level.MEDIUM, Level.NONE, id="near"),
        pytest.param("Tarore Moussa", "Moussa Traoré", Level.MEDIUM, Level.NONE, id="mistyped"),
        pytest.param("Ibrahima Sow", "Ibrahim Sow", Level.MEDIUM, Level.NONE, id="variant"),
        pytest.param("Mahamadou Ba", "Mamadou Ba", Level.WEAK, Level.WEAK, id="one key, two names"),
        pytest.param("Mahamadou Sowe", "Mamadou Sowa", Level.NONE, Level.NONE, id="both at once"),
        pytest.param("Ali Koné", "Ali Konaté", Level.NONE, Level.NONE, id="Koné, Konaté"),
        pytest.param("Aminata Sow", "Aïssata Sow", Level.NONE, Level.NONE, id="Aminata, Aïssata"),
        pytest.param("Sidi Ba", "Sidibé Ba", Level.NONE, Level.NONE, id="Sidi, Sidibé"),
        pytest.param("Moussa", "Moussa Ba", Level.NONE, Level.NONE, id="a word more"),
        pytest.param("", "", Level.NONE, Level.NONE, id="no name"),
    ],
)
def test_names_count_by_sound_and_organisation(a, b, together, apart):
    assert likeness(Known(a, POLICE), Known(b, POLICE.upper())).level is together
    assert likeness(Known(a, POLICE), Known(b, CUSTOMS)).level is apart


def test_unknown_organisations_are_not_the_same():
    assert likeness(Known("Awa Ba"), Known("Awa Ba")) == Likeness(Level.WEAK, Reason.NAME)


def test_reason_tells_same_name_from_near_spelling():
    same = likeness(Known("Awa Ba", POLICE), Known("Ba Awa", POLICE))
    near = likeness(Known("Awa Kulubali", POLICE), Known("Awa Coulibaly", POLICE))

    assert same.reason is Reason.NAME_AND_ORGANISATION
    assert near.reason is Reason.SPELLING_AND_ORGANISATION


def test_scraps_of_phones_join_nobody():
    assert likeness(Known("A", phones=("01",)), Known("B", phones=("01",))).level is Level.NONE


WORDS = ("Moussa", "Traoré", "Traore", "Tarore", "Mamadou", "Mahamadou", "Koné", "Konaté")
NAMES = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_likeness_has_no_direction(a, b):
    assert likeness(Known(a, POLICE), Known(b, POLICE)) == likeness(
        Known(b, POLICE), Known(a, POLICE)
    )
