"""Taking certificates back: their numbers stay theirs, and their codes say so from then on."""

from collections.abc import Collection
from datetime import datetime

from app.domain.certificate import Certificate, State
from app.domain.journal import RETRACTED
from app.domain.outcome import Outcome
from app.errors import NothingToWithdraw, WithdrawalUnexplained
from app.services.writing import Author, Intention, outcome, retraction, write
from app.store import certificates, entries
from app.store.database import Database


def withdraw(
    db: Database,
    author: Author,
    workshop_id: str,
    registration_ids: Collection[str],
    *,
    now: datetime,
    why: str,
) -> Outcome:
    """Take back what these people hold, with every version before: none comes to life again.

    The outcome counts people. Raises WithdrawalUnexplained without a reason, NothingToWithdraw
    when none of them holds a certificate.
    """
    if not why.strip():
        raise WithdrawalUnexplained
    with db.atomic():
        held = [
            one
            for one in certificates.of_workshop(db, workshop_id)
            if one.registration in registration_ids and one.state is not State.WITHDRAWN
        ]
        if not held:
            raise NothingToWithdraw
        edits = [retraction("certificate", one.id) for one in held]
        intention = Intention("withdraw", workshop_id, why.strip())
        entry = write(db, author, intention, edits, now=now)
    people = {one.registration for one in held}
    return outcome(entry, count=len(people), subject=workshop_id)


def withdrawn(db: Database, issued: Collection[Certificate]) -> set[str]:
    """Ids of those of `issued` that somebody took back; what was only undone is not among them."""
    gone = [one.id for one in issued if one.state is State.WITHDRAWN]
    keys = [("certificate", one, RETRACTED) for one in gone]
    heads = entries.heads_of_fields(db, keys) if keys else {}
    told = {head.entry for group in heads.values() for head in group}
    undone = {one for one in told if (entry := entries.entry(db, one)) and entry.intent == "undo"}
    return {
        record
        for (_kind, record, _field), group in heads.items()
        if any(head.entry not in undone for head in group)
    }
