"""Makes a key file as Émarge 0.1.0 wrote it; never edit what this says."""

import base64
import hashlib
import json
from pathlib import Path

import msgspec

from app.store.key_file import ByHeadquarters, read


def as_in_0_1_0(path: Path) -> bytes:
    """What 0.1.0 would have written for the ways in of the key file at `path`."""
    slots = read(path.read_bytes()).slots
    body: dict[str, object] = {"mark": base64.b64encode(slots[0].mark).decode()}
    for name, slot in zip(("passphrase", "recovery"), slots, strict=False):
        told = json.loads(msgspec.json.encode(slot))
        fields = ("cost", "salt", "nonce", "sealed", "kdf")
        body[name] = {field: told[field] for field in fields}
    deposits = [slot.sealed for slot in slots if isinstance(slot, ByHeadquarters)]
    body["escrow"] = base64.b64encode(b"".join(deposits)).decode()
    body |= {"check": "", "version": 1, "format": "emarge-keys"}
    compact = json.dumps(body, separators=(",", ":")).encode()
    body["check"] = hashlib.sha256(compact).hexdigest()
    return json.dumps(body, indent=2).encode() + b"\n"
