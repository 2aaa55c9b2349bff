"""Half-filled forms that wait for their person to come back: kept on this laptop, sealed."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from app.domain.people import Sex
from app.domain.registration import Category
from app.services.people.drafts import PersonDraft
from app.store import local
from app.store.database import Database


def waiting(db: Database, workshop_id: str) -> list[PersonDraft]:
    """The forms that wait at a workshop, the oldest first."""
    kept = local.note(db, _name(workshop_id))
    return [_draft(found) for found in json.loads(kept)] if kept else []


def postpone(
    db: Database, workshop_id: str, draft: PersonDraft, instead_of: PersonDraft | None = None
) -> None:
    """Let `draft` wait, in the place of the one that it was taken up from."""
    with db.atomic():
        known = [one for one in waiting(db, workshop_id) if one != instead_of]
        _keep(db, workshop_id, [*known, draft])


def take_off(db: Database, workshop_id: str, draft: PersonDraft) -> None:
    """`draft` waits no longer: it was saved."""
    with db.atomic():
        _keep(db, workshop_id, [one for one in waiting(db, workshop_id) if one != draft])


def _keep(db: Database, workshop_id: str, drafts: Sequence[PersonDraft]) -> None:
    text = json.dumps([asdict(draft) for draft in drafts], ensure_ascii=False)
    local.keep(db, _name(workshop_id), text)


def _draft(found: dict[str, Any]) -> PersonDraft:
    known = {one.name for one in fields(PersonDraft)}
    kept = {name: value for name, value in found.items() if name in known}
    kept["sex"] = Sex(kept["sex"]) if kept.get("sex") else None
    kept["category"] = Category(kept.get("category") or Category.PARTICIPANT)
    kept["phones"] = tuple(kept.get("phones") or ())
    return PersonDraft(**kept)


def _name(workshop_id: str) -> str:
    return f"waiting:{workshop_id}"
