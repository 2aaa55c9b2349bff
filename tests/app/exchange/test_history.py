from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.journal import Change, Secret, canonical, encode, seal, value_hash
from app.exchange.history import MAX_LINE, MAX_PARTS, journal_file, read_history, values_file
from app.exchange.malformed import Malformed
from tests.app.exchange.journals import WORKSHOP, Journal, small_workshop

GOOD = small_workshop()
JOURNAL, VALUES = journal_file(GOOD.lines), values_file(GOOD.values)


def test_history_comes_back_line_by_line():
    history = read_history(JOURNAL, VALUES, WORKSHOP)

    assert set(history.lines) == set(GOOD.lines)
    assert history.values == GOOD.values
    assert history.have == {"aa" * 16: 11, "bb" * 16: 3}
    assert (history.erased, history.forks) == (0, ())


def test_every_entry_comes_with_its_values():
    values = {place: secret for place, secret in GOOD.values.items() if place[1] != 0}

    found = {
        entry.id: secrets
        for entry, secrets in read_history(JOURNAL, values_file(values), WORKSHOP).items()
    }

    assert found.keys() == {entry.id for entry in GOOD.entries}
    assert {(entry, n): s for entry, group in found.items() for n, s in group.items()} == values


@given(st.permutations(GOOD.lines), st.permutations(list(GOOD.values.items())))
def test_files_are_the_same_bytes_in_any_order(lines, values):
    assert journal_file(lines) == JOURNAL
    assert values_file(dict(values)) == VALUES


def test_entries_follow_those_they_knew_of():
    seen = set()
    for entry in read_history(JOURNAL, VALUES, WORKSHOP).entries:
        assert {entry.previous, *(r for c in entry.changes for r in c.replaces)} - {""} <= seen
        seen.add(entry.id)


def test_unknown_kinds_fields_and_members_survive_byte_for_byte():
    journal = Journal()
    strange = {"seal": {"colour": ["red", None, True, -3]}, "épice": "N’Ko ߒߞߏ"}
    journal.write("cc" * 16, "foretell", {("omen", "1", "sky"): {"a": []}}, extra=strange)
    files = journal_file(journal.lines), values_file(journal.values)

    history = read_history(*files, WORKSHOP)

    assert history.entries[0].extra == strange
    assert (journal_file(history.lines), values_file(history.values)) == files


@given(st.data())
def test_any_subset_of_values_may_be_erased_and_the_chain_still_verifies(data):
    kept = data.draw(st.sets(st.sampled_from(sorted(GOOD.values))))
    values = {place: GOOD.values[place] for place in kept}

    history = read_history(JOURNAL, values_file(values), WORKSHOP)

    assert history.values == values
    assert history.erased == len(GOOD.values) - len(kept)


def test_twin_laptops_are_both_kept_and_told():
    twin = Journal(GOOD.entries[:5], dict(GOOD.values))
    other = twin.write("aa" * 16, "edit", {("person", "x", "name"): "Autre"})
    values = GOOD.values | {place: s for place, s in twin.values.items() if place[0] == other.id}

    history = read_history(
        journal_file([*GOOD.lines, encode(other)]), values_file(values), WORKSHOP
    )

    assert history.forks == (("aa" * 16, 6),)
    assert len(history.entries) == len(GOOD.entries) + 1


def test_gap_in_a_device_s_chain_is_refused():
    for place, entry in enumerate(GOOD.entries[:10]):
        lines = [line for line in GOOD.lines if line != GOOD.lines[place]]
        values = {place: secret for place, secret in GOOD.values.items() if place[0] != entry.id}
        with pytest.raises(Malformed, match="chain"):
            read_history(journal_file(lines), values_file(values), WORKSHOP)


def test_last_entry_of_a_chain_may_be_the_last():
    shorter = Journal(GOOD.entries[:-1], dict(GOOD.values))
    values = {p: s for p, s in GOOD.values.items() if p[0] != GOOD.entries[-1].id}

    assert len(read_history(journal_file(shorter.lines), values_file(values), WORKSHOP).lines) == 13


def rewritten(**changes: object) -> bytes:
    """The journal with its last entry written otherwise, under the id that follows."""
    return JOURNAL.replace(GOOD.lines[-1], encode(seal(replace(GOOD.entries[-1], **changes))))


LAST = GOOD.entries[-1]
CHANGE = LAST.changes[0]


@pytest.mark.parametrize(
    ("journal", "reason"),
    [
        pytest.param(JOURNAL + GOOD.lines[0] + b"\n", "twice", id="entry twice"),
        pytest.param(JOURNAL[:-1], "cut", id="last line cut"),
        pytest.param(JOURNAL + b"\n", "no JSON", id="empty line"),
        pytest.param(JOURNAL.replace(b'{"app"', b'{ "app"', 1), "no entry", id="not canonical"),
        pytest.param(JOURNAL + b'{"a":1}\n', "no entry", id="no entry"),
        pytest.param(JOURNAL + b"[1.5]\n", "whole", id="float"),
        pytest.param(rewritten(workshop="other"), "another workshop", id="other workshop"),
        pytest.param(rewritten(seq=4), "chain", id="number skipped"),
        pytest.param(rewritten(seq=0), "chain", id="number zero"),
        pytest.param(rewritten(device="dd" * 16), "chain", id="other device's chain"),
        pytest.param(rewritten(previous=""), "chain", id="link cut"),
        pytest.param(rewritten(previous="0" * 64), "chain", id="link to nothing"),
        pytest.param(
            rewritten(device="dd" * 16, seq=1, previous="0" * 64), "chain", id="first with a link"
        ),
        pytest.param(rewritten(changes=(CHANGE, CHANGE)), "no entry", id="field set twice"),
        pytest.param(rewritten(intent="a\0b"), "NUL", id="NUL"),
    ],
)
def test_journal_that_is_not_whole_is_refused(journal, reason):
    with pytest.raises(Malformed, match=reason):
        read_history(journal, VALUES, WORKSHOP)


FIRST = VALUES.split(b"\n", 1)[0]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        pytest.param(VALUES + FIRST + b"\n", "no change names", id="value twice"),
        pytest.param(VALUES.replace(b'"salt":"', b'"salt":"0', 1), "names", id="other salt"),
        pytest.param(VALUES.replace(b'"ML"', b'"NE"', 1), "names", id="other value"),
        pytest.param(VALUES.replace(b'"entry":"', b'"entry":"0', 1), "names", id="other entry"),
        pytest.param(VALUES.replace(b'"position":0', b'"position":77', 1), "names", id="place"),
        pytest.param(VALUES.replace(b'"position":1', b'"position":true', 1), "value", id="yes"),
        pytest.param(VALUES.replace(b",", b", ", 1), "no value", id="not canonical"),
        pytest.param(VALUES.replace(b'"salt"', b'"a":1,"salt"', 1), "no value", id="member more"),
        pytest.param(VALUES.replace(b'"value"', b'"valu"', 1), "no value", id="member less"),
        pytest.param(VALUES + b"[]\n", "no value", id="list"),
    ],
)
def test_values_that_the_journal_does_not_name_are_refused(values, reason):
    with pytest.raises(Malformed, match=reason):
        read_history(JOURNAL, values, WORKSHOP)


def test_endless_line_is_refused_before_it_is_parsed():
    with pytest.raises(Malformed, match="line is too long"):
        read_history(JOURNAL, VALUES + b" " * (MAX_LINE + 1) + b"\n", WORKSHOP)


def test_flood_of_parts_is_refused_before_it_is_parsed():
    with pytest.raises(Malformed, match="too many parts"):
        read_history(JOURNAL, VALUES + b"[" * MAX_PARTS, WORKSHOP)


def test_endless_text_is_refused():
    secret = Secret("s", "x" * 30_000)
    change = Change("person", "p", "name", value_hash(secret))
    entry = seal(replace(LAST, changes=(change,), seq=4, previous=LAST.id))
    line = canonical({"entry": entry.id, "position": 0, "salt": "s", "value": secret.value})

    with pytest.raises(Malformed, match="too long"):
        read_history(JOURNAL + encode(entry) + b"\n", VALUES + line + b"\n", WORKSHOP)
