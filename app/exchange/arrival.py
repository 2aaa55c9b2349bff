"""A file that came: which of the files that travel it is, told from its bytes alone."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import PurePath

from app.errors import (
    BundleError,
    BundleMisnamed,
    CardMisplaced,
    EnrolmentMisnamed,
    OtherKind,
    ReceiptMisnamed,
)
from app.exchange.bundle import SUFFIX as BUNDLE_SUFFIX
from app.exchange.devices import is_card, read_card
from app.exchange.keys import fingerprint
from app.exchange.seal import MAGIC, unseal


class Arrival(StrEnum):
    """The files that travel, by the word in their label; a card has none.

    UNKNOWN is what says nothing of itself, or cannot be opened here.
    """

    BUNDLE = "bundle"
    RECEIPT = "receipt"
    ENROLMENT = "enrolment"
    CARD = "card"
    UNKNOWN = "unknown"


CARD_SUFFIX, ENROLMENT_SUFFIX, RECEIPT_SUFFIX = ".card", ".enrolment", ".receipt"

_NAMED = {
    BUNDLE_SUFFIX: Arrival.BUNDLE,
    ENROLMENT_SUFFIX: Arrival.ENROLMENT,
    RECEIPT_SUFFIX: Arrival.RECEIPT,
    CARD_SUFFIX: Arrival.CARD,
}

_FIRST_MEMBERS = {
    b"bundle.zip.minisig": Arrival.BUNDLE,
    b"receipt.json.minisig": Arrival.RECEIPT,
    b"enrolment.json.minisig": Arrival.ENROLMENT,
}
_MISNAMED: Mapping[Arrival, type[OtherKind]] = {
    Arrival.BUNDLE: BundleMisnamed,
    Arrival.ENROLMENT: EnrolmentMisnamed,
    Arrival.RECEIPT: ReceiptMisnamed,
}
_NAME_BYTES = 100
"""A tar begins with the name of its first member, filled up with zeros."""


def arrival(data: bytes, identities: Sequence[str]) -> Arrival:
    """What `data` says it is; whatever says nothing is to be checked as a bundle.

    Nothing is verified here: whoever reads it as what it says it is checks every byte.
    """
    if is_card(data):
        return Arrival.CARD
    try:
        pair = unseal(data, identities) if data.startswith(MAGIC) else data
    except BundleError:
        return Arrival.UNKNOWN
    return _FIRST_MEMBERS.get(pair[:_NAME_BYTES].rstrip(b"\0"), Arrival.UNKNOWN)


def is_misnamed(name: str, kind: Arrival) -> bool:
    """Whether a file called `name` promises another kind of file than the `kind` that it is."""
    promised = _NAMED.get(PurePath(name).suffix.casefold())
    return promised is not None and kind not in (promised, Arrival.UNKNOWN)


def other_kind(name: str, kind: Arrival, data: bytes) -> OtherKind:
    """What to tell of the file `name` with the bytes `data`, which is of a `kind` nobody expected.

    Raises KeyUnreadable when it is a card that is damaged; ValueError for an UNKNOWN one.
    """
    if kind is Arrival.CARD:
        device = read_card(data.decode("utf-8", "replace"), name).device
        return CardMisplaced(name=name, laptop=device.name, digits=fingerprint(device.key))
    if kind not in _MISNAMED:
        raise ValueError(kind)
    return _MISNAMED[kind](name=name)
