"""What the preview of a list says of each line."""

import pytest

from app.store import registrations
from tests.data_makers.protocol_list import write_xlsx
from tests.stories.day import Day
from ui.models.shapes import Shape
from ui.words.list_preview import found_words, known_ids, preview_rows

HEADINGS = ("N°", "Nom", "Prénom", "Sexe", "Structure", "Fonction", "Téléphone", "Statut")
ISSA = (1, "TOURÉ", "Issa", "M", "DGD", "Agent", "70000011", "Participant")


@pytest.fixture
def day(db):
    return Day(db)


@pytest.fixture
def rows(day, tmp_path):
    def of(*lines, headings=HEADINGS):
        preview = day.reads(write_xlsx(tmp_path / "x.xlsx", [headings, *lines]))
        known = registrations.lines(day.db, known_ids(preview))
        return preview_rows(preview, {line.registration.id: line for line in known})

    return of


@pytest.fixture
def imports(day, tmp_path):
    def take_in(*lines, headings=HEADINGS):
        return day.imports(write_xlsx(tmp_path / "liste.xlsx", [headings, *lines]))

    return take_in


def test_a_correction_that_stays_is_shown_with_what_the_list_says(day, rows, imports):
    imports(ISSA)
    day.corrects(day.roster[0].registration.id, function="Directeur")

    (row,) = rows((*ISSA[:5], "Chef", *ISSA[6:]))

    assert (row.state, row.shape) == ("as corrected here", Shape.DASH)
    assert row.warning == "corrected here, and left: the list says position: Chef"


def test_a_change_and_a_correction_of_one_line_are_shown_together(day, rows, imports):
    imports(ISSA)
    day.corrects(day.roster[0].registration.id, function="Directeur")

    (row,) = rows((*ISSA[:5], "Chef", ISSA[6], "Observateur"))

    assert (row.state, row.detail) == ("change", "category: Observer")
    assert "position: Chef" in row.warning


def test_somebody_who_takes_an_open_place_says_so(rows, imports):
    imports(("à désigner", "DPF"), headings=("Nom", "Structure"))

    row, _gone = [*rows(("KONÉ Ali", "DPF"), headings=("Nom", "Structure")), None]

    assert (row.title, row.detail) == ("KONÉ Ali", "takes an open place · DPF")


def test_people_side_by_side_are_shown_each(rows):
    found = rows((1, "M. KONÉ2 Ali", "", 2, "SOW Awa"), headings=("N°", "Nom", "", "N°", "Nom"))

    assert [(row.title, row.state) for row in found] == [
        ("KONÉ2 Ali", "to check"),
        ("SOW Awa", "addition"),
    ]
    assert len({row.key for row in found}) == 2


def test_what_stands_above_the_headings_is_shown_as_ignored(day, tmp_path):
    path = write_xlsx(tmp_path / "x.xlsx", [("Liste des invités",), HEADINGS, ISSA])
    preview = day.reads(path)

    (*_, row) = preview_rows(preview, {})

    assert (row.title, row.detail, row.state) == (
        "Liste des invités",
        "line 1: above the headings",
        "ignored",
    )
    assert found_words(preview) == "1 person found, 1 row ignored"
