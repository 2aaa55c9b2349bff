"""What a list would bring, line by line, in words: before anything of it is taken in."""

from collections.abc import Iterable, Iterator, Mapping

from app.domain.names import fold
from app.domain.proposal import Ignored, IgnoredRow, OpenPlace, ProposedPerson
from app.domain.registration import RosterLine
from app.domain.relisting import Paired
from app.domain.workshop import Organisation
from app.i18n import N_, _, current_language, ngettext
from app.services.importing import PROBLEMS, ListPreview
from ui.attendance import list_name
from ui.models.roster import Shape
from ui.models.states import StateRow
from ui.widgets.label import isolated

REASONS = {
    Ignored.HEADING: N_("headings"),
    Ignored.SECTION: N_("title of a section"),
    Ignored.TOTAL: N_("total"),
    Ignored.CLOSING: N_("end of the list"),
    Ignored.SIGNATURE: N_("signature"),
    Ignored.NO_NAME: N_("no name"),
}
FIELDS = {
    "name": N_("name"),
    "sex": N_("sex"),
    "organisation": N_("organization"),
    "function": N_("position"),
    "rank": N_("rank"),
    "phones": N_("telephone"),
    "email": N_("e-mail"),
}
"""What may have changed of somebody on the list."""

Known = Mapping[str, RosterLine]


def known_ids(preview: ListPreview) -> list[str]:
    """Ids of the registrations that the preview speaks of."""
    found = preview.comparison
    return [*found.vanished, *(one.id for one in (*found.changed, *found.doubtful))]


def preview_rows(preview: ListPreview, known: Known) -> list[StateRow]:
    """Every line that matters: what to check first, then what would change; not what stays."""
    return [*_rows(preview, known)]


def to_import(preview: ListPreview, roster: Iterable[RosterLine]) -> int:
    """How many lines the import would add or change, beside what is on the `roster`."""
    found = preview.comparison
    waiting = [line.organisation for line in roster if not line.registration.person]
    places = sum(
        max(place.count - sum(_is_called(one, place.organisation) for one in waiting), 0)
        for place in preview.proposal.open_places
    )
    return len(found.new) + len(found.changed) + len(found.doubtful) + places


def _is_called(organisation: Organisation | None, name: str) -> bool:
    if organisation is None:
        return not name
    both = (organisation.name, organisation.acronym)
    names = [*organisation.aliases, *(text for one in both for text in (one.fr, one.en))]
    return fold(name) in {fold(text) for text in names}


def found_words(preview: ListPreview) -> str:
    """« 24 personnes trouvées, 3 lignes à vérifier, 2 places à désigner, 4 lignes ignorées »."""
    proposal = preview.proposal
    people, checks = len(proposal.people), len(_to_check(preview))
    places = sum(place.count for place in proposal.open_places)
    ignored = len(proposal.ignored)
    said = [ngettext("{n} person found", "{n} people found", people).format(n=people)]
    if checks:
        said.append(ngettext("{n} line to check", "{n} lines to check", checks).format(n=checks))
    if places:
        said.append(ngettext("{n} open place", "{n} open places", places).format(n=places))
    if ignored:
        said.append(ngettext("{n} row ignored", "{n} rows ignored", ignored).format(n=ignored))
    return ", ".join(said)


def _rows(preview: ListPreview, known: Known) -> Iterator[StateRow]:
    found = preview.comparison
    doubtful = {one.person.row: known.get(one.id) for one in found.doubtful}
    checked = _to_check(preview)
    for person in checked:
        yield _check_row(person, doubtful.get(person.row))
    rows = {person.row for person in checked}
    for paired in found.changed:
        if paired.person.row not in rows:
            yield _changed_row(paired, known.get(paired.id))
    for person in found.new:
        if person.row not in rows:
            yield _new_row(person)
    yield from map(_place_row, preview.proposal.open_places)
    for gone in found.vanished:
        if gone in known:
            yield _gone_row(known[gone])
    yield from map(_ignored_row, preview.proposal.ignored)


def _to_check(preview: ListPreview) -> list[ProposedPerson]:
    doubtful = {one.person.row for one in preview.comparison.doubtful}
    people = preview.proposal.people
    return [person for person in people if person.problems or person.row in doubtful]


def _check_row(person: ProposedPerson, perhaps: RosterLine | None) -> StateRow:
    """With the line as it stands in the file: the eye compares."""
    problems = [_(PROBLEMS[problem]) for problem in person.problems]
    if perhaps is not None:
        name = isolated(list_name(perhaps))
        problems.append(_("perhaps {name}, who is on the list already").format(name=name))
    return StateRow(
        key=f"check/{person.row}",
        title=person.name,
        detail=_("line {row}: {text}").format(row=person.row, text=_raw(person.raw)),
        state=_("to check"),
        shape=Shape.DIAMOND,
        warning=", ".join(problems),
    )


def _changed_row(paired: Paired, line: RosterLine | None) -> StateRow:
    changes = [
        _("{field}: {value}").format(field=_(FIELDS[name]), value=_value(paired.person, name))
        for name in paired.fields
    ]
    return StateRow(
        key=f"changed/{paired.id}",
        title=list_name(line) if line else paired.person.name,
        detail=" · ".join(changes),
        state=_("change"),
        shape=Shape.DISC,
    )


def _new_row(person: ProposedPerson) -> StateRow:
    facts = (
        person.sex.value if person.sex else "",
        person.organisation,
        person.rank,
        person.function,
        ", ".join(person.phones),
    )
    return StateRow(
        key=f"new/{person.row}",
        title=person.name,
        detail=" · ".join(filter(None, facts)),
        state=_("addition"),
        shape=Shape.RING,
    )


def _place_row(place: OpenPlace) -> StateRow:
    count = ngettext("{n} place to be named", "{n} places to be named", place.count)
    return StateRow(
        key=f"place/{place.row}",
        title=count.format(n=place.count),
        detail=place.organisation,
        state=_("open place"),
        shape=Shape.RING,
    )


def _gone_row(line: RosterLine) -> StateRow:
    return StateRow(
        key=f"gone/{line.registration.id}",
        title=list_name(line),
        detail=line.organisation_name(current_language()),
        state=_("not in this file: kept"),
        shape=Shape.DASH,
    )


def _ignored_row(row: IgnoredRow) -> StateRow:
    return StateRow(
        key=f"ignored/{row.row}",
        title=" ".join(row.text.split()),
        detail=_("line {row}: {text}").format(row=row.row, text=_(REASONS[row.reason])),
        state=_("ignored"),
        shape=Shape.DASH,
    )


def _value(person: ProposedPerson, name: str) -> str:
    value = getattr(person, name)
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _raw(cells: Iterable[str]) -> str:
    return " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())
