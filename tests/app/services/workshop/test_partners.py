from dataclasses import replace

import pytest

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.domain.workshop import Role
from app.errors import OrganisationMissing, PartnerTwice, PartnerUnknown, WorkshopUnknown
from app.services.history import redo, undo
from app.services.people.drafts import PersonDraft
from app.services.people.registering import expect
from app.services.workshop.partners import (
    PartnerDraft,
    add_partner,
    correct_partner,
    known_body,
    move_partner,
    partner_draft_of,
    partner_on_paper,
    remove_partner,
)
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.store import entries, workshops
from tests.conftest import NOW

DENMARK = PartnerDraft(Role.DONOR, Bilingual("Royaume du Danemark", "Kingdom of Denmark"))
JAPAN = PartnerDraft(Role.DONOR, Bilingual("Gouvernement du Japon", "Government of Japan"))
OFFICE = PartnerDraft(
    Role.ORGANISER,
    Bilingual("Office des eaux", "Water Office"),
    Bilingual("ODE", "WO"),
)


@pytest.fixture
def add(db, author, workshop_id):
    def add(draft, workshop=workshop_id):
        return add_partner(db, author, workshop, draft, now=NOW).subject

    return add


@pytest.fixture
def other(db, author, workshop_id):
    """Another workshop on the same laptop; its id."""
    known = workshops.get(db, workshop_id)
    draft = WorkshopDraft(known.title, "Niamey", "NE", known.starts_on, known.ends_on)
    return create_workshop(db, author, draft, now=NOW).subject


@pytest.fixture
def correct(db, author):
    def correct(partner_id, draft):
        return correct_partner(db, author, partner_id, draft, now=NOW)

    return correct


def names(db, workshop_id):
    return [one.organisation.name.fr for one in workshops.partners(db, workshop_id)]


class TestAdding:
    def test_partner_brings_its_organisation_in_one_entry(self, db, author, workshop_id):
        before = len(entries.all_entries(db)[0])
        outcome = add_partner(db, author, workshop_id, OFFICE, now=NOW)

        [partner] = workshops.partners(db, workshop_id)
        assert (partner.id, partner_draft_of(partner)) == (outcome.subject, OFFICE)
        assert len(entries.all_entries(db)[0]) == before + 1

    def test_partners_stand_in_the_order_of_coming(self, db, workshop_id, add):
        for draft in (OFFICE, DENMARK, JAPAN):
            add(draft)

        assert names(db, workshop_id) == [
            "Office des eaux",
            "Royaume du Danemark",
            "Gouvernement du Japon",
        ]

    def test_known_body_is_taken_as_it_is_and_completed(self, db, workshop_id, other, add):
        add(OFFICE)
        typed = PartnerDraft(Role.HOST, Bilingual("ode"), fr_of="de l’Office des eaux")
        add(typed, other)

        [here], [there] = workshops.partners(db, workshop_id), workshops.partners(db, other)
        assert here.organisation == there.organisation
        assert there.organisation.name == OFFICE.name
        assert there.organisation.fr_of == "de l’Office des eaux"

    def test_papers_of_another_workshop_stay_as_they_are(self, db, workshop_id, other, add):
        school = PartnerDraft(Role.HOST, Bilingual("École", "School"))
        elsewhere = replace(school, name=Bilingual("École", "Other School"))
        first, second = add(school), add(elsewhere, other)

        assert partner_draft_of(workshops.partner(db, first)) == school
        assert partner_draft_of(workshops.partner(db, second)) == elsewhere
        with pytest.raises(PartnerTwice):
            add(elsewhere, other)

    def test_body_that_no_paper_names_any_more_is_mended(self, db, author, workshop_id, add):
        remove_partner(
            db, author, add(replace(DENMARK, name=Bilingual(DENMARK.name.fr, "D"))), now=NOW
        )
        add(DENMARK)

        [partner] = workshops.partners(db, workshop_id)
        assert partner.organisation.name == DENMARK.name
        assert len(workshops.organisations(db)) == 1

    def test_each_workshop_says_the_whole_body_in_its_own_journal(
        self, db, workshop_id, other, add
    ):
        add(DENMARK)
        add(replace(DENMARK, name=Bilingual("Royaume du Danemark")), other)

        [partner] = workshops.partners(db, other)
        assert partner.organisation.id in workshops.stated_organisations(db, other)
        own = entries.heads_within(db, other, "organisation", partner.organisation.id)
        assert set(own) == {"name_fr", "name_en"}

    def test_english_name_alone_is_enough(self, db, workshop_id, add):
        add(PartnerDraft(Role.DONOR, Bilingual("", " Government  of Japan ")))

        [partner] = workshops.partners(db, workshop_id)
        assert partner.organisation.name == Bilingual("", "Government of Japan")

    def test_one_body_may_have_two_roles_but_not_one_twice(self, db, workshop_id, add):
        add(OFFICE)
        add(replace(OFFICE, role=Role.HOST))

        with pytest.raises(PartnerTwice, match="Office des eaux"):
            add(OFFICE)
        assert len(names(db, workshop_id)) == 2

    @pytest.mark.parametrize("name", [Bilingual(), Bilingual(" ", "\t")])
    def test_nameless_partner_is_refused(self, db, workshop_id, add, name):
        with pytest.raises(OrganisationMissing):
            add(PartnerDraft(Role.DONOR, name))

        assert names(db, workshop_id) == []

    def test_workshop_that_is_not_here_is_refused(self, add):
        with pytest.raises(WorkshopUnknown):
            add(DENMARK, "0" * 32)

    def test_undo_takes_the_partner_out_and_redo_brings_it_back(self, db, author, workshop_id, add):
        add(DENMARK)

        undo(db, author, now=NOW)
        assert names(db, workshop_id) == []
        assert DENMARK.name not in [one.name for one in workshops.organisations(db).values()]

        redo(db, author, now=NOW)
        assert names(db, workshop_id) == ["Royaume du Danemark"]


class TestCorrecting:
    def test_wrong_word_is_mended_in_place(self, db, workshop_id, add, correct):
        partner = add(replace(DENMARK, name=Bilingual("Royaume du Danemrak", "Denmark")))
        before = workshops.partner(db, partner).organisation.id
        correct(partner, DENMARK)

        found = workshops.partner(db, partner)
        assert (found.organisation.id, partner_draft_of(found)) == (before, DENMARK)

    def test_same_again_writes_nothing(self, add, correct):
        assert correct(add(OFFICE), OFFICE).touched == frozenset()

    def test_what_is_cleared_is_gone(self, db, add, correct):
        partner = add(OFFICE)
        correct(partner, replace(OFFICE, acronym=Bilingual()))

        assert workshops.partner(db, partner).organisation.acronym == Bilingual()

    def test_role_changes_alone(self, db, add, correct):
        partner = add(DENMARK)
        correct(partner, replace(DENMARK, role=Role.AEGIS))

        assert workshops.partner(db, partner).role is Role.AEGIS

    def test_name_of_another_body_means_that_one(self, db, other, add, correct):
        add(JAPAN, other)
        partner = add(DENMARK)
        correct(partner, replace(DENMARK, name=JAPAN.name))

        japan = known_body(db, other, "Gouvernement du Japon")
        assert workshops.partner(db, partner).organisation == japan

    def test_name_of_another_body_with_other_words_is_a_new_one(self, db, other, add, correct):
        elsewhere, partner = add(JAPAN, other), add(DENMARK)
        typed = replace(JAPAN, name=Bilingual(JAPAN.name.fr, "Embassy of Japan"))
        correct(partner, typed)

        assert partner_draft_of(workshops.partner(db, partner)) == typed
        assert partner_draft_of(workshops.partner(db, elsewhere)) == JAPAN

    def test_new_name_leaves_the_papers_of_others_as_they_are(
        self, db, workshop_id, other, add, correct
    ):
        add(DENMARK, other)
        partner = add(DENMARK)
        union = PartnerDraft(Role.DONOR, Bilingual("Union européenne", "European Union"))
        correct(partner, union)

        assert partner_draft_of(workshops.partner(db, partner)) == union
        assert names(db, other) == ["Royaume du Danemark"]

    def test_new_name_leaves_people_of_the_body_where_they_are(
        self, db, author, workshop_id, add, correct
    ):
        partner = add(DENMARK)
        draft = PersonDraft("Aminata KONATÉ", Sex.FEMALE, "Royaume du Danemark")
        expect(db, author, workshop_id, draft, now=NOW)
        correct(partner, JAPAN)

        assert known_body(db, workshop_id, "Royaume du Danemark") is not None

    def test_role_that_it_has_already_is_refused(self, db, add, correct):
        add(DENMARK)
        host = add(replace(DENMARK, role=Role.HOST))

        with pytest.raises(PartnerTwice):
            correct(host, DENMARK)
        assert workshops.partner(db, host).role is Role.HOST

    def test_undo_brings_the_old_words_back(self, db, author, add, correct):
        partner = add(DENMARK)
        correct(partner, replace(JAPAN, role=Role.HOST))

        undo(db, author, now=NOW)

        assert partner_draft_of(workshops.partner(db, partner)) == DENMARK


class TestMovingAndRemoving:
    @pytest.mark.parametrize(
        ("by", "order"),
        [(-1, "acb"), (-9, "cab"), (1, "abc"), (0, "abc")],
    )
    def test_partner_moves_as_far_as_there_is_room(self, db, author, workshop_id, add, by, order):
        drafts = [PartnerDraft(Role.DONOR, Bilingual(name)) for name in "abc"]
        partners = [add(draft) for draft in drafts]

        move_partner(db, author, partners[2], by, now=NOW)

        assert "".join(names(db, workshop_id)) == order

    def test_moving_is_undone(self, db, author, workshop_id, add):
        add(DENMARK)
        move_partner(db, author, add(JAPAN), -1, now=NOW)

        undo(db, author, now=NOW)

        assert names(db, workshop_id) == ["Royaume du Danemark", "Gouvernement du Japon"]

    def test_removed_partner_is_gone_and_undo_brings_it_to_its_place(
        self, db, author, workshop_id, add
    ):
        partner = add(DENMARK)
        add(JAPAN)

        remove_partner(db, author, partner, now=NOW)
        assert names(db, workshop_id) == ["Gouvernement du Japon"]

        undo(db, author, now=NOW)
        assert names(db, workshop_id) == ["Royaume du Danemark", "Gouvernement du Japon"]

    def test_partner_that_is_gone_is_refused(self, db, author, add):
        partner = add(DENMARK)
        remove_partner(db, author, partner, now=NOW)

        with pytest.raises(PartnerUnknown):
            remove_partner(db, author, partner, now=NOW)
        with pytest.raises(PartnerUnknown):
            move_partner(db, author, partner, 1, now=NOW)
        with pytest.raises(PartnerUnknown):
            correct_partner(db, author, partner, DENMARK, now=NOW)


class TestOnPaper:
    @pytest.mark.parametrize(
        ("draft", "fr", "en"),
        [
            (
                DENMARK,
                "avec le soutien financier du Royaume du Danemark",
                "with the financial support of the Kingdom of Denmark",
            ),
            (
                replace(DENMARK, fr_of="de la Couronne danoise"),
                "avec le soutien financier de la Couronne danoise",
                "with the financial support of the Kingdom of Denmark",
            ),
            (
                replace(JAPAN, role=Role.AEGIS),
                "sous l’égide du Gouvernement du Japon",
                "under the aegis of the Government of Japan",
            ),
            (
                OFFICE,
                "L’Office des eaux (ODE) atteste que",
                "Water Office (WO)",
            ),
            (replace(OFFICE, role=Role.HOST), "Office des eaux (ODE)", "Water Office (WO)"),
        ],
    )
    def test_partner_is_said_by_its_role(self, db, workshop_id, draft, fr, en):
        workshop = workshops.get(db, workshop_id)
        said = [
            partner_on_paper(workshop, draft, language).replace("\u00a0", " ")
            for language in ("fr", "en")
        ]

        assert said == [fr, en]


class TestKnown:
    @pytest.mark.parametrize("text", ["Office des eaux", "OFFICE DES EAUX", "Water Office", "wo"])
    def test_body_is_known_by_each_of_its_names(self, db, workshop_id, add, text):
        add(OFFICE)

        assert known_body(db, workshop_id, text).name == OFFICE.name

    @pytest.mark.parametrize("text", ["", "Office"])
    def test_part_of_a_name_is_none(self, db, workshop_id, add, text):
        add(OFFICE)

        assert known_body(db, workshop_id, text) is None
