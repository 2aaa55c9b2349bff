"""Taking an invitation list in: read, laid beside what is known, written in small steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from app.domain.folding import sort_key
from app.domain.journal import Value
from app.domain.lists.pairing import KnownLine, raw_key
from app.domain.lists.proposal import ProposedPerson, RosterProposal
from app.domain.lists.reading import propose
from app.domain.lists.relisting import Comparison, Paired, compare
from app.domain.outcome import Outcome
from app.domain.registration import Category, RosterLine, Source, Status
from app.errors import Cancelled, ListWithoutNames
from app.exchange.spreadsheet import Table, read_clipboard, read_table
from app.i18n import _, ngettext
from app.services import history, needed
from app.services.bulk import without_collector
from app.services.lists.listed import listed_values
from app.services.lists.places import PlacesPlan, plan_places
from app.services.lists.words import sheets_remark
from app.services.people.drafts import (
    Directory,
    PersonDraft,
    draft_of,
    person_edit,
    registration_edit,
)
from app.services.people.registering import newcomer_edits
from app.services.progress import Progress, ignore_progress
from app.services.writing import Author, Edit, Intention, ids_in_a_row, new_id, outcome, write
from app.store import registrations
from app.store.database import Database

_BATCH = 500
"""People per journal entry, 0.13 s: a usual list is one, and the window never waits long."""

_SEPARATOR = "\t"


@dataclass(frozen=True, slots=True)
class ListPreview:
    """A list that was read, and how it differs from what the workshop knows; nothing written.

    `remark` says something about the file itself, such as that its name lies or that other
    sheets hold names; mostly empty. `places` says what becomes of open places.
    """

    name: str
    proposal: RosterProposal
    comparison: Comparison
    remark: str = ""
    places: PlacesPlan = field(default_factory=PlacesPlan)

    @property
    def writes(self) -> int:
        """How many lines an import would add or change."""
        comparison = self.comparison
        return (
            len(comparison.new)
            + len(comparison.changed)
            + len(comparison.doubtful)
            + self.places.count
        )


def read_list(path: Path, *, sheet: str = "", country: str = "ML") -> RosterProposal:
    """What the list at `path` proposes, without any workshop.

    Raises ListRefused, FileUnreadable, ListSheetUnknown; ListWithoutNames when there is nobody.
    """
    with without_collector():
        return _proposal(path.name, read_table(path, sheet=sheet), country)


def preview_list(db: Database, workshop_id: str, path: Path, *, sheet: str = "") -> ListPreview:
    """The list at `path` beside the workshop's roster. Raises as `read_list`, WorkshopUnknown."""
    with without_collector():
        table = read_table(path, sheet=sheet)
        proposal = _proposal(path.name, table, _country(db, workshop_id))
        return _preview(db, workshop_id, path.name, proposal, _remark(path, table))


def preview_clipboard(db: Database, workshop_id: str, text: str) -> ListPreview:
    """The same for a list that was copied from a sheet or a document."""
    name = _("Clipboard")
    proposal = _proposal(name, read_clipboard(text, name), _country(db, workshop_id))
    return _preview(db, workshop_id, name, proposal)


def import_list(
    db: Database,
    author: Author,
    workshop_id: str,
    preview: ListPreview,
    *,
    now: datetime,
    progress: Progress = ignore_progress,
) -> Outcome:
    """Write what is new and what changed; nobody is ever removed. One undo takes all of it back.

    When it is cancelled between two batches, those written are taken back before it stops.
    """
    with without_collector():
        return _write(db, author, workshop_id, preview, now, progress)


def _write(
    db: Database,
    author: Author,
    workshop_id: str,
    preview: ListPreview,
    now: datetime,
    progress: Progress,
) -> Outcome:
    steps = _steps(db, workshop_id, preview)
    total = sum(len(step) for step in steps)
    first = ""
    done = 0
    last = None
    for step in steps:
        edits = [edit for _id, group in step for edit in group]
        intention = Intention("import", workshop_id, why=preview.name, batch=first)
        entry = write(db, author, intention, edits, now=now)
        first = first or (entry.id if entry else "")
        last = entry or last
        done += len(step)
        try:
            progress(done, total)
        except Cancelled:
            if done == total:
                break  # too late: all of it is written
            if first:
                history.undo(db, author, now=now, entry=first)
            raise
    return outcome(last, count=total, subject=workshop_id, name=preview.name)


def summary(preview: ListPreview) -> str:
    """« 3 modifiés, 2 nouveaux, 1 absent du nouveau fichier », in the current language."""
    comparison = preview.comparison
    counts = (
        (ngettext("{n} changed", "{n} changed", len(comparison.changed)), len(comparison.changed)),
        (ngettext("{n} new", "{n} new", len(comparison.new)), len(comparison.new)),
        (ngettext("{n} as before", "{n} as before", len(comparison.same)), len(comparison.same)),
        (
            ngettext("{n} to check", "{n} to check", len(comparison.doubtful)),
            len(comparison.doubtful),
        ),
        (
            ngettext(
                "{n} no longer in the file (kept)",
                "{n} no longer in the file (kept)",
                len(comparison.vanished),
            ),
            len(comparison.vanished),
        ),
        (
            ngettext(
                "{n} in a place that was open",
                "{n} in places that were open",
                len(preview.places.taken),
            ),
            len(preview.places.taken),
        ),
        (
            ngettext(
                "{n} kept as corrected here", "{n} kept as corrected here", len(comparison.kept)
            ),
            len(comparison.kept),
        ),
    )
    return ", ".join(text.format(n=n) for text, n in counts if n)


def _remark(path: Path, table: Table) -> str:
    return _(table.remark).format(suffix=path.suffix, kind=table.kind.value) if table.remark else ""


def _proposal(name: str, table: Table, country: str) -> RosterProposal:
    proposal = propose(
        table.rows, country, table.merged, misread=table.misread, other_sheets=table.others
    )
    if not proposal.people and not proposal.open_places:
        raise ListWithoutNames(name=name)
    return proposal


def _country(db: Database, workshop_id: str) -> str:
    return needed.workshop(db, workshop_id).country or "ML"


def _preview(
    db: Database, workshop_id: str, name: str, proposal: RosterProposal, remark: str = ""
) -> ListPreview:
    roster = registrations.roster(db, workshop_id)
    lines = [
        line
        for line in roster
        if line.person.name and line.registration.source is not Source.WALK_IN
    ]
    listed = listed_values(db, workshop_id, lines)
    known_lines = [_known(line, listed.get(line.registration.id, {})) for line in lines]
    directory = Directory(db, workshop_id)
    comparison = compare(known_lines, proposal.people, place=directory.key)
    places = plan_places(roster, directory, proposal.open_places, comparison.new)
    said = " ".join(filter(None, (remark, sheets_remark(proposal))))
    return ListPreview(name, proposal, comparison, said, places)


def _known(line: RosterLine, listed: Mapping[str, object]) -> KnownLine:
    raw = line.registration.raw
    return KnownLine(
        id=line.registration.id,
        name=line.person.name,
        sex=line.person.sex,
        organisation=line.organisation_name(),
        function=line.registration.function,
        rank=line.registration.rank,
        phones=line.person.phones,
        email=line.person.email,
        raw_key=raw_key(raw.split(_SEPARATOR)) if raw else "",
        civility=line.person.civility,
        title=line.person.title,
        unit=line.registration.unit,
        matricule=line.person.matricule,
        category=line.registration.category.value,
        listed=listed,
    )


Step = list[tuple[str, list[Edit]]]


def _steps(db: Database, workshop_id: str, preview: ListPreview) -> list[Step]:
    """All edits, registration by registration, cut into batches; new numbers go by the alphabet."""
    directory = Directory(db, workshop_id)
    ids = ids_in_a_row()
    number = registrations.next_number(db, workshop_id)
    found: Step = [_changed(db, directory, paired) for paired in preview.comparison.changed]
    # Somebody who may be known already is added all the same: two lines can be made one later.
    doubtful = [paired.person for paired in preview.comparison.doubtful]
    newcomers = sorted([*preview.comparison.new, *doubtful], key=_alphabetical)
    roster = registrations.roster(db, workshop_id)
    listed = preview.proposal.open_places
    places = plan_places(roster, directory, listed, preview.comparison.new)
    for place, person in enumerate(newcomers):
        found.append(
            newcomer_edits(
                draft_from(person),
                directory,
                ids,
                place=places.taken.get(person.place, ""),
                workshop=workshop_id,
                number=number + place,
                source=Source.LIST.value,
                status=Status.INVITED.value,
            )
        )
    found += _open_places(workshop_id, directory, places)
    return [found[start : start + _BATCH] for start in range(0, len(found), _BATCH)]


def draft_from(person: ProposedPerson) -> PersonDraft:
    """The draft of a proposed person."""
    return PersonDraft(
        name=person.name,
        sex=person.sex,
        organisation=person.organisation,
        function=person.function,
        rank=person.rank,
        unit=person.unit,
        phones=person.phones,
        email=person.email,
        category=Category(person.category) if person.category else Category.PARTICIPANT,
        family=person.family,
        given=person.given,
        civility=person.civility,
        title=person.title,
        matricule=person.matricule,
        raw=_SEPARATOR.join(person.raw),
    )


def _alphabetical(person: ProposedPerson) -> tuple[str, int]:
    return (sort_key(f"{person.family} {person.given}".strip() or person.name), person.row)


def _changed(db: Database, directory: Directory, paired: Paired) -> tuple[str, list[Edit]]:
    """The edits that give a known line what the new list says, and leave what it does not say."""
    line = registrations.line(db, paired.id)
    if line is None:
        return paired.id, []
    new = draft_from(paired.person)
    changed = {name: getattr(new, name) for name in paired.fields}
    if "name" in changed:
        changed |= {"family": new.family, "given": new.given}
    draft = replace(draft_of(line), raw=new.raw, **changed)
    before = len(directory.edits)
    organisation_id = directory.find(draft.organisation)
    return paired.id, [
        person_edit(draft, line.person.id),
        *directory.edits[before:],
        registration_edit(draft, paired.id, organisation_id),
    ]


def _open_places(workshop_id: str, directory: Directory, places: PlacesPlan) -> Step:
    """Places « à désigner » that are not on the roster yet."""
    found: Step = []
    for place, count in places.added:
        before = len(directory.edits)
        organisation_id = directory.find(place.organisation)
        new = directory.edits[before:]
        fields: dict[str, Value] = {
            "workshop": workshop_id,
            "category": Category.PARTICIPANT.value,
            "source": Source.LIST.value,
            "status": Status.INVITED.value,
            "organisation": organisation_id or None,
            "raw": _SEPARATOR.join(place.raw),
        }
        for _nth in range(count):
            registration_id = new_id()
            found.append((registration_id, [*new, Edit("registration", registration_id, fields)]))
            new = []
    return found
