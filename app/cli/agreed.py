"""What is agreed of a workshop beside its facts: who organises and funds it, who signs."""

import click

from app.cli.commands import command
from app.cli.opening import installation, now
from app.cli.speaking import for_machine, say, say_json, say_remark, workshop_argument
from app.domain.bilingual import Bilingual
from app.domain.workshop import Partner, Role, Signatory, Workshop
from app.errors import PartnerUnknown, SignatoryUnknown
from app.i18n import N_, _, current_language
from app.services.workshop.partners import (
    PartnerDraft,
    add_partner,
    partner_draft_of,
    partner_on_paper,
    remove_partner,
)
from app.services.workshop.signatories import (
    MOST_SIGNATORIES,
    SignatoryDraft,
    add_signatory,
    remove_signatory,
)
from app.services.workshop.workshops import find
from app.store import workshops
from app.wording.dates import period
from app.wording.long_texts import too_long_words

_MOST_PARTNERS = 99
_PLACE = click.argument("place", metavar=N_("PLACE"), type=click.IntRange(1, _MOST_PARTNERS))


@command("show", N_("Show what is agreed of a workshop: days, partners, signatories."))
@workshop_argument
@for_machine
def show(workshop: str, as_json: bool) -> None:
    """Print what the papers of a workshop are made of."""
    with installation() as here:
        found = find(here.db, workshop)
        partners = workshops.partners(here.db, found.id)
        signatories = workshops.signatories(here.db, found.id)
    if as_json:
        say_json(
            _facts(found)
            | {
                "partners": [_partner(one) for one in partners],
                "signatories": [_signatory(one) for one in signatories],
            }
        )
        return
    _say_facts(found)
    _say_partners(found, partners)
    _say_signatories(signatories)


@command("add-partner", N_("Say who organises, funds or hosts, after those before."))
@workshop_argument
@click.option(
    "--role",
    required=True,
    type=click.Choice([one.value for one in Role]),
    metavar=N_("ROLE"),
    help=N_(
        "organiser, co_organiser, donor, partner, technical_partner, host, aegis or beneficiary."
    ),
)
@click.option("--name", default="", help=N_("Name in French, in full."))
@click.option("--name-en", default="", help=N_("Name in English."))
@click.option("--acronym", default="", help=N_("Acronym in French."))
@click.option("--acronym-en", default="", help=N_("Acronym in English."))
@click.option(
    "--of",
    "fr_of",
    default="",
    help=N_("The French name after “de”, such as “du Royaume du Danemark”; else worked out."),
)
@for_machine
def partner(
    workshop: str,
    role: str,
    name: str,
    name_en: str,
    acronym: str,
    acronym_en: str,
    fr_of: str,
    as_json: bool,
) -> None:
    """Put a partner after the others."""
    draft = PartnerDraft(
        Role(role), Bilingual(name, name_en), Bilingual(acronym, acronym_en), fr_of
    )
    with installation() as here:
        found = find(here.db, workshop)
        add_partner(here.db, here.author, found.id, draft, now=now())
        partners = workshops.partners(here.db, found.id)
    say_remark(too_long_words([draft]))
    if as_json:
        say_json({"partners": [_partner(one) for one in partners]})
        return
    _say_partners(found, partners)


@command("remove-partner", N_("Take out the partner at PLACE, as “workshop show” counts."))
@workshop_argument
@_PLACE
@for_machine
def partner_removed(workshop: str, place: int, as_json: bool) -> None:
    """Take a partner out; its organisation stays known."""
    with installation() as here:
        found = find(here.db, workshop)
        before = workshops.partners(here.db, found.id)
        if place > len(before):
            raise PartnerUnknown
        remove_partner(here.db, here.author, before[place - 1].id, now=now())
        partners = workshops.partners(here.db, found.id)
    if as_json:
        say_json({"partners": [_partner(one) for one in partners]})
        return
    _say_partners(found, partners)


@command("add-signatory", N_("Say who signs the certificates, after those before."))
@workshop_argument
@click.option("--function", default="", help=N_("Function in French, with the organisation."))
@click.option("--function-en", default="", help=N_("Function in English, with the organisation."))
@click.option("--name", default="", help=N_("Name of who signs; may be left out."))
@click.option("--prefix", default="", help=N_("Before the function: P.O., P.I."))
@for_machine
def signatory(
    workshop: str, function: str, function_en: str, name: str, prefix: str, as_json: bool
) -> None:
    """Put a signatory after the others."""
    draft = SignatoryDraft(Bilingual(function, function_en), name, prefix)
    with installation() as here:
        found = find(here.db, workshop)
        add_signatory(here.db, here.author, found.id, draft, now=now())
        signatories = workshops.signatories(here.db, found.id)
    say_remark(too_long_words([draft]))
    if as_json:
        say_json({"signatories": [_signatory(one) for one in signatories]})
        return
    _say_signatories(signatories)


@command("remove-signatory", N_("Take out the signatory at PLACE, as “workshop show” counts."))
@workshop_argument
@_PLACE
@for_machine
def signatory_removed(workshop: str, place: int, as_json: bool) -> None:
    """Take a signatory out; certificates that were issued stay as they are."""
    with installation() as here:
        found = find(here.db, workshop)
        before = workshops.signatories(here.db, found.id)
        if place > len(before):
            raise SignatoryUnknown
        remove_signatory(here.db, here.author, before[place - 1].id, now=now())
        signatories = workshops.signatories(here.db, found.id)
    if as_json:
        say_json({"signatories": [_signatory(one) for one in signatories]})
        return
    _say_signatories(signatories)


def _say_facts(found: Workshop) -> None:
    language = current_language()
    when = period(found.starts_on, found.ends_on, language)
    say(f"{found.code}  {found.city} ({found.country}), {when}  {found.title.in_(language)}")
    if found.venue_in(language):
        say(_("Venue: {venue}").format(venue=found.venue_in(language)))
    say(_("Share of half-days for a certificate: {share}").format(share=found.threshold))
    if found.discreet:
        say(_("Discreet: papers and files name as little as they can."))


def _say_partners(found: Workshop, partners: list[Partner]) -> None:
    """With their words on a certificate, which is what somebody has to read over."""
    language = current_language()
    for place, one in enumerate(partners, start=1):
        words = partner_on_paper(found, partner_draft_of(one), language)
        say(
            _("Partner {place}, {role}: {name} — “{words}”").format(
                place=place,
                role=one.role.value,
                name=one.organisation.name.in_(language),
                words=words,
            )
        )
    if not partners:
        say(_("No partner yet."))


def _say_signatories(signatories: list[Signatory]) -> None:
    for place, one in enumerate(signatories, start=1):
        words = [one.prefix, one.function.in_(current_language()), one.name]
        said = _("Signatory {place} of {most} at most: {words}")
        words = [word for word in words if word]
        say(said.format(place=place, most=MOST_SIGNATORIES, words=", ".join(words)))
    if not signatories:
        say(_("No signatory yet."))


def _facts(found: Workshop) -> dict[str, object]:
    return {
        "id": found.id,
        "code": found.code,
        "title_fr": found.title.fr,
        "title_en": found.title.en,
        "kind_fr": found.kind.fr,
        "kind_en": found.kind.en,
        "programme_fr": found.programme.fr,
        "programme_en": found.programme.en,
        "city": found.city,
        "country": found.country,
        "venue": found.venue,
        "venue_en": found.venue_en,
        "starts_on": found.starts_on.isoformat(),
        "ends_on": found.ends_on.isoformat(),
        "threshold": str(found.threshold),
        "discreet": found.discreet,
    }


def _partner(one: Partner) -> dict[str, object]:
    body = one.organisation
    return {
        "role": one.role.value,
        "name_fr": body.name.fr,
        "name_en": body.name.en,
        "acronym_fr": body.acronym.fr,
        "acronym_en": body.acronym.en,
        "fr_of": body.fr_of,
    }


def _signatory(one: Signatory) -> dict[str, object]:
    return {
        "function_fr": one.function.fr,
        "function_en": one.function.en,
        "name": one.name,
        "prefix": one.prefix,
    }
