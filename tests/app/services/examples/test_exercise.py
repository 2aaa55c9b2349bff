import pytest

from app.errors import WorkshopUnknown
from app.services.examples.exercise import is_example, load_exercise
from app.services.history import undo
from app.services.workshop.seeding import seed_workshops
from app.store import registrations, workshops
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("key", "people"), [("niamey-2017", 25), ("bamako-2017", 26), ("bamako-2021", 13)]
)
def test_everybody_on_the_list_is_expected_and_nobody_here(db, author, key, people):
    done = load_exercise(db, author, key, now=NOW)

    roster = registrations.roster(db, done.subject)
    assert len([line for line in roster if line.registration.is_expected]) == people
    assert workshops.sessions(db, done.subject)


def test_example_that_is_here_is_left_as_it_is(db, author):
    first = load_exercise(db, author, "niamey-2017", now=NOW)
    again = load_exercise(db, author, "niamey-2017", now=NOW)

    assert again.subject == first.subject
    assert not again.touched
    assert len(registrations.roster(db, first.subject)) == 25


def test_example_that_was_undone_comes_back(db, author):
    first = load_exercise(db, author, "niamey-2017", now=NOW)
    for _person in range(26):
        undo(db, author, now=NOW)
    gone = workshops.get(db, first.subject)

    load_exercise(db, author, "niamey-2017", now=NOW)

    assert gone is None
    assert len(workshops.sessions(db, first.subject)) == 9
    assert len(registrations.roster(db, first.subject)) == 25


def test_example_is_told_from_a_workshop_of_ones_own(db, author, workshop_id):
    done = load_exercise(db, author, seed_workshops()[0], now=NOW)

    assert is_example(done.subject)
    assert not is_example(workshop_id)


def test_unknown_example_is_refused(db, author):
    with pytest.raises(WorkshopUnknown):
        load_exercise(db, author, "paris-1900", now=NOW)
