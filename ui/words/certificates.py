"""How the state of somebody's certificate is said on screen."""

from collections.abc import Sequence

from app.domain.attendance import Eligibility
from app.domain.registration import RosterLine
from app.i18n import N_, _, ngettext
from app.services.papers.certificate_cases import Case, Cases, Gap, Stage
from app.wording.people import isolated
from ui.models.shapes import Shape
from ui.models.states import StateRow
from ui.words.roster import list_name

_STAGES = {
    Stage.NOT_MET: (N_("not issued"), Shape.DASH),
    Stage.TO_ISSUE: (N_("to be issued"), Shape.RING),
    Stage.ISSUED: (N_("issued"), Shape.DISC),
    Stage.TO_REPRINT: (N_("to be reprinted"), Shape.DIAMOND),
    Stage.LAPSED: (N_("issued, to be reviewed"), Shape.DIAMOND),
}
_OWN = {
    Gap.SEX: N_("no sex"),
    Gap.ORGANISATION: N_("no organization"),
    Gap.POSITION: N_("no position"),
    Gap.TEXT: N_("a text that is cut"),
}
_SHARED = {
    Gap.SIGNATORY: N_("No signatory is named: the place to sign stays empty."),
    Gap.ORGANISER: N_("No organizer is named: nobody is said to certify."),
    Gap.FRENCH_TITLE: N_("The workshop has no French title: the English one is printed."),
    Gap.ENGLISH_TITLE: N_("The workshop has no English title: the French one is printed."),
    Gap.SHARED_TEXT: N_("A text of the workshop is longer than the paper holds: its end is cut."),
}
_LACKING = {
    Gap.SEX: N_("Without the sex, no form of address is printed: {names}."),
    Gap.ORGANISATION: N_("Without an organization: {names}."),
    Gap.POSITION: N_("Without rank or position: {names}."),
    Gap.TEXT: N_("The end of a text is cut, it is too long for the paper: {names}."),
}
_MOST_NAMES = 4


def case_row(case: Case) -> StateRow:
    """« 7 · TRAORÉ Aminata », « 4 demi-journées sur 5 », « à délivrer »."""
    words, shape = _STAGES[case.stage]
    number = case.line.registration.number
    name = list_name(case.line)
    return StateRow(
        key=case.registration,
        title=f"{number} · {isolated(name)}" if number else name,
        detail=_detail(case),
        state=_(words),
        shape=shape,
        warning=" · ".join([*_held(case), *(_(_OWN[gap]) for gap in case.gaps)]),
    )


def _detail(case: Case) -> str:
    """How the person stands; of somebody who holds a certificate and is not here, only that."""
    if case.stage is Stage.LAPSED and not case.candidate.may_hold:
        return _("not among those who came any more")
    return condition_words(case.candidate.eligibility)


def _held(case: Case) -> list[str]:
    """The reason for which a certificate was given below the threshold."""
    held = case.candidate.certificate
    return [isolated(held.reason)] if held and held.reason else []


def condition_words(found: Eligibility) -> str:
    """« 4 demi-journées sur 5 : remplit la condition », « 3 … : présence insuffisante »."""
    said = (
        ngettext(
            "{n} half-day of {total}: condition met",
            "{n} half-days of {total}: condition met",
            found.attended,
        )
        if found.is_met
        else ngettext(
            "{n} half-day of {total}: attendance too low",
            "{n} half-days of {total}: attendance too low",
            found.attended,
        )
    )
    return said.format(n=found.attended, total=found.counting)


def counts_words(cases: Cases) -> str:
    """« 26 à délivrer · 3 délivrées · 2 à réimprimer · 3 sous le seuil »."""
    found = {stage: len(cases.ids(stage)) for stage in Stage}
    to_issue, issued = found[Stage.TO_ISSUE], found[Stage.ISSUED]
    again, not_met = found[Stage.TO_REPRINT], found[Stage.NOT_MET]
    lapsed = found[Stage.LAPSED]
    said = (
        (to_issue, ngettext("{n} to be issued", "{n} to be issued", to_issue)),
        (issued, ngettext("{n} issued", "{n} issued", issued)),
        (again, ngettext("{n} to be reprinted", "{n} to be reprinted", again)),
        (lapsed, ngettext("{n} not earned any more", "{n} not earned any more", lapsed)),
        (not_met, ngettext("{n} below the threshold", "{n} below the threshold", not_met)),
    )
    return " · ".join(words.format(n=n) for n, words in said if n)


def lapsed_words(cases: Cases) -> str:
    """Whose certificate is not earned any more, and what can be done; empty where none is."""
    lines = [case.line for case in cases.all if case.stage is Stage.LAPSED]
    said = _(
        "Issued, and not earned any more: {names}. Correct the attendance, or choose the person: "
        "withdraw, or issue anyway."
    )
    return said.format(names=names_words(lines)) if lines else ""


def gaps_words(cases: Cases) -> list[str]:
    """What the certificates would lack, a sentence for each kind of thing."""
    said = [_(_SHARED[gap]) for gap in cases.gaps]
    for gap, sentence in _LACKING.items():
        lines = cases.lacking(gap)
        if lines:
            said.append(_(sentence).format(names=names_words(lines)))
    return said


def names_words(lines: Sequence[RosterLine]) -> str:
    """The first few names, and that there are more."""
    shown = [isolated(line.person.name) for line in lines[:_MOST_NAMES]]
    return ", ".join([*shown, "…"] if len(lines) > _MOST_NAMES else shown)
