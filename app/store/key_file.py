"""The form of the key file: slots that hold the register's key sealed, read with care."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

from app.errors import FileNotWritten, KeysDamaged, NewerSchema
from app.files import read_file, write_file

VERSION = 1
KEY_BYTES = 32

_LARGEST_BYTES = 64 * 1024
_LARGEST_MEMORY_KIB = 256 * 1024
"""A hostile file must not ask a machine of 4 GB for 8."""

Kibibytes: TypeAlias = Annotated[int, Meta(ge=64, le=_LARGEST_MEMORY_KIB)]
Times: TypeAlias = Annotated[int, Meta(ge=1, le=16)]
Lanes: TypeAlias = Annotated[int, Meta(ge=1, le=8)]
Salt: TypeAlias = Annotated[bytes, Meta(min_length=16, max_length=16)]
Nonce: TypeAlias = Annotated[bytes, Meta(min_length=12, max_length=12)]
Sealed: TypeAlias = Annotated[bytes, Meta(min_length=KEY_BYTES + 16, max_length=KEY_BYTES + 16)]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: Argon2id over `memory_kib`, `passes` times, in `lanes`.

    Source of the defaults: RFC 9106, second recommendation; 0.2 to 0.4 s, fits 4 GB machines.
    """

    memory_kib: Kibibytes = 64 * 1024
    passes: Times = 3
    lanes: Lanes = 4


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """The key sealed (ChaCha20-Poly1305) under one stretched secret."""

    cost: Cost
    salt: Salt
    nonce: Nonce
    sealed: Sealed
    kdf: Literal["argon2id"] = "argon2id"


class Keys(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. `mark` tells the right key from another one, and nothing about it.

    `escrow` is the key as it was sealed to headquarters, empty when it was not. `check` tells a
    damaged file from a wrong passphrase; it proves nothing against an attacker.
    """

    mark: bytes
    passphrase: Slot
    recovery: Slot
    escrow: bytes = b""
    check: str = ""
    version: int = VERSION
    format: Literal["emarge-keys"] = "emarge-keys"


class _Header(Struct, frozen=True):
    """What every version of the file says."""

    version: int
    format: Literal["emarge-keys"]


def read_keys(path: Path) -> Keys:
    """The key file at `path`.

    Raises FileUnreadable when it is not there or cannot be read, KeysDamaged when it is not
    whole or is no key file, NewerSchema when a later release wrote it.
    """
    raw = read_file(path, _LARGEST_BYTES)
    try:
        if msgspec.json.decode(raw, type=_Header).version > VERSION:
            raise NewerSchema
        keys = msgspec.json.decode(raw, type=Keys)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise KeysDamaged(path=path) from error
    if keys.check != _check(keys):
        raise KeysDamaged(path=path)
    return keys


def write_keys(path: Path, keys: Keys) -> None:
    """Write the key file whole, or leave the old one.

    Raises what `write_file` raises; FileNotWritten when it would be too large to read again.
    """
    whole = msgspec.structs.replace(keys, check=_check(keys))
    raw = msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"
    if len(raw) > _LARGEST_BYTES:
        raise FileNotWritten(name=path.name)
    write_file(path, raw, private=True, own=True)


def _check(keys: Keys) -> str:
    rest = msgspec.structs.replace(keys, check="")
    return hashlib.sha256(msgspec.json.encode(rest)).hexdigest()
