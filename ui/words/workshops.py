"""How workshops are said on screen."""

from app.domain.bilingual import Bilingual
from app.domain.statistics import expected, participants
from app.domain.workshop import Partner, Role, Signatory, Workshop
from app.i18n import N_, _, current_language, ngettext
from app.services.examples.exercise import is_example
from app.store import registrations, workshops
from app.store.database import Database
from app.wording.dates import short_period
from app.wording.places import city_name
from ui.models.shapes import Shape
from ui.models.states import StateRow

ROLES = {
    Role.ORGANISER: N_("Organizer"),
    Role.CO_ORGANISER: N_("Co-organizer"),
    Role.DONOR: N_("Donor"),
    Role.PARTNER: N_("Partner"),
    Role.TECHNICAL_PARTNER: N_("Technical and financial partner"),
    Role.HOST: N_("Host institution"),
    Role.AEGIS: N_("Under the aegis of"),
    Role.BENEFICIARY: N_("Beneficiary"),
}


def workshop_rows(db: Database, current: str) -> list[StateRow]:
    """Every workshop, the latest first; the one that is worked in says so."""
    return [_row(db, workshop, current) for workshop in workshops.all_(db)]


def _row(db: Database, workshop: Workshop, current: str) -> StateRow:
    is_current = workshop.id == current
    state, shape = (_("open here"), Shape.DISC) if is_current else ("", None)
    return StateRow(
        key=workshop.id,
        title=capital(workshop.heading(current_language())),
        detail=" · ".join(filter(None, (_where_and_when(workshop), _counts(db, workshop)))),
        state=state,
        shape=shape,
        warning=_("example") if is_example(workshop.id) else "",
    )


def _where_and_when(workshop: Workshop) -> str:
    language = current_language()
    dates = short_period(workshop.starts_on, workshop.ends_on, language)
    place = city_name(workshop.city, language)
    return " · ".join(filter(None, (workshop.code, place, dates)))


def _counts(db: Database, workshop: Workshop) -> str:
    lines = registrations.roster(db, workshop.id)
    here = participants(lines).total
    if not lines:
        return _("nobody on the list")
    return ngettext("{here} of {n} here", "{here} of {n} here", here).format(
        here=here, n=len(expected(lines))
    )


def partner_row(partner: Partner) -> StateRow:
    """« Royaume du Danemark », « Bailleur »."""
    name = partner.organisation.name
    return StateRow(
        key=partner.id,
        title=name.in_(current_language()),
        detail=_(ROLES[partner.role]),
        warning=_lacking(name),
    )


def signatory_row(signatory: Signatory) -> StateRow:
    """The function, and the name where it is known already."""
    name = signatory.name or _("name to be given")
    return StateRow(
        key=signatory.id,
        title=signatory.function.in_(current_language()),
        detail=" ".join(filter(None, (signatory.prefix, name))),
        warning=_lacking(signatory.function),
    )


def _lacking(text: Bilingual) -> str:
    """The language that papers would have to do without."""
    if text.fr and text.en:
        return ""
    return _("English missing") if text.fr else _("French missing")


def capital(text: str) -> str:
    """`text` with a capital letter, as a heading begins."""
    return text[:1].upper() + text[1:]
