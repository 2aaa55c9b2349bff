"""Succession: a restored laptop is a new device, and the key that it had vouches for the new one.

It stands in the label of a bundle, before the content: whoever gets a file of a laptop that is
not known yet learns, without a look inside, that it goes on for one that is.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated

import msgspec

from app.domain.journal import canonical
from app.errors import KeyUnreadable
from app.exchange.devices import Device, check_device
from app.exchange.keys import DeviceKey, verify_raw
from app.exchange.malformed import Malformed

MOST = 10
"""Successions that travel: minisign takes comments of 8,192 bytes, and each is some 600."""

_LONGEST_TOKEN = 7000


@dataclass(frozen=True, slots=True)
class Succession:
    """One device in the place of another, which signed this as the last thing that it did.

    `device` and `key` are the id and the public key of the old one, `card` is the new one. `last`
    is the number of the last bundle that the old one knew of when it was copied, 0 when there
    was none; `at` is the clock of the new one, ISO with zone. `signature` is the old key's over
    `statement`, in base64.
    """

    device: str
    key: str
    card: Device
    last: Annotated[int, msgspec.Meta(ge=0)]
    at: str
    signature: str = ""

    @property
    def statement(self) -> bytes:
        """The bytes that the old key signs; nothing else that it signs begins like this."""
        said = msgspec.to_builtins(self) | {"kind": "succession"}
        del said["signature"]
        return b"emarge succession " + canonical(said)

    @property
    def is_signed(self) -> bool:
        """Whether the old key made the signature."""
        try:
            raw = base64.b64decode(self.signature, validate=True)
            return verify_raw(self.statement, raw, self.key)
        except (binascii.Error, Malformed):
            return False


def succeed(old: DeviceKey, card: Device, *, last: int, at: str) -> Succession:
    """What the key of the `old` device says of the new one, whose card is `card`."""
    said = Succession(old.id, old.public_key, card, last, at)
    signature = base64.b64encode(old.sign_raw(said.statement)).decode()
    return replace(said, signature=signature)


def write_successions(chain: Sequence[Succession]) -> str:
    """The newest `MOST` of `chain` as one word of a label, the oldest first; "" for none."""
    if not chain:
        return ""
    body = canonical([msgspec.to_builtins(one) for one in chain[-MOST:]])
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


def read_successions(token: str) -> tuple[Succession, ...]:
    """The chain in a word of a label; nothing of it is believed yet. Raises Malformed."""
    if not token:
        return ()
    if len(token) > _LONGEST_TOKEN:
        raise Malformed("too many successions")
    try:
        body = base64.b64decode(token + "=" * (-len(token) % 4), altchars="-_", validate=True)
        chain = msgspec.json.decode(body, type=tuple[Succession, ...])
        for one in chain:
            check_device(one.card)
    except (binascii.Error, msgspec.DecodeError, UnicodeError, KeyUnreadable) as error:
        raise Malformed("no succession") from error
    return chain


def heirs(
    chain: Sequence[Succession], device: str, key: str, trusted: Mapping[str, str]
) -> tuple[Succession, ...]:
    """The end of `chain` by which the unknown `device` with `key` goes on for a trusted one.

    `trusted` maps device ids to public keys. Empty when a link is missing or signed by another
    key, when it leads to somebody else, or when it would give a known device another key.
    """
    starts = [at for at, one in enumerate(chain) if trusted.get(one.device) == one.key]
    links = chain[starts[-1] :] if starts else ()
    if not links or (links[-1].card.id, links[-1].card.key) != (device, key):
        return ()
    joined = all(
        (before.card.id, before.card.key) == (after.device, after.key)
        for before, after in pairwise(links)
    )
    is_new = not any(one.card.id in trusted for one in links)
    return tuple(links) if joined and is_new and all(one.is_signed for one in links) else ()
