from fractions import Fraction

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.domain.attendance import (
    Mark,
    Seen,
    Standing,
    What,
    eligibility,
    needed,
    standing,
    was_present,
)

DAYS = ("s1", "s2", "s3", "s4", "s5")


def mark(what, source=Seen.DIRECT, **more):
    return Mark("m", "r1", "s1", what, source, **more)


MARKS = st.lists(
    st.builds(
        mark,
        st.sampled_from(What),
        st.sampled_from(Seen),
        late=st.booleans(),
        left_early=st.booleans(),
        seen_at=st.sampled_from(["1970-01-01T00:00", "2031-10-13T08:00"]),
    ),
    max_size=5,
)


def attended(*sessions):
    return {("r1", session): Standing(What.PRESENT) for session in sessions}


@pytest.mark.parametrize(
    ("known", "is_present"),
    [
        pytest.param(Standing(What.PRESENT, late=True), True, id="late is present"),
        pytest.param(Standing(What.EXCUSED), False, id="excused"),
        pytest.param(Standing(What.ABSENT), False, id="absent"),
    ],
)
def test_presence_is_said_by_the_standing(known, is_present):
    assert known.is_present is is_present
    assert was_present("r1", ["s1"], {("r1", "s1"): known}) is is_present


def test_present_at_one_of_several_is_present():
    assert was_present("r1", ["s1", "s2"], attended("s2"))
    assert not was_present("r1", ["s1", "s3"], attended("s2"))
    assert not was_present("r1", [], attended("s2"))


def test_no_mark_is_not_entered_and_not_absence():
    assert standing([]) is None


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        pytest.param(Seen.DIRECT, Seen.SIGNED_SHEET, id="the sheet outweighs the screen"),
        pytest.param(Seen.IMPORTED, Seen.DIRECT, id="the screen outweighs a list"),
        pytest.param(Seen.CLOSING, Seen.IMPORTED, id="anything outweighs the closing"),
    ],
)
def test_better_founded_mark_decides_without_dispute(weak, strong):
    marks = [mark(What.PRESENT, weak, late=True), mark(What.ABSENT, strong)]

    assert standing(marks) == Standing(What.ABSENT)


@pytest.mark.parametrize(
    ("one", "other", "decides"),
    [
        pytest.param(What.PRESENT, What.ABSENT, What.PRESENT, id="presence over absence"),
        pytest.param(What.PRESENT, What.EXCUSED, What.PRESENT, id="presence over an excuse"),
        pytest.param(What.EXCUSED, What.ABSENT, What.EXCUSED, id="an excuse over absence"),
    ],
)
def test_among_equals_the_kinder_word_decides_and_the_dispute_is_told(one, other, decides):
    assert standing([mark(one), mark(other)]) == Standing(decides, disputed=True)


def test_two_operators_who_saw_the_same_do_not_dispute():
    marks = [mark(What.PRESENT, late=True), mark(What.PRESENT, left_early=True)]

    assert standing(marks) == Standing(What.PRESENT, late=True, left_early=True)


def test_lateness_of_a_mark_that_does_not_count_does_not_count():
    marks = [mark(What.ABSENT, late=True), mark(What.PRESENT)]

    assert standing(marks) == Standing(What.PRESENT, disputed=True)


@given(MARKS, st.randoms(use_true_random=False))
def test_order_and_clock_take_no_part(marks, random):
    shuffled = random.sample(marks, len(marks))
    same_time = [
        Mark("m", "r1", "s1", one.what, one.source, one.late, one.left_early) for one in marks
    ]

    assert standing(shuffled) == standing(marks) == standing(same_time)


@pytest.mark.parametrize(
    ("sessions", "threshold", "least"),
    [
        pytest.param(5, Fraction(4, 5), 4, id="80 % of five"),
        pytest.param(6, Fraction(4, 5), 5, id="80 % of six"),
        pytest.param(10, Fraction(1, 3), 4, id="a third of ten"),
        pytest.param(5, Fraction(1), 5, id="all"),
        pytest.param(5, Fraction(0), 0, id="none"),
    ],
)
def test_needed_number_of_sessions(sessions, threshold, least):
    assert needed(sessions, threshold) == least


@given(st.integers(1, 40), st.fractions(0, 1))
def test_needed_is_the_smallest_number_that_reaches_the_threshold(sessions, threshold):
    least = needed(sessions, threshold)

    assert Fraction(least, sessions) >= threshold
    assert least == 0 or Fraction(least - 1, sessions) < threshold


@pytest.mark.parametrize(
    ("sessions", "is_met"),
    [
        pytest.param(DAYS[:4], True, id="four of five"),
        pytest.param(DAYS[:3], False, id="three of five"),
        pytest.param([*DAYS[:3], "the dinner"], False, id="what does not count is not counted"),
    ],
)
def test_four_fifths_are_needed(sessions, is_met):
    found = eligibility("r1", attended(*sessions), DAYS, Fraction(4, 5))

    assert found.is_met is is_met


def test_excuse_is_no_presence():
    standings = attended(*DAYS[:3]) | {("r1", "s4"): Standing(What.EXCUSED)}

    found = eligibility("r1", standings, DAYS, Fraction(4, 5))

    assert (found.attended, found.counting, found.is_met) == (3, 5, False)


def test_nobody_is_eligible_without_a_session():
    assert not eligibility("r1", {}, [], Fraction(0)).is_met


def test_each_registration_stands_alone():
    assert eligibility("r2", attended(*DAYS), DAYS, Fraction(4, 5)).attended == 0
