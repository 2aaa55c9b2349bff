from dataclasses import replace
from datetime import date

import pytest

from app.domain.attendance import What
from app.domain.registration import Status
from app.domain.workshop import Session
from app.errors import GlyphMissing
from app.services.papers import printing
from app.services.papers.printing import SheetOptions
from app.services.papers.sheet_texts import sheet_data
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.writing import Author, Edit, Intention, write
from app.store import workshops
from app.store.database import Database
from tests.app.documents.reading import texts
from tests.app.services.people_here import AMINATA, NOW, SOULEY, TRAINER, come


def test_a_name_that_cannot_be_printed_is_named(db: Database, author: Author, workshop_id: str):
    come(db, author, workshop_id, AMINATA, replace(SOULEY, name="Souley 🙂"))

    with pytest.raises(GlyphMissing) as refused:
        printing.sheet_pdf(db, workshop_id, SheetOptions())
    assert refused.value.facts == {"letter": "🙂", "text": "Souley 🙂"}


def test_one_sheet_a_day_with_every_expected_person_and_empty_rows(
    db: Database, author: Author, workshop_id: str
):
    come(db, author, workshop_id, AMINATA)
    registering.expect(db, author, workshop_id, SOULEY, now=NOW)

    found = texts(printing.sheet_pdf(db, workshop_id, SheetOptions(blank_rows=4)))

    assert len(found) == 3
    for number, text in enumerate(found, 1):
        assert f"Jour {number}" in text
        assert "KONATÉ Aminata Mariam" in text
        assert "Souley Boubacar" in text
        assert "70 00 00 01" in text
        assert all(str(row) in text.split() for row in (3, 4, 5, 6))


def test_who_will_not_come_is_not_on_the_sheet(db: Database, author: Author, workshop_id: str):
    gone = registering.expect(db, author, workshop_id, SOULEY, now=NOW)
    registering.set_status(db, author, [gone.subject], Status.WITHDRAWN, now=NOW)

    assert "Souley" not in texts(printing.sheet_pdf(db, workshop_id, SheetOptions()))[0]


@pytest.mark.parametrize(
    ("variant", "shown", "hidden"),
    [
        ("no_contacts", ["Direction de la police"], ["70 00 00 01", "example.org"]),
        ("discreet", ["KONATÉ Aminata Mariam"], ["70 00 00 01", "Direction de la police", "Sexe"]),
    ],
)
def test_variants_hide_what_a_room_should_not_read(
    db: Database,
    author: Author,
    workshop_id: str,
    variant: printing.Variant,
    shown: list[str],
    hidden: list[str],
):
    come(db, author, workshop_id, AMINATA)

    for layout in ("days", "grid"):
        options = SheetOptions(layout=layout, variant=variant)
        text = texts(printing.sheet_pdf(db, workshop_id, options))[0]

        assert all(word in text for word in shown)
        assert not any(word in text for word in hidden)


def test_a_discreet_workshop_prints_discreet_sheets(db: Database, author: Author, workshop_id: str):
    come(db, author, workshop_id, AMINATA)
    edit = Edit("workshop", workshop_id, {"discreet": True})
    write(db, author, Intention("discreet", workshop_id), [edit], now=NOW)

    text = texts(printing.sheet_pdf(db, workshop_id, SheetOptions()))[0]

    assert "KONATÉ Aminata Mariam" in text
    assert "70 00 00 01" not in text
    assert "Direction de la police" not in text


def test_a_grid_holds_all_days_on_one_sheet(db: Database, author: Author, workshop_id: str):
    come(db, author, workshop_id, AMINATA)

    found = texts(printing.sheet_pdf(db, workshop_id, SheetOptions(layout="grid")))

    assert len(found) == 1
    assert found[0].count("Matin") == len(workshops.sessions(db, workshop_id)) // 2
    assert "mer. 13" in found[0].replace("\u00a0", " ")


def test_more_than_five_days_make_a_second_grid(db: Database, author: Author, workshop_id: str):
    edits = [
        Edit(
            "session",
            f"{n:032x}",
            {
                "workshop": workshop_id,
                "on": f"2021-10-{15 + n}",
                "part": "morning",
            },
        )
        for n in range(1, 8)
    ]
    write(db, author, Intention("sessions", workshop_id), edits, now=NOW)
    workshop = workshops.get(db, workshop_id)
    assert workshop

    parts = sheet_data(db, workshop, SheetOptions(layout="grid")).parts

    assert [len({sign.group for sign in part.sign_columns}) for part in parts] == [5, 5]


def test_only_the_days_asked_for_are_printed_under_their_own_number(db: Database, workshop_id: str):
    options = SheetOptions(days=(date(2021, 10, 14),))

    (text,) = texts(printing.sheet_pdf(db, workshop_id, options))

    assert "Jour 2" in text


def test_the_state_prints_what_was_entered_and_its_totals(
    db: Database, author: Author, workshop_id: str
):
    _, souley = come(db, author, workshop_id, AMINATA, SOULEY)
    morning = workshops.sessions(db, workshop_id)[0]
    absent = [Observation(souley, morning.id, What.ABSENT)]
    attending.clear_marks(db, author, morning.id, [souley], now=NOW)
    attending.take_attendance(db, author, workshop_id, absent, now=NOW)
    workshop = workshops.get(db, workshop_id)
    assert workshop

    part = sheet_data(db, workshop, SheetOptions(state=True)).parts[0]

    assert part.title == "ÉTAT DE PRÉSENCE"
    assert [row.marks[0] for row in part.sections[0].rows] == ["P", "A"]
    assert "matin 1 (F 1, H 0)" in part.totals[0]
    assert part.closing == (
        "Arrêtée la présente liste à deux (2) participants, dont une (1) femme.",
    )
    assert part.is_state


def test_categories_have_their_own_sections(db: Database, author: Author, workshop_id: str):
    come(db, author, workshop_id, AMINATA, TRAINER)
    workshop = workshops.get(db, workshop_id)
    assert workshop

    sections = sheet_data(db, workshop, SheetOptions()).parts[0].sections

    assert [section.heading for section in sections] == [
        "Participants",
        "Facilitation et organisation",
        "Arrivées hors liste",
    ]


def test_a_half_day_that_does_not_count_bears_a_dash(
    db: Database, author: Author, workshop_id: str
):
    come(db, author, workshop_id, AMINATA)
    idle: Session = workshops.sessions(db, workshop_id)[1]
    edit = Edit("session", idle.id, {"counts": False})
    write(db, author, Intention("session", workshop_id), [edit], now=NOW)
    workshop = workshops.get(db, workshop_id)
    assert workshop

    part = sheet_data(db, workshop, SheetOptions()).parts[0]

    assert [sign.counts for sign in part.sign_columns] == [True, False]
    assert part.sections[0].rows[0].marks == ("", "—")


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("number", ["Souley Boubacar", "KONATÉ Aminata Mariam"]),
        ("name", ["KONATÉ Aminata Mariam", "Souley Boubacar"]),
        ("organisation", ["KONATÉ Aminata Mariam", "Souley Boubacar"]),
    ],
)
def test_rows_are_sorted_as_asked_and_keep_their_numbers(
    db: Database,
    author: Author,
    workshop_id: str,
    sort: printing.Sort,
    names: list[str],
):
    come(db, author, workshop_id, SOULEY, AMINATA)
    workshop = workshops.get(db, workshop_id)
    assert workshop

    rows = sheet_data(db, workshop, SheetOptions(sort=sort)).parts[0].sections[0].rows

    assert [row.cells[1] for row in rows] == names
    assert {row.cells[1]: row.cells[0] for row in rows} == {
        "Souley Boubacar": "1",
        "KONATÉ Aminata Mariam": "2",
    }


def test_a_sheet_in_two_languages_has_both_headings(db: Database, workshop_id: str):
    (text, *_) = texts(printing.sheet_pdf(db, workshop_id, SheetOptions(language="both")))

    for said in ("Nom et prénoms", "Full name", "LISTE DE PRÉSENCE", "Attendance sheet"):
        assert said in text


def test_an_empty_workshop_prints_rows_to_fill_by_hand(db: Database, workshop_id: str):
    found = texts(printing.sheet_pdf(db, workshop_id, SheetOptions(blank_rows=20)))

    assert all(f"{number}" in found[0] + found[1] for number in range(1, 21))
