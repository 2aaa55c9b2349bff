"""`verify`: whether a bundle is whole, whose it is, and whether its tables tell the truth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.domain.records import SHAPES
from app.errors import (
    BundleDamaged,
    BundleError,
    BundleNotForUs,
    BundleTooNew,
    KeyUnreadable,
    LaptopRestored,
    SignerUnknown,
)
from app.exchange.arrival import Arrival, arrival, other_kind
from app.exchange.bundle import Opened, open_bundle
from app.exchange.datapackage import to_csv
from app.exchange.keys import fingerprint
from app.exchange.tables import TABLES, tables_of
from app.i18n import _, ngettext


class Verdict(IntEnum):
    """What `emarge verify` answers; the number is its exit code."""

    GOOD = 0
    DAMAGED = 1
    SIGNER_UNKNOWN = 2
    TOO_NEW = 3
    NOT_FOR_US = 4


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know: a code for machines, a sentence in the current language."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict, everything that was found, and what the bundle says of itself."""

    verdict: Verdict
    remarks: tuple[Remark, ...] = ()
    facts: Mapping[str, object] | None = None


_VERDICTS: dict[type[BundleError], Verdict] = {
    BundleDamaged: Verdict.DAMAGED,
    SignerUnknown: Verdict.SIGNER_UNKNOWN,
    LaptopRestored: Verdict.SIGNER_UNKNOWN,
    BundleTooNew: Verdict.TOO_NEW,
    BundleNotForUs: Verdict.NOT_FOR_US,
}


def verify(
    data: bytes,
    identities: Sequence[str],
    trusted: Mapping[str, str],
    *,
    deep: bool = False,
    name: str = "",
) -> Verification:
    """Check the bundle `data`; with `deep`, derive its tables again and compare them.

    The arguments are those of `open_bundle`; nothing is raised, all is in the answer.
    A file of another kind is told as what it is, and is no good bundle.
    """
    kind = arrival(data, identities)
    if kind not in (Arrival.BUNDLE, Arrival.UNKNOWN):
        return Verification(Verdict.DAMAGED, (_of_another_kind(name, kind, data),))
    try:
        opened = open_bundle(data, identities, trusted, name)
    except BundleError as error:
        remark = Remark(error.code, error.message)
        return Verification(_VERDICTS[type(error)], (remark,), _said(error))
    remarks = _notes(opened)
    wrong = _wrong_tables(opened) if deep else ()
    if deep and opened.facts.tables != TABLES:
        text = _("The tables were made by another release and were not compared.")
        remarks += (Remark("tables_not_compared", text),)
    verdict = Verdict.DAMAGED if wrong else Verdict.GOOD
    return Verification(verdict, (*wrong, *remarks), _facts(opened))


def _of_another_kind(name: str, kind: Arrival, data: bytes) -> Remark:
    try:
        told = other_kind(name, kind, data)
    except KeyUnreadable as error:  # a damaged card
        return Remark(BundleDamaged.code, error.message)
    return Remark(told.code, told.message)


def _wrong_tables(opened: Opened) -> tuple[Remark, ...]:
    """The tables that do not say what the journal says."""
    if opened.facts.tables != TABLES:
        return ()
    derived = tables_of(opened.history.entries, opened.history.values)
    return tuple(
        Remark(
            "table_differs",
            _("The table {path} does not say what the journal says.").format(path=path),
        )
        for path, table in derived.items()
        if opened.members.get(path) != to_csv(table)
    )


def _notes(opened: Opened) -> tuple[Remark, ...]:
    """What does not make the bundle less good, but somebody should know."""
    history = opened.history
    unknown = sum(
        change.kind not in SHAPES for entry in history.entries for change in entry.changes
    )
    counted = (
        (
            "fork",
            len(history.forks),
            ngettext(
                "{n} entry was written twice in different ways: a copied or restored laptop, or "
                "somebody else who wrote in its name.",
                "{n} entries were written twice in different ways: a copied or restored laptop, or "
                "somebody else who wrote in its name.",
                len(history.forks),
            ),
        ),
        (
            "erased",
            history.erased,
            ngettext(
                "{n} value was erased, as was asked.",
                "{n} values were erased, as was asked.",
                history.erased,
            ),
        ),
        (
            "unknown_kind",
            unknown,
            ngettext(
                "{n} change is of a newer kind: it is kept and passed on.",
                "{n} changes are of a newer kind: they are kept and passed on.",
                unknown,
            ),
        ),
        (
            "unknown_member",
            len(opened.unknown),
            ngettext(
                "{n} file inside is of a newer kind and was left aside.",
                "{n} files inside are of a newer kind and were left aside.",
                len(opened.unknown),
            ),
        ),
    )
    return tuple(Remark(code, text.format(n=n)) for code, n, text in counted if n)


def _facts(opened: Opened) -> dict[str, object]:
    facts = opened.facts
    return {
        "bundle": facts.bundle,
        "workshop": facts.workshop,
        "code": facts.code,
        "device": facts.device,
        "fingerprint": fingerprint(opened.label.key),
        "n": facts.n,
        "format": facts.format,
        "app": facts.app,
        "sha256": opened.sha256,
        "payload": facts.payload,
        "digest": facts.digest,
        "previous": facts.previous,
        "have": dict(facts.have),
        **facts.counts,
    }


def _said(error: BundleError) -> dict[str, object]:
    """What is known of a bundle that was refused: who claims to have signed, or the reason."""
    said = {name: error.facts[name] for name in ("device", "reason") if name in error.facts}
    key = error.facts.get("key")
    return said | ({"fingerprint": fingerprint(key)} if isinstance(key, str) else {})
