"""What a list would bring, line by line, in words: before anything of it is taken in."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from app.domain.lists.proposal import IgnoredRow, OpenPlace, ProposedPerson
from app.domain.lists.relisting import Comparison, Paired
from app.domain.registration import Category, RosterLine
from app.i18n import N_, _, current_language, ngettext
from app.services.lists.importing import ListPreview
from app.services.lists.words import PROBLEMS, REASONS
from app.wording.people import isolated
from ui.models.shapes import Shape
from ui.models.states import StateRow
from ui.words.roster import CATEGORIES, list_name

FIELDS = {
    "name": N_("name"),
    "sex": N_("sex"),
    "organisation": N_("organization"),
    "function": N_("position"),
    "rank": N_("rank"),
    "phones": N_("telephone"),
    "email": N_("e-mail"),
    "civility": N_("form of address"),
    "title": N_("title"),
    "unit": N_("service"),
    "matricule": N_("service number"),
    "category": N_("category"),
}
"""What may have changed of somebody on the list."""

Known = Mapping[str, RosterLine]


def known_ids(preview: ListPreview) -> list[str]:
    """Ids of the registrations that the preview speaks of."""
    found = preview.comparison
    pairs = (*found.changed, *found.doubtful, *found.kept)
    return [*found.vanished, *dict.fromkeys(one.id for one in pairs)]


def preview_rows(preview: ListPreview, known: Known) -> list[StateRow]:
    """Every line that matters: what to check first, then what would change; not what stays."""
    return [*_rows(preview, known)]


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
    doubtful = {one.person.place: known.get(one.id) for one in found.doubtful}
    checked = _to_check(preview)
    for person in checked:
        yield _check_row(person, doubtful.get(person.place))
    shown = {person.place for person in checked}
    for paired in _differing(found):
        if paired.kept or paired.person.place not in shown:
            yield _changed_row(paired, known.get(paired.id))
    for person in found.new:
        if person.place not in shown:
            yield _new_row(person, takes_a_place=person.place in preview.places.taken)
    yield from map(_place_row, preview.proposal.open_places)
    yield from (_gone_row(known[gone]) for gone in found.vanished if gone in known)
    yield from map(_ignored_row, count(), preview.proposal.ignored)


def _differing(found: Comparison) -> tuple[Paired, ...]:
    """What the list changes, and what it would have changed but for somebody here."""
    return (*found.changed, *(one for one in found.kept if not one.fields))


def _to_check(preview: ListPreview) -> list[ProposedPerson]:
    doubtful = {one.person.place for one in preview.comparison.doubtful}
    people = preview.proposal.people
    return [person for person in people if person.problems or person.place in doubtful]


def _check_row(person: ProposedPerson, perhaps: RosterLine | None) -> StateRow:
    """With the line as it stands in the file: the eye compares."""
    problems = [_(PROBLEMS[problem]) for problem in person.problems]
    if perhaps is not None:
        name = isolated(list_name(perhaps))
        problems.append(_("perhaps {name}, who is on the list already").format(name=name))
    return StateRow(
        key=f"check/{person.row}/{person.column}",
        title=person.name,
        detail=_("line {row}: {text}").format(row=person.row, text=_raw(person.raw)),
        state=_("to check"),
        shape=Shape.DIAMOND,
        warning=", ".join(problems),
    )


def _changed_row(paired: Paired, line: RosterLine | None) -> StateRow:
    """What the list changes, and what it would but for a correction made here."""
    changes = [_field_words(paired, name) for name in paired.fields]
    kept = [_field_words(paired, name) for name in paired.kept]
    warning = _("corrected here, and left: the list says {changes}")
    return StateRow(
        key=f"changed/{paired.id}",
        title=list_name(line) if line else paired.person.name,
        detail=" · ".join(changes),
        state=_("change") if changes else _("as corrected here"),
        shape=Shape.DISC if changes else Shape.DASH,
        warning=warning.format(changes=", ".join(kept)) if kept else "",
    )


def _field_words(paired: Paired, name: str) -> str:
    return _("{field}: {value}").format(field=_(FIELDS[name]), value=_value(paired.person, name))


def _new_row(person: ProposedPerson, *, takes_a_place: bool) -> StateRow:
    facts = (
        _("takes an open place") if takes_a_place else "",
        person.sex.value if person.sex else "",
        person.organisation,
        person.rank,
        person.function,
        ", ".join(person.phones),
    )
    return StateRow(
        key=f"new/{person.row}/{person.column}",
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


def _ignored_row(nth: int, row: IgnoredRow) -> StateRow:
    return StateRow(
        key=f"ignored/{nth}",
        title=" ".join(row.text.split()),
        detail=_("line {row}: {text}").format(row=row.row, text=_(REASONS[row.reason])),
        state=_("ignored"),
        shape=Shape.DASH,
    )


def _value(person: ProposedPerson, name: str) -> str:
    value = getattr(person, name)
    if name == "category":
        return _(CATEGORIES[Category(value)])
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _raw(cells: Iterable[str]) -> str:
    return " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())
