from datetime import UTC, datetime

import pytest

from app.domain.journal import digest, encode
from app.services.writing import Author, Edit, Intention, write
from app.store import entries

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
A, B = Author("aa" * 16), Author("bb" * 16)


def say(db, author, text, workshop="w1", record="p1", **more):
    edit = Edit("person", record, {"name": text})
    return write(db, author, Intention("correct", workshop, **more), [edit], now=NOW)


@pytest.fixture
def written(db):
    """Three entries of two laptops in the first workshop, one in the second."""
    return [
        say(db, A, "Awa"),
        say(db, B, "Awa Ba"),
        say(db, A, "BA Awa"),
        say(db, A, "Hawa", "w2", "p2"),
    ]


def test_entries_of_one_workshop_are_its_own(db, written):
    assert entries.all_entries(db, "w1")[0] == written[:3]
    assert entries.all_entries(db)[0] == written


def test_values_come_with_their_entries(db, written):
    secrets = entries.secrets_of(db, "w1")

    assert {key: secret.value for key, secret in secrets.items()} == {
        (written[0].id, 0): "Awa",
        (written[1].id, 0): "Awa Ba",
        (written[2].id, 0): "BA Awa",
    }


def test_lines_are_in_one_order_on_every_laptop(db, written):
    assert entries.lines_of(db, "w1") == [encode(one) for one in written[:3]]


def test_one_entry_by_its_name(db, written):
    assert entries.entry(db, written[1].id) == written[1]
    assert entries.entry(db, "00") is None


def test_unknown_are_those_that_are_not_here(db, written):
    assert entries.unknown(db, [written[0].id, "00", "11"]) == {"00", "11"}


def test_unbroken_is_how_far_each_laptop_has_come_in_a_workshop(db, written):
    assert entries.unbroken(db, "w1") == {A.device: 2, B.device: 1}
    assert entries.unbroken(db, "w2") == {A.device: 1}


def test_digest_names_what_is_known(db, written):
    assert entries.state_digest(db, "w1") == digest(one.id for one in written[:3])
    assert entries.state_digest(db) != entries.state_digest(db, "w1")


def test_head_is_what_an_entry_set_a_field_to(db, written):
    key = ("person", "p1", "name")

    wanted = [(written[0].id, key), (written[0].id, ("person", "p1", "email")), ("00", key)]
    found = entries.heads_at(db, wanted)

    assert {pair: head.value for pair, head in found.items()} == {(written[0].id, key): "Awa"}


def test_next_entry_follows_the_last_of_its_laptop_in_its_workshop(db, written):
    tip = entries.tip(db, "w1", A.device)

    assert (tip.seq, tip.previous) == (3, written[2].id)
    assert tip.lamport == 1 + max(one.lamport for one in written)
    assert entries.tip(db, "w3", A.device).seq == 1


def test_record_of_two_workshops_is_shared(db, written):
    edit = Edit("person", "p1", {"name": "Awa"}, restate=True)
    write(db, A, Intention("correct", "w2"), [edit], now=NOW)

    assert entries.is_shared(db, "w1", "person", "p1")
    assert not entries.is_shared(db, "w2", "person", "p2")


def test_heads_within_a_workshop_know_nothing_of_the_other(db, written):
    elsewhere = say(db, B, "DIARRA Awa", "w2")

    within = {
        workshop: [
            head.entry for head in entries.heads_within(db, workshop, "person", "p1")["name"]
        ]
        for workshop in ("w1", "w2")
    }

    assert within == {"w1": [written[2].id], "w2": [elsewhere.id]}


def test_batch_is_one_intention(db):
    first = say(db, A, "Awa")
    rest = [say(db, A, text, batch=first.id) for text in ("Awa Ba", "BA Awa")]
    other = say(db, A, "Hawa", record="p2")

    for one in (first, *rest):
        assert entries.batch_of(db, one.id) == [first, *rest]
    assert entries.batch_of(db, other.id) == [other]


def test_conflicts_are_told_by_workshop(db, written):
    assert entries.conflicts(db) == entries.conflicts(db, "w1") == []
