from fractions import Fraction

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.domain.bilingual import Bilingual
from app.domain.people import Person, Sex
from app.domain.registration import Category, Registration, RosterLine, Status
from app.domain.statistics import (
    Count,
    arrived,
    by_category,
    by_organisation,
    count,
    participants,
)
from app.domain.workshop import Organisation

COUNTS = st.builds(Count, *[st.integers(0, 99)] * 3)


def line(sex=Sex.MALE, category=Category.PARTICIPANT, status=Status.REGISTERED, body=None, text=""):
    registration = Registration(
        "r", "w", "p", category=category, status=status, organisation_text=text
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


def test_arrived_names_every_category_when_none_is_asked_for():
    lines = [line(category=category) for category in Category]

    assert len(arrived(lines)) == len(Category)
    assert arrived(lines, Category.GUEST, Category.PRESS) == [lines[6], lines[8]]


def test_categories_come_in_their_order_and_empty_ones_are_left_out():
    lines = [line(category=Category.OBSERVER), line(Sex.FEMALE), line(category=Category.OBSERVER)]

    found = by_category(lines)

    assert list(found.items()) == [
        (Category.PARTICIPANT, Count(women=1)),
        (Category.OBSERVER, Count(men=2)),
    ]


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
