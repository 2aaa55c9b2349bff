"""What a reader of a bundle should look at: conflicts, findings, and who did what when."""

from collections.abc import Iterable, Mapping, Sequence

from app.domain.attendance import Standing
from app.domain.journal import Entry, Value, canonical, is_conflict
from app.exchange.datapackage import Cell, Column, Table
from app.exchange.history import entry_order
from app.exchange.shown import Heads, Record, Shown

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


def findings(records: Shown, standings: Mapping[tuple[str, str], Standing]) -> Table:
    """A row for everything that should be unique and is not, and for marks that disagree."""
    numbers = _shared((record.text("number"), record) for record in records.all("registration"))
    certificates = _shared(
        (f"{record.text('number')} v{record.number('version') or 1}", record)
        for record in records.valid("certificate")
    )
    disputed = sorted(place for place, known in standings.items() if known.disputed)
    rows: list[tuple[Cell, ...]] = []
    for number, group in numbers:
        rows.append(("duplicate_number", number, _names(records, group), _ids(group)))
    for number, group in certificates:
        people = [records.one("registration", record.text("registration")) for record in group]
        rows.append(("duplicate_certificate", number, _names(records, people), _ids(group)))
    for registration, session in disputed:
        person = [records.one("registration", registration)]
        half_day = records.one("session", session)
        subject = f"{half_day.text('on')} {half_day.text('part')}"
        rows.append(
            ("disputed_attendance", subject, _names(records, person), f"{registration} {session}")
        )
    return Table(_FINDINGS, tuple(rows))


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


def _shared(numbered: Iterable[tuple[str, Record]]) -> list[tuple[str, list[Record]]]:
    """The numbers that several records have, with those records."""
    groups: dict[str, list[Record]] = {}
    for number, record in numbered:
        if number:
            groups.setdefault(number, []).append(record)
    return sorted((number, group) for number, group in groups.items() if len(group) > 1)


def _names(records: Shown, registrations: Sequence[Record]) -> str:
    people = (records.one("person", record.text("person")) for record in registrations)
    return ", ".join(person.text("name") for person in people)


def _ids(group: Iterable[Record]) -> str:
    return " ".join(record.id for record in group)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else canonical(value).decode()
