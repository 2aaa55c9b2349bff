"""A text that no paper can hold: cut where it is printed, told wherever it comes in."""

from dataclasses import replace

import pytest

from app.domain.bilingual import Bilingual
from app.domain.findings import Kind
from app.domain.lists.proposal import Problem
from app.domain.lists.reading import propose
from app.domain.on_paper import LETTERS
from app.domain.workshop import Role
from app.services.findings import findings, said
from app.services.papers.certificate_cases import Gap, cases_of
from app.services.papers.printing import SheetOptions, certificates_pdf, cut_words, sheet_pdf
from app.services.workshop.partners import PartnerDraft, add_partner
from app.services.writing import Edit, Intention, write
from app.store import workshops
from tests.app.documents.reading import squeezed, texts
from tests.app.services.people_here import AMINATA, NOW, SOULEY, come, issue

LONG = "x" * 20_000
FIELDS = ("name", "organisation", "function", "rank", "unit", "email", "certificate_line")


@pytest.mark.parametrize("field", FIELDS)
def test_every_paper_shows_the_beginning_of_a_person_s_text(db, author, workshop_id, field: str):
    come(db, author, workshop_id, replace(AMINATA, **{field: LONG, "family": "", "given": ""}))
    issue(db, author, workshop_id)

    papers = [
        sheet_pdf(db, workshop_id, SheetOptions(layout="grid")),
        certificates_pdf(db, workshop_id, "both"),
        sheet_pdf(db, workshop_id, SheetOptions()),
    ]

    shown = max(squeezed("".join(texts(paper))).count("x") for paper in papers)
    assert LETTERS / 2 < shown < 8 * LETTERS
    assert LONG[:20] in cut_words(db, workshop_id)


def test_the_beginning_of_a_workshop_s_texts_is_shown(db, author, workshop_id):
    come(db, author, workshop_id, AMINATA)
    fields = dict.fromkeys(("title_fr", "title_en", "venue", "city", "kind_fr"), "y" * 5000)
    write(
        db,
        author,
        Intention("correct", workshop_id),
        [Edit("workshop", workshop_id, fields)],
        now=NOW,
    )
    draft = PartnerDraft(Role.DONOR, Bilingual("z" * 5000, ""), Bilingual(), "")
    add_partner(db, author, workshop_id, draft, now=NOW)
    issue(db, author, workshop_id)

    texts(sheet_pdf(db, workshop_id, SheetOptions()))
    texts(certificates_pdf(db, workshop_id, "fr"))

    [workshop, partner] = findings(db, workshops.get(db, workshop_id))
    assert (workshop.kind, partner.kind) == (Kind.LONG_TEXT, Kind.LONG_TEXT)
    assert workshop.told.names == [workshop.workshop.code]
    assert Gap.SHARED_TEXT in cases_of(db, workshop_id, "fr").gaps


def test_a_long_text_is_a_finding_whoever_brought_it(db, author, workshop_id):
    people = come(db, author, workshop_id, AMINATA, SOULEY)
    edits = [Edit("registration", people[1], {"function": LONG})]
    write(db, author, Intention("correct", workshop_id), edits, now=NOW)

    [one] = findings(db, workshops.get(db, workshop_id))

    assert (one.kind, one.told.names) == (Kind.LONG_TEXT, [SOULEY.name])
    assert len(one.finding.subject) < 40
    assert said(db, [workshop_id]) == "1 text too long for paper"
    assert [
        case.registration for case in cases_of(db, workshop_id, "fr").all if Gap.TEXT in case.gaps
    ] == [people[1]]


def test_a_long_cell_of_a_list_is_to_be_checked():
    rows = [("Nom", "Fonction"), ("Awa TRAORE", "x" * 3000), ("Ali BA", "Chef")]

    proposal = propose(rows)

    assert [(one.name, one.problems) for one in proposal.to_check] == [
        (proposal.people[0].name, (Problem.TOO_LONG_FOR_PAPER,))
    ]


def test_ordinary_texts_are_not_spoken_of(db, author, workshop_id):
    come(db, author, workshop_id, AMINATA, SOULEY)

    assert cut_words(db, workshop_id) == ""
