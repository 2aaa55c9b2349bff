"""Certificate: number, version, state, and what its code lets headquarters verify."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_FORM = 1


class State(StrEnum):
    """What a certificate is worth today."""

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Certificate:
    """One issued version; `snapshot` holds every text as it was on the day of issue."""

    id: str
    registration: str
    number: str
    version: int
    kind: str
    issued_on: str
    place: str
    snapshot: Mapping[str, object]
    code: str = ""
    reason: str = ""
    state: State = State.VALID


def certificate_number(code: str, number: int, letter: str = "") -> str:
    """`AAAA-VIL-NN/PPP`, with the device's letter where two devices number at one workshop."""
    return f"{code}/{number:03d}{letter}"


def content_digest(number: str, version: int, snapshot: Mapping[str, object]) -> bytes:
    """16 bytes that change with any letter of what was certified."""
    facts = json.dumps(
        [number, version, snapshot],
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(facts.encode()).digest()[:16]


def statement(certificate_id: str, digest: bytes) -> bytes:
    """The bytes that the device signs: form, certificate id (16 bytes), content digest (16)."""
    return bytes([_FORM]) + bytes.fromhex(certificate_id) + digest


def payload(signed: bytes, signature: bytes) -> str:
    """What the printed code says: ASCII letters and digits only, no name in it."""
    return base64.b32encode(signed + signature).decode().rstrip("=")


def read_payload(text: str) -> tuple[str, bytes, bytes] | None:
    """Certificate id, signed bytes and signature of a scanned code; None for anything else."""
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        return None
    if len(raw) != 33 + 64 or raw[0] != _FORM:
        return None
    return raw[1:17].hex(), raw[:33], raw[33:]
