"""What wants a person is named in the terminal, and settled there."""

import pytest

from app.cli.opening import installation, now
from app.services.workshop.workshops import find
from app.services.writing import Edit, Intention, write


@pytest.fixture
def register(run, workshop):
    def call(name, sex="F", organisation="Douanes", at="1"):
        options = ("--sex", sex, "--organisation", organisation, "--session", at)
        return run("register", workshop, "--name", name, *options, "--json").json()["id"]

    return call


@pytest.fixture
def twice(register):
    """Fanta, who was registered two times, with two numbers."""
    return register("Fanta KEITA"), register("KEÏTA Fanta")


def kinds(run, workshop):
    found = run("findings", workshop, "--json").json()["findings"]
    return [one["kind"] for one in found]


def test_nothing_to_settle_is_said(run, workshop):
    assert run("findings").out == "Nothing is to be settled.\n"


def test_findings_are_named_and_check_counts_them(run, workshop, twice):
    said = run("findings", workshop).out

    assert "Perhaps one and the same person: Fanta KEITA, KEÏTA Fanta" in said
    assert all(one in said for one in twice)
    checked = run("check")
    assert "1 pair that may be one person" in checked.out
    assert "KEITA" not in checked.out
    assert run("check", "--json").json()["findings"] == {"possible_same_person": 1}


@pytest.mark.parametrize("decision", ["--same", "--different"])
def test_what_was_decided_is_not_asked_again(run, workshop, twice, decision):
    assert run("decide", workshop, *twice, decision).code == 0

    assert kinds(run, workshop) == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_number_that_the_list_keeps_is_said_and_an_answer_given_again_changes_nothing(
    run, workshop, twice, order
):
    lines = [twice[place] for place in order]
    done = run("decide", workshop, *lines, "--same")
    again = run("decide", workshop, *reversed(lines), "--same")

    assert done.out == "Noted: they are one person. The list keeps number 1.\n"
    assert again.out == "They are one person already. Nothing was changed.\n"
    people = run("roster", workshop, "--json").json()["people"]
    assert [one["status"] for one in people] == ["registered", "withdrawn"]
    said = run("decide", workshop, *lines, "--same", "--json").json()
    assert (said["kept"], said["other"]) == twice


def test_line_is_not_compared_with_itself(run, workshop, twice):
    done = run("decide", workshop, twice[0], twice[0], "--same")

    assert done.code == 1
    assert "the same line of the list" in done.err


def test_number_that_is_not_shared_is_kept(run, workshop, twice):
    done = run("renumber", workshop, twice[1])

    assert done.code == 1
    assert "Nobody else has number 2: KEÏTA Fanta keeps it. Nothing was changed." in done.err


def test_new_number_is_said_and_shown_on_the_roster(run, workshop, twice):
    with installation() as here:  # as two laptops number that did not see each other
        clash = [Edit("registration", twice[1], {"number": 1})]
        intention = Intention("correct", find(here.db, workshop).id)
        write(here.db, here.author, intention, clash, now=now())

    done = run("renumber", workshop, twice[1])

    assert done.out == "KEÏTA Fanta has number 2 now. Print the sheets that show it again.\n"
    numbers = [one["number"] for one in run("roster", workshop, "--json").json()["people"]]
    assert numbers == [1, 2]


def test_attendance_is_entered_by_name_and_by_id(run, workshop, register, twice):
    register("Awa BA")

    done = run(
        *("attend", workshop, "2", "--present", "3"),
        *("--person", "ba awa", "excused", "--person", twice[0], "absent"),
    )

    assert (done.code, done.out) == (0, "Wednesday 13 · afternoon: 3 marks were entered.\n")


def test_name_of_two_people_enters_nothing(run, workshop, twice):
    done = run("attend", workshop, "2", "--person", "Fanta Keita", "present")

    assert done.code == 1
    assert all(one in done.err for one in twice)


class TestCertificates:
    @pytest.fixture
    def paper(self, tmp_path):
        return tmp_path / "c.pdf"

    @pytest.fixture
    def lapsed(self, run, workshop, register, paper):
        """Both were given certificates; then the sheet said that Awa never came."""
        register("Awa BA"), register("Moussa TRAORÉ", "M")
        for place in range(1, 7):
            run("attend", workshop, place, "--present", "1-2")
        run("certificates", workshop, "--out", paper)
        for place in range(1, 7):
            run("attend", workshop, place, "--absent", "1")

    def test_certificate_that_is_not_earned_any_more_is_named_and_others_are_printed(
        self, run, workshop, paper, lapsed
    ):
        done = run("certificates", workshop, "--out", paper)

        assert done.code == 0
        assert done.out.startswith("1 certificate was written")
        assert "Awa BA: the certificate is not earned any more (0 of 6 half-days)" in done.err
        assert kinds(run, workshop) == ["certificate_not_earned"]

    def test_it_is_withdrawn_with_a_reason(self, run, workshop, lapsed):
        assert run("withdraw", workshop, "Awa Ba").code == 1

        done = run("withdraw", workshop, "Awa Ba", "--why", "Feuille corrigée")

        assert (done.code, done.out) == (0, "1 certificate was withdrawn.\n")
        assert kinds(run, workshop) == []

    def test_it_is_kept_with_a_reason(self, run, workshop, paper, lapsed):
        run("certificates", workshop, "--out", paper, "--number", "1", "--reason", "Mission")

        assert kinds(run, workshop) == []

    def test_holder_for_a_reason_is_printed_again_beside_somebody_below(
        self, run, workshop, register, paper
    ):
        register("Awa BA"), register("Moussa TRAORÉ", "M")
        run("certificates", workshop, "--out", paper, "--number", "1", "--reason", "Mission")

        done = run("certificates", workshop, "--out", paper)

        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("1 certificate was written")
