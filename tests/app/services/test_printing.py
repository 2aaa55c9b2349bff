from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha512

import pytest

from app.domain.attendance import What
from app.domain.people import Sex
from app.domain.registration import Category, Status
from app.domain.workshop import Session
from app.errors import GlyphMissing, NothingToPrint, WorkshopUnknown
from app.services import attending, certifying, printing, registering
from app.services.attending import Observation
from app.services.certificate_texts import certificate_snapshot, issued_page
from app.services.drafts import PersonDraft
from app.services.printing import SheetOptions
from app.services.sheet_texts import sheet_data
from app.services.writing import Author, Edit, Intention, write
from app.store import certificates, registrations, workshops
from app.store.database import Database
from tests.app.documents.reading import codes, page_count, squeezed, texts

NOW = datetime(2021, 10, 15, 11, 0, tzinfo=UTC)
DAY = date(2021, 10, 15)

AMINATA = PersonDraft(
    "KONATÉ Aminata Mariam",
    Sex.FEMALE,
    organisation="Direction de la police des frontières",
    rank="Commissaire principal de police",
    phones=("+22370000001", "+22370000002"),
    email="a.konate@example.org",
    family="KONATÉ",
    given="Aminata Mariam",
)
SOULEY = PersonDraft("Souley Boubacar", Sex.MALE, organisation="Garde nationale", function="Chef")
ARABIC = PersonDraft("سيدي ولد المختار", Sex.MALE, organisation="Garde nationale")
TRAINER = PersonDraft(
    "Thierno BARRY", Sex.MALE, organisation="ONUDC", category=Category.TRAINER, function="Expert"
)


@pytest.fixture
def come(db: Database, author: Author, workshop_id: str) -> Callable[..., list[str]]:
    """Register these people and mark them at every half-day; their registration ids."""

    def register(*drafts: PersonDraft) -> list[str]:
        ids = []
        for draft in drafts:
            done = registering.add_walk_in(db, author, workshop_id, draft, now=NOW)
            ids.append(done.subject)
        for session in workshops.sessions(db, workshop_id):
            seen = [Observation(one, session.id, What.PRESENT) for one in ids]
            attending.take_attendance(db, author, workshop_id, seen, now=NOW)
        return ids

    return register


def issue(db: Database, author: Author, workshop_id: str, **more: object) -> None:
    certifying.issue_certificates(
        db, author, lambda data: sha512(data).digest(), workshop_id, now=NOW, issued_on=DAY, **more
    )


def test_certificates_are_printed_in_the_order_of_the_list(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    come(AMINATA, SOULEY, ARABIC)
    issue(db, author, workshop_id)

    found = texts(printing.certificates_pdf(db, workshop_id, "fr"))

    assert ["Madame Aminata Mariam KONATÉ" in found[0], "Souley Boubacar" in found[1]] == [True] * 2
    assert "سيدي ولد المختار" in found[2]
    assert all("2021-BKO-03/00" in text for text in found)


def test_one_certificate_is_printed_alone(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    _, souley = come(AMINATA, SOULEY)
    issue(db, author, workshop_id)

    pdf = printing.certificates_pdf(db, workshop_id, "fr", [souley])

    assert page_count(pdf) == 1
    assert "Souley Boubacar" in texts(pdf)[0]


def test_the_printed_code_is_the_one_that_was_signed(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    (aminata,) = come(AMINATA)
    issue(db, author, workshop_id)

    pdf = printing.certificates_pdf(db, workshop_id, "both")

    assert codes(pdf) == [certificates.current(db, workshop_id)[aminata].code]


def test_a_reprint_says_what_was_issued_and_not_what_is_known_today(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    (aminata,) = come(AMINATA)
    issue(db, author, workshop_id)
    before = printing.certificates_pdf(db, workshop_id, "both")

    married = replace(AMINATA, name="Aminata TRAORÉ", family="TRAORÉ", given="Aminata")
    registering.correct(db, author, aminata, married, now=NOW, why="mariage")
    write(
        db,
        author,
        Intention("retitle", workshop_id),
        [Edit("workshop", workshop_id, {"title_fr": "autre chose"})],
        now=NOW,
    )

    assert printing.certificates_pdf(db, workshop_id, "both") == before


def test_a_new_version_says_that_it_replaces_the_last(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    (aminata,) = come(AMINATA)
    issue(db, author, workshop_id)
    registering.correct(
        db, author, aminata, replace(AMINATA, rank="Contrôleur général"), now=NOW, why="grade"
    )
    issue(db, author, workshop_id)

    (text,) = texts(printing.certificates_pdf(db, workshop_id, "fr"))

    assert "Contrôleur général" in text
    assert "Annule et remplace la version précédente" in text


def test_a_lost_certificate_is_printed_again_as_duplicata(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    come(AMINATA)
    issue(db, author, workshop_id)

    pdf = printing.certificates_pdf(db, workshop_id, "fr", duplicate=True)

    assert "Duplicata" in texts(pdf)[0]


def test_both_languages_stand_on_one_page(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    come(AMINATA)
    issue(db, author, workshop_id)

    (text,) = texts(printing.certificates_pdf(db, workshop_id, "both"))

    assert "ATTESTATION DE PARTICIPATION" in text
    assert "Certificate of participation" in text
    assert "information-sharing" in squeezed(text)


def test_issuing_again_without_a_change_makes_no_new_version(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    come(AMINATA)
    issue(db, author, workshop_id)
    issue(db, author, workshop_id)

    assert [one.version for one in certificates.of_workshop(db, workshop_id)] == [1]


def test_a_trainer_is_thanked_and_not_certified(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    come(TRAINER)
    issue(db, author, workshop_id)

    (text,) = texts(printing.certificates_pdf(db, workshop_id, "fr"))

    assert "ATTESTATION DE RECONNAISSANCE" in text
    assert "a dispensé la formation" in text


def test_partial_wording_names_the_days_attended(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    (aminata,) = come(AMINATA)
    last = workshops.sessions(db, workshop_id)[-2:]
    for session in last:
        attending.clear_marks(db, author, session.id, [aminata], now=NOW)
    line, workshop = registrations.line(db, aminata), workshops.get(db, workshop_id)
    assert line
    assert workshop

    snapshot = certificate_snapshot(db, workshop, line, DAY, partial=True)

    assert "aux travaux des 13 et" in snapshot["fr"]["body"]


def test_the_overriding_line_takes_the_place_of_address_and_name(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    own = replace(SOULEY, certificate_line="le Lieutenant-colonel Souley BOUBACAR")
    (souley,) = come(own)
    line, workshop = registrations.line(db, souley), workshops.get(db, workshop_id)
    assert line
    assert workshop

    name, position, body = printing.certificate_lines(line, workshop, "fr")

    assert (name, position, body) == (own.certificate_line, "Chef", "Garde nationale")


def test_a_preview_says_that_it_is_one_and_bears_no_code(
    db: Database, workshop_id: str, come: Callable[..., list[str]]
):
    (aminata,) = come(AMINATA)
    line = registrations.line(db, aminata)
    assert line

    pdf = printing.preview_page(db, workshop_id, line, "fr")

    assert "Aperçu" in texts(pdf)[0]
    assert "Fait à Bamako, le 15 octobre 2021" in texts(pdf)[0].replace("\u00a0", " ")
    assert codes(pdf) == []


def test_nothing_issued_is_said_in_words(db: Database, workshop_id: str):
    with pytest.raises(NothingToPrint):
        printing.certificates_pdf(db, workshop_id, "fr")
    with pytest.raises(WorkshopUnknown):
        printing.certificates_pdf(db, "00" * 16, "fr")


def test_a_name_that_cannot_be_printed_is_named(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    come(AMINATA, replace(SOULEY, name="Souley 🙂"))

    with pytest.raises(GlyphMissing) as refused:
        printing.sheet_pdf(db, workshop_id, SheetOptions())
    assert refused.value.facts == {"letter": "🙂", "text": "Souley 🙂"}


def test_one_sheet_a_day_with_every_expected_person_and_empty_rows(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    come(AMINATA)
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
    workshop_id: str,
    come: Callable[..., list[str]],
    variant: printing.Variant,
    shown: list[str],
    hidden: list[str],
):
    come(AMINATA)

    for layout in ("days", "grid"):
        options = SheetOptions(layout=layout, variant=variant)
        text = texts(printing.sheet_pdf(db, workshop_id, options))[0]

        assert all(word in text for word in shown)
        assert not any(word in text for word in hidden)


def test_a_grid_holds_all_days_on_one_sheet(
    db: Database, workshop_id: str, come: Callable[..., list[str]]
):
    come(AMINATA)

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
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    _, souley = come(AMINATA, SOULEY)
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


def test_categories_have_their_own_sections(
    db: Database, workshop_id: str, come: Callable[..., list[str]]
):
    come(AMINATA, TRAINER)
    workshop = workshops.get(db, workshop_id)
    assert workshop

    sections = sheet_data(db, workshop, SheetOptions()).parts[0].sections

    assert [section.heading for section in sections] == [
        "Participants",
        "Facilitation et organisation",
        "Arrivées hors liste",
    ]


def test_a_half_day_that_does_not_count_bears_a_dash(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    come(AMINATA)
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
    workshop_id: str,
    come: Callable[..., list[str]],
    sort: printing.Sort,
    names: list[str],
):
    come(SOULEY, AMINATA)
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


def test_the_frozen_page_needs_nothing_but_the_certificate(
    db: Database, author: Author, workshop_id: str, come: Callable[..., list[str]]
):
    (aminata,) = come(AMINATA)
    issue(db, author, workshop_id)
    workshop = workshops.get(db, workshop_id)
    assert workshop
    certificate = certificates.current(db, workshop_id)[aminata]

    page = issued_page(certificate, workshop, "both")

    assert page.payload == certificate.code
    assert page.bilingual is not None
    assert page.bilingual.name == "Ms. Aminata Mariam KONATÉ"
