import pytest

from app.domain.attendance import Seen, What
from app.domain.journal import Secret
from app.domain.links import Decision
from app.domain.registration import Status
from app.errors import LineTwice, RegistrationUnknown
from app.services import findings, history
from app.services.papers.certifying import candidates_of
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.people.linking import decide
from app.services.writing import Author
from app.store import attendance, entries, journal, registrations, workshops
from app.store.database import memory_database
from tests.app.services.people_here import AMINATA, NOW, come


@pytest.fixture
def twice(db, author, workshop_id):
    """Aminata, registered by two laptops."""
    return come(db, author, workshop_id, AMINATA, AMINATA)


def kinds(db, workshop_id):
    return [one.kind for one in findings.findings(db, workshops.get(db, workshop_id))]


def states(db, ids):
    return [line.registration.status for line in registrations.lines(db, ids)]


def tell(one, other):
    """Have one register's entries taken in by another."""
    written, secrets = entries.all_entries(one)
    values: dict[str, dict[int, Secret]] = {entry.id: {} for entry in written}
    for (entry, place), secret in secrets.items():
        values[entry][place] = secret
    journal.record_all(other, [(entry, values[entry.id]) for entry in written])


@pytest.mark.parametrize("decision", list(Decision))
def test_what_was_decided_is_not_asked_again(db, author, workshop_id, twice, decision):
    assert kinds(db, workshop_id) == ["possible_same_person"]

    decide(db, author, *twice, decision, now=NOW)

    assert kinds(db, workshop_id) == []


def test_one_person_counts_once_and_both_lines_stay(db, author, workshop_id, twice):
    decide(db, author, *twice, Decision.SAME, now=NOW)

    assert states(db, twice) == [Status.REGISTERED, Status.WITHDRAWN]


def test_two_people_both_stay_as_they_were(db, author, workshop_id, twice):
    decide(db, author, *twice, Decision.DIFFERENT, now=NOW)

    assert all(line.registration.is_here for line in registrations.lines(db, twice))


def test_decision_is_undone_whole(db, author, workshop_id, twice):
    decide(db, author, *twice, Decision.SAME, now=NOW)

    history.undo(db, author, now=NOW)

    assert all(line.registration.is_here for line in registrations.lines(db, twice))
    assert kinds(db, workshop_id) == ["possible_same_person"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_lowest_number_is_kept_whichever_is_named_first(db, author, twice, order):
    done = decide(db, author, *(twice[place] for place in order), Decision.SAME, now=NOW)

    assert done.subject == twice[0]
    assert states(db, twice) == [Status.REGISTERED, Status.WITHDRAWN]


def test_laptops_that_answer_at_once_keep_the_same_line(db, author, twice):
    other, there = memory_database(), Author(device="bb" * 16, who="Moussa", letter="B")
    tell(db, other)
    decide(db, author, *twice, Decision.SAME, now=NOW)
    decide(other, there, *reversed(twice), Decision.SAME, now=NOW)

    tell(other, db), tell(db, other)

    kept = [Status.REGISTERED, Status.WITHDRAWN]
    assert states(db, twice) == states(other, twice) == kept
    other.close()


def test_answer_given_twice_is_written_once(db, author, twice):
    decide(db, author, *twice, Decision.SAME, now=NOW)
    before = len(entries.all_entries(db)[0])

    done = decide(db, author, *reversed(twice), Decision.SAME, now=NOW)

    assert (done.subject, done.touched) == (twice[0], frozenset())
    assert len(entries.all_entries(db)[0]) == before
    assert states(db, twice) == [Status.REGISTERED, Status.WITHDRAWN]


@pytest.mark.parametrize("decision", list(Decision))
def test_line_is_not_compared_with_itself(db, author, twice, decision):
    with pytest.raises(LineTwice):
        decide(db, author, twice[0], twice[0], decision, now=NOW)

    assert states(db, twice) == [Status.REGISTERED, Status.REGISTERED]


def test_third_line_joins_the_one_that_was_kept(db, author, workshop_id):
    lines = come(db, author, workshop_id, AMINATA, AMINATA, AMINATA)
    decide(db, author, *lines[:2], Decision.SAME, now=NOW)

    decide(db, author, *lines[1:], Decision.SAME, now=NOW)

    assert states(db, lines) == [Status.REGISTERED, Status.WITHDRAWN, Status.WITHDRAWN]


def test_line_that_was_only_expected_is_kept_as_come(db, author, workshop_id):
    expected = registering.expect(db, author, workshop_id, AMINATA, now=NOW).subject
    [here] = come(db, author, workshop_id, AMINATA)

    decide(db, author, here, expected, Decision.SAME, now=NOW)

    kept, gone = registrations.lines(db, [expected, here])
    assert (kept.registration.is_here, gone.registration.is_here) == (True, False)
    assert kept.registration.arrived_at == gone.registration.arrived_at != ""


class TestAttendance:
    @pytest.fixture
    def lines(self, db, author, workshop_id):
        return [
            registering.add_walk_in(db, author, workshop_id, AMINATA, now=NOW).subject
            for _line in range(2)
        ]

    @pytest.fixture
    def sessions(self, db, workshop_id):
        return [one.id for one in workshops.sessions(db, workshop_id)]

    @pytest.fixture
    def see(self, db, author, workshop_id):
        def see(line, session, what=What.PRESENT, **more):
            seen = [Observation(line, session, what, **more)]
            source = Seen.SIGNED_SHEET
            attending.take_attendance(db, author, workshop_id, seen, now=NOW, source=source)

        return see

    def test_line_that_is_kept_has_the_half_days_of_both(
        self, db, author, workshop_id, lines, sessions, see
    ):
        see(lines[0], sessions[0])
        for session in sessions[1:]:
            see(lines[1], session, late=True)

        decide(db, author, *lines, Decision.SAME, now=NOW)

        own = attendance.marks_of(db, lines[:1], sessions)
        marks = [own[lines[0], session][0] for session in sessions]
        said = [(mark.what, mark.source, mark.late) for mark in marks]
        late = (What.PRESENT, Seen.SIGNED_SHEET, True)
        assert said == [(What.PRESENT, Seen.SIGNED_SHEET, False), *[late] * len(sessions[1:])]
        found = candidates_of(db, workshops.get(db, workshop_id))
        assert [one.line.registration.id for one in found if one.qualifies] == lines[:1]

    def test_its_own_mark_outlasts_the_others(self, db, author, workshop_id, lines, sessions, see):
        see(lines[0], sessions[0], What.ABSENT)
        see(lines[1], sessions[0])

        decide(db, author, *lines, Decision.SAME, now=NOW)

        assert attendance.standings(db, workshop_id)[lines[0], sessions[0]].what is What.ABSENT

    def test_answer_given_when_closing_stands_in_for_no_mark(
        self, db, author, workshop_id, lines, sessions, see
    ):
        see(lines[1], sessions[0])
        attending.close_session(db, author, sessions[0], rest=What.ABSENT, now=NOW)

        decide(db, author, *lines, Decision.SAME, now=NOW)

        assert attendance.standings(db, workshop_id)[lines[0], sessions[0]].is_present

    def test_one_undo_takes_all_back(self, db, author, workshop_id, lines, sessions, see):
        see(lines[0], sessions[0])
        see(lines[1], sessions[1])
        before = attendance.marks(db, workshop_id)
        decide(db, author, *lines, Decision.SAME, now=NOW)

        history.undo(db, author, now=NOW)

        assert attendance.marks(db, workshop_id) == before
        assert states(db, lines) == [Status.REGISTERED, Status.REGISTERED]


def test_nobody_is_no_one(db, author, twice):
    with pytest.raises(RegistrationUnknown):
        decide(db, author, twice[0], "nobody", Decision.SAME, now=NOW)
