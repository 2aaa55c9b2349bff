"""One laptop, one headquarters, and bundles that a hostile laptop could sign."""

import json
from collections.abc import Mapping
from functools import cache

from app.exchange.archive import read_archive, write_archive
from app.exchange.bundle import Packed, Payload, pack
from app.exchange.container import Label, read_pair, sign_pair
from app.exchange.datapackage import file_resource
from app.exchange.keys import DeviceKey, new_device_key
from app.exchange.package import PACKAGE, payload_hash
from app.exchange.seal import new_identity, recipient_of, seal, unseal
from tests.app.exchange.journals import BUNDLE, small_workshop

LAPTOP = new_device_key()
STRANGER = new_device_key()
HQ = new_identity()
ESCROW = new_identity()
RECIPIENTS = (recipient_of(HQ), recipient_of(ESCROW))
TRUSTED = {LAPTOP.id: LAPTOP.public_key}


def packed(payload: Payload | None = None, key: DeviceKey = LAPTOP) -> Packed:
    """A good bundle."""
    return pack(payload or small_workshop(a=key.id).payload(), key, RECIPIENTS)


def zip_of(data: bytes) -> bytes:
    """The `bundle.zip` inside a bundle."""
    return read_pair("bundle", "bundle.zip", unseal(data, [HQ])).content


def label(**changes: object) -> Label:
    """What the laptop signs with its first bundle."""
    facts = {"kind": "bundle", "id": BUNDLE, "device": LAPTOP.id, "n": 1, "key": LAPTOP.public_key}
    return Label(**(facts | changes))


def signed(content: bytes, said: Label | None = None, key: DeviceKey = LAPTOP) -> bytes:
    """Any bytes at all, signed and sealed as a bundle."""
    said = said or label(device=key.id, key=key.public_key)
    return seal(sign_pair("bundle.zip", content, said, key), RECIPIENTS)


def members() -> dict[str, bytes]:
    """The members of a good bundle."""
    return dict(_members())


@cache
def _members() -> Mapping[str, bytes]:
    return read_archive(zip_of(packed().data))


def bound(changed: Mapping[str, bytes | None], **said: object) -> bytes:
    """A zip with some members changed (None: left out), bound again as its author would."""
    files = {path: data for path, data in (members() | changed).items() if data is not None}
    package = json.loads(files.pop(PACKAGE))
    package["resources"] = [file_resource(path, data) for path, data in files.items()]
    package["emarge"] |= {"payload": payload_hash(files)} | said
    return write_archive(files | {PACKAGE: json.dumps(package).encode()})
