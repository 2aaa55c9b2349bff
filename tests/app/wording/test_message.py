"""The day's message fits any telephone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.wording.message import SMS_LENGTH, day_message


def test_day_of_bamako_in_french():
    told = day_message(1, "Bamako", 6, 23, "fr", walk_ins=4, came=25, expected=31, excused=2)

    assert told == (
        "J1 Bamako : 29 présents (F 6, M 23), dont 4 hors liste. "
        "25 venus sur 31 attendus, 2 excusés."
    )


def test_day_of_bamako_in_english():
    told = day_message(1, "Bamako", 6, 23, "en", walk_ins=4, came=25, expected=31, excused=2)

    assert told == (
        "D1 Bamako: 29 present (F 6, M 23), 4 of them not on the list. "
        "25 of 31 expected came, 2 excused."
    )


def test_small_day_is_singular_and_says_unknown_sex():
    assert day_message(2, "Gao", 0, 1, "fr", came=1, expected=1) == (
        "J2 Gao : 1 présent (F 0, M 1). 1 venu sur 1 attendu."
    )
    assert day_message(2, "Gao", 0, 1, "fr", unknown=2) == "J2 Gao : 3 présents (F 0, M 1, ? 2)."


@settings(deadline=None)
@given(
    st.sampled_from(["N’Djamena", "Ɓello", "Kéniéba", "Bamako" * 30]),
    st.integers(0, 10**6),
    st.sampled_from(["fr", "en"]),
)
def test_message_is_short_and_in_the_telephones_alphabet(city, n, lang):
    told = day_message(3, city, n, n, lang, walk_ins=n, came=n, expected=n, excused=n)

    assert len(told) <= SMS_LENGTH
    assert all(c.isascii() or c in "éèàùìòñöäüåøæß" for c in told)
