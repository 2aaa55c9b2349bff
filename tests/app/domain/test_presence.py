import pytest

from app.domain.attendance import Standing, What
from app.domain.people import Person
from app.domain.presence import in_the_room, present_at, present_at_any, read_sheet, took_part
from app.domain.registration import Registration, RosterLine, Status


def line(key, status=Status.REGISTERED):
    registration = Registration(id=key, workshop="w", person=key, status=status)
    return RosterLine(registration=registration, person=Person(key, key))


@pytest.mark.parametrize(
    ("status", "has_line"),
    [
        (Status.INVITED, True),
        (Status.CONFIRMED, True),
        (Status.REGISTERED, True),
        (Status.WITHDRAWN, False),
        (Status.REPLACED, False),
        (Status.NO_SHOW, False),
    ],
)
def test_grid_holds_who_came_or_may_come(status, has_line):
    assert bool(in_the_room([line("a", status)], {})) is has_line


def test_who_left_keeps_the_line_that_has_marks():
    gone = line("a", Status.WITHDRAWN)

    assert in_the_room([gone], {("a", "monday"): Standing(What.PRESENT)}) == [gone]


def test_present_at_a_half_day_is_who_was_seen_there():
    here, elsewhere, absent = line("a"), line("b"), line("c")
    standings = {
        ("a", "monday"): Standing(What.PRESENT),
        ("b", "tuesday"): Standing(What.PRESENT),
        ("c", "monday"): Standing(What.ABSENT),
    }

    assert present_at("monday", [here, elsewhere, absent], standings) == [here]


def test_present_at_any_of_several_is_counted_once():
    both, second, neither = line("a"), line("b"), line("c")
    standings = {
        ("a", "monday"): Standing(What.PRESENT),
        ("a", "tuesday"): Standing(What.PRESENT),
        ("b", "tuesday"): Standing(What.PRESENT),
        ("c", "friday"): Standing(What.PRESENT),
    }

    found = present_at_any(["monday", "tuesday"], [both, second, neither], standings)

    assert found == [both, second]


@pytest.mark.parametrize(
    ("whats", "is_counted"),
    [
        pytest.param([], True, id="nothing entered: the arrival stands"),
        pytest.param([What.ABSENT, What.PRESENT], True, id="one presence is enough"),
        pytest.param([What.ABSENT, What.EXCUSED], False, id="marked, and never present"),
    ],
)
def test_who_took_part_came_and_was_seen_where_anything_is_entered(whats, is_counted):
    standings = {("a", str(day)): Standing(what) for day, what in enumerate(whats)}

    assert bool(took_part([line("a")], standings)) is is_counted


def test_who_never_came_took_no_part_whatever_is_marked():
    expected = line("a", Status.INVITED)

    assert took_part([expected], {("a", "monday"): Standing(What.PRESENT)}) == []


class Counted(dict):
    """Standings that count how often they are gone through."""

    times = 0

    def __iter__(self):
        self.times += 1
        return super().__iter__()

    def items(self):
        self.times += 1
        return super().items()


def test_standings_are_not_gone_through_for_every_line():
    lines = [line(f"r{n}") for n in range(50)]
    standings = Counted({(f"r{n}", "monday"): Standing(What.PRESENT) for n in range(50)})

    assert took_part(lines, standings) == lines
    assert standings.times <= 2


def numbered(number, key=None, person="p"):
    key = key or f"r{number}"
    registration = Registration(
        id=key, workshop="w", person=person, number=number, status=Status.REGISTERED
    )
    return RosterLine(registration=registration, person=Person(person, f"Name {number}"))


ROOM = [numbered(1), numbered(2), numbered(3), numbered(4, person="")]
KNOWN = {
    ("r1", "monday"): Standing(What.PRESENT),
    ("r2", "monday"): Standing(What.PRESENT),
    ("r3", "monday"): Standing(What.ABSENT),
}


def test_numbers_that_did_not_sign_show_whom_the_screen_had_present():
    reading = read_sheet([2, 3], What.ABSENT, "monday", ROOM, KNOWN)

    assert [line.registration.number for line, _known in reading.changed] == [2]
    assert reading.agreed == 1
    assert (reading.before, reading.after) == (2, 1)
    assert reading.missing == ()


def test_numbers_that_signed_show_whose_signature_is_missing():
    reading = read_sheet([1, 3], What.PRESENT, "monday", ROOM, KNOWN)

    assert [line.registration.number for line, _known in reading.changed] == [3]
    assert [line.registration.number for line in reading.missing] == [2]
    assert (reading.before, reading.after) == (2, 3)


@pytest.mark.parametrize("number", [4, 9])
def test_number_that_nobody_bears_is_unknown(number):
    assert read_sheet([number], What.ABSENT, "monday", ROOM, KNOWN).unknown == (number,)
