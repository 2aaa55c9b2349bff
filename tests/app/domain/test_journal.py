import hashlib
import json
from dataclasses import replace

import hypothesis.strategies as st
import pytest
import rfc8785
from hypothesis import assume, given

from app.domain import journal
from app.domain.journal import Change, Entry, Head, Secret, canonical, decode, encode, seal

KEYS = st.text(st.characters(max_codepoint=127), max_size=6)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(1 - 2**53, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.integers(1 - 2**53, 2**53 - 1)
CHANGES = st.builds(Change, TEXTS, TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple))
MEMBERS = {"id", "extra", *Entry.__dataclass_fields__}
ENTRIES = st.builds(
    Entry,
    device=TEXTS,
    seq=NUMBERS,
    previous=TEXTS,
    lamport=NUMBERS,
    wall=TEXTS,
    zone=TEXTS,
    who=TEXTS,
    app=TEXTS,
    schema=NUMBERS,
    workshop=TEXTS,
    intent=TEXTS,
    changes=st.lists(CHANGES, max_size=3, unique_by=lambda change: change.key).map(tuple),
    why=TEXTS,
    batch=TEXTS,
    undoes=TEXTS,
    extra=st.dictionaries(KEYS.filter(lambda key: key not in MEMBERS), VALUES, max_size=3),
).map(seal)


def entry(device="a", seq=1, wall="2021-10-13T08:31:00", fields=(), previous="", **more):
    """An entry of `device` with one change for each (record, field, replaces) of `fields`."""
    changes = tuple(
        Change("person", record, name, "00", tuple(one.id for one in replaces))
        for record, name, *replaces in fields
    )
    body = {"lamport": seq, "zone": "+0000", "who": "Awa", "app": "0.1.0", "schema": 1}
    body |= {"workshop": "w", "intent": "correct", "changes": changes}
    return seal(Entry(device=device, seq=seq, previous=previous, wall=wall, **(body | more)))


def values(*pairs):
    """Secrets for entries whose only change sets a value: (entry, value) …"""
    return {(one.id, 0): Secret("salt", value) for one, value in pairs}


def line_of(**members):
    """The canonical line of a correct entry, with `members` put in or, when `...`, left out."""
    body = json.loads(encode(entry(fields=[("p", "name")]))) | members
    return canonical({name: value for name, value in body.items() if value is not ...})


@given(VALUES)
def test_canonical_form_is_that_of_rfc_8785(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(ENTRIES)
def test_entry_survives_its_line_with_members_that_are_not_known(written):
    read = decode(encode(written))

    assert read == written
    assert read.id == hashlib.sha256(encode(written)).hexdigest()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="no JSON"),
        pytest.param(b"[]", id="no object"),
        pytest.param(b"[" * 100_000, id="a tower"),
        pytest.param(line_of() + b" ", id="a space behind"),
        pytest.param(line_of().replace(b":", b": ", 1), id="a space within"),
        pytest.param(line_of().replace(b"{", b'{"app":"0.1.0",', 1), id="a member twice"),
        pytest.param(line_of().replace(b"Awa", b"\\u0041wa"), id="a letter escaped"),
        pytest.param(line_of().replace(b"Awa", b"\\ud800"), id="half a letter"),
        pytest.param(line_of().replace(b"Awa", b"\xff"), id="no UTF-8"),
        pytest.param(line_of().decode().encode("utf-16"), id="UTF-16"),
        pytest.param(line_of(seq=...), id="a member is missing"),
        pytest.param(line_of(seq=True), id="no number"),
        pytest.param(line_of(seq="1"), id="a number as text"),
        pytest.param(line_of(seq=2**53), id="a number that others would round"),
        pytest.param(line_of(mood=1.5), id="a float"),
        pytest.param(line_of().replace(b'"who"', b'"mood":NaN,"who"'), id="not a number"),
        pytest.param(line_of(who=None), id="no text"),
        pytest.param(line_of(why=""), id="an empty reason said"),
        pytest.param(line_of(changes={}), id="no list of changes"),
        pytest.param(line_of(changes=[["person", "p", "name", "00"]]), id="a change of four"),
        pytest.param(line_of(changes=[["person", "p", "name", "00", [1]]]), id="replaces 1"),
        pytest.param(line_of(changes=[["person", "p", "name", "00", []]] * 2), id="set twice"),
    ],
)
def test_line_that_is_not_canonical_is_refused(line):
    with pytest.raises(ValueError, match=r".+"):
        decode(line)


def test_the_line_that_the_refusals_start_from_is_good():
    assert decode(line_of()) == entry(fields=[("p", "name")])


@given(ENTRIES, st.integers(0), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_names_another_entry(written, place, change):
    line = bytearray(encode(written))
    line[place % len(line)] ^= change
    try:
        found = decode(bytes(line))
    except ValueError:
        return

    assert found.id != written.id
    assert encode(found) == bytes(line)


@given(VALUES, VALUES)
def test_hash_tells_values_and_salts_apart(one, other):
    assume(canonical(one) != canonical(other))

    hashes = {journal.value_hash(Secret(salt, value)) for salt in "ab" for value in (one, other)}

    assert len(hashes) == 4


def test_only_value_is_the_head():
    first = entry(fields=[("p", "name")])

    heads = journal.heads([first], values((first, "Awa")))

    assert heads == {("person", "p", "name"): (Head(first.id, "a", first.wall, "Awa"),)}


def test_replaced_value_is_no_head_whatever_the_clocks_say():
    first = entry("a", wall="2030-01-01T00:00:00", fields=[("p", "name")])
    second = entry("b", wall="1970-01-01T00:00:00", fields=[("p", "name", first)])

    state = journal.state([first, second], values((first, "Awa"), (second, "Awa Ba")))

    assert state == {("person", "p"): {"name": "Awa Ba"}}


def test_concurrent_values_are_a_conflict_of_which_the_latest_is_shown():
    early = entry("b", wall="2021-10-13T08:00:00", fields=[("p", "name")])
    late = entry("a", wall="2021-10-13T09:00:00", fields=[("p", "name")])

    group = journal.heads([late, early], values((early, "Awa"), (late, "Hawa")))[
        "person", "p", "name"
    ]

    assert journal.is_conflict(group)
    assert journal.shown(group) == "Hawa"
    assert [head.device for head in group] == ["b", "a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(Head("e", "a", "2021", 1), Head("e", "a", "2022", 2), id="clock first"),
        pytest.param(Head("e", "a", "2021", 1), Head("d", "b", "2021", 2), id="then device"),
        pytest.param(Head("d", "a", "2021", 1), Head("e", "a", "2021", 2), id="then entry"),
    ],
)
def test_every_laptop_shows_the_same_head(one, other):
    assert journal.shown([one, other]) == journal.shown([other, one]) == 2


def test_equal_concurrent_values_are_no_conflict():
    heads = [Head("1", "a", "2021", {"x": 1, "y": [2]}), Head("2", "b", "2022", {"y": [2], "x": 1})]

    assert not journal.is_conflict(heads)
    assert journal.is_conflict([*heads, Head("3", "c", "2021", None)])


def test_one_and_true_are_not_equal():
    assert journal.is_conflict([Head("1", "a", "2021", 1), Head("2", "b", "2021", True)])


def test_settling_replaces_both():
    one, other = (entry(device, fields=[("p", "name")]) for device in "ab")
    settled = entry("a", 2, fields=[("p", "name", one, other)], previous=one.id)

    group = journal.heads([settled, one, other], {})["person", "p", "name"]

    assert [head.entry for head in group] == [settled.id]


def test_erased_value_reads_as_nothing():
    first = entry(fields=[("p", "name")])

    assert journal.state([first], {}) == {("person", "p"): {"name": None}}


def test_hiding_a_record_leaves_its_fields_as_heads():
    named = entry(fields=[("p", "name")])
    hidden = entry(seq=2, fields=[("p", journal.DELETED, named)], previous=named.id)

    heads = journal.heads([named, hidden], {})

    assert {key[2] for key in heads} == {"name", journal.DELETED}


def chain(device, length):
    """Entries of one device, one after the other."""
    found = []
    for seq in range(1, length + 1):
        found.append(entry(device, seq, previous=found[-1].id if found else ""))
    return found


def test_whole_chains_are_not_broken_in_any_order():
    entries = chain("a", 4) + chain("b", 3)

    assert journal.broken_links(entries[::-1]) == []
    assert journal.missing(entries) == {}


def test_gap_is_missing_and_what_follows_is_not_broken():
    entries = chain("a", 5)

    assert journal.missing([entries[0], entries[4]]) == {("w", "a"): [2, 3, 4]}
    assert journal.broken_links([entries[0], entries[4]]) == []


def test_first_entry_follows_nothing():
    odd = entry(previous="00")

    assert journal.broken_links([odd]) == [odd.id]


def test_wrong_predecessor_is_broken():
    first, second, third = chain("a", 3)
    odd = entry("a", 3, previous=first.id)

    assert journal.broken_links([first, second, odd]) == [odd.id]
    assert journal.broken_links([first, second, third]) == []


def test_twins_are_all_told_in_any_order():
    first, second, third = chain("a", 3)
    twin = entry("a", 2, previous=first.id, why="the other laptop")
    after = entry("a", 3, previous=twin.id)
    every = [first, second, third, twin, after]
    doubled = sorted(one.id for one in (second, third, twin, after))

    assert journal.twins(every) == journal.twins(every[::-1]) == doubled
    assert journal.broken_links(every) == []
    assert journal.twins([first, second, third]) == []


def test_chains_of_two_workshops_are_apart():
    one, other = entry("a"), entry("a", workshop="another")

    assert journal.broken_links([one, other]) == []


def test_digest_names_the_set():
    one, other, third = chain("a", 3)

    assert journal.digest([one.id, other.id]) == journal.digest([other.id, one.id, other.id])
    assert journal.digest([one.id]) != journal.digest([one.id, third.id])


def test_sealing_names_the_content():
    one = entry(fields=[("p", "name")])

    assert seal(one) == one
    assert seal(replace(one, why="seen")).id != one.id
