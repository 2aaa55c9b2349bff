import pytest

from app.domain.attendance import Standing, What
from app.domain.findings import (
    Issued,
    Kind,
    contradicted,
    disputed,
    free_number,
    shared_certificates,
    shared_numbers,
)
from app.domain.links import Decision, Link


def test_number_of_two_people_is_found_and_no_number_is_not():
    numbered = [(12, "b"), (3, "c"), (12, "a"), (0, "d"), (0, "e")]

    [found] = shared_numbers(numbered)

    assert (found.kind, found.subject) == (Kind.NUMBER, "12")
    assert found.registrations == found.records == ("a", "b")


def test_numbers_are_found_in_their_order():
    numbered = [(number, name) for number in (12, 9) for name in "ab"]

    assert [found.subject for found in shared_numbers(numbered)] == ["9", "12"]


def test_number_on_the_certificates_of_two_people_is_found():
    [found] = shared_certificates(
        [Issued("y", "X/012", "b"), Issued("x", "X/012", "a"), Issued("z", "X/013", "c")]
    )

    assert (found.kind, found.subject) == (Kind.CERTIFICATE, "X/012")
    assert (found.registrations, found.records) == (("a", "b"), ("x", "y"))


@pytest.mark.parametrize("number", ["X/012", "X/012B"])
def test_two_valid_certificates_of_one_person_are_found(number):
    [found] = shared_certificates([Issued("x", "X/012", "a"), Issued("y", number, "a")])

    assert found.kind is Kind.CERTIFIED_TWICE
    assert (found.registrations, found.records) == (("a",), ("x", "y"))


def test_half_day_is_found_once_with_all_of_whom_marks_disagree():
    doubt, sure = Standing(What.PRESENT, disputed=True), Standing(What.PRESENT)
    standings = {("b", "s1"): doubt, ("a", "s1"): doubt, ("c", "s1"): sure, ("a", "s2"): sure}

    [found] = disputed(standings)

    assert (found.subject, found.registrations) == ("s1", ("a", "b"))


def test_contradiction_is_found_where_both_people_are_on_the_list():
    links = [
        Link("1", "p", "q", Decision.SAME),
        Link("2", "p", "q", Decision.DIFFERENT),
    ]

    [found] = contradicted(links, {"p": "a", "q": "b"})

    assert (found.kind, found.registrations) == (Kind.DECISION, ("a", "b"))
    assert contradicted(links, {"p": "a"}) == []


@pytest.mark.parametrize(
    ("taken", "given"),
    [
        pytest.param([], "X/012A", id="free"),
        pytest.param(["X/012"], "X/012A", id="another laptop's letter"),
        pytest.param(["X/012A"], "X/012A-2", id="given"),
        pytest.param(["X/012A", "X/012A-2"], "X/012A-3", id="given twice"),
    ],
)
def test_number_that_was_given_is_not_given_again(taken, given):
    assert free_number("X/012A", taken) == given
