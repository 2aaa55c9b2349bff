"""Everything that a certificate needs can be said at a terminal."""

from fractions import Fraction

import pytest

from app.cli.workshops import share
from app.errors import ThresholdWrong


def test_what_is_agreed_is_said_when_a_workshop_is_created(run):
    run(
        *("workshop", "new", "--title", "la coopération", "--title-en", "cooperation"),
        *("--short", "coopération", "--kind", "atelier national", "--kind-en", "national workshop"),
        *("--city", "Niamey", "--country", "ne", "--venue", "Hôtel Gaweye"),
        *("--venue-en", "Gaweye hotel", "--programme", "Paix", "--threshold", "75%", "--discreet"),
        *("--from", "2026-03-04", "--to", "2026-03-05", "--code", "2026-NIM-07"),
    )

    found = run("workshop", "show", "2026-NIM-07", "--json").json()
    assert (found["title_fr"], found["title_en"]) == ("la coopération", "cooperation")
    assert (found["kind_fr"], found["kind_en"]) == ("atelier national", "national workshop")
    assert (found["venue"], found["venue_en"]) == ("Hôtel Gaweye", "Gaweye hotel")
    assert (found["country"], found["programme_fr"]) == ("NE", "Paix")
    assert (found["threshold"], found["discreet"]) == ("3/4", True)


def test_a_correction_changes_what_is_said_and_nothing_else(run, workshop):
    before = run("workshop", "show", workshop, "--json").json()

    done = run("workshop", "correct", workshop, "--venue", "Hôtel Salam", "--to", "2021-10-14")

    assert done.code == 0
    assert len(done.out.splitlines()) == 5
    after = run("workshop", "show", workshop, "--json").json()
    assert after == before | {"venue": "Hôtel Salam", "ends_on": "2021-10-14"}


def test_a_correction_can_take_back_what_was_switched_on(run, workshop):
    run("workshop", "correct", workshop, "--discreet")

    run("workshop", "correct", workshop, "--no-discreet")

    assert not run("workshop", "show", workshop, "--json").json()["discreet"]


def test_a_workshop_without_any_title_is_refused(run):
    done = run("workshop", "new", "--city", "Gao", "--from", "2021-10-13")

    assert done.code == 1
    assert "title" in done.err


def test_partners_are_said_in_order_with_their_words_on_paper(run, workshop):
    run("workshop", "add-partner", workshop, "--role", "organiser", "--name", "Ministère")
    done = run(
        *("workshop", "add-partner", workshop, "--role", "donor", "--name", "Royaume du Danemark"),
        *("--name-en", "Kingdom of Denmark", "--of", "du Royaume du Danemark", "--lang", "fr"),
    )

    assert "Partenaire 2, donor" in done.out
    assert "du Royaume du Danemark »" in done.out.replace("\N{NO-BREAK SPACE}", " ")
    roles = [one["role"] for one in run("workshop", "show", workshop, "--json").json()["partners"]]
    assert roles == ["organiser", "donor"]


def test_signatories_are_said_and_taken_out_again(run, workshop):
    function = ("--function", "Le Directeur", "--function-en", "The Director")
    run("workshop", "add-signatory", workshop, *function, "--name", "Amadou BA")
    run("workshop", "add-signatory", workshop, "--function", "La Ministre", "--prefix", "P.O.")

    [left] = run("workshop", "remove-signatory", workshop, 1, "--json").json()["signatories"]

    assert (left["function_fr"], left["prefix"]) == ("La Ministre", "P.O.")
    assert run("workshop", "remove-signatory", workshop, 2).code == 1


def test_a_partner_is_taken_out_by_its_place(run, workshop):
    run("workshop", "add-partner", workshop, "--role", "host", "--name", "École")

    assert run("workshop", "remove-partner", workshop, 2).code == 1
    assert run("workshop", "remove-partner", workshop, 1, "--json").json() == {"partners": []}
    assert run("workshop", "remove-partner", workshop, 0).code == 64


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("80%", Fraction(4, 5), id="percent"),
        pytest.param("80 %", Fraction(4, 5), id="percent as French sets it"),
        pytest.param("62,5%", Fraction(5, 8), id="a French comma"),
        pytest.param("4/5", Fraction(4, 5), id="fraction"),
        pytest.param("0.8", Fraction(4, 5), id="decimal"),
        pytest.param("1", Fraction(1), id="all"),
    ],
)
def test_a_share_is_read_as_people_write_it(text, said):
    assert share(text) == said


@pytest.mark.parametrize("text", ["", "x", "4/0", "1e9", "-1", "80%%", "9" * 5000])
def test_a_share_that_is_none_is_refused(text):
    with pytest.raises(ThresholdWrong):
        share(text)
