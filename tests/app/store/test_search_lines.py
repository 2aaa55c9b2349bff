"""The search index says what the row tables say, and nothing more."""

from datetime import UTC, datetime

import pytest

from app.domain.people import Sex
from app.domain.records import SHAPES
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.writing import Edit, Intention, write
from app.store import registrations
from app.store.search import reindex_all

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)


def test_correction_is_found_at_once_and_the_old_name_no_more(db, author, expect, found):
    (registration,) = expect("TRAORE Moussa", organisation="Douanes")
    draft = PersonDraft("KONTA Moussa", Sex.MALE, organisation="Justice")
    registering.correct(db, author, registration, draft, now=NOW)

    assert found("konta") == ["KONTA Moussa"]
    assert found("justice") == ["KONTA Moussa"]
    assert found("traore") == []
    assert found("douanes") == []


def test_erased_name_leaves_no_letter_in_the_index(db, author, expect):
    (registration, _) = expect("ZZCANARI Xylophone", "KONÉ Salif")
    draft = PersonDraft("KONÉ Awa", Sex.FEMALE)
    registering.correct(db, author, registration, draft, now=NOW)

    assert not any(b"zzcanari" in bytes(block) for (block,) in _index_blocks(db))
    assert not any(b"xyloph" in bytes(block) for (block,) in _index_blocks(db))
    assert any(b"salif" in bytes(block) for (block,) in _index_blocks(db))
    assert "zzcanari" not in str(db.rows("SELECT * FROM search_lines")).lower()
    assert "zzcanari" not in str(db.rows("SELECT * FROM search_vocabulary"))


def _index_blocks(db):
    return db.tuples("SELECT block FROM people_index_data")


def test_index_agrees_with_what_it_indexes(db, author, expect, found):
    first, second = expect("TRAORÉ Moussa", "KONÉ Salif")
    registering.register(db, author, first, now=NOW)
    registering.correct(db, author, second, PersonDraft("KONÉ Awa", Sex.FEMALE), now=NOW)
    before = db.rows("SELECT * FROM search_vocabulary"), found("o"), found("kone")

    db.execute("INSERT INTO people_index (people_index, rank) VALUES ('integrity-check', 1)")
    reindex_all(db)
    db.execute("INSERT INTO people_index (people_index, rank) VALUES ('integrity-check', 1)")
    assert (db.rows("SELECT * FROM search_vocabulary"), found("o"), found("kone")) == before


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (kind, name)
        for kind in ("registration", "person", "organisation")
        for name, type_ in SHAPES[kind].fields.items()
        if type_ in ("text", "json")
    ],
)
def test_index_follows_every_field_that_it_is_made_of(db, author, expect, kind, name):
    """Whatever field is edited, making the index anew finds nothing to change."""
    (registration,) = expect("TRAORÉ Moussa", organisation="Douanes")
    known = registrations.line(db, registration)
    ids = {
        "registration": registration,
        "person": known.person.id,
        "organisation": known.registration.organisation,
    }
    value = ["+22370000001"] if SHAPES[kind].fields[name] == "json" else "zorro"
    edit = Edit(kind, ids[kind], {name: value})
    write(db, author, Intention("correct", known.registration.workshop), [edit], now=NOW)
    followed = _what_is_found(db)

    reindex_all(db)

    assert followed == _what_is_found(db)


@pytest.mark.parametrize(
    "fields", [{"number": 7}, {"status": "withdrawn"}, {"status": "withdrawn", "number": 7}]
)
def test_index_follows_what_puts_hits_in_order(db, author, expect, fields):
    (registration,) = expect("TRAORÉ Moussa")
    workshop = registrations.line(db, registration).registration.workshop

    edit = Edit("registration", registration, fields)
    write(db, author, Intention("status", workshop), [edit], now=NOW)

    (row,) = db.rows("SELECT status, number FROM search_lines")
    assert row == {"status": "", "number": 1} | fields


def _what_is_found(db):
    lines = db.rows("SELECT * FROM search_lines")
    for line in lines:
        line.pop("line")  # a new index counts anew
    return (
        lines,
        db.rows("SELECT * FROM search_vocabulary"),
        db.rows("SELECT key FROM search_contacts"),
    )


def test_arrival_writes_nothing_into_the_index(db, author, expect):
    (registration,) = expect("TRAORÉ Moussa")
    before = _index_blocks(db)
    registering.register(db, author, registration, now=NOW)

    assert _index_blocks(db) == before
