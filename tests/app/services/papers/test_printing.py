from dataclasses import replace

import pytest

from app.errors import NothingToPrint, WorkshopUnknown
from app.services.papers import printing
from app.services.papers.certificate_texts import certificate_snapshot, issued_page
from app.services.people import attending, registering
from app.services.writing import Author, Edit, Intention, write
from app.store import certificates, registrations, workshops
from app.store.database import Database
from tests.app.documents.reading import codes, page_count, squeezed, texts
from tests.app.services.people_here import AMINATA, ARABIC, DAY, NOW, SOULEY, TRAINER, come, issue


def test_certificates_are_printed_in_the_order_of_the_list(
    db: Database, author: Author, workshop_id: str
):
    come(db, author, workshop_id, AMINATA, SOULEY, ARABIC)
    issue(db, author, workshop_id)

    found = texts(printing.certificates_pdf(db, workshop_id, "fr"))

    assert ["Madame Aminata Mariam KONATÉ" in found[0], "Souley Boubacar" in found[1]] == [True] * 2
    assert "سيدي ولد المختار" in found[2]
    assert all("2021-BKO-03/00" in text for text in found)


def test_one_certificate_is_printed_alone(db: Database, author: Author, workshop_id: str):
    _, souley = come(db, author, workshop_id, AMINATA, SOULEY)
    issue(db, author, workshop_id)

    pdf = printing.certificates_pdf(db, workshop_id, "fr", [souley])

    assert page_count(pdf) == 1
    assert "Souley Boubacar" in texts(pdf)[0]


def test_the_printed_code_is_the_one_that_was_signed(
    db: Database, author: Author, workshop_id: str
):
    (aminata,) = come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)

    pdf = printing.certificates_pdf(db, workshop_id, "both")

    assert codes(pdf) == [certificates.current(db, workshop_id)[aminata].code]


def test_a_reprint_says_what_was_issued_and_not_what_is_known_today(
    db: Database, author: Author, workshop_id: str
):
    (aminata,) = come(db, author, workshop_id, AMINATA)
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
    db: Database, author: Author, workshop_id: str
):
    (aminata,) = come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)
    registering.correct(
        db, author, aminata, replace(AMINATA, rank="Contrôleur général"), now=NOW, why="grade"
    )
    issue(db, author, workshop_id)

    (text,) = texts(printing.certificates_pdf(db, workshop_id, "fr"))

    assert "Contrôleur général" in text
    assert "Annule et remplace la version précédente" in text


def test_a_lost_certificate_is_printed_again_as_duplicata(
    db: Database, author: Author, workshop_id: str
):
    come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)

    pdf = printing.certificates_pdf(db, workshop_id, "fr", duplicate=True)

    assert "Duplicata" in texts(pdf)[0]


def test_both_languages_stand_on_one_page(db: Database, author: Author, workshop_id: str):
    come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)

    (text,) = texts(printing.certificates_pdf(db, workshop_id, "both"))

    assert "ATTESTATION DE PARTICIPATION" in text
    assert "Certificate of participation" in text
    assert "information-sharing" in squeezed(text)


def test_issuing_again_without_a_change_makes_no_new_version(
    db: Database, author: Author, workshop_id: str
):
    come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)
    issue(db, author, workshop_id)

    assert [one.version for one in certificates.of_workshop(db, workshop_id)] == [1]


def test_a_trainer_is_thanked_and_not_certified(db: Database, author: Author, workshop_id: str):
    come(db, author, workshop_id, TRAINER)
    issue(db, author, workshop_id)

    (text,) = texts(printing.certificates_pdf(db, workshop_id, "fr"))

    assert "ATTESTATION DE RECONNAISSANCE" in text
    assert "a dispensé la formation" in text


def test_partial_wording_names_the_days_attended(db: Database, author: Author, workshop_id: str):
    (aminata,) = come(db, author, workshop_id, AMINATA)
    last = workshops.sessions(db, workshop_id)[-2:]
    for session in last:
        attending.clear_marks(db, author, session.id, [aminata], now=NOW)
    line, workshop = registrations.line(db, aminata), workshops.get(db, workshop_id)
    assert line
    assert workshop

    snapshot = certificate_snapshot(db, workshop, line, DAY, partial=True)

    assert "aux travaux des 13 et" in snapshot["fr"]["body"].replace("\u00a0", " ")


def test_the_overriding_line_takes_the_place_of_address_and_name(
    db: Database, author: Author, workshop_id: str
):
    own = replace(SOULEY, certificate_line="le Lieutenant-colonel Souley BOUBACAR")
    (souley,) = come(db, author, workshop_id, own)
    line, workshop = registrations.line(db, souley), workshops.get(db, workshop_id)
    assert line
    assert workshop

    name, position, body = printing.certificate_lines(line, workshop, "fr")

    assert (name, position, body) == (own.certificate_line, "Chef", "Garde nationale")


def test_a_preview_says_that_it_is_one_and_bears_no_code(
    db: Database, author: Author, workshop_id: str
):
    (aminata,) = come(db, author, workshop_id, AMINATA)
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


def test_the_frozen_page_needs_nothing_but_the_certificate(
    db: Database, author: Author, workshop_id: str
):
    (aminata,) = come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)
    workshop = workshops.get(db, workshop_id)
    assert workshop
    certificate = certificates.current(db, workshop_id)[aminata]

    page = issued_page(certificate, workshop, "both")

    assert page.payload == certificate.code
    assert page.bilingual is not None
    assert page.bilingual.name == "Ms. Aminata Mariam KONATÉ"
