"""Who organises, funds or hosts a workshop, in the order of the papers."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.documents import phrases
from app.domain.bilingual import Bilingual
from app.domain.folding import tidy
from app.domain.journal import DELETED, Value
from app.domain.outcome import Outcome
from app.domain.registration import Category
from app.domain.workshop import Organisation, Partner, Role, Workshop
from app.errors import OrganisationMissing, PartnerTwice, PartnerUnknown
from app.services import needed
from app.services.people.drafts import Directory
from app.services.workshop.ordering import reordered
from app.services.writing import Author, Edit, Intention, new_id, outcome, write
from app.store import workshops
from app.store.database import Database


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """A partner as typed: its role, and what its organisation is called.

    `fr_of` is the name after « de » (« du Royaume du Danemark »); empty, it is worked out.
    """

    role: Role
    name: Bilingual
    acronym: Bilingual = Bilingual()
    fr_of: str = ""


def partner_draft_of(partner: Partner) -> PartnerDraft:
    """The draft that would make `partner` again: what a form opens with."""
    body = partner.organisation
    return PartnerDraft(partner.role, body.name, body.acronym, body.fr_of)


def add_partner(
    db: Database, author: Author, workshop_id: str, draft: PartnerDraft, *, now: datetime
) -> Outcome:
    """Put a partner after the others; the outcome's subject is its id.

    An organisation that is known already is taken as it is, what it lacks completed by what was
    typed. Where something else was typed than others' papers say, it is a new organisation.
    Raises WorkshopUnknown, OrganisationMissing, PartnerTwice.
    """
    draft = _tidied(draft)
    with db.atomic():
        needed.workshop(db, workshop_id)
        directory = Directory(db, workshop_id)
        body = directory.find(draft.name.fr or draft.name.en)
        others = workshops.partners(db, workshop_id)
        _check_role(others, body, draft)
        body, body_edits = _completed(db, directory, body, draft)
        partner_id = new_id()
        fields: dict[str, Value] = {
            "workshop": workshop_id,
            "organisation": body,
            "role": draft.role.value,
            "order": max((other.order for other in others), default=0) + 1,
        }
        edits = [*body_edits, Edit("partner", partner_id, fields)]
        entry = write(db, author, Intention("partners", workshop_id), edits, now=now)
    return outcome(entry, subject=partner_id, name=draft.name.fr or draft.name.en)


def correct_partner(
    db: Database, author: Author, partner_id: str, draft: PartnerDraft, *, now: datetime
) -> Outcome:
    """Make a partner be what `draft` says.

    Another organisation's name means that one. A new name is the organisation's own where only
    this partner names it; else it is a new organisation's, and other papers stay as they are.
    Raises PartnerUnknown, OrganisationMissing, PartnerTwice.
    """
    draft = _tidied(draft)
    with db.atomic():
        partner = _partner(db, partner_id)
        directory = Directory(db, partner.workshop)
        body = _meant(db, directory, partner, draft)
        others = [one for one in workshops.partners(db, partner.workshop) if one.id != partner_id]
        _check_role(others, body, draft)
        if body == partner.organisation.id:
            own = Edit("organisation", body, _differing(partner.organisation, draft))
            body_edits = [*directory.edits, own]
        else:
            body, body_edits = _completed(db, directory, body, draft, partner_id)
        fields: dict[str, Value] = {"organisation": body, "role": draft.role.value}
        edits = [*body_edits, Edit("partner", partner_id, fields)]
        entry = write(db, author, Intention("partners", partner.workshop), edits, now=now)
    return outcome(entry, subject=partner_id, name=draft.name.fr or draft.name.en)


def move_partner(
    db: Database, author: Author, partner_id: str, by: int, *, now: datetime
) -> Outcome:
    """Move a partner by so many places, -1 is one up. Raises PartnerUnknown."""
    with db.atomic():
        workshop_id = _partner(db, partner_id).workshop
        ids = [one.id for one in workshops.partners(db, workshop_id)]
        edits = reordered("partner", ids, partner_id, by)
        entry = write(db, author, Intention("partners", workshop_id), edits, now=now)
    return outcome(entry, subject=partner_id)


def remove_partner(db: Database, author: Author, partner_id: str, *, now: datetime) -> Outcome:
    """Take a partner out; its organisation stays known. Raises PartnerUnknown."""
    with db.atomic():
        partner = _partner(db, partner_id)
        edits = [Edit("partner", partner_id, {DELETED: True})]
        entry = write(db, author, Intention("partners", partner.workshop), edits, now=now)
    return outcome(entry, subject=partner_id, name=partner.organisation.name.in_("fr"))


def known_body(db: Database, workshop_id: str, text: str) -> Organisation | None:
    """The organisation that `text` names: its name, its acronym, another name of it."""
    directory = Directory(db, workshop_id)
    return workshops.organisations(db).get(directory.key(tidy(text)))


def partner_on_paper(workshop: Workshop, draft: PartnerDraft, language: str) -> str:
    """What a certificate says of a partner; its name alone where that is all it shows."""
    body = Organisation("", draft.name, draft.acronym, fr_of=draft.fr_of)
    if draft.role in (Role.ORGANISER, Role.CO_ORGANISER) and language == "fr":
        return phrases.certifier([body], "fr")
    partner = Partner("", workshop.id, body, draft.role)
    with_it, without = (
        phrases.certificate_body(
            phrases.Occasion(workshop, partners),
            workshop.certificate_kind,
            Category.PARTICIPANT,
            language,
        )
        for partners in ([partner], [])
    )
    if with_it == without:
        return phrases.body_name(body, language)
    return with_it.removeprefix(without.removesuffix(".") + ", ").removesuffix(".")


def _partner(db: Database, partner_id: str) -> Partner:
    found = workshops.partner(db, partner_id)
    if found is None:
        raise PartnerUnknown
    return found


def _tidied(draft: PartnerDraft) -> PartnerDraft:
    clean = replace(
        draft,
        name=Bilingual(tidy(draft.name.fr), tidy(draft.name.en)),
        acronym=Bilingual(tidy(draft.acronym.fr), tidy(draft.acronym.en)),
        fr_of=tidy(draft.fr_of),
    )
    if not (clean.name.fr or clean.name.en):
        raise OrganisationMissing
    return clean


def _check_role(others: list[Partner], body: str, draft: PartnerDraft) -> None:
    if any(one.organisation.id == body and one.role is draft.role for one in others):
        raise PartnerTwice(name=draft.name.fr or draft.name.en)


def _meant(db: Database, directory: Directory, partner: Partner, draft: PartnerDraft) -> str:
    """The organisation that a corrected partner names; its own where only a word was wrong."""
    text, own = draft.name.fr or draft.name.en, partner.organisation
    is_unknown = directory.key(text) == text
    if own.id and is_unknown and not workshops.is_named_elsewhere(db, own.id, partner.id):
        return directory.find(own.id)
    return directory.find(text)


def _completed(
    db: Database, directory: Directory, body: str, draft: PartnerDraft, partner_id: str = ""
) -> tuple[str, list[Edit]]:
    """The body that was found, completed by what was typed; a new one where papers say otherwise.

    The name that it was found by, in whatever spelling, says nothing else.
    """
    known = workshops.organisations(db, hidden=True).get(body)
    if known is None:
        return body, [*directory.edits, Edit("organisation", body, _texts(draft))]
    before = _texts_of(known)
    found_by = "name_fr" if draft.name.fr else "name_en"
    typed = {
        name: text
        for name, text in _differing(known, draft).items()
        if text and not (name == found_by and before[name])
    }
    if any(map(before.get, typed)) and workshops.is_named_elsewhere(db, body, partner_id):
        other = new_id()
        return other, [Edit("organisation", other, _texts(draft))]
    return body, [*directory.edits, Edit("organisation", body, typed)]


def _differing(known: Organisation, draft: PartnerDraft) -> dict[str, Value]:
    before = _texts_of(known)
    return {name: text for name, text in _texts(draft).items() if text != before[name]}


def _texts_of(body: Organisation) -> dict[str, Value]:
    return _texts(PartnerDraft(Role.PARTNER, body.name, body.acronym, body.fr_of))


def _texts(draft: PartnerDraft) -> dict[str, Value]:
    return {
        "name_fr": draft.name.fr,
        "name_en": draft.name.en,
        "acronym_fr": draft.acronym.fr,
        "acronym_en": draft.acronym.en,
        "fr_of": draft.fr_of,
    }
