"""Certificate: number, version, state, and what its code lets headquarters verify."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

_FORM = 1
SHORT_CODE_SIGNS = 8
_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
"""That of base 32. Source: RFC 4648, table 3."""

_LIKE = {"0": "O", "1": "IL", "8": "B"}
_BETWEEN = re.compile(r"[\s.,·_\u2010-\u2015\u2212-]+")
_MOST_UNSURE = 8


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


def short_code(number: str, version: int, snapshot: Mapping[str, object]) -> str:
    """The eight signs under the printed code, to compare by eye: 40 bits of the content digest."""
    code = base64.b32encode(content_digest(number, version, snapshot)[:5]).decode()
    return f"{code[:4]}-{code[4:]}"


def readings(typed: str) -> list[str]:
    """What a typed code may mean: signs that the alphabet lacks are those they look like.

    Codes are written in A to Z and 2 to 7: 0 is O, 8 is B, 1 is I or L. Nothing where another
    sign stands in it, or so many that it was not typed from a paper of ours.
    """
    signs = [_LIKE.get(sign, sign) for sign in _BETWEEN.sub("", typed).upper()]
    unsure = sum(len(sign) > 1 for sign in signs)
    if not signs or unsure > _MOST_UNSURE or not _ALPHABET.issuperset("".join(signs)):
        return []
    return ["".join(reading) for reading in product(*signs)]


def read_payload(text: str) -> tuple[str, bytes, bytes] | None:
    """Certificate id, signed bytes and signature of a scanned code; None for anything else."""
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        return None
    if len(raw) != 33 + 64 or raw[0] != _FORM:
        return None
    return raw[1:17].hex(), raw[:33], raw[33:]
