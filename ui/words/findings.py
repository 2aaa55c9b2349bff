"""How what wants a person is said on screen, row by row."""

from collections.abc import Sequence

from app.domain.findings import Kind
from app.domain.likeness import Reason
from app.i18n import N_, _, ngettext
from app.services.findings import Found, Pair
from app.wording.people import isolated
from ui.models.shapes import Shape
from ui.models.states import StateRow
from ui.words.sessions import session_title

REASONS = {
    Reason.PHONE: N_("same telephone"),
    Reason.EMAIL: N_("same e-mail"),
    Reason.MATRICULE: N_("same service number"),
    Reason.NAME_AND_ORGANISATION: N_("same name, same organization"),
    Reason.SPELLING_AND_ORGANISATION: N_("name spelled almost alike, same organization"),
    Reason.NAME: N_("same name"),
}
_MOST = 4
_SHORT = {
    Kind.NUMBER: N_("Number {subject} given twice"),
    Kind.CERTIFICATE: N_("Certificate number {subject} given twice"),
    Kind.CERTIFIED_TWICE: N_("Several certificates: {subject}"),
    Kind.NOT_EARNED: N_("Certificate {subject} not earned any more"),
    Kind.ATTENDANCE: N_("{subject}: marks disagree"),
    Kind.LOOK_ALIKE: N_("One person, or two?"),
    Kind.DECISION: N_("One person, and two?"),
    Kind.LONG_TEXT: N_("Too long for paper: {subject}"),
    Kind.HEARSAY: N_("Told in the name of {subject}, and not by itself"),
}


def finding_row(found: Found) -> StateRow:
    """« Numéro 12 en double », « 2026-BKO-01 · Awa BA, Fanta KEITA », « à régler »."""
    subject = session_title(found.session) if found.session else found.finding.subject
    names = _names(found)
    return StateRow(
        key=f"{found.kind.value}/{found.workshop.id}/{found.finding.subject}/{names}",
        title=_(_SHORT[found.kind]).format(subject=subject),
        detail=f"{found.workshop.code} · {names}",
        state=_("to settle"),
        shape=Shape.DIAMOND,
    )


def _names(found: Found) -> str:
    return ", ".join(isolated(name) for name in found.told.names)


def settling_words(found: Sequence[Found]) -> str:
    """The first few findings, one a line, under what they are; empty where there is none."""
    told = found[:_MOST]
    rows = [finding_row(one) for one in told]
    lines = [f"{row.title} · {_names(one)}" for one, row in zip(told, rows, strict=True)]
    if len(found) > _MOST:
        more = len(found) - _MOST
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return "\n".join([_("To settle, before it is sent or after:"), *lines]) if lines else ""


def pair_row(pair: Pair) -> StateRow:
    """« Awa BA = BÂ Awa ? », with why, and whether in one workshop."""
    reason = _(REASONS[pair.likeness.reason]) if pair.likeness.reason else ""
    here, there = (line.registration.workshop for line in pair.lines)
    where = _("in one workshop") if here == there else _("in two workshops")
    return StateRow(
        key=f"{pair.first.registration.id}/{pair.second.registration.id}",
        title=_("{first} = {second}?").format(
            first=isolated(pair.first.person.name), second=isolated(pair.second.person.name)
        ),
        detail=" · ".join(filter(None, (reason, where))),
        state=_("to check"),
        shape=Shape.DIAMOND,
    )
