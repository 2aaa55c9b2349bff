"""Device: a laptop as others know it, and the card by which it introduces itself."""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.folding import tidy
from app.errors import CardDamaged, KeyUnreadable
from app.exchange.keys import read_public_key, verify_raw
from app.exchange.seal import read_recipients

FIRST_LINE = "emarge-device/"
"""What every card begins with, before the number of its form."""

LARGEST_CARD = 10_000
"""Bytes of a file that may be a card, with the mail around it."""

_WITHOUT_CHECK, _FORM = f"{FIRST_LINE}1", f"{FIRST_LINE}2"
_FIELDS = ("id", "key", "age", "letter", "name")
_ID = re.compile(r"[0-9a-f]{32}")
_LETTER = re.compile("[A-Z]?")
_QUOTED = re.compile(r"^[>\s\ufeff]+")
"""What mail puts before a line that it quotes, and Windows before the first one."""

_CHECK, _CHECK_LINES, _HALF = "check: ", 2, 32
"""A signature is 64 bytes: two lines that no mail program has to fold."""

Sign = Callable[[bytes], bytes]
"""Makes the plain Ed25519 signature, 64 bytes."""


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


@dataclass(frozen=True, slots=True)
class Card:
    """A card that was read.

    Where it `is_checked` its key signed every line, so that the digits of the key, compared
    aloud, stand for all of it. Cards of 0.1.0 are not.
    """

    device: Device
    is_checked: bool


def card(device: Device, sign: Sign) -> str:
    """Everything public of `device` as a few lines of text: to send, print or paste.

    `sign` is that of its own key.
    """
    lines = _lines(_FORM, replace(device, name=tidy(device.name)))
    return "\n".join((*lines, *_check_lines(sign(_signed(lines))), ""))


def read_card(text: str, name: str = "") -> Card:
    """The device that a card introduces; its fingerprint is then compared aloud.

    What mail does to text is borne: other line ends, blanks, quotation marks, words around it.
    Raises KeyUnreadable, which names the file `name`, when it is no card, or when one letter of
    it is another than the laptop wrote.
    """
    lines = [line for line in (_QUOTED.sub("", one).rstrip() for one in text.splitlines()) if line]
    start = next((at for at, line in enumerate(lines) if line.startswith(FIRST_LINE)), len(lines))
    first, *rest = lines[start:] or [""]
    said = dict(line.split(": ", 1) for line in rest if ": " in line)
    fields = {field: said.get(field, "") for field in _FIELDS}
    device = Device(**fields | {"name": tidy(fields["name"])})
    if first == _WITHOUT_CHECK and "check" not in said:
        check_device(device, name)
        return Card(device, is_checked=False)
    if first not in (_FORM, _WITHOUT_CHECK):
        raise KeyUnreadable(name=name)
    written = _lines(_FORM, device)
    found, check = lines[start:][: len(written)], rest[len(written) - 1 :][:_CHECK_LINES]
    if found != written or not _is_whole(device) or not _is_signed(written, check, device.key):
        raise CardDamaged(name=name)
    return Card(device, is_checked=True)


def is_card(data: bytes) -> bool:
    """Whether `data` says that it is a card, whole or not."""
    if len(data) > LARGEST_CARD:
        return False
    lines = data.decode("utf-8", "replace").splitlines()
    return any(_QUOTED.sub("", line).startswith(FIRST_LINE) for line in lines)


def check_device(device: Device, name: str = "") -> None:
    """Raises KeyUnreadable, which names the file `name`, when a key of `device` is none."""
    if not (_ID.fullmatch(device.id) and _LETTER.fullmatch(device.letter)):
        raise KeyUnreadable(name=name)
    if (read_public_key(device.key, name), read_recipients(device.age, name)) != (
        device.key,
        [device.age],
    ):
        raise KeyUnreadable(name=name)


def _is_whole(device: Device) -> bool:
    try:
        check_device(device)
    except KeyUnreadable:
        return False
    return True


def _lines(form: str, device: Device) -> list[str]:
    return [form, *(f"{name}: {getattr(device, name)}".rstrip() for name in _FIELDS)]


def _signed(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


def _check_lines(signature: bytes) -> list[str]:
    halves = (signature[:_HALF], signature[_HALF:])
    return [f"{_CHECK}{base64.b64encode(half).decode().rstrip('=')}" for half in halves]


def _is_signed(lines: Sequence[str], check: Sequence[str], public_key: str) -> bool:
    """Whether `check` is, letter for letter, what the key of the card writes under its lines."""
    try:
        halves = [base64.b64decode(f"{line.removeprefix(_CHECK)}=") for line in check]
    except (binascii.Error, ValueError):
        return False
    signature = b"".join(halves)
    is_in_its_form = list(check) == _check_lines(signature)
    return is_in_its_form and verify_raw(_signed(lines), signature, public_key)
