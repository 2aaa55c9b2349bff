from fractions import Fraction

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.domain.bilingual import Bilingual
from app.domain.people import Person, Sex
from app.domain.registration import Category, Registration, RosterLine, Source, Status
from app.domain.statistics import (
    Count,
    arrived,
    by_organisation,
    count,
    expected,
    invited,
    participants,
)
from app.domain.workshop import Organisation

COUNTS = st.builds(Count, *[st.integers(0, 99)] * 3)


def line(
    sex=Sex.MALE,
    category=Category.PARTICIPANT,
    status=Status.REGISTERED,
    body=None,
    text="",
    source=Source.LIST,
):
    registration = Registration(
        "r", "w", "p", category=category, status=status, source=source, organisation_text=text
    )
    return RosterLine(registration, Person("p", "Awa Ba", sex), body)


def test_unknown_sex_stands_apart_and_never_among_the_men():
    found = count([line(Sex.FEMALE), line(Sex.MALE), line(None)])

    assert found == Count(women=1, men=1, unknown=1)
    assert found.total == 3


def test_share_of_women_is_of_those_whose_sex_is_known():
    assert Count(women=1, men=3, unknown=6).share_of_women == Fraction(1, 4)


def test_share_of_nobody_is_no_share():
    assert Count(unknown=6).share_of_women is None


def test_only_participants_who_came_make_the_headline():
    lines = [
        line(Sex.FEMALE),
        line(),
        line(category=Category.OBSERVER),
        line(category=Category.FACILITATOR),
        *(line(status=status) for status in Status if status is not Status.REGISTERED),
    ]

    assert participants(lines) == Count(women=1, men=1)


@pytest.mark.parametrize(
    ("status", "is_invited", "is_expected"),
    [
        (Status.INVITED, True, True),
        (Status.CONFIRMED, True, True),
        (Status.REGISTERED, True, True),
        (Status.WITHDRAWN, True, False),
        (Status.NO_SHOW, True, False),
        (Status.REPLACED, False, False),
    ],
)
def test_invited_are_the_places_of_the_list_and_expected_who_is_here_or_may_come(
    status, is_invited, is_expected
):
    lines = [line(status=status)]

    assert invited(lines) == (lines if is_invited else [])
    assert expected(lines) == (lines if is_expected else [])


def test_walk_in_was_not_invited_and_counts_among_the_expected_once_here():
    lines = [line(source=Source.WALK_IN)]

    assert invited(lines) == []
    assert expected(lines) == lines


def test_place_of_somebody_replaced_counts_once():
    lines = [line(status=Status.REPLACED), line()]

    assert len(invited(lines)) == 1


@pytest.mark.parametrize("category", [one for one in Category if one is not Category.PARTICIPANT])
def test_invited_and_expected_are_participants(category):
    lines = [line(category=category)]

    assert (invited(lines), expected(lines)) == ([], [])


@given(st.lists(st.builds(line, status=st.sampled_from(Status), source=st.sampled_from(Source))))
def test_never_more_are_here_than_were_expected(lines):
    assert participants(lines).total <= len(expected(lines))


def test_arrived_names_every_category_when_none_is_asked_for():
    lines = [line(category=category) for category in Category]

    assert len(arrived(lines)) == len(Category)
    assert arrived(lines, Category.GUEST, Category.PRESS) == [lines[6], lines[8]]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        pytest.param("fr", ["Douanes", "Autre", "Police"], id="French"),
        pytest.param("en", ["Customs", "Autre", "Police"], id="English where it is known"),
    ],
)
def test_organisations_come_largest_first_then_by_name(language, names):
    customs = Organisation("o1", Bilingual("Douanes", "Customs"))
    police = Organisation("o2", Bilingual("Police"))
    lines = [line(body=police), line(body=customs), line(text="Autre"), line(body=customs)]

    assert [name for name, _ in by_organisation(lines, language)] == names


def test_guests_are_no_one_of_an_organisation():
    assert by_organisation([line(category=Category.GUEST, text="Autre")], "fr") == []


@given(COUNTS, COUNTS, COUNTS)
def test_counts_add_up_in_any_order(one, other, third):
    assert (one + other) + third == third + (other + one)
    assert (one + other).total == one.total + other.total
