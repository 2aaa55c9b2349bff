"""The register's random key, wrapped by the passphrase and by a recovery key for paper.

The key lies sealed in the key file beside the register, so that a new passphrase costs one small
file and not a rewritten register. Headquarters may hold a third way in: the key sealed to it.
"""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec.structs import replace

from app.errors import (
    AlreadyInstalled,
    FileUnreadable,
    KeyNotDeposited,
    KeysDamaged,
    NewerSchema,
    PassphraseTooWeak,
    WrongPassphrase,
)
from app.store.key_file import KEY_BYTES, Cost, Keys, Slot, read_keys, write_keys

SHORTEST = 12
"""Characters of a passphrase, as of three or four common words."""

_FEWEST_LETTERS = 5
STANDARD = Cost()
"""What a new key file takes."""
_PASSPHRASE = b"emarge passphrase"
_RECOVERY = b"emarge recovery"
"""What a slot is sealed with besides the key, so that no slot can stand in for another."""

_ALPHABET = "ABCDEFGHJKLMNPQRSTVWXYZ"
"""Letters alone, as digits lie elsewhere on AZERTY; without I, O and U, which are misread."""
_GROUPS, _GROUP = 6, 5
"""30 letters of 23 are 135 bits."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The register's key (32 bytes), and what the key file says besides.

    `by_recovery_key`: the passphrase was not what opened. `is_deposited`: headquarters can open
    it too.
    """

    key: bytes = field(repr=False)
    by_recovery_key: bool
    is_deposited: bool


def require_strength(passphrase: str, *, strict: bool = True) -> None:
    """Refuse a passphrase that is guessed too easily.

    Raises PassphraseTooWeak when it is blank; when `strict` also when it is short or repeats a
    few characters.
    """
    text = _tidy(passphrase)
    if text and not strict:
        return
    if len(text) < SHORTEST or len(set(text)) < _FEWEST_LETTERS:
        raise PassphraseTooWeak(minimum=SHORTEST)


def create(path: Path, passphrase: str, cost: Cost = STANDARD) -> tuple[bytes, str]:
    """Make a key and write the key file at `path`; the key (32 bytes) and the recovery key.

    The recovery key is to be shown once, for paper. Raises AlreadyInstalled when a key file is
    there: to write over it would lose the register.
    """
    if path.exists():
        raise AlreadyInstalled(path=path.parent)
    key, recovery = secrets.token_bytes(KEY_BYTES), _new_recovery_key()
    write_keys(
        path,
        Keys(
            _mark(key),
            passphrase=_wrap(key, _tidy(passphrase), _PASSPHRASE, cost),
            recovery=_wrap(key, _letters(recovery), _RECOVERY, cost),
        ),
    )
    return key, recovery


def unlock(path: Path, secret: str) -> Unlocked:
    """Find the key by passphrase or recovery key.

    Raises WrongPassphrase when `secret` is neither, KeysDamaged when the file is not whole,
    NewerSchema when a later release wrote it, FileUnreadable when it is not there.
    """
    keys = read_keys(path)
    is_deposited = bool(keys.escrow)
    key = _unwrap(keys.passphrase, _tidy(secret), _PASSPHRASE)
    if key is not None:
        return Unlocked(key, False, is_deposited)
    if len(_letters(secret)) == _GROUPS * _GROUP:
        key = _unwrap(keys.recovery, _letters(secret), _RECOVERY)
    if key is None:
        raise WrongPassphrase
    return Unlocked(key, True, is_deposited)


def fits(path: Path, key: bytes) -> bool:
    """Whether the key file at `path` is whole and of the register that `key` opens."""
    try:
        return hmac.compare_digest(_mark(key), read_keys(path).mark)
    except (FileUnreadable, KeysDamaged, NewerSchema):
        return False


def change_passphrase(path: Path, key: bytes, new: str, cost: Cost = STANDARD) -> None:
    """Let `new` open the register instead of the old passphrase; the recovery key stays.

    Whatever happens meanwhile, one of the two opens it.
    Raises WrongPassphrase when `key` is not the one of this file.
    """
    slot = _wrap(key, _tidy(new), _PASSPHRASE, cost)
    write_keys(path, replace(_owned(path, key), passphrase=slot))


def renew_recovery(path: Path, key: bytes, cost: Cost = STANDARD) -> str:
    """A new recovery key; the old one opens nothing any more.

    Raises WrongPassphrase when `key` is not the one of this file.
    """
    recovery = _new_recovery_key()
    slot = _wrap(key, _letters(recovery), _RECOVERY, cost)
    write_keys(path, replace(_owned(path, key), recovery=slot))
    return recovery


def deposit(path: Path, key: bytes, seal: Callable[[bytes], bytes]) -> None:
    """Keep the key sealed to headquarters too: a forgotten passphrase loses no workshop.

    `seal` encrypts so that headquarters alone can read. Raises WrongPassphrase when `key` is
    not the one of this file.
    """
    write_keys(path, replace(_owned(path, key), escrow=seal(key)))


def recover(path: Path, open_sealed: Callable[[bytes], bytes]) -> bytes:
    """The key (32 bytes), by headquarters, whose `open_sealed` reads what was deposited.

    Raises KeyNotDeposited when nothing was deposited or when it is another key, and what
    `open_sealed` raises.
    """
    keys = read_keys(path)
    key = open_sealed(keys.escrow) if keys.escrow else b""
    if not hmac.compare_digest(_mark(key), keys.mark):
        raise KeyNotDeposited(name=path.name)
    return key


def _owned(path: Path, key: bytes) -> Keys:
    """The file, if `key` is its key: wrapping another one would lock everybody out."""
    keys = read_keys(path)
    if not hmac.compare_digest(_mark(key), keys.mark):
        raise WrongPassphrase
    return keys


def _mark(key: bytes) -> bytes:
    return hashlib.sha256(b"emarge mark" + key).digest()[:16]


def _tidy(passphrase: str) -> str:
    """One text for what looks the same: two keyboards compose é in two ways."""
    return unicodedata.normalize("NFC", passphrase).strip()


def _letters(recovery: str) -> str:
    """A recovery key as typed, in any case, without spaces, dashes or what else was added."""
    return "".join(letter for letter in recovery.upper() if letter in _ALPHABET)


def _new_recovery_key() -> str:
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _wrap(key: bytes, secret: str, purpose: bytes, cost: Cost) -> Slot:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    return Slot(cost, salt, nonce, _cipher(secret, salt, cost).encrypt(nonce, key, purpose))


def _unwrap(slot: Slot, secret: str, purpose: bytes) -> bytes | None:
    try:
        return _cipher(secret, slot.salt, slot.cost).decrypt(slot.nonce, slot.sealed, purpose)
    except InvalidTag:
        return None


def _cipher(secret: str, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    # An environment variable may hold bytes that are no text; they are as good as any secret.
    return ChaCha20Poly1305(kdf.derive(secret.encode("utf-8", "surrogatepass")))
