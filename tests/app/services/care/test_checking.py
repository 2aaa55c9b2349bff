from datetime import UTC, datetime

import pytest

from app.domain.journal import Change, Entry, Secret, seal, value_hash
from app.domain.people import Sex
from app.services.care.checking import check, repair
from app.services.people.drafts import PersonDraft
from app.services.people.registering import add_walk_in
from app.store.journal import record

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)


@pytest.fixture(autouse=True)
def awa(db, author, workshop_id):
    draft = PersonDraft(name="BA Awa", sex=Sex.FEMALE, organisation="Police")
    return add_walk_in(db, author, workshop_id, draft, now=NOW).subject


def write_elsewhere(db, device, seq, name, previous=""):
    """An entry of another laptop that arrives without those before it."""
    secret = Secret("salt", name)
    change = Change("person", "p1", "name", value_hash(secret))
    body = (device, seq, previous, seq, "2021-10-13T08:00:00", "+0000", "", "", 1, "w1", "correct")
    record(db, seal(Entry(*body, changes=(change,))), {0: secret})


def tamper(db, statement):
    """Change the file behind the program's back."""
    db.execute("DROP TRIGGER entries_stay")
    db.execute(statement)


@pytest.mark.parametrize("deep", [False, True])
def test_register_that_was_only_worked_with_is_good(db, deep):
    found = check(db, deep=deep)

    assert found.is_good
    assert (found.entries, found.gaps, found.conflicts, found.is_deep) == (2, 0, 0, deep)


def test_entry_that_has_not_arrived_is_a_gap_and_no_fault(db):
    write_elsewhere(db, "bb", 3, "Hawa", previous="00")

    found = check(db)

    assert (found.gaps, found.is_good) == (2, True)


def test_twins_of_a_cloned_laptop_are_told(db):
    for name in ("Hawa", "Awa"):
        write_elsewhere(db, "bb", 1, name)

    found = check(db)

    assert (found.twins, found.conflicts, found.is_good) == (1, 1, True)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(
            "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), 'Awa', 'Ada') AS BLOB)",
            id="who did it",
        ),
        pytest.param("UPDATE entries SET id = '00' WHERE seq = 2", id="its name"),
    ],
)
def test_entry_that_was_changed_is_told(db, statement):
    tamper(db, statement)

    found = check(db)

    assert found.broken
    assert not found.is_good


def test_value_that_was_changed_is_told_by_the_deep_check(db):
    tamper(db, "UPDATE secrets SET value = '\"BA Hawa\"' WHERE value = '\"BA Awa\"'")

    assert check(db).is_good
    found = check(db, deep=True)

    assert (found.wrong_values, found.is_good) == (1, False)


def test_row_that_was_changed_is_told_by_the_deep_check(db, awa):
    tamper(db, "UPDATE registrations SET status = 'no_show'")

    found = check(db, deep=True)

    assert (found.differences, found.is_good) == ((("registration", awa),), False)


def test_rows_that_differ_are_written_again_from_a_whole_journal(db):
    tamper(db, "UPDATE registrations SET status = 'no_show'")
    found = check(db, deep=True)
    assert found.has_whole_journal

    repair(db)

    after = check(db, deep=True)
    assert after.is_good
    assert after.digest == found.digest


def test_journal_that_was_changed_is_no_ground_to_write_rows_from(db):
    tamper(db, "UPDATE secrets SET value = '\"BA Hawa\"' WHERE value = '\"BA Awa\"'")

    assert not check(db, deep=True).has_whole_journal
