from dataclasses import replace

from app.services.papers.withdrawing import withdraw
from app.services.travelling import consolidating
from app.services.writing import Edit, Intention, write
from tests.app.services.people_here import AMINATA, NOW, SOULEY, come, issue


def test_report_says_the_sentences_of_each_group_then_the_whole(db, author, workshop_id):
    come(db, author, workshop_id, AMINATA, SOULEY)

    said = consolidating.text(consolidating.consolidate(db), "fr")

    assert said.splitlines() == [
        "Cet atelier a réuni 2 participants, dont une femme.",
        "deux (2) participants, dont une (1) femme",
        "2021-BKO-03, Bamako\u00a0: F 1, M 1, total 2 (50,0\u00a0% de femmes)",
        "",
        "2 participations, 2 personnes distinctes, 0 à vérifier",
    ]


def test_person_registered_on_two_laptops_of_one_workshop_is_to_check(db, author, workshop_id):
    first, second = come(db, author, workshop_id, AMINATA, AMINATA)

    found = consolidating.consolidate(db)

    [pair] = found.to_check
    assert {line.registration.id for line in pair.lines} == {first, second}
    assert "2 participations, 2 unique persons, 1 to check" in consolidating.text(found, "en")


def test_one_name_in_one_organisation_by_another_of_its_names_is_to_check(db, author, workshop_id):
    body = {"name_fr": "Direction des douanes", "acronym_fr": "DGD", "name_en": "Customs"}
    write(db, author, Intention("x", workshop_id), [Edit("organisation", "b1", body)], now=NOW)
    come(db, author, workshop_id, replace(SOULEY, organisation="DGD"))
    come(db, author, workshop_id, replace(SOULEY, organisation="Customs"))

    assert len(consolidating.consolidate(db).to_check) == 1


def test_report_names_what_is_to_settle_and_says_what_to_do(db, author, workshop_id):
    _aminata, souley = come(db, author, workshop_id, AMINATA, SOULEY)
    edits = [Edit("registration", souley, {"number": 1})]
    write(db, author, Intention("correct", workshop_id), edits, now=NOW)
    found = consolidating.consolidate(db)

    said = consolidating.text(found, "en").split("\n\n")[-1].splitlines()

    assert said[0] == "To settle: 1 sheet number given twice"
    assert said[1].startswith("2021-BKO-03 · Several people have number 1 of the sheet: ")
    assert SOULEY.name in said[1]
    assert said[2].startswith("→ ")


def test_withdrawn_certificates_are_counted_until_another_is_issued(db, author, workshop_id):
    aminata, _souley = come(db, author, workshop_id, AMINATA, SOULEY)
    issue(db, author, workshop_id)
    withdraw(db, author, workshop_id, [aminata], now=NOW, why="Absente")
    before = consolidating.consolidate(db).withdrawn

    issue(db, author, workshop_id)

    assert (before, consolidating.consolidate(db).withdrawn) == (1, 0)
