"""A restored laptop is another device at once; the one that it was vouches for it, and is gone."""

from datetime import datetime

from app.exchange.keys import DeviceKey, device_key_from, new_device_key
from app.exchange.succession import Succession, read_successions, succeed, write_successions
from app.i18n import _
from app.services.travelling import enrolling, headquarters
from app.store import local
from app.store.database import Database
from app.store.local import Direction, KnownDevice
from app.store.successions import SuccessionNote, add_succession, ancestry

_KEY, _NAME = "device_key", "device_name"
_PASSED_OVER = 100
"""Enrolments and receipts of headquarters between two copies of its register, and many more."""

_NAME_BEFORE, _NAME_MARKED = "name_before_restore", "name_since_restore"


def become_new_device(db: Database, *, now: datetime) -> DeviceKey:
    """Go on as another device; its key, for whoever has the register open.

    The old device is kept as one that is known, with what it said of the new one; its signing
    key is overwritten. Numbers of bundles begin anew at 1. `now` is timezone-aware.
    """
    with db.atomic():
        kept, new = local.note(db, _KEY), new_device_key()
        if kept:
            _succeed(db, device_key_from(kept.encode()), new, now)
        local.keep(db, _KEY, new.to_bytes().decode())
    return new


def succession_word(db: Database, device: str) -> str:
    """What the label of a bundle by `device` says of its restores; "" where there were none."""
    chain = [one for note in ancestry(db, device) for one in read_successions(note.body)]
    return write_successions(chain)


def accept_succession(db: Database, said: Succession, *, now: datetime) -> None:
    """Trust the new device, in whose place the old one now is trusted only for what it sent."""
    card = said.card
    headquarters.trust(
        db, KnownDevice(card.id, card.name, card.key, card.letter, card.age), now=now
    )
    add_succession(db, _note(said))


def _succeed(db: Database, old: DeviceKey, new: DeviceKey, now: datetime) -> None:
    card = enrolling.own_device(db, old)
    headquarters.trust(
        db, KnownDevice(card.id, card.name, card.key, card.letter, card.age), now=now
    )
    if headquarters.is_headquarters(db):
        headquarters.keep_office(db, old)
        _pass_over_numbers(db)
    _mark_name(db, card.name, times=len(ancestry(db, old.id)) + 1)
    sent = local.bundles(db, Direction.OUT, device=old.id)
    said = succeed(
        old,
        enrolling.own_device(db, new),
        last=max((note.number for note in sent), default=0),
        at=now.isoformat(timespec="seconds"),
    )
    add_succession(db, _note(said, opens=old.identity))


def _pass_over_numbers(db: Database) -> None:
    """Laptops follow the highest number, and some may have been given after the copy."""
    for series in ("enrolments", "receipts"):
        local.keep(db, series, str(int(local.note(db, series) or 0) + _PASSED_OVER))


def _mark_name(db: Database, name: str, *, times: int) -> None:
    """Say in the laptop's name that it was restored; `name` may say so already."""
    if name == local.note(db, _NAME_MARKED):
        name = local.note(db, _NAME_BEFORE)
    once, again = _("{name} (restored)"), _("{name} (restored {n})")
    marked = (once if times == 1 else again).format(name=name, n=times)
    for word, value in ((_NAME_BEFORE, name), (_NAME_MARKED, marked), (_NAME, marked)):
        local.keep(db, word, value)


def _note(said: Succession, opens: str = "") -> SuccessionNote:
    body = write_successions([said])
    return SuccessionNote(said.card.id, said.device, said.last, said.at, body, opens)
