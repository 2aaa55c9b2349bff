"""A file that came: which of the files that travel it is, told from its bytes alone."""

from collections.abc import Sequence
from enum import StrEnum

from app.errors import BundleError
from app.exchange.seal import MAGIC, unseal


class Arrival(StrEnum):
    """The files that travel, by the word in their label."""

    BUNDLE = "bundle"
    RECEIPT = "receipt"
    ENROLMENT = "enrolment"


_FIRST_MEMBERS = {
    b"receipt.json.minisig": Arrival.RECEIPT,
    b"enrolment.json.minisig": Arrival.ENROLMENT,
}
_NAME_BYTES = 100
"""A tar begins with the name of its first member, filled up with zeros."""


def arrival(data: bytes, identities: Sequence[str]) -> Arrival:
    """What `data` says it is; whatever says nothing else is to be checked as a bundle.

    Nothing is verified here: whoever reads it as what it says it is checks every byte.
    """
    try:
        pair = unseal(data, identities) if data.startswith(MAGIC) else data
    except BundleError:
        return Arrival.BUNDLE
    return _FIRST_MEMBERS.get(pair[:_NAME_BYTES].rstrip(b"\0"), Arrival.BUNDLE)
