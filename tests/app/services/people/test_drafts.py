"""What a workshop's journal says of the bodies that its people come from."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.domain.registration import Category
from app.domain.workshop import Organisation
from app.services.history import undo
from app.services.people import registering
from app.services.people.drafts import PersonDraft, draft_of, line_of, tidied
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.services.writing import Edit, Intention, write
from app.store import entries, projection, registrations, workshops

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
DIARRA = PersonDraft(name="DIARRA Kalifa", sex=Sex.MALE, organisation="Police")
AWA = PersonDraft(name="BA Awa", sex=Sex.FEMALE, organisation="Police", function="Greffière")


@pytest.fixture
def second_workshop(db, author):
    days = date(2021, 11, 3), date(2021, 11, 4)
    draft = WorkshopDraft(Bilingual("l’analyse"), "Niamey", "NE", *days)
    return create_workshop(db, author, draft, now=NOW).subject


@pytest.fixture(autouse=True)
def police(db, author, workshop_id):
    fields = {"name_fr": "Police nationale", "acronym_fr": "DGPN", "sector": "security"}
    edit = Edit("organisation", "0f" * 16, fields | {"aliases": ["Commissariat"]})
    write(db, author, Intention("seed", workshop_id), [edit], now=NOW)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("police  NATIONALE", id="name"),
        pytest.param("dgpn", id="acronym"),
        pytest.param("Commissariat", id="alias"),
        pytest.param("0f" * 16, id="id"),
    ],
)
def test_organisation_is_found_by_what_people_call_it(db, author, workshop_id, typed):
    draft = replace(AWA, organisation=typed)

    subject = registering.add_walk_in(db, author, workshop_id, draft, now=NOW).subject

    assert registrations.line(db, subject).registration.organisation == "0f" * 16
    assert registrations.line(db, subject).organisation_name() == "Police nationale"


def test_organisation_is_restated_whole_in_a_second_workshop(
    db, author, workshop_id, second_workshop
):
    draft = replace(AWA, organisation="DGPN")

    registering.add_walk_in(db, author, second_workshop, draft, now=NOW)

    both = [
        entries.heads_within(db, workshop, "organisation", "0f" * 16)
        for workshop in (workshop_id, second_workshop)
    ]
    assert both[0].keys() == both[1].keys()
    assert entries.conflicts(db) == []
    assert projection.differences(db) == []


def test_organisation_is_restated_once(db, author, second_workshop):
    police = [replace(draft, organisation="DGPN") for draft in (AWA, DIARRA)]
    registering.add_walk_in(db, author, second_workshop, police[0], now=NOW)

    outcome = registering.add_walk_in(db, author, second_workshop, police[1], now=NOW)

    entry = entries.entry(db, outcome.entry)
    assert "organisation" not in {change.kind for change in entry.changes}


def test_organisation_stays_when_the_walk_in_who_brought_it_is_taken_back(db, author, workshop_id):
    draft = replace(AWA, organisation="Eaux et forêts")
    first = registering.add_walk_in(db, author, workshop_id, draft, now=NOW)
    other = replace(DIARRA, organisation="Eaux et forêts")
    registering.add_walk_in(db, author, workshop_id, other, now=NOW)

    undo(db, author, entry=first.entry, now=NOW)

    (left,) = registrations.roster(db, workshop_id)
    assert left.organisation_name() == "Eaux et forêts"


def test_undoing_a_restatement_leaves_the_organisation_as_it_was(db, author, second_workshop):
    draft = replace(AWA, organisation="DGPN")
    registering.add_walk_in(db, author, second_workshop, draft, now=NOW)

    undo(db, author, now=NOW)

    assert workshops.organisations(db)["0f" * 16].name.fr == "Police nationale"


@pytest.mark.parametrize(
    ("draft", "halves"),
    [
        pytest.param(PersonDraft("Awa BA"), ("BA", "Awa"), id="capitals tell"),
        pytest.param(PersonDraft("Souley Boubacar"), ("", ""), id="nothing tells"),
        pytest.param(
            PersonDraft("MAÏGA Oumar", family="MAIGA", given="Oumar"),
            ("MAÏGA", "Oumar"),
            id="the name was corrected since",
        ),
        pytest.param(
            PersonDraft("Souley Boubacar", family="Boubacar", given="Souley"),
            ("Boubacar", "Souley"),
            id="somebody said which is which",
        ),
    ],
)
def test_halves_follow_the_name(draft, halves):
    clean = tidied(draft, sex_needed=False)

    assert (clean.family, clean.given) == halves


@pytest.fixture
def full_draft():
    """A draft with something in every field, those of later releases too."""
    said = {field.name: f"a {field.name}" for field in fields(PersonDraft)}
    said |= {"sex": Sex.FEMALE, "category": Category.TRAINER, "phones": ("+22370000001",)}
    return PersonDraft(**said)


@pytest.mark.parametrize(
    "organisation",
    [
        pytest.param(None, id="as typed"),
        pytest.param(Organisation("a organisation", Bilingual("Douanes")), id="known"),
    ],
)
def test_line_that_a_draft_would_become_gives_the_draft_again(full_draft, organisation):
    line = line_of(full_draft, "w1", organisation)

    assert draft_of(line) == full_draft
    assert line.organisation is organisation
    assert line.registration.workshop == "w1"


def test_line_that_a_draft_would_become_is_tidied():
    line = line_of(PersonDraft(" Awa  BA "), "w1")

    assert line.person.name == "Awa BA"
