from app.services.history import undo
from app.services.people.registering import register
from tests.conftest import NOW


def names(desk):
    return [line.person.name for line in desk.roster()]


def test_roster_is_read_once_for_all_who_show_it(desk, invite):
    invite("Aminata KONATÉ")

    assert desk.roster() is desk.roster()


def test_roster_is_read_again_once_something_was_written(desk, invite):
    registration = invite("Aminata KONATÉ")
    before = desk.roster()

    register(desk.db, desk.author, registration, now=NOW)

    assert [line.registration.is_here for line in before] == [False]
    assert [line.registration.is_here for line in desk.roster()] == [True]


def test_roster_follows_what_is_taken_back(desk, invite):
    invite("Aminata KONATÉ")
    assert names(desk) == ["Aminata KONATÉ"]

    undo(desk.db, desk.author, now=NOW)

    assert names(desk) == []


def test_roster_is_the_current_workshops(desk, invite):
    invite("Aminata KONATÉ")
    assert names(desk) == ["Aminata KONATÉ"]

    desk.current.choose("")

    assert names(desk) == []
