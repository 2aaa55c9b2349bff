"""The tables in a bundle: what its journal says, for people with a spreadsheet.

Sender and verifier derive them with these functions, from the journal alone and from nothing
else; so they agree byte for byte, and a table that differs was not made by us.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.domain.attendance import Mark, Seen, Standing, What, standing
from app.domain.certificate import State
from app.domain.journal import Entry, heads
from app.domain.workshop import Part
from app.exchange.datapackage import Cell, Column, Table
from app.exchange.history import Values
from app.exchange.remarks import conflicts, findings, history
from app.exchange.shown import Record, Shown, shown

TABLES = 2
"""The version of these definitions: tables of another version are not compared."""


def tables_of(entries: Sequence[Entry], values: Values) -> dict[str, Table]:
    """Every table of a workshop's bundle, by path."""
    known = heads(entries, values)
    records = shown(known)
    standings = _standings(records)
    return {
        "tables/workshop.csv": _workshop(records),
        "tables/organisations.csv": _organisations(records),
        "tables/sessions.csv": _sessions(records),
        "tables/participants.csv": _participants(records),
        "tables/attendance.csv": _attendance(records, standings),
        "tables/certificates.csv": _certificates(records),
        "conflicts.csv": conflicts(known),
        "findings.csv": findings(records, standings),
        "history.csv": history(entries),
    }


def _workshop(records: Shown) -> Table:
    columns = (
        Column("code", "Numéro / Number", hxl="#activity+code"),
        Column("kind_fr", "Nature"),
        Column("title_fr", "Intitulé / Title (French)", hxl="#activity+name+i_fr"),
        Column("title_en", "Intitulé / Title (English)", hxl="#activity+name+i_en"),
        Column("city", "Ville / City", hxl="#loc+name"),
        Column("country", "Pays / Country", hxl="#country+code"),
        Column("venue", "Lieu / Venue", hxl="#loc+venue"),
        Column("starts_on", "Du / From", hxl="#date+start"),
        Column("ends_on", "Au / To", hxl="#date+end"),
        Column("programme_fr", "Programme", hxl="#activity+programme"),
        Column("certificate_threshold", "Seuil / Threshold"),
        Column("id", "Identifiant / Id"),
    )
    return _cards(columns, records.all("workshop"))


def _organisations(records: Shown) -> Table:
    columns = (
        Column("name_fr", "Nom / Name (French)", hxl="#org+name+i_fr"),
        Column("name_en", "Nom / Name (English)", hxl="#org+name+i_en"),
        Column("acronym_fr", "Sigle / Acronym", hxl="#org+acronym"),
        Column("kind", "Nature / Kind", hxl="#org+type"),
        Column("country", "Pays / Country", hxl="#country+code"),
        Column("roles", "Rôles / Roles", hxl="#org+role"),
        Column("id", "Identifiant / Id", hxl="#org+code"),
    )
    roles: dict[str, list[str]] = {}
    for partner in sorted(records.all("partner"), key=lambda partner: partner.number("order")):
        roles.setdefault(partner.text("organisation"), []).append(partner.text("role"))
    organisations = sorted(
        records.all("organisation"), key=lambda record: (record.text("name_fr"), record.id)
    )
    rows = (
        (*_texts(record, columns[:5]), ", ".join(roles.get(record.id, ())), record.id)
        for record in organisations
    )
    return Table(columns, tuple(rows))


def _sessions(records: Shown) -> Table:
    columns = (
        Column("on", "Date", hxl="#date"),
        Column("part", "Moment / Part"),
        Column("label", "Libellé / Label"),
        Column("starts", "De / From"),
        Column("ends", "À / To"),
        Column("state", "État / State", hxl="#status"),
        Column("counts", "Compte / Counts", "boolean"),
        Column("id", "Identifiant / Id"),
    )
    rows: Iterable[tuple[Cell, ...]] = (
        (*_texts(session, columns[:6]), session.holds("counts", default=True), session.id)
        for session in _in_order(records)
    )
    return Table(columns, tuple(rows))


def _participants(records: Shown) -> Table:
    columns = (
        Column("number", "N°", "integer", hxl="#meta+number"),
        Column("name", "Nom / Name", hxl="#contact+name"),
        Column("sex", "Sexe / Sex", hxl="#contact+sex"),
        Column("category", "Qualité / Category", hxl="#contact+category"),
        Column("organisation", "Structure / Organization", hxl="#org+name"),
        Column("function", "Fonction / Function", hxl="#contact+function"),
        Column("rank", "Grade / Rank", hxl="#contact+rank"),
        Column("unit", "Service / Unit", hxl="#org+unit"),
        Column("duty_station", "Poste / Duty station", hxl="#loc+name"),
        Column("phones", "Téléphones / Phones", hxl="#contact+phone"),
        Column("email", "Courriel / E-mail", hxl="#contact+email"),
        Column("status", "Statut / Status", hxl="#status"),
        Column("source", "Origine / Source"),
        Column("arrived_at", "Arrivée / Arrival", hxl="#date+arrived"),
        Column("person", "Personne / Person (id)", hxl="#contact+code"),
        Column("id", "Identifiant / Id"),
    )
    rows = (_participant(records, registration) for registration in _roster(records))
    return Table(columns, tuple(rows))


def _participant(records: Shown, registration: Record) -> tuple[Cell, ...]:
    person = _person(records, registration)
    organisation = records.one("organisation", registration.text("organisation"))
    return (
        registration.number("number") or "",
        person.text("name"),
        person.text("sex"),
        registration.text("category") or "participant",
        organisation.text("name_fr") or registration.text("organisation_text"),
        registration.text("function"),
        registration.text("rank"),
        registration.text("unit"),
        registration.text("duty_station"),
        ", ".join(person.texts("phones")),
        person.text("email"),
        registration.text("status") or "invited",
        registration.text("source") or "list",
        registration.text("arrived_at"),
        registration.text("person"),
        registration.id,
    )


def _attendance(records: Shown, standings: Mapping[tuple[str, str], Standing]) -> Table:
    columns = (
        Column("number", "N°", "integer", hxl="#meta+number"),
        Column("name", "Nom / Name", hxl="#contact+name"),
        Column("on", "Date", hxl="#date"),
        Column("part", "Moment / Part"),
        Column("standing", "Présence / Attendance", hxl="#indicator+attendance"),
        Column("late", "En retard / Late", "boolean"),
        Column("left_early", "Parti avant la fin / Left early", "boolean"),
        Column("disputed", "À vérifier / Disputed", "boolean"),
        Column("registration", "Inscription / Registration (id)"),
        Column("session", "Demi-journée / Half-day (id)"),
    )
    rows: Iterable[tuple[Cell, ...]] = (
        (
            registration.number("number") or "",
            _person(records, registration).text("name"),
            *(session.text("on"), session.text("part")),
            *(known.what.value, known.late, known.left_early, known.disputed),
            *(registration.id, session.id),
        )
        for session in _in_order(records)
        for registration in _roster(records)
        if (known := standings.get((registration.id, session.id)))
    )
    return Table(columns, tuple(rows))


def _certificates(records: Shown) -> Table:
    columns = (
        Column("number", "Numéro / Number"),
        Column("version", "Version", "integer"),
        Column("name", "Nom / Name", hxl="#contact+name"),
        Column("kind", "Nature / Kind"),
        Column("issued_on", "Délivrée le / Issued on", hxl="#date"),
        Column("place", "À / In", hxl="#loc+name"),
        Column("state", "Valeur / State", hxl="#status"),
        Column("reason", "Motif / Reason"),
        Column("code", "Code"),
        Column("registration", "Inscription / Registration (id)"),
        Column("id", "Identifiant / Id"),
    )
    replaced = {record.text("previous") for record in records.valid("certificate")}
    rows = [
        (
            certificate.text("number"),
            certificate.number("version") or 1,
            _printed_name(records, certificate),
            *_texts(certificate, columns[3:6]),
            _worth(certificate, replaced).value,
            *_texts(certificate, columns[7:10]),
            certificate.id,
        )
        for certificate in records.all("certificate")
    ]
    return Table(columns, tuple(sorted(rows, key=lambda row: (str(row[0]), int(row[1]), row[-1]))))


def _worth(certificate: Record, replaced: set[str]) -> State:
    if certificate.is_retracted:
        return State.WITHDRAWN
    return State.REPLACED if certificate.id in replaced else State.VALID


def _printed_name(records: Shown, certificate: Record) -> str:
    """The name as it stands on the certificate, else that of the person as known today."""
    snapshot = certificate.fields.get("snapshot")
    french = snapshot.get("fr") if isinstance(snapshot, dict) else None
    name = french.get("name") if isinstance(french, dict) else None
    holder = records.one("registration", certificate.text("registration"))
    return name if isinstance(name, str) else _person(records, holder).text("name")


def _person(records: Shown, registration: Record) -> Record:
    return records.one("person", registration.text("person"))


def _roster(records: Shown) -> list[Record]:
    """Registrations by their number on the sheets, those without one last, by name."""
    return sorted(
        records.all("registration"),
        key=lambda registration: (
            registration.number("number") or 10**9,
            _person(records, registration).text("name"),
            registration.id,
        ),
    )


def _in_order(records: Shown) -> list[Record]:
    """Sessions as they follow each other."""
    parts = {part.value: place for place, part in enumerate(Part)}
    return sorted(
        records.all("session"),
        key=lambda session: (
            session.text("on"),
            parts.get(session.text("part"), len(parts)),
            session.text("starts"),
            session.id,
        ),
    )


def _standings(records: Shown) -> dict[tuple[str, str], Standing]:
    """What the marks say together, by (registration id, session id)."""
    groups: dict[tuple[str, str], list[Mark]] = {}
    for record in records.valid("mark"):
        if record.text("what") in set(What):
            place = (record.text("registration"), record.text("session"))
            groups.setdefault(place, []).append(_mark(record))
    return {place: known for place, group in groups.items() if (known := standing(group))}


def _mark(record: Record) -> Mark:
    source = record.text("source")
    return Mark(
        record.id,
        record.text("registration"),
        record.text("session"),
        What(record.text("what")),
        Seen(source) if source in set(Seen) else Seen.DIRECT,
        late=record.holds("late"),
        left_early=record.holds("left_early"),
    )


def _cards(columns: tuple[Column, ...], cards: Sequence[Record]) -> Table:
    """A table whose columns are fields of a card, the last one its id."""
    return Table(columns, tuple((*_texts(card, columns[:-1]), card.id) for card in cards))


def _texts(record: Record, columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(record.text(column.name) for column in columns)
