"""What a reader of a bundle should look at: conflicts, findings, and who did what when."""

from collections.abc import Iterable

from app.domain.attendance import Standings
from app.domain.findings import Issued, disputed, shared_certificates, shared_numbers
from app.domain.journal import Entry, Value, canonical, is_conflict
from app.domain.registration import Status
from app.exchange.datapackage import Cell, Column, Table
from app.exchange.history import entry_order
from app.exchange.shown import Heads, Shown

_CONFLICTS = (
    Column("kind", "Fiche / Record"),
    Column("record", "Identifiant / Id"),
    Column("field", "Rubrique / Field"),
    Column("value", "Valeur / Value"),
    Column("shown", "Affichée / Shown", "boolean"),
    Column("wall", "Heure de l’ordinateur / Clock", hxl="#date"),
    Column("device", "Ordinateur / Laptop"),
    Column("entry", "Écriture / Entry"),
)

_GONE = frozenset((Status.WITHDRAWN, Status.REPLACED, Status.NO_SHOW))
"""Who has no line on the next sheet."""

_FINDINGS = (
    Column("finding", "Constat / Finding"),
    Column("subject", "Sujet / Subject"),
    Column("names", "Noms / Names", hxl="#contact+name"),
    Column("records", "Identifiants / Ids"),
)

_HISTORY = (
    Column("wall", "Heure de l’ordinateur / Clock", hxl="#date"),
    Column("zone", "Fuseau / Zone"),
    Column("who", "Qui / Who"),
    Column("device", "Ordinateur / Laptop"),
    Column("seq", "N°", "integer"),
    Column("intent", "Geste / Intent"),
    Column("why", "Motif / Why"),
    Column("changes", "Rubriques / Fields", "integer"),
)


def conflicts(heads: Heads) -> Table:
    """A row for every value of every field that two laptops set differently."""
    rows = (
        (*key, _text(head.value), head is group[-1], head.wall, head.device, head.entry)
        for key, group in sorted(heads.items())
        if is_conflict(group)
        for head in reversed(group)
    )
    return Table(_CONFLICTS, tuple(rows))


def findings(records: Shown, standings: Standings) -> Table:
    """A row for everything that should be one and is two, and for marks that disagree."""
    found = [
        *shared_numbers(
            (one.number("number"), one.id)
            for one in records.all("registration")
            if one.text("status") not in _GONE
        ),
        *shared_certificates(_valid(records)),
    ]
    rows: list[tuple[Cell, ...]] = [
        (one.kind.value, one.subject, _names(records, one.registrations), " ".join(one.records))
        for one in found
    ]
    for one in disputed(standings):
        half_day = records.one("session", one.subject)
        subject = f"{half_day.text('on')} {half_day.text('part')}"
        rows += [
            (one.kind.value, subject, _names(records, [line]), f"{line} {one.subject}")
            for line in one.registrations
        ]
    return Table(_FINDINGS, tuple(rows))


def _valid(records: Shown) -> list[Issued]:
    kept = records.valid("certificate")
    replaced = {one.text("previous") for one in kept}
    return [
        Issued(one.id, one.text("number"), one.text("registration"))
        for one in kept
        if one.id not in replaced and one.text("number")
    ]


def history(entries: Iterable[Entry]) -> Table:
    """A row for every intention, each behind those it knew of."""
    rows = (
        (
            *(entry.wall, entry.zone, entry.who, entry.device, entry.seq),
            *(entry.intent, entry.why, len(entry.changes)),
        )
        for entry in sorted(entries, key=entry_order)
    )
    return Table(_HISTORY, tuple(rows))


def _names(records: Shown, registrations: Iterable[str]) -> str:
    lines = (records.one("registration", line) for line in registrations)
    return ", ".join(records.one("person", line.text("person")).text("name") for line in lines)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else canonical(value).decode()
