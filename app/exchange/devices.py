"""Device: a laptop as others know it, and the card by which it introduces itself."""

import re
from dataclasses import dataclass

from app.errors import KeyUnreadable
from app.exchange.keys import read_public_key
from app.exchange.seal import read_recipients

_FIRST_LINE = "emarge-device/1"
_FIELDS = ("id", "key", "age", "letter", "name")
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Device:
    """A device: its id, what people call it, its public keys, its letter in numbers if any.

    `key` is its minisign public key, `age` the recipient that seals to it.
    """

    id: str
    name: str
    key: str
    age: str
    letter: str = ""


def card(device: Device) -> str:
    """Everything public of `device` as a few lines of text: to send, print or paste."""
    lines = (f"{name}: {getattr(device, name)}".rstrip() for name in _FIELDS)
    return "\n".join((_FIRST_LINE, *lines, ""))


def read_card(text: str, name: str = "") -> Device:
    """The device that a card introduces; its fingerprint is then compared aloud.

    Raises KeyUnreadable, which names the file `name`, when it is no card.
    """
    first, *lines = [line.strip() for line in text.strip().splitlines()] or [""]
    said = dict(line.split(": ", 1) for line in lines if ": " in line)
    if first != _FIRST_LINE:
        raise KeyUnreadable(name=name)
    device = Device(**{field: said.get(field, "") for field in _FIELDS})
    check_device(device, name)
    return device


def check_device(device: Device, name: str = "") -> None:
    """Raises KeyUnreadable, which names the file `name`, when a key of `device` is none."""
    if not _ID.fullmatch(device.id):
        raise KeyUnreadable(name=name)
    read_public_key(device.key, name)
    read_recipients(device.age, name)
