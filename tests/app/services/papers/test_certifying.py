"""Numbers of certificates: given once, whoever gives them (CE-05)."""

from dataclasses import replace

import pytest

from app.domain.certificate import State
from app.errors import NothingToWithdraw, WithdrawalUnexplained
from app.services import history
from app.services.papers import certifying
from app.services.papers.withdrawing import withdraw, withdrawn
from app.services.writing import Author, Edit, Intention, write
from app.store import certificates, registrations
from app.store.successions import SuccessionNote, add_succession
from tests.app.services.people_here import AMINATA, DAY, NOW, SOULEY, come

LETTERLESS = Author(device="bb" * 16, who="Kadi")


def issue(db, author, workshop_id, *registrations, **more):
    return certifying.issue_certificates(
        *(db, author, lambda _data: bytes(64), workshop_id),
        **{"now": NOW, "issued_on": DAY, "registration_ids": registrations or None, **more},
    )


def numbers(db, workshop_id):
    return {one.registration: one.number for one in certificates.current(db, workshop_id).values()}


@pytest.fixture
def namesakes(db, author, workshop_id):
    """Two people of one sheet number, as two laptops gave it."""
    first, second = come(db, author, workshop_id, AMINATA, SOULEY)
    edits = [Edit("registration", second, {"number": 1})]
    write(db, author, Intention("correct", workshop_id), edits, now=NOW)
    return sorted((first, second))


@pytest.mark.parametrize(("letter", "wanted"), [("A", ["012A", "012A-2"]), ("", ["012", "012-2"])])
def test_two_people_of_one_sheet_number_are_given_two_numbers(
    db, author, workshop_id, namesakes, letter, wanted
):
    edits = [Edit("registration", one, {"number": 12}) for one in namesakes]
    write(db, author, Intention("correct", workshop_id), edits, now=NOW)

    issue(db, replace(author, letter=letter), workshop_id)

    given = numbers(db, workshop_id)
    assert [given[one] for one in namesakes] == [f"2021-BKO-03/{number}" for number in wanted]


def test_number_that_was_issued_before_is_not_given_to_a_second_person(
    db, author, workshop_id, namesakes
):
    first, second = namesakes
    issue(db, author, workshop_id, second)
    issue(db, author, workshop_id, first)

    assert numbers(db, workshop_id) == {
        second: "2021-BKO-03/001A",
        first: "2021-BKO-03/001A-2",
    }


def test_number_of_a_withdrawn_certificate_is_not_given_to_another(
    db, author, workshop_id, namesakes
):
    first, second = namesakes
    issue(db, author, workshop_id, second)
    withdraw(db, author, workshop_id, [second], now=NOW, why="Mauvaise personne")

    issue(db, author, workshop_id, first)

    assert numbers(db, workshop_id) == {first: "2021-BKO-03/001A-2"}


def test_number_of_a_person_survives_a_correction_on_another_laptop(db, author, workshop_id):
    [aminata] = come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)
    edits = [Edit("registration", aminata, {"number": 40, "function": "Directrice"})]
    write(db, LETTERLESS, Intention("correct", workshop_id), edits, now=NOW)

    issue(db, LETTERLESS, workshop_id)

    [held] = certificates.current(db, workshop_id).values()
    assert (held.number, held.version) == ("2021-BKO-03/001A", 2)


def test_certificate_that_was_withdrawn_comes_back_as_the_next_version(db, author, workshop_id):
    [aminata] = come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)
    withdraw(db, author, workshop_id, [aminata], now=NOW, why="Nom")

    issue(db, author, workshop_id)

    [held] = certificates.current(db, workshop_id).values()
    assert (held.number, held.version) == ("2021-BKO-03/001A", 2)


def test_issue_that_was_undone_was_never_a_version(db, author, workshop_id):
    come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)
    history.undo(db, author, now=NOW)

    issue(db, author, workshop_id)

    [held] = certificates.current(db, workshop_id).values()
    assert held.version == 1
    assert withdrawn(db, certificates.of_workshop(db, workshop_id)) == set()


def test_clash_of_two_laptops_ends_when_one_of_them_is_withdrawn_and_issued_again(
    db, author, workshop_id, namesakes
):
    first, second = namesakes
    issue(db, author, workshop_id)
    one, other = sorted(
        certificates.of_workshop(db, workshop_id), key=lambda held: held.registration
    )
    content = {"registration": second, "number": one.number, "workshop": workshop_id}
    clash = [Edit("certificate", other.id, {"content": {**content, "issued_on": "2021-10-15"}})]
    write(db, LETTERLESS, Intention("issue", workshop_id), clash, now=NOW)
    assert len(set(numbers(db, workshop_id).values())) == 1

    withdraw(db, author, workshop_id, [second], now=NOW, why="Numéro en double")
    issue(db, author, workshop_id, second)

    assert numbers(db, workshop_id) == {first: "2021-BKO-03/001A", second: "2021-BKO-03/001A-2"}


class TestWithdrawing:
    @pytest.fixture
    def aminata(self, db, author, workshop_id):
        """She holds the second version of her certificate."""
        [aminata] = come(db, author, workshop_id, AMINATA)
        issue(db, author, workshop_id)
        edits = [Edit("registration", aminata, {"function": "Directrice"})]
        write(db, author, Intention("correct", workshop_id), edits, now=NOW)
        issue(db, author, workshop_id)
        return aminata

    def test_no_version_comes_to_life_again(self, db, author, workshop_id, aminata):
        done = withdraw(db, author, workshop_id, [aminata], now=NOW, why="Absente")

        issued = certificates.of_workshop(db, workshop_id)
        assert [one.state for one in issued] == [State.WITHDRAWN, State.WITHDRAWN]
        assert withdrawn(db, issued) == {one.id for one in issued}
        assert done.count == 1

    def test_it_is_undone_like_everything(self, db, author, workshop_id, aminata):
        withdraw(db, author, workshop_id, [aminata], now=NOW, why="Absente")

        history.undo(db, author, now=NOW)

        [held] = certificates.current(db, workshop_id).values()
        assert held.version == 2

    @pytest.mark.parametrize("why", ["", "  "])
    def test_it_needs_a_reason(self, db, author, workshop_id, aminata, why):
        with pytest.raises(WithdrawalUnexplained):
            withdraw(db, author, workshop_id, [aminata], now=NOW, why=why)

        assert len(certificates.current(db, workshop_id)) == 1

    def test_it_needs_a_certificate(self, db, author, workshop_id):
        with pytest.raises(NothingToWithdraw):
            withdraw(db, author, workshop_id, ["nobody"], now=NOW, why="Absente")


class TestRestored:
    """What was printed after the copy is known to nobody: its numbers must not come again."""

    @pytest.fixture
    def since(self, db, author, workshop_id):
        """Somebody of before the copy and of after it, on the restored laptop."""
        come(db, author, workshop_id, AMINATA)
        restored = replace(author, device="cc" * 16)
        succeeded(db, restored.device, author.device)
        come(db, restored, workshop_id, SOULEY)
        return restored

    def test_sheet_number_given_since_makes_a_number_that_was_never_printed(
        self, db, workshop_id, since
    ):
        issue(db, since, workshop_id)

        assert sorted(numbers(db, workshop_id).values()) == [
            "2021-BKO-03/001A",
            "2021-BKO-03/002A-R",
        ]

    def test_restored_again_it_is_another_number_again(self, db, workshop_id, since):
        again = replace(since, device="dd" * 16)
        succeeded(db, again.device, since.device)
        write(
            db,
            again,
            Intention("correct", workshop_id),
            [Edit("registration", one, {"number": 9}) for one in [registered(db, workshop_id)[0]]],
            now=NOW,
        )

        issue(db, again, workshop_id)

        assert sorted(numbers(db, workshop_id).values()) == [
            "2021-BKO-03/002A-R",  # as the first restored laptop may have printed it
            "2021-BKO-03/009A-R2",
        ]

    def test_number_that_somebody_has_stays_theirs(self, db, author, workshop_id, since):
        issue(db, author, workshop_id)  # as it came by headquarters, from before the loss
        edits = [Edit("registration", registered(db, workshop_id)[1], {"function": "Juge"})]
        write(db, since, Intention("correct", workshop_id), edits, now=NOW)

        issue(db, since, workshop_id)

        assert sorted(numbers(db, workshop_id).values()) == [
            "2021-BKO-03/001A",
            "2021-BKO-03/002A",
        ]


def succeeded(db, device, predecessor):
    add_succession(db, SuccessionNote(device, predecessor, 0, device, ""))


def registered(db, workshop_id):
    return [line.registration.id for line in registrations.roster(db, workshop_id)]
