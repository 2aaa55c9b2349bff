"""How files that come and go are said on screen."""

from datetime import datetime

from app.domain.visible import visible
from app.domain.workshop import Workshop
from app.errors import (
    BundleDamaged,
    BundleForked,
    BundleNotForUs,
    BundleTooNew,
    LaptopRestored,
    LaptopRestoredTwice,
    LaptopSucceeded,
    NameUsed,
    OtherKind,
    SignerUnknown,
)
from app.i18n import N_, _, current_language, ngettext
from app.services.travelling.outbox import Sent, SentState, state_of
from app.store.local import BundleNote
from app.wording.dates import day, short_period
from app.wording.numbers import number
from app.wording.people import isolated
from ui.models.shapes import Shape
from ui.models.states import StateRow

_STATES = {
    SentState.NOTHING: (N_("nothing sent yet"), Shape.DASH),
    SentState.OWN: (N_("readable here only"), Shape.RING),
    SentState.DRAFT: (N_("draft: not copied"), Shape.RING),
    SentState.COPIED: (N_("copied and verified"), Shape.DIAMOND),
    SentState.RECEIVED: (N_("received by headquarters"), Shape.DISC),
    SentState.MERGED: (N_("with headquarters"), Shape.DISC),
    SentState.ATTENTION: (N_("needs attention"), Shape.DIAMOND),
}
"""A disc stands for what headquarters itself confirmed, and for nothing else."""

_REFUSED = {
    BundleDamaged.code: N_("damaged"),
    SignerUnknown.code: N_("unknown laptop"),
    BundleTooNew.code: N_("from a newer Émarge"),
    BundleNotForUs.code: N_("sealed for somebody else"),
    BundleForked.code: N_("number used twice"),
    LaptopRestored.code: N_("restored, to be accepted"),
    LaptopRestoredTwice.code: N_("restored twice: ask"),
    LaptopSucceeded.code: N_("later than its restore: ask"),
    OtherKind.code: N_("another kind of file"),
    NameUsed.code: N_("in this laptop’s name"),
}
"""By the code of the error that kept the file out."""


def workshop_words(workshop: Workshop) -> str:
    """« 2017-BKO-02 · Bamako, 26–30 juin 2017 »."""
    dates = short_period(workshop.starts_on, workshop.ends_on, current_language())
    return f"{workshop.code} · {workshop.city}, {dates}"


def sent_row(sent: Sent) -> StateRow:
    """A workshop, its newest file, and how far that has come."""
    words, shape = _STATES[sent.state]
    last = sent.last
    since = ngettext("{n} change since", "{n} changes since", sent.since)
    return StateRow(
        key=sent.workshop.id,
        title=workshop_words(sent.workshop),
        detail=file_words(last) if last else "",
        state=_(words),
        shape=shape,
        warning=since.format(n=sent.since) if last and sent.since else "",
    )


def file_row(note: BundleNote) -> StateRow:
    """A file that left this laptop."""
    words, shape = _STATES[state_of(note)]
    return StateRow(
        key=f"{note.direction}/{note.id}",
        title=file_words(note),
        detail=visible(note.file),
        state=_(words),
        shape=shape,
    )


def file_words(note: BundleNote) -> str:
    """« N° 3, 30 juin 2017 à 16:12 »."""
    return f"{number_words(note.number)}, {moment_words(note.at)}"


def number_words(count: int) -> str:
    """« N° 3 »."""
    return _("No. {n}").format(n=count)


def moment_words(at: str) -> str:
    """A stored local time as people write it; what is no time stays as it is."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return at
    said = _("{day} at {time}")
    return said.format(day=day(when.date(), current_language()), time=f"{when:%H:%M}")


def size_words(size_bytes: int) -> str:
    """« 38 ko »."""
    kilobytes = number(max(-(-size_bytes // 1000), 1), current_language())
    return _("{n} kB").format(n=kilobytes)


def refused_row(note: BundleNote) -> StateRow:
    """A file that was set aside, and why."""
    return StateRow(
        key=note.id,
        title=isolated(note.file),
        detail=moment_words(note.at),
        state=refused_words(note.reason),
        shape=Shape.DIAMOND,
    )


def refused_words(reason: str) -> str:
    """Why a file was set aside, from the code of the reason."""
    return _(_REFUSED.get(reason, N_("refused")))
