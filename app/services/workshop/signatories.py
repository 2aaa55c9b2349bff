"""Who signs the certificates of a workshop, in the order of protocol."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.bilingual import Bilingual
from app.domain.folding import tidy
from app.domain.journal import DELETED, Value
from app.domain.outcome import Outcome
from app.domain.workshop import Signatory
from app.errors import FunctionMissing, SignatoriesFull, SignatoryUnknown
from app.services import needed
from app.services.workshop.ordering import reordered
from app.services.writing import Author, Edit, Intention, new_id, outcome, write
from app.store import workshops
from app.store.database import Database

MOST_SIGNATORIES = 3
"""Places to sign on a certificate. Source: field practice CE-12."""


@dataclass(frozen=True, slots=True)
class SignatoryDraft:
    """A signatory as typed. The function is printed as it stands, with its organisation.

    `prefix` is « P.O. » or « P.I. »; the name may wait.
    """

    function: Bilingual
    name: str = ""
    prefix: str = ""


def signatory_draft_of(signatory: Signatory) -> SignatoryDraft:
    """The draft that would make `signatory` again: what a form opens with."""
    return SignatoryDraft(signatory.function, signatory.name, signatory.prefix)


def add_signatory(
    db: Database, author: Author, workshop_id: str, draft: SignatoryDraft, *, now: datetime
) -> Outcome:
    """Put a signatory after the others; the outcome's subject is its id.

    Raises WorkshopUnknown, FunctionMissing, SignatoriesFull.
    """
    fields = _fields(draft)
    with db.atomic():
        needed.workshop(db, workshop_id)
        others = workshops.signatories(db, workshop_id)
        if len(others) >= MOST_SIGNATORIES:
            raise SignatoriesFull(n=MOST_SIGNATORIES)
        signatory_id = new_id()
        order = max((other.order for other in others), default=0) + 1
        edit = Edit("signatory", signatory_id, {"workshop": workshop_id, "order": order, **fields})
        entry = write(db, author, Intention("signatories", workshop_id), [edit], now=now)
    return outcome(entry, subject=signatory_id, name=draft.name)


def correct_signatory(
    db: Database, author: Author, signatory_id: str, draft: SignatoryDraft, *, now: datetime
) -> Outcome:
    """Make a signatory be what `draft` says; certificates that were issued stay as they are.

    Raises SignatoryUnknown, FunctionMissing.
    """
    fields = _fields(draft)
    with db.atomic():
        signatory = _signatory(db, signatory_id)
        before = _fields(signatory_draft_of(signatory))
        changed = {name: text for name, text in fields.items() if text != before[name]}
        edits = [Edit("signatory", signatory_id, changed)]
        entry = write(db, author, Intention("signatories", signatory.workshop), edits, now=now)
    return outcome(entry, subject=signatory_id, name=draft.name)


def move_signatory(
    db: Database, author: Author, signatory_id: str, by: int, *, now: datetime
) -> Outcome:
    """Move a signatory by so many places, -1 is one to the left. Raises SignatoryUnknown."""
    with db.atomic():
        workshop_id = _signatory(db, signatory_id).workshop
        ids = [one.id for one in workshops.signatories(db, workshop_id)]
        edits = reordered("signatory", ids, signatory_id, by)
        entry = write(db, author, Intention("signatories", workshop_id), edits, now=now)
    return outcome(entry, subject=signatory_id)


def remove_signatory(db: Database, author: Author, signatory_id: str, *, now: datetime) -> Outcome:
    """Take a signatory out. Raises SignatoryUnknown."""
    with db.atomic():
        signatory = _signatory(db, signatory_id)
        edits = [Edit("signatory", signatory_id, {DELETED: True})]
        entry = write(db, author, Intention("signatories", signatory.workshop), edits, now=now)
    return outcome(entry, subject=signatory_id, name=signatory.name)


def _signatory(db: Database, signatory_id: str) -> Signatory:
    found = workshops.signatory(db, signatory_id)
    if found is None:
        raise SignatoryUnknown
    return found


def _fields(draft: SignatoryDraft) -> dict[str, Value]:
    """The fields that say `draft`, tidied. Raises FunctionMissing."""
    fields: dict[str, Value] = {
        "function_fr": tidy(draft.function.fr),
        "function_en": tidy(draft.function.en),
        "name": tidy(draft.name),
        "prefix": tidy(draft.prefix),
    }
    if not (fields["function_fr"] or fields["function_en"]):
        raise FunctionMissing
    return fields
