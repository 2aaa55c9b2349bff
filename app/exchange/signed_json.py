"""Small signed files: one JSON object, its signature, and a seal where it names people."""

from collections.abc import Collection, Sequence
from typing import TypeVar

import msgspec

from app.domain.journal import canonical
from app.errors import BundleDamaged, BundleTooNew
from app.exchange.bundle import MAX_BUNDLE
from app.exchange.container import MAJOR, Label, read_pair, sign_pair
from app.exchange.keys import DeviceKey
from app.exchange.malformed import Malformed
from app.exchange.seal import MAGIC, seal, unseal
from app.exchange.strict_json import loads

T = TypeVar("T")


def write_signed(
    kind: str, body: object, label: tuple[str, int], key: DeviceKey, sealed_to: Collection[str]
) -> bytes:
    """The file of `body`, a dataclass; `label` is its id (32 hex digits) and its number.

    It is sealed when `sealed_to` names recipients, else it is readable by all.
    """
    content = canonical(msgspec.to_builtins(body)) + b"\n"
    signed = sign_pair(f"{kind}.json", content, Label(kind, *_named(label, key)), key)
    return seal(signed, sorted(set(sealed_to))) if sealed_to else signed


def read_signed(
    kind: str, type_: type[T], data: bytes, identities: Sequence[str], name: str
) -> tuple[T, Label]:
    """The `type_` in `data`, and the label that says who signed it: whom to trust is open.

    Raises BundleNotForUs, BundleTooNew or BundleDamaged, which name the file `name`.
    """
    if len(data) > MAX_BUNDLE:
        raise BundleDamaged(name=name, reason="the file is too large")
    pair = unseal(data, identities, name) if data.startswith(MAGIC) else data
    try:
        signed = read_pair(kind, f"{kind}.json", pair)
        if signed.label.major > MAJOR:
            raise BundleTooNew(name=name)
        return msgspec.convert(loads(signed.content, max_text=MAX_BUNDLE), type_), signed.label
    except (Malformed, msgspec.ValidationError) as error:
        raise BundleDamaged(name=name, reason=str(error)) from error


def _named(label: tuple[str, int], key: DeviceKey) -> tuple[str, str, int, str]:
    identifier, n = label
    return identifier, key.id, n, key.public_key
