"""What wants a person, in words: what is wrong, with whom, and what to do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.findings import Kind
from app.domain.workshop import Session
from app.i18n import N_, _, current_language, ngettext
from app.wording.dates import session_name

_WRONG = {
    Kind.NUMBER: N_("Several people have number {subject} of the sheet: {names}"),
    Kind.CERTIFICATE: N_("Several people’s certificates bear number {subject}: {names}"),
    Kind.CERTIFIED_TWICE: N_("Several valid certificates ({subject}) for one person: {names}"),
    Kind.NOT_EARNED: N_("Certificate {subject} is not earned any more: {names}"),
    Kind.ATTENDANCE: N_("{subject}: marks disagree on {names}"),
    Kind.LOOK_ALIKE: N_("Perhaps one and the same person: {names}"),
    Kind.DECISION: N_("Said to be one person, and said to be two: {names}"),
    Kind.LONG_TEXT: N_("Papers leave out the end of “{subject}”: {names}"),
    Kind.HEARSAY: N_("Told in the name of {subject}, which itself sent something else: by {names}"),
}
_TO_DO = {
    Kind.NUMBER: N_("Give one of them a new number, then print the sheets that show it again."),
    Kind.CERTIFICATE: N_(
        "Withdraw one of them and issue it again: it is given a number of its own."
    ),
    Kind.CERTIFIED_TWICE: N_("Withdraw them and issue one again."),
    Kind.NOT_EARNED: N_(
        "Correct the attendance, withdraw the certificate, or issue it anyway with a reason."
    ),
    Kind.ATTENDANCE: N_("Look at the signed sheet and enter what it says."),
    Kind.LOOK_ALIKE: N_("Ask, or compare the signatures; then say whether it is one person."),
    Kind.DECISION: N_("Ask, then take one of the two decisions back."),
    Kind.LONG_TEXT: N_("Shorten the text, then print again."),
    Kind.HEARSAY: N_(
        "The laptop’s own file counts as its word. Ask both, and correct what is wrong in the list."
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of a finding; `subject` is a number, or stands for the `session`."""

    kind: Kind
    subject: str
    names: Sequence[str]
    session: Session | None = None


def wrong_words(told: Told) -> str:
    """« Numéro 12 de la feuille donné à deux personnes : Awa BA, Fanta KEITA »."""
    subject = told.subject
    if told.session:
        day = (told.session.on, told.session.part, current_language())
        subject = session_name(*day, label=told.session.label)
    return _(_WRONG[told.kind]).format(subject=subject, names=", ".join(told.names))


def to_do_words(kind: Kind) -> str:
    """What settles it."""
    return _(_TO_DO[kind])


def counts_words(counts: Mapping[Kind, int]) -> str:
    """« 1 numéro de feuille en double · 2 attestations à revoir », without a name in it."""
    found = (_counted(kind, counts[kind]) for kind in Kind if counts.get(kind))
    return " · ".join(found)


def _counted(kind: Kind, n: int) -> str:
    words = {
        Kind.NUMBER: ngettext("{n} sheet number given twice", "{n} sheet numbers given twice", n),
        Kind.CERTIFICATE: ngettext(
            "{n} certificate number given twice", "{n} certificate numbers given twice", n
        ),
        Kind.CERTIFIED_TWICE: ngettext(
            "{n} person with several certificates", "{n} people with several certificates", n
        ),
        Kind.NOT_EARNED: ngettext(
            "{n} certificate not earned any more", "{n} certificates not earned any more", n
        ),
        Kind.ATTENDANCE: ngettext(
            "{n} half-day with marks that disagree", "{n} half-days with marks that disagree", n
        ),
        Kind.LOOK_ALIKE: ngettext(
            "{n} pair that may be one person", "{n} pairs that may be one person", n
        ),
        Kind.DECISION: ngettext("{n} decision to review", "{n} decisions to review", n),
        Kind.LONG_TEXT: ngettext("{n} text too long for paper", "{n} texts too long for paper", n),
        Kind.HEARSAY: ngettext(
            "{n} laptop in whose name another told something else",
            "{n} laptops in whose name another told something else",
            n,
        ),
    }
    return words[kind].format(n=n)
