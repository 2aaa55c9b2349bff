"""Who told what: entries that came in another laptop's name are marked until it confirms them."""

from collections.abc import Collection, Sequence

from app.domain.journal import Entry
from app.errors import NameUsed
from app.services.travelling import headquarters
from app.store import entries, hearsay
from app.store.database import Database


def take_note(
    db: Database, signer: str, told: Sequence[Entry], new: Collection[str], own: str = ""
) -> None:
    """Mark what the device `signer` brought in others' names, and confirm what is its own.

    `new` are the ids of those entries of `told` that were not known before; what the device
    `own` of this register wrote needs nobody's word.
    """
    hearsay.confirm(db, (entry for entry in told if entry.device == signer))
    others = (entry for entry in told if entry.device not in (signer, own) and entry.id in new)
    hearsay.tell(db, others, signer)


def refuse_our_name(
    db: Database, own: str, signer: str, told: Sequence[Entry], *, name: str
) -> None:
    """Refuse the file `name` where another device says in our name what is not known here.

    Only headquarters may, which gives a register back: the next entry would go on from it.
    Raises NameUsed.
    """
    if signer == own or signer in headquarters.signers(db):
        return
    ours = [entry.id for entry in told if entry.device == own]
    unknown = entries.unknown(db, ours)
    if unknown:
        raise NameUsed(name=name, n=len(unknown), device=signer)
