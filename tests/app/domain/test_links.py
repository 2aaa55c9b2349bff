"""Law 12: linking and unlinking people are exact inverses, in any order."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.domain.links import Decision, Link, clusters, contradictions

PEOPLE = "abcdefg"
DECISIONS = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from(Decision)),
    max_size=12,
)


def same(id_, a, b):
    return Link(id_, a, b, Decision.SAME)


def different(id_, a, b):
    return Link(id_, a, b, Decision.DIFFERENT)


def links_of(decisions):
    return [Link(f"l{place:02}", *decision) for place, decision in enumerate(decisions)]


def reachable(links, person):
    """The people to whom a way of *same* links leads: the definition, slow and plain."""
    found, last = {person}, set()
    while found != last:
        last = set(found)
        for link in links:
            if link.decision is Decision.SAME and found & {link.a, link.b}:
                found |= {link.a, link.b}
    return found


def by_rewriting(links):
    """Broken on purpose: the second person becomes the first, for good."""
    cluster = {}
    for link in links:
        if link.decision is Decision.SAME:
            cluster[link.b] = cluster.get(link.a, link.a)
            cluster.setdefault(link.a, link.a)
    return cluster


def test_chain_of_links_is_one_person():
    links = [same("1", "c", "b"), same("2", "b", "a"), same("3", "e", "f")]

    assert clusters(links) == {"a": "a", "b": "a", "c": "a", "e": "e", "f": "e"}


def test_nobody_linked_is_nobody_grouped():
    assert clusters([]) == {}
    assert clusters([different("1", "a", "b")]) == {}


@given(DECISIONS, st.randoms(use_true_random=False))
def test_order_of_the_links_does_not_matter(decisions, random):
    links = links_of(decisions)
    shuffled = random.sample(links, len(links))

    assert clusters(shuffled) == clusters(links)
    assert contradictions(shuffled) == contradictions(links)


@given(DECISIONS)
def test_cluster_is_everyone_whom_links_reach(decisions):
    links = links_of(decisions)

    found = clusters(links)

    for person in PEOPLE:
        group = {one for one in found if found[one] == found.get(person)} or {person}
        assert group == reachable(links, person)
        assert found.get(person, person) == min(group)


@given(DECISIONS, DECISIONS)
def test_unlinking_restores_everything_exactly(decisions, more):
    links = links_of(decisions + more)
    kept = links[: len(decisions)]

    assert clusters(link for link in links if link in kept) == clusters(links_of(decisions))


def test_unlinking_splits_a_person_where_they_were_joined():
    links = [same("1", "a", "b"), same("2", "b", "c"), same("3", "c", "d")]

    left = [link for link in links if link.id != "2"]

    assert clusters(left) == {"a": "a", "b": "a", "c": "c", "d": "c"}


def test_two_links_of_one_pair_need_two_retractions():
    links = [same("1", "a", "b"), same("2", "b", "a")]

    assert clusters(links[1:]) == clusters(links) == {"a": "a", "b": "a"}


def test_different_inside_a_cluster_is_a_contradiction():
    doubt = different("9", "c", "a")
    links = [doubt, same("1", "a", "b"), same("2", "b", "c"), different("3", "a", "d")]

    assert contradictions(links) == [doubt]
    assert contradictions(link for link in links if link.id != "2") == []


@pytest.mark.parametrize(
    "links",
    [
        pytest.param([same("1", "b", "c"), same("2", "a", "b")], id="order"),
        pytest.param([same("1", "a", "c"), same("2", "b", "c")], id="a way around"),
    ],
)
def test_records_that_are_rewritten_break_the_law(links):
    """The check of these tests does notice: a fold that rewrites depends on the order."""
    assert by_rewriting(links) != by_rewriting(links[::-1])
    assert clusters(links) == clusters(links[::-1])
