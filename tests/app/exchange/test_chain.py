import pytest

from app.exchange.chain import Link, follows

TAKEN_IN = [Link(1, "a1"), Link(2, "a2")]
COPY = Link(2, "c2", is_aside=True)
ACCEPTED = Link(2, "c2")


@pytest.mark.parametrize(
    ("number", "previous", "sha256", "known"),
    [
        pytest.param(1, "", "a1", [], id="the first of all"),
        pytest.param(3, "a2", "a3", TAKEN_IN, id="the next one"),
        pytest.param(2, "a1", "a2", TAKEN_IN, id="one that is known"),
        pytest.param(5, "a4", "a5", TAKEN_IN, id="one after a gap"),
        pytest.param(3, "a2", "a3", [*TAKEN_IN, COPY], id="the true one, after a copy"),
        pytest.param(3, "", "a3", TAKEN_IN, id="one whose file before failed to be written"),
        pytest.param(2, "a1", "a2", [COPY], id="the other of two, where one was set aside"),
        pytest.param(3, "c2", "c3", [*TAKEN_IN, ACCEPTED], id="the next one of an accepted copy"),
        pytest.param(2, "a1", "a2", [*TAKEN_IN, ACCEPTED], id="one that is known, before a copy"),
        pytest.param(3, "c2", "c3", [COPY, Link(3, "c3")], id="an accepted one, sent again"),
    ],
)
def test_bundle_of_the_branch_follows(number, previous, sha256, known):
    assert follows(number, previous, sha256, known)


@pytest.mark.parametrize(
    ("number", "previous", "sha256", "known"),
    [
        pytest.param(2, "a1", "c2", TAKEN_IN, id="a second one of the same number"),
        pytest.param(3, "c2", "c3", TAKEN_IN, id="the next one of a copy"),
        pytest.param(3, "c2", "c3", [COPY], id="what goes on from one that was set aside"),
        pytest.param(3, "c2", "c3", [*TAKEN_IN, Link(4, "a4"), COPY], id="after a later one"),
        pytest.param(3, "a2", "a3", [*TAKEN_IN, ACCEPTED, Link(3, "c3")], id="a third branch"),
        pytest.param(3, "d2", "d3", [*TAKEN_IN, ACCEPTED], id="the next one of another copy"),
    ],
)
def test_bundle_of_another_branch_does_not(number, previous, sha256, known):
    assert not follows(number, previous, sha256, known)
