"""Sealing to public keys in the age format: only the holder of an identity opens it again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import pyrage

from app.errors import BundleDamaged, BundleNotForUs, KeyUnreadable, NoRecipient

_NOBODY = "No matching keys found"
"""How the library says that none of our identities is among the recipients."""

MAGIC = b"age-encryption.org/v1\n"
"""How every sealed file starts."""


def new_identity() -> str:
    """A new secret identity, `AGE-SECRET-KEY-1…`."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public recipient `age1…` that seals to `identity`."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def identity_file(identity: str, created: datetime) -> str:
    """The text of an identity file as `age-keygen` writes it; `created` is timezone-aware."""
    return (
        f"# created: {created.isoformat(timespec='seconds')}\n"
        f"# public key: {recipient_of(identity)}\n"
        f"{identity}\n"
    )


def read_identities(text: str, name: str = "") -> list[str]:
    """The identities of an identity file such as `age-keygen` writes.

    Raises KeyUnreadable, which names the file `name`, when it holds none or one that is wrong.
    """
    found = _lines(text)
    try:
        for identity in found:
            pyrage.x25519.Identity.from_str(identity)
    except pyrage.IdentityError as error:
        raise KeyUnreadable(name=name) from error
    if not found:
        raise KeyUnreadable(name=name)
    return found


def read_recipients(text: str, name: str = "") -> list[str]:
    """The recipients `age1…` of a text, one a line, comments and empty lines apart.

    Raises KeyUnreadable, which names the file `name`, when it holds none or one that is wrong.
    """
    found = _lines(text)
    try:
        for recipient in found:
            pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise KeyUnreadable(name=name) from error
    if not found:
        raise KeyUnreadable(name=name)
    return found


def seal(data: bytes, recipients: Iterable[str]) -> bytes:
    """`data`, encrypted to every one of `recipients`.

    Raises NoRecipient when there is none.
    """
    keys = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
    if not keys:
        raise NoRecipient
    sealed: bytes = pyrage.encrypt(data, keys)
    return sealed


def unseal(data: bytes, identities: Sequence[str], name: str = "") -> bytes:
    """What `data` seals.

    Raises BundleNotForUs when no identity opens it, BundleDamaged when it is not whole; both
    name the file `name`.
    """
    keys = [pyrage.x25519.Identity.from_str(text) for text in identities]
    try:
        opened: bytes = pyrage.decrypt(data, keys)
    except pyrage.DecryptError as error:
        if str(error) == _NOBODY:
            raise BundleNotForUs(name=name) from error
        raise BundleDamaged(name=name, reason="the seal is broken") from error
    return opened


def _lines(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
