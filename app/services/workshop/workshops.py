"""Before: creating a workshop and its half-days, and correcting what was agreed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.domain.journal import DELETED, Value
from app.domain.outcome import Outcome
from app.domain.workshop import Part, Session, Workshop
from app.errors import (
    AttendanceWouldGo,
    WorkshopAmbiguous,
    WorkshopCodeIssued,
    WorkshopCodeTaken,
    WorkshopNameUnknown,
)
from app.i18n import current_language
from app.services import needed
from app.services.workshop.seeding import seed_id
from app.services.workshop.workshop_facts import WorkshopFacts, checked, facts_of, fields_of
from app.services.writing import Author, Edit, Intention, new_id, outcome, write
from app.store import attendance, certificates, registrations, workshops
from app.store.database import Database
from app.wording.dates import days
from app.wording.places import city_code

_SATURDAY = 5
_Place = tuple[date, Part, str]


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
    every = [starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days + 1)]
    working = [day for day in every if day.weekday() < _SATURDAY] or every
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
    db: Database,
    author: Author,
    workshop_id: str,
    facts: WorkshopFacts,
    *,
    now: datetime,
    hiding_marks: bool = False,
) -> Outcome:
    """Make what was agreed about a workshop be `facts`; its half-days follow its days.

    Raises WorkshopUnknown, WorkshopCodeTaken, WorkshopCodeIssued when certificates bear the
    code that would go, AttendanceWouldGo unless `hiding_marks`, and what `checked` raises.
    """
    facts = checked(facts)
    with db.atomic():
        workshop = needed.workshop(db, workshop_id)
        facts = replace(facts, code=facts.code or workshop.code)
        _check_code(db, workshop, facts.code)
        before = fields_of(facts_of(workshop))
        changed = {name: now_ for name, now_ in fields_of(facts).items() if now_ != before[name]}
        edits = [Edit("workshop", workshop_id, changed)]
        gone, came = _moved_sessions(db, workshop, facts.starts_on, facts.ends_on)
        if not hiding_marks:
            _check_marks(db, workshop_id, gone)
        edits += [*map(_hiding, gone), *came]
        entry = write(db, author, Intention("facts", workshop_id), edits, now=now)
    return outcome(entry, subject=workshop_id, name=facts.code)


def set_slots(
    db: Database,
    author: Author,
    workshop_id: str,
    slots: Sequence[Slot],
    *,
    now: datetime,
    hiding_marks: bool = False,
) -> Outcome:
    """Make the half-days of a workshop be these; one that went before comes with its marks.

    Raises AttendanceWouldGo when one that goes has marks, unless it is `hiding_marks`.
    """
    with db.atomic():
        wanted = {_place(slot): slot for slot in slots}
        edits: list[Edit] = []
        gone: list[Session] = []
        for session in workshops.sessions(db, workshop_id):
            if slot := wanted.pop(_place(session), None):
                said: dict[str, Value] = {"counts": slot.counts, "label": slot.label}
                edits.append(Edit("session", session.id, said))
            else:
                gone.append(session)
        if not hiding_marks:
            _check_marks(db, workshop_id, gone)
        hidden = _hidden(db, workshop_id)
        edits += map(_hiding, gone)
        edits += [
            _session_edit(slot, workshop_id, hidden.get(place)) for place, slot in wanted.items()
        ]
        entry = write(db, author, Intention("sessions", workshop_id), edits, now=now)
    return outcome(entry, subject=workshop_id)


def _place(one: Slot | Session) -> _Place:
    """What makes a half-day the same; a day has one morning, but any number of other sittings."""
    return (one.on, one.part, one.label if one.part is Part.OTHER else "")


def find(db: Database, name: str) -> Workshop:
    """The workshop that `name` means: its code or id, the start of either, or an example's key.

    Raises WorkshopNameUnknown when there is none, WorkshopAmbiguous when there are several.
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
        raise WorkshopNameUnknown(name=name)
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
) -> tuple[list[Session], list[Edit]]:
    """The half-days that go, and the edits for those that stay or come.

    As many days as before: every half-day moves along, with what was entered in it. Else
    half-days keep their days; those of days that go go too, days that come have theirs.
    """
    known = workshops.sessions(db, workshop.id)
    by = starts_on - workshop.starts_on
    if ends_on - workshop.ends_on == by:
        moving = known if by else []
        return [], [
            Edit("session", session.id, {"on": (session.on + by).isoformat()}) for session in moving
        ]
    gone = [
        session
        for session in known
        if workshop.holds(session.on) and not starts_on <= session.on <= ends_on
    ]
    new = [slot for slot in propose_slots(starts_on, ends_on) if not workshop.holds(slot.on)]
    return gone, list(_coming(db, workshop.id, new))


def _coming(db: Database, workshop_id: str, proposed: Iterable[Slot]) -> Iterator[Edit]:
    """Half-days of days that come; those that were there before are as they were."""
    hidden = _hidden(db, workshop_id)
    for slot in proposed:
        before = hidden.get(_place(slot))
        if before:
            yield Edit("session", before.id, {DELETED: False})
        else:
            yield _session_edit(slot, workshop_id)


def _hidden(db: Database, workshop_id: str) -> dict[_Place, Session]:
    """The half-days that were taken out; of several at one place, the one with most marks."""
    return {_place(one): one for one in workshops.hidden_sessions(db, workshop_id)}


def _check_marks(db: Database, workshop_id: str, gone: Collection[Session]) -> None:
    """Raises AttendanceWouldGo when something was entered in half-days that go."""
    if not gone:
        return
    listed = {line.registration.id for line in registrations.roster(db, workshop_id)}
    marks = attendance.marks(db, workshop_id)
    entered = {mark.session for mark in marks if mark.registration in listed}
    lost = {session.on for session in gone if session.id in entered}
    if lost:
        raise AttendanceWouldGo(days=days(lost, current_language()))


def _hiding(session: Session) -> Edit:
    return Edit("session", session.id, {DELETED: True})


def _session_edit(slot: Slot, workshop_id: str, hidden: Session | None = None) -> Edit:
    fields: dict[str, Value] = {
        "workshop": workshop_id,
        "on": slot.on.isoformat(),
        "part": slot.part.value,
        "counts": slot.counts,
        "label": slot.label,
    }
    if hidden:
        return Edit("session", hidden.id, fields | {DELETED: False})
    return Edit("session", new_id(), fields)
