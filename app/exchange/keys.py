"""The keys of a device: an Ed25519 key that signs (minisign), an age identity that opens."""

import base64
import hashlib
import json
import re
import secrets
from dataclasses import dataclass

import minisign
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.domain.journal import canonical
from app.errors import KeyUnreadable
from app.exchange.malformed import Malformed
from app.exchange.seal import new_identity, recipient_of

UNTRUSTED = "signature made by Emarge"
"""The first line of our signatures. Nobody signs it, so it says nothing."""

_BETWEEN_DIGITS = re.compile(r"[\s.,·_\u2010-\u2015\u2212-]+")

_KEY_START = 10
"""Two bytes of algorithm and eight of key number precede what minisign writes in base64."""


@dataclass(frozen=True, slots=True, repr=False)
class DeviceKey:
    """The secrets of one device: kept in the encrypted database, never in a file.

    `id` is the device's id in the journal, `signing` a minisign secret key in base64,
    `identity` an age identity, for what colleagues and headquarters seal to this device.
    """

    id: str
    signing: str
    identity: str

    def __repr__(self) -> str:
        return f"DeviceKey({self.id})"

    @property
    def public_key(self) -> str:
        """The minisign public key, `RW…`."""
        public: bytes = self._secret().get_public_key().to_base64()
        return public.decode()

    @property
    def recipient(self) -> str:
        """The age recipient `age1…` that seals to this device."""
        return recipient_of(self.identity)

    def sign(self, data: bytes, comment: str) -> bytes:
        """A minisign signature over `data` and over `comment`, which is printable ASCII."""
        signature = self._secret().sign(data, untrusted_comment=UNTRUSTED, trusted_comment=comment)
        return bytes(signature) + b"\n"

    def sign_raw(self, data: bytes) -> bytes:
        """The 64 bytes of the plain Ed25519 signature over `data`, for printed codes."""
        # minisign's legacy form signs the very bytes and not their hash.
        signature = self._secret().sign(data, prehash=False, trusted_comment="")
        return base64.b64decode(bytes(signature).splitlines()[1])[_KEY_START:]

    def to_bytes(self) -> bytes:
        """All of it, in clear: for the encrypted database only."""
        return canonical({"id": self.id, "signing": self.signing, "identity": self.identity})

    def _secret(self) -> minisign.SecretKey:
        return minisign.SecretKey.from_base64(self.signing)


def new_device_key() -> DeviceKey:
    """Keys for a device that starts for the first time, or as a twin of another."""
    secret: bytes = minisign.KeyPair.generate().secret_key.to_base64()
    return DeviceKey(secrets.token_hex(16), secret.decode(), new_identity())


def device_key_from(data: bytes) -> DeviceKey:
    """The keys that `DeviceKey.to_bytes` stored."""
    return DeviceKey(**json.loads(data))


def public_key_file(public_key: str, device: str = "") -> str:
    """The text of a minisign public key file, which may say whose key it is."""
    key = _public(public_key)
    if device:
        key.untrusted_comment = f"public key of Emarge device {device}"
    return f"{bytes(key).decode()}\n"


def read_public_key(text: str, name: str = "") -> str:
    """The key `RW…` of a minisign public key file, or of its second line alone.

    Raises KeyUnreadable, which names the file `name`, when there is none.
    """
    lines = text.split("\n", 1) if text.startswith("untrusted comment:") else ["", text]
    try:
        return _base64(_public(lines[-1].strip()))
    except Malformed as error:
        raise KeyUnreadable(name=name) from error


def verify(data: bytes, signature: bytes, public_key: str) -> str:
    """The comment that `public_key` signed together with `data`.

    Raises Malformed when it did not sign these very bytes, and when `signature` is not byte for
    byte what `DeviceKey.sign` writes, also where nobody signs it.
    """
    parsed = _parsed(signature)
    try:
        _public(public_key).verify(data, parsed)
    except minisign.Error:
        raise Malformed("the signature is wrong") from None
    return str(parsed.trusted_comment)


def comment_of(signature: bytes) -> str:
    """The comment of a signature that nobody has verified yet.

    Raises Malformed when it is not in the form of ours.
    """
    return str(_parsed(signature).trusted_comment)


def verify_raw(data: bytes, signature: bytes, public_key: str) -> bool:
    """Whether `public_key` made this plain Ed25519 signature over `data`."""
    key = Ed25519PublicKey.from_public_bytes(_raw(public_key))
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def fingerprint(public_key: str) -> str:
    """Thirty digits in groups of five, to be read aloud and compared."""
    number = int.from_bytes(hashlib.sha256(_raw(public_key)).digest()) % 10**30
    digits = f"{number:030d}"
    return " ".join(digits[start : start + 5] for start in range(0, 30, 5))


def is_fingerprint(typed: str, public_key: str) -> bool:
    """Whether `typed` are the digits of `public_key`, with whatever stands between them."""
    return _BETWEEN_DIGITS.sub("", typed) == fingerprint(public_key).replace(" ", "")


def _parsed(signature: bytes) -> minisign.Signature:
    try:
        parsed = minisign.Signature.from_bytes(signature)
    except minisign.Error:
        raise Malformed("no signature") from None
    ours = parsed.untrusted_comment == UNTRUSTED and parsed.is_prehashed()
    if not ours or bytes(parsed) + b"\n" != signature:
        raise Malformed("the signature is not in its one form")
    return parsed


def _public(text: str) -> minisign.PublicKey:
    try:
        return minisign.PublicKey.from_base64(text)
    except minisign.Error:
        raise Malformed("no public key") from None


def _base64(key: minisign.PublicKey) -> str:
    text: bytes = key.to_base64()
    return text.decode()


def _raw(public_key: str) -> bytes:
    """The 32 bytes of the Ed25519 key."""
    return base64.b64decode(_base64(_public(public_key)))[_KEY_START:]
