"""The form of a key file: ways in to the register's key, each sealed and checked by itself.

One way in lies on one line and says all about itself, so that what is damaged elsewhere in the
file is in nobody's way. Version 1, of Émarge 0.1.0, had one check for all; it is still read.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from app.errors import NewerSchema

VERSION = 2
KEY_BYTES = 32
LARGEST_BYTES = 64 * 1024

_LARGEST_MEMORY_KIB = 256 * 1024
"""A hostile file must not ask a machine of 4 GB for 8."""

Kibibytes: TypeAlias = Annotated[int, Meta(ge=64, le=_LARGEST_MEMORY_KIB)]
Times: TypeAlias = Annotated[int, Meta(ge=1, le=16)]
Lanes: TypeAlias = Annotated[int, Meta(ge=1, le=8)]
Salt: TypeAlias = Annotated[bytes, Meta(min_length=16, max_length=16)]
Nonce: TypeAlias = Annotated[bytes, Meta(min_length=12, max_length=12)]
Sealed: TypeAlias = Annotated[bytes, Meta(min_length=KEY_BYTES + 16, max_length=KEY_BYTES + 16)]
Mark: TypeAlias = Annotated[bytes, Meta(max_length=16)]
Generation: TypeAlias = Annotated[int, Meta(ge=0, le=1 << 53)]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: Argon2id over `memory_kib`, `passes` times, in `lanes`.

    Source of the defaults: RFC 9106, second recommendation; 0.2 to 0.4 s, fits 4 GB machines.
    """

    memory_kib: Kibibytes = 64 * 1024
    passes: Times = 3
    lanes: Lanes = 4


class Stretched(Struct, frozen=True, forbid_unknown_fields=True, tag_field="slot"):
    """The key sealed (ChaCha20-Poly1305) under one stretched secret.

    `generation` counts how often this way in was given anew: the highest is the one in force.
    `mark` tells the right key from another one, and nothing about it; it is empty where an old
    damaged file does not say. `check` tells damage from a wrong secret; it proves nothing
    against an attacker, and is empty where a damaged file of version 1 had no check left.
    """

    generation: Generation
    mark: Mark
    cost: Cost
    salt: Salt
    nonce: Nonce
    sealed: Sealed
    kdf: Literal["argon2id"] = "argon2id"
    check: str = ""


class ByPassphrase(Stretched, frozen=True, tag="passphrase"):
    """The way in by the passphrase."""


class ByRecoveryKey(Stretched, frozen=True, tag="recovery"):
    """The way in by the recovery key on paper."""


class ByHeadquarters(
    Struct, frozen=True, forbid_unknown_fields=True, tag_field="slot", tag="escrow"
):
    """The key as it was sealed to headquarters; the other fields as in `Stretched`."""

    generation: Generation
    mark: Mark
    sealed: bytes
    check: str = ""


Slot: TypeAlias = ByPassphrase | ByRecoveryKey | ByHeadquarters
Kind: TypeAlias = type[ByPassphrase] | type[ByRecoveryKey] | type[ByHeadquarters]
KINDS: tuple[Kind, ...] = (ByPassphrase, ByRecoveryKey, ByHeadquarters)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What was read: `slots` that are whole, and whether the file is as it was written."""

    slots: tuple[Slot, ...]
    is_whole: bool
    is_old: bool = False


class _Header(Struct, frozen=True):
    """What every version of the file says."""

    version: int
    format: Literal["emarge-keys"]


class _OldSlot(Struct, frozen=True, forbid_unknown_fields=True):
    cost: Cost
    salt: Salt
    nonce: Nonce
    sealed: Sealed
    kdf: Literal["argon2id"] = "argon2id"


class _Old(Struct, frozen=True, forbid_unknown_fields=True):
    """Version 1: one check for the whole."""

    mark: bytes
    passphrase: _OldSlot
    recovery: _OldSlot
    escrow: bytes = b""
    check: str = ""
    version: int = 1
    format: Literal["emarge-keys"] = "emarge-keys"


_BEGINNING = re.compile(rb'(?=\{"slot":)')
_WAY_IN = re.compile(rb'\{"slot":[^\n]*?"check":"[0-9a-f]{64}"\}')
_OLD_WAY_IN = re.compile(rb'"(passphrase|recovery)"\s*:\s*(\{[^{}]*\{[^{}]*\}[^{}]*\})')
_OLD_ESCROW = re.compile(rb'"escrow"\s*:\s*"([A-Za-z0-9+/]+={0,2})"')
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def written(slots: tuple[Slot, ...]) -> bytes:
    """The file that holds `slots`, each with its check."""
    ways = b",\n".join(b"  " + msgspec.json.encode(sealed(slot)) for slot in slots)
    head = f'{{\n "format": "emarge-keys",\n "version": {VERSION},\n "slots": [\n'
    return head.encode() + ways + b"\n ]\n}\n"


def sealed(slot: Slot) -> Slot:
    """`slot` with the check of what it says."""
    return replace(slot, check=_digest(replace(slot, check="")))


def read(raw: bytes) -> KeyFile:
    """The ways in that `raw` holds; none when it is no key file.

    Raises NewerSchema when a later release wrote it.
    """
    slots = tuple(slot for piece in _BEGINNING.split(raw) for slot in _way_in(piece))
    if slots:
        return KeyFile(slots, written(slots) == raw)
    old = _decoded(raw, _Old)
    if old is not None and old.check == _digest(replace(old, check="")):
        return KeyFile(_of_old(old), is_whole=True, is_old=True)
    rest = tuple(_damaged_old(raw))
    header = _decoded(raw, _Header)
    if not rest and header is not None and header.version > VERSION:
        raise NewerSchema
    return KeyFile(rest, is_whole=False, is_old=bool(rest))


def _way_in(piece: bytes) -> list[Slot]:
    """The way in that `piece` begins with, if it is whole."""
    found = _WAY_IN.match(piece)
    slot: Slot | None = _decoded(found[0], Slot) if found else None
    return [slot] if slot is not None and slot == sealed(slot) else []


def _of_old(old: _Old) -> tuple[Slot, ...]:
    slots: list[Slot] = [
        ByPassphrase(0, old.mark, **_fields(old.passphrase)),
        ByRecoveryKey(0, old.mark, **_fields(old.recovery)),
    ]
    if old.escrow:
        slots.append(ByHeadquarters(0, old.mark, old.escrow))
    return tuple(sealed(slot) for slot in slots)


def _damaged_old(raw: bytes) -> list[Slot]:
    """What a damaged file of version 1 may still hold: only trying it tells."""
    slots: list[Slot] = []
    kinds: dict[bytes, type[ByPassphrase] | type[ByRecoveryKey]] = {
        b"passphrase": ByPassphrase,
        b"recovery": ByRecoveryKey,
    }
    for name, body in _OLD_WAY_IN.findall(raw):
        slot = _decoded(body, _OldSlot)
        if slot is not None:
            slots.append(kinds[name](0, b"", **_fields(slot)))
    for body in _OLD_ESCROW.findall(raw):
        try:
            slots.append(ByHeadquarters(0, b"", base64.b64decode(body, validate=True)))
        except binascii.Error:
            continue
    return slots


def _fields(slot: _OldSlot) -> dict[str, Any]:
    return {name: getattr(slot, name) for name in ("cost", "salt", "nonce", "sealed")}


def _decoded(raw: bytes, kind: Any) -> Any:
    try:
        return msgspec.json.decode(raw, type=kind)
    except _UNREADABLE:
        return None


def _digest(whole: Struct) -> str:
    return hashlib.sha256(msgspec.json.encode(whole)).hexdigest()
