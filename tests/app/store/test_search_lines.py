"""The search index says what the row tables say, and nothing more."""

from datetime import UTC, datetime

from app.domain.people import Sex
from app.services import registering
from app.services.drafts import PersonDraft
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


def test_arrival_writes_nothing_into_the_index(db, author, expect):
    (registration,) = expect("TRAORÉ Moussa")
    before = _index_blocks(db)
    registering.register(db, author, registration, now=NOW)

    assert _index_blocks(db) == before
