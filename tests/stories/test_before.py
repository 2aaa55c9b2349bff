"""Before the workshop: SC-03, SC-04, SC-05."""

import pytest

from app.domain.likeness import Level
from app.domain.lists.proposal import Problem
from app.services import history
from app.store import projection
from tests.data_makers.protocol_list import PEOPLE, rows, write_protocol_list, write_xlsx
from tests.stories.day import Day


@pytest.fixture
def day(db):
    return Day(db)


@pytest.fixture
def protocol_list(tmp_path):
    return write_protocol_list(tmp_path / "Invités DGPN.xlsx")


def test_sc_03_the_preview_shows_24_people_and_nothing_is_imported(day, protocol_list):
    preview = day.reads(protocol_list)

    assert len(preview.proposal.people) == 24
    assert preview.proposal.header_row == 7
    assert {p for person in preview.proposal.to_check for p in person.problems} >= {
        Problem.MRS,
        Problem.NUMBER_IN_NAME,
        Problem.TWO_PEOPLE,
    }
    assert len(preview.proposal.to_check) == 3
    assert day.roster == []


def test_sc_03_mrs_is_never_a_woman_and_the_raw_line_is_kept(day, protocol_list):
    day.imports(protocol_list)

    oumar = next(line for line in day.roster if "Oumar KONÉ" in line.person.name)
    assert oumar.person.sex is None
    assert "Mrs Oumar KONÉ" in oumar.registration.raw


def test_sc_03_an_import_is_undone_as_a_whole(day, protocol_list):
    day.imports(protocol_list)
    assert len(day.roster) == 24

    history.undo(day.db, day.author, now=day.now)

    assert day.roster == []
    assert projection.differences(day.db) == []


def test_sc_04_the_list_comes_again_with_three_names_corrected_two_added_one_gone(day, tmp_path):
    day.imports(write_xlsx(tmp_path / "liste.xlsx", rows()))
    people = [list(person) for person in PEOPLE]
    people[3][0] = "Lt/Col Ibrahim AG MOHAMED ALI"
    people[11][0] = "Mme Kadiatou SIDIBE"
    people[22][0] = "Mr Adama SACCO"
    del people[20]
    people += [
        ["Mme Oumou SANGARÉ", "DGPN", "", "70 00 00 31"],
        ["Mr Drissa BALLO", "BIS", "", "70 00 00 32"],
    ]

    preview = day.imports(write_xlsx(tmp_path / "liste (2).xlsx", rows(people)))

    found = preview.comparison
    assert (len(found.changed), len(found.new), len(found.vanished)) == (3, 2, 1)
    assert len(day.roster) == 26
    names = {line.person.name for line in day.roster}
    assert any("DEMBÉLÉ" in name for name in names), "who is no longer on the file is kept"


def test_sc_04_the_same_file_again_changes_nothing(day, protocol_list):
    day.imports(protocol_list)

    again = day.imports(protocol_list)

    assert len(again.comparison.same) == 24
    assert again.comparison.new == again.comparison.changed == again.comparison.vanished == ()
    assert len(day.roster) == 24


def test_sc_05_namesakes_of_two_services_are_a_faint_hint_only(day):
    day.expects("Moussa TRAORÉ", organisation="Police nationale")

    [(name, likeness)] = day.hints("Moussa TRAORÉ", organisation="Douanes")

    assert name == "Moussa TRAORÉ"
    assert likeness.level is Level.WEAK


def test_sc_05_another_spelling_with_the_same_phone_is_a_strong_hint(day):
    before = Day(day.db)
    before.welcomes("COULIBALY Mariam", "F", phones=("+22370000007",))

    [(name, likeness)] = day.hints("Koulibali Mariam", phones=("+22370000007",))

    assert name == "COULIBALY Mariam"
    assert likeness.level is Level.STRONG
