"""Introduction: a laptop's card at headquarters, beside the laptops that are known already."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.domain.folding import fold
from app.errors import (
    CardDigitsMissing,
    CardDigitsWrong,
    CardKeyTaken,
    CardNameTaken,
    CardOfOurselves,
    CardOtherKey,
    CardRefused,
)
from app.exchange.devices import LARGEST_CARD, Device, read_card
from app.exchange.keys import DeviceKey, fingerprint, is_fingerprint
from app.files import read_file
from app.services.travelling import headquarters
from app.store import local
from app.store.database import Database
from app.store.local import KnownDevice


class Standing(StrEnum):
    """How a card stands to the laptops that are known here."""

    NEW = "new"
    KNOWN = "known"
    OTHER_KEY = "other_key"
    KEY_TAKEN = "key_taken"
    NAME_TAKEN = "name_taken"
    OURS = "ours"


_REFUSALS: dict[Standing, type[CardRefused]] = {
    Standing.OTHER_KEY: CardOtherKey,
    Standing.KEY_TAKEN: CardKeyTaken,
    Standing.NAME_TAKEN: CardNameTaken,
    Standing.OURS: CardOfOurselves,
}


@dataclass(frozen=True, slots=True)
class Introduction:
    """A card that was read; nobody is accepted yet.

    `others` are the laptops that it contradicts, and whose keys stop counting if it replaces
    them. `is_checked` is false for a card of 0.1.0, whose digits stand for its key alone.
    """

    path: Path
    device: Device
    is_checked: bool
    standing: Standing
    others: tuple[KnownDevice, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The digits that the laptop itself reads aloud."""
        return fingerprint(self.device.key)

    @property
    def is_to_compare(self) -> bool:
        """Whether somebody has to hear the digits: all but a laptop that is known as it is."""
        return self.standing is not Standing.KNOWN

    @property
    def contradicts(self) -> bool:
        """Whether it may be accepted only in the place of what is known."""
        return self.standing in _REFUSALS

    @property
    def known_as(self) -> str:
        """What the laptops are called that it contradicts."""
        return ", ".join(other.name for other in self.others)


def introductions(db: Database, key: DeviceKey, paths: Iterable[Path]) -> list[Introduction]:
    """The cards at `paths` as they stand to what is known here, and to those before them.

    The same card twice is one. Raises KeyUnreadable and what `read_file` raises.
    """
    before = {device.id: device for device in local.devices(db)}
    before[key.id] = KnownDevice(
        key.id, headquarters.device_name(db, key), key.public_key, "", key.recipient
    )
    found: dict[Device, Introduction] = {}
    for path in paths:
        card = read_card(read_file(path, LARGEST_CARD).decode("utf-8", "replace"), path.name)
        if card.device in found:
            continue
        standing, others = _standing(card.device, before, key.id)
        found[card.device] = Introduction(path, card.device, card.is_checked, standing, others)
        before[card.device.id] = known(card.device)
    return list(found.values())


def require_compared(
    found: Sequence[Introduction], digits: Collection[str], *, is_said: bool = False
) -> None:
    """See that somebody heard the digits of every card that is not known as it is.

    `digits` are those that were heard; with `is_said` somebody says that all were compared.
    Raises CardDigitsMissing or CardDigitsWrong; digits of no card are wrong too.
    """
    wanted = [one for one in found if one.is_to_compare]
    heard = {one.device for one in found for said in digits if is_fingerprint(said, one.device.key)}
    strange = [
        said for said in digits if not any(is_fingerprint(said, one.device.key) for one in found)
    ]
    left = [one.device.name for one in wanted if one.device not in heard]
    if strange:
        raise CardDigitsWrong(names=", ".join(left or [one.device.name for one in found]))
    if left and not is_said:
        raise CardDigitsMissing(names=", ".join(left))


def accept(
    db: Database, found: Iterable[Introduction], *, now: datetime, replacing: bool = False
) -> list[str]:
    """Trust the laptops that were introduced; the ids of those whose place they take.

    A card that contradicts what is known is accepted only when `replacing`: what it contradicts
    counts no more. Raises CardRefused, and then nobody is accepted.
    """
    gone: list[str] = []
    with db.atomic():
        for one in found:
            if one.contradicts and not (replacing and one.standing is not Standing.OURS):
                raise _REFUSALS[one.standing](
                    name=one.path.name, laptop=one.device.name, known=one.known_as
                )
            for other in one.others:
                local.forget_device(db, other.id)
            gone += [other.id for other in one.others if other.id != one.device.id]
            headquarters.trust(db, known(one.device), now=now)
    return gone


def known(device: Device) -> KnownDevice:
    """The device as the register notes it."""
    return KnownDevice(device.id, device.name, device.key, device.letter, device.age)


def _standing(
    device: Device, before: dict[str, KnownDevice], own_id: str
) -> tuple[Standing, tuple[KnownDevice, ...]]:
    same = before.get(device.id)
    others = [one for one in before.values() if one.id != device.id]
    taken, named = _of_keys(device, others), _of_name(device, others)
    if own_id in (device.id, *(one.id for one in (*taken, *named))):
        return Standing.OURS, (before[own_id],)
    if same and (same.public_key, same.recipient) != (device.key, device.age):
        return Standing.OTHER_KEY, (same, *taken, *named)
    if taken:
        return Standing.KEY_TAKEN, (*taken, *named)
    if named:
        return Standing.NAME_TAKEN, named
    return (Standing.KNOWN if same else Standing.NEW), ()


def _of_keys(device: Device, others: Iterable[KnownDevice]) -> tuple[KnownDevice, ...]:
    ours = {device.key, device.age}
    return tuple(one for one in others if ours & {one.public_key, one.recipient})


def _of_name(device: Device, others: Iterable[KnownDevice]) -> tuple[KnownDevice, ...]:
    ours = {device.key, device.age}
    return tuple(
        one
        for one in others
        if fold(one.name) == fold(device.name) and not ours & {one.public_key, one.recipient}
    )
