"""Before: creating a workshop and its half-days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from app.domain.bilingual import Bilingual
from app.domain.folding import tidy
from app.domain.journal import DELETED, Value
from app.domain.outcome import Outcome
from app.domain.workshop import Part, Session, Workshop
from app.errors import (
    CityMissing,
    CountryWrong,
    TitleMissing,
    WorkshopCodeTaken,
    WorkshopCodeWrong,
    WorkshopDatesWrong,
    WorkshopTooLong,
    WorkshopUnknown,
)
from app.services.seeding import seed_id
from app.services.writing import Author, Edit, Intention, new_id, outcome, write
from app.store import workshops
from app.store.database import Database
from app.wording.places import city_code

_SATURDAY = 5
LONGEST_DAYS = 120
"""Days from the first to the last; the longest courses take a term."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,23}")
"""A code starts file names and the numbers on paper."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A half-day to hold: its date, its part of the day, whether it counts."""

    on: date
    part: Part
    counts: bool = True
    label: str = ""


@dataclass(frozen=True, slots=True)
class WorkshopDraft:
    """A workshop as typed. Without a code the next free one is given; without slots, proposed."""

    title: Bilingual
    city: str
    country: str
    starts_on: date
    ends_on: date
    code: str = ""
    kind: Bilingual = field(default_factory=lambda: Bilingual("atelier", "workshop"))
    venue: str = ""
    slots: Sequence[Slot] | None = None
    programme: Bilingual = field(default_factory=Bilingual)
    discreet: bool = False


def propose_slots(starts_on: date, ends_on: date) -> list[Slot]:
    """Morning and afternoon of every working day; of every day when there is none."""
    days = [starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days + 1)]
    working = [day for day in days if day.weekday() < _SATURDAY] or days
    return [Slot(day, part) for day in working for part in (Part.MORNING, Part.AFTERNOON)]


def create_workshop(
    db: Database, author: Author, draft: WorkshopDraft, *, now: datetime
) -> Outcome:
    """Create a workshop with its half-days; the outcome's subject is its id.

    Raises TitleMissing, CityMissing, CountryWrong, WorkshopCodeWrong, WorkshopCodeTaken;
    WorkshopDatesWrong when it ends before it starts, WorkshopTooLong.
    """
    draft = _tidied(draft)
    _check(draft)
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
        edits = [_workshop_edit(draft, workshop_id, code)]
        edits += [_session_edit(slot, workshop_id) for slot in slots]
        entry = write(db, author, Intention("workshop", workshop_id), edits, now=now)
    return outcome(entry, subject=workshop_id, name=code)


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


def _tidied(draft: WorkshopDraft) -> WorkshopDraft:
    return replace(
        draft,
        title=Bilingual(tidy(draft.title.fr), tidy(draft.title.en)),
        city=tidy(draft.city),
        country=tidy(draft.country).upper(),
        code=tidy(draft.code),
        venue=tidy(draft.venue),
    )


def _check(draft: WorkshopDraft) -> None:
    if not (draft.title.fr or draft.title.en):
        raise TitleMissing
    if not draft.city:
        raise CityMissing
    if not re.fullmatch(r"[A-Z]{2}", draft.country):
        raise CountryWrong(country=draft.country)
    if draft.code and not _CODE.fullmatch(draft.code):
        raise WorkshopCodeWrong(code=draft.code)
    if draft.ends_on < draft.starts_on:
        raise WorkshopDatesWrong
    if (draft.ends_on - draft.starts_on).days >= LONGEST_DAYS:
        raise WorkshopTooLong(days=LONGEST_DAYS)


def _place(one: Slot | Session) -> tuple[date, Part, str]:
    """What makes a half-day the same; a day has one morning, but any number of other sittings."""
    return (one.on, one.part, one.label if one.part is Part.OTHER else "")


def find(db: Database, name: str) -> Workshop:
    """The workshop that `name` means: its code or id, the start of either, or an example's key.

    Raises WorkshopUnknown when there is none, or more than one.
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
    if len(found) != 1:
        raise WorkshopUnknown(name=name)
    return found[0]


def next_code(db: Database, city: str, starts_on: date) -> str:
    """The next free code AAAA-VIL-NN of a city and year."""
    start = f"{starts_on.year}-{city_code(city)}-"
    taken = {one.code for one in workshops.all_(db)}
    return next(code for n in range(1, 1000) if (code := f"{start}{n:02d}") not in taken)


def _workshop_edit(draft: WorkshopDraft, workshop_id: str, code: str) -> Edit:
    fields: dict[str, Value] = {
        "code": code,
        "kind_fr": draft.kind.fr,
        "kind_en": draft.kind.en,
        "title_fr": draft.title.fr,
        "title_en": draft.title.en,
        "city": draft.city,
        "country": draft.country,
        "venue": draft.venue,
        "starts_on": draft.starts_on.isoformat(),
        "ends_on": draft.ends_on.isoformat(),
        "programme_fr": draft.programme.fr,
        "programme_en": draft.programme.en,
        "discreet": draft.discreet,
    }
    return Edit("workshop", workshop_id, fields)


def _session_edit(slot: Slot, workshop_id: str) -> Edit:
    fields: dict[str, Value] = {
        "workshop": workshop_id,
        "on": slot.on.isoformat(),
        "part": slot.part.value,
        "counts": slot.counts,
        "label": slot.label,
    }
    return Edit("session", new_id(), fields)
