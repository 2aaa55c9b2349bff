import io
from datetime import date

import pytest
from python_calamine import load_workbook

from app.domain.attendance import What
from app.domain.people import Sex
from app.i18n import language
from app.services.papers.registers import workbook
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.people.drafts import PersonDraft
from app.services.writing import Edit, Intention, write
from app.store import workshops
from tests.app.services.people_here import AMINATA, NOW, SOULEY, come, issue


@pytest.fixture
def sheet(db):
    """The rows of a sheet, each by the columns' names for machines: `sheet("Attendance")`."""

    def sheet(name):
        book = load_workbook(io.BytesIO(workbook(db)))
        _titles, names, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return [dict(zip(names, row, strict=True)) for row in rows]

    return sheet


def test_workshop_is_a_row(sheet, workshop_id):
    [row] = sheet("Workshops")

    assert (row["code"], row["title"], row["sessions"]) == (
        "2021-BKO-03",
        "information-sharing",
        6,
    )
    assert row["starts_on"] == date(2021, 10, 13)


def test_person_is_a_row_with_what_the_list_says(db, author, workshop_id, sheet):
    come(db, author, workshop_id, AMINATA)

    [row] = sheet("Participants")

    assert row["name"] == "KONATÉ Aminata Mariam"
    assert (row["number"], row["sex"], row["rank"]) == (1, "F", "Commissaire principal de police")
    assert row["phones"] == "+22370000001 / +22370000002"
    assert (row["status"], row["source"]) == ("registered", "walk_in")


def test_discreet_workshop_says_nobodys_telephone(db, author, workshop_id, sheet):
    come(db, author, workshop_id, AMINATA)
    edit = Edit("workshop", workshop_id, {"discreet": True})
    write(db, author, Intention("discreet", workshop_id), [edit], now=NOW)

    [row] = sheet("Participants")

    assert (row["name"], row["phones"], row["email"]) == ("KONATÉ Aminata Mariam", "", "")


def test_marks_say_late_and_left_early_each_in_its_column(db, author, workshop_id, sheet):
    [souley] = come(db, author, workshop_id, SOULEY)
    first, second, third, *_rest = workshops.sessions(db, workshop_id)
    seen = [
        Observation(souley, first.id, What.PRESENT, late=True),
        Observation(souley, second.id, What.PRESENT, left_early=True),
        Observation(souley, third.id, What.EXCUSED),
    ]
    attending.take_attendance(db, author, workshop_id, seen, now=NOW)

    rows = sheet("Attendance")

    said = [(row["what"], row["late"], row["left_early"]) for row in rows[:3]]
    assert said == [("present", "yes", ""), ("present", "", "yes"), ("excused", "", "")]
    assert rows[0]["session"] == "Wednesday 13 · morning"
    assert len(rows) == 6


def test_nothing_entered_is_no_absence(db, author, workshop_id, sheet):
    registering.add_walk_in(db, author, workshop_id, SOULEY, now=NOW)

    assert {row["what"] for row in sheet("Attendance")} == {"not entered"}


def test_certificate_is_a_row_with_its_number_and_name(db, author, workshop_id, sheet):
    come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)

    [row] = sheet("Certificates")

    assert row["number"].startswith("2021-BKO-03/001")
    assert (row["name"], row["version"], row["state"]) == ("KONATÉ Aminata Mariam", 1, "valid")


def test_statistics_count_as_every_table_does(db, author, workshop_id, sheet):
    registering.expect(db, author, workshop_id, AMINATA, now=NOW)
    souley = registering.expect(db, author, workshop_id, SOULEY, now=NOW).subject
    registering.replace_by(db, author, souley, PersonDraft("Issa BA", Sex.MALE), now=NOW)
    come(db, author, workshop_id, PersonDraft("Awa DIARRA", Sex.FEMALE))

    [row] = sheet("Statistics")

    assert (row["women"], row["men"], row["unknown"], row["total"]) == (1, 1, 0, 2)
    assert (row["share_of_women"], row["invited"]) == (50.0, 2)


def test_every_figure_that_is_not_plain_is_defined(sheet, workshop_id):
    terms = [row["term"] for row in sheet("Definitions")]

    assert {"Participant", "Observer", "Invited", "% women", "Not entered"} <= set(terms)


def test_headings_follow_the_language(db, workshop_id):
    with language("fr"):
        book = load_workbook(io.BytesIO(workbook(db, workshop_id)))

    titles = book.get_sheet_by_name("Statistiques").to_python(skip_empty_area=False)[0]
    assert titles[2:6] == ["Femmes", "Hommes", "Non renseigné", "Total"]


def test_equal_data_are_equal_bytes(db, author, workshop_id):
    come(db, author, workshop_id, AMINATA)

    assert workbook(db, workshop_id) == workbook(db, workshop_id)
