"""Before: creating a workshop and its half-days, and correcting what was agreed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.domain.journal import DELETED, Value
from app.domain.outcome import Outcome
from app.domain.workshop import Part, Session, Workshop
from app.errors import WorkshopAmbiguous, WorkshopCodeIssued, WorkshopCodeTaken, WorkshopUnknown
from app.services.workshop.seeding import seed_id
from app.services.workshop.workshop_facts import WorkshopFacts, checked, facts_of, fields_of
from app.services.writing import Author, Edit, Intention, new_id, outcome, write
from app.store import certificates, workshops
from app.store.database import Database
from app.wording.places import city_code

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """A half-day to hold: its date, its part of the day, whether it counts."""

    on: date
    part: Part
    counts: bool = True
    label: str = ""


@dataclass(frozen=True, slots=True)
class WorkshopDraft(WorkshopFacts):
    """A workshop to create; without slots, half-days are proposed."""

    slots: Sequence[Slot] | None = None


def propose_slots(starts_on: date, ends_on: date) -> list[Slot]:
    """Morning and afternoon of every working day; of every day when there is none."""
    days = [starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days + 1)]
    working = [day for day in days if day.weekday() < _SATURDAY] or days
    return [Slot(day, part) for day in working for part in (Part.MORNING, Part.AFTERNOON)]


def create_workshop(
    db: Database, author: Author, draft: WorkshopDraft, *, now: datetime
) -> Outcome:
    """Create a workshop with its half-days; the outcome's subject is its id.

    Raises WorkshopCodeTaken, and what `checked` raises.
    """
    draft = checked(draft)
    with db.atomic():
        code = draft.code or next_code(db, draft.city, draft.starts_on)
        if workshops.by_code(db, code):
            raise WorkshopCodeTaken(code=code)
        workshop_id = new_id()
        slots = (
            draft.slots
            if draft.slots is not None
            else propose_slots(draft.starts_on, draft.ends_on)
        )
        edits = [Edit("workshop", workshop_id, fields_of(replace(draft, code=code)))]
        edits += [_session_edit(slot, workshop_id) for slot in slots]
        entry = write(db, author, Intention("workshop", workshop_id), edits, now=now)
    return outcome(entry, subject=workshop_id, name=code)


def correct_workshop(
    db: Database, author: Author, workshop_id: str, facts: WorkshopFacts, *, now: datetime
) -> Outcome:
    """Make what was agreed about a workshop be `facts`; its half-days follow its days.

    Raises WorkshopUnknown, WorkshopCodeTaken, WorkshopCodeIssued when certificates bear the
    code that would go, and what `checked` raises.
    """
    facts = checked(facts)
    with db.atomic():
        workshop = workshops.get(db, workshop_id)
        if workshop is None:
            raise WorkshopUnknown(name=workshop_id)
        facts = replace(facts, code=facts.code or workshop.code)
        _check_code(db, workshop, facts.code)
        before = fields_of(facts_of(workshop))
        changed = {name: now_ for name, now_ in fields_of(facts).items() if now_ != before[name]}
        edits = [Edit("workshop", workshop_id, changed)]
        edits += _moved_sessions(db, workshop, facts.starts_on, facts.ends_on)
        entry = write(db, author, Intention("facts", workshop_id), edits, now=now)
    return outcome(entry, subject=workshop_id, name=facts.code)


def set_slots(
    db: Database, author: Author, workshop_id: str, slots: Sequence[Slot], *, now: datetime
) -> Outcome:
    """Make the half-days of a workshop be these; one that goes is hidden with its marks."""
    with db.atomic():
        wanted = {_place(slot): slot for slot in slots}
        edits: list[Edit] = []
        for session in workshops.sessions(db, workshop_id):
            slot = wanted.pop(_place(session), None)
            kept: dict[str, Value] = {DELETED: True}
            if slot:
                kept = {"counts": slot.counts, "label": slot.label}
            edits.append(Edit("session", session.id, kept))
        edits += [_session_edit(slot, workshop_id) for slot in wanted.values()]
        entry = write(db, author, Intention("sessions", workshop_id), edits, now=now)
    return outcome(entry, subject=workshop_id)


def _place(one: Slot | Session) -> tuple[date, Part, str]:
    """What makes a half-day the same; a day has one morning, but any number of other sittings."""
    return (one.on, one.part, one.label if one.part is Part.OTHER else "")


def find(db: Database, name: str) -> Workshop:
    """The workshop that `name` means: its code or id, the start of either, or an example's key.

    Raises WorkshopUnknown when there is none, WorkshopAmbiguous when there are several.
    """
    known = workshops.all_(db)
    folded = name.casefold()
    wanted = (folded, seed_id("workshop", name))
    found = [one for one in known if one.code.casefold() in wanted or one.id in wanted]
    if not found and folded:
        found = [
            one
            for one in known
            if one.code.casefold().startswith(folded) or one.id.startswith(folded)
        ]
    if not found:
        raise WorkshopUnknown(name=name)
    if len(found) > 1:
        raise WorkshopAmbiguous(name=name, codes=", ".join(sorted(one.code for one in found)))
    return found[0]


def next_code(db: Database, city: str, starts_on: date) -> str:
    """The next free code AAAA-VIL-NN of a city and year."""
    start = f"{starts_on.year}-{city_code(city)}-"
    taken = {one.code for one in workshops.all_(db)}
    return next(code for n in range(1, 1000) if (code := f"{start}{n:02d}") not in taken)


def _check_code(db: Database, workshop: Workshop, code: str) -> None:
    if code == workshop.code:
        return
    if workshops.by_code(db, code):
        raise WorkshopCodeTaken(code=code)
    if certificates.of_workshop(db, workshop.id):
        raise WorkshopCodeIssued(code=workshop.code)


def _moved_sessions(
    db: Database, workshop: Workshop, starts_on: date, ends_on: date
) -> Iterator[Edit]:
    """As many days as before: every half-day moves along, with what was entered in it.

    Else half-days keep their days; those of days that go are hidden, days that come have theirs.
    """
    length, was = ends_on - starts_on, workshop.ends_on - workshop.starts_on
    if length == was and starts_on != workshop.starts_on:
        for session in workshops.sessions(db, workshop.id):
            day = session.on + (starts_on - workshop.starts_on)
            yield Edit("session", session.id, {"on": day.isoformat()})
    elif length != was:
        for session in workshops.sessions(db, workshop.id):
            if workshop.holds(session.on) and not starts_on <= session.on <= ends_on:
                yield Edit("session", session.id, {DELETED: True})
        for slot in propose_slots(starts_on, ends_on):
            if not workshop.holds(slot.on):
                yield _session_edit(slot, workshop.id)


def _session_edit(slot: Slot, workshop_id: str) -> Edit:
    fields: dict[str, Value] = {
        "workshop": workshop_id,
        "on": slot.on.isoformat(),
        "part": slot.part.value,
        "counts": slot.counts,
        "label": slot.label,
    }
    return Edit("session", new_id(), fields)
