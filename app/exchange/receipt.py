"""The receipt: headquarters tells one device, signed, what it has and what it set aside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

import msgspec

from app.exchange.container import check_signer
from app.exchange.keys import DeviceKey
from app.exchange.package import Id, Sha256, Text, Whole
from app.exchange.signed_json import read_signed, write_signed

_KIND = "receipt"


class Fate(StrEnum):
    """What became of a bundle at headquarters."""

    MERGED = "merged"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One bundle that arrived; `sha256` names what was signed, `reason` why it was set aside."""

    bundle: Id
    n: Whole
    sha256: Sha256
    fate: Fate
    reason: Text = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """One entry that headquarters has and did not apply."""

    entry: Sha256
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What headquarters has of one `device`, at `at` (its clock, ISO with zone).

    `have` is the last entry without a gap before it, by workshop and device; `digests` names
    the set of entries of each workshop. `n` counts the receipts of headquarters.
    """

    id: Id
    n: Annotated[int, msgspec.Meta(ge=1)]
    device: Text
    at: Text
    bundles: tuple[Acknowledged, ...]
    have: dict[Text, dict[Text, Whole]]
    digests: dict[Text, Sha256]
    set_aside: tuple[SetAside, ...] = field(default=())
    conflicts: Whole = 0

    def covers(self, workshop: str, device: str, seq: int) -> bool:
        """Whether headquarters acknowledged this entry and all before it."""
        return seq <= self.have.get(workshop, {}).get(device, 0)


def write_receipt(receipt: Receipt, key: DeviceKey, sealed_to: Collection[str] = ()) -> bytes:
    """The signed file of `receipt`, sealed to `sealed_to` (the device's recipient) if known."""
    return write_signed(_KIND, receipt, (receipt.id, receipt.n), key, sealed_to)


def read_receipt(
    data: bytes, identities: Sequence[str], trusted: Mapping[str, str], name: str = ""
) -> Receipt:
    """The receipt in `data`, when headquarters signed it.

    `trusted` maps the device id of headquarters to its public key. Raises SignerUnknown,
    BundleNotForUs, BundleTooNew or BundleDamaged, which name the file `name`.
    """
    receipt, label = read_signed(_KIND, Receipt, data, identities, name)
    check_signer(label, trusted, name)
    return receipt
