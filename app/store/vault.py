"""The register's random key, wrapped by the passphrase and by a recovery key for paper.

The key lies sealed in the key file beside the register and its second copy, so that a new
passphrase costs two small files and not a rewritten register. Headquarters may hold a third way
in: the key sealed to it.
"""

import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec.structs import replace

from app.errors import (
    AlreadyInstalled,
    FileUnreadable,
    KeyNotDeposited,
    KeySlotDamaged,
    KeysMissing,
    NewerSchema,
    WrongPassphrase,
)
from app.files import read_file, write_file
from app.paths import holds_register, is_there
from app.store.key_file import (
    KEY_BYTES,
    KINDS,
    LARGEST_BYTES,
    ByHeadquarters,
    ByPassphrase,
    ByRecoveryKey,
    Cost,
    Kind,
    Slot,
    Stretched,
    read,
    written,
)
from app.store.key_ring import (
    best,
    files_of,
    is_about,
    mark_of,
    put_ring_back,
    read_ring,
    write_ring,
)

STANDARD = Cost()
"""What a new key file takes."""
_PURPOSES: dict[type[Stretched], bytes] = {
    ByPassphrase: b"emarge passphrase",
    ByRecoveryKey: b"emarge recovery",
}
"""What a slot is sealed with besides the key, so that no slot can stand in for another."""

_ALPHABET = "ABCDEFGHJKLMNPQRSTVWXYZ"
"""Letters alone, as digits lie elsewhere on AZERTY; without I, O and U, which are misread."""
_GROUPS, _GROUP = 6, 5
"""30 letters of 23 are 135 bits."""

Stretchable = TypeVar("Stretchable", ByPassphrase, ByRecoveryKey)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The register's key (32 bytes), and what the key file says besides.

    `by_recovery_key`: the passphrase was not what opened. `is_deposited`: headquarters can open
    it too. `by` is the way in that opened, `is_from_copy` that only a backup copy held it.
    """

    key: bytes = field(repr=False)
    by_recovery_key: bool
    is_deposited: bool
    by: Slot | None = field(default=None, repr=False, compare=False)
    is_from_copy: bool = field(default=False, compare=False)


def create(path: Path, passphrase: str, cost: Cost = STANDARD) -> tuple[bytes, str]:
    """Make a key and write the key file at `path`, twice; the key (32 bytes), the recovery key.

    The recovery key is to be shown once, for paper. Raises AlreadyInstalled when a key file is
    there, KeysMissing when a register is there without one: to write over or beside it would
    lose the register.
    """
    if any(is_there(one) for one in files_of(path)):
        raise AlreadyInstalled(path=path.parent)
    if holds_register(path.parent):
        raise KeysMissing(path=path.parent)
    key, recovery = secrets.token_bytes(KEY_BYTES), _new_recovery_key()
    ways = (
        _wrap(ByPassphrase, key, _tidy(passphrase), cost),
        _wrap(ByRecoveryKey, key, _letters(recovery), cost),
    )
    write_ring(path, ways, is_new=True)
    return key, recovery


def unlock(path: Path, secret: str) -> Unlocked:
    """Find the key by passphrase or recovery key, in whichever file holds that way in whole.

    Raises WrongPassphrase when `secret` is neither, KeySlotDamaged when it may be right but its
    way in is whole nowhere, KeysDamaged when no way in is, NewerSchema when a later release
    wrote a file, FileUnreadable when none is there.
    """
    ring = read_ring(path)
    tries: list[tuple[Kind, str]] = [(ByPassphrase, _tidy(secret))]
    if len(_letters(secret)) == _GROUPS * _GROUP:
        tries.append((ByRecoveryKey, _letters(secret)))
    for kind, text in tries:
        for slot in ring.newest(kind):
            key = _unwrap(slot, text)
            if key is not None:
                is_deposited = any(is_about(one, key) for one in ring.newest(ByHeadquarters))
                is_from_copy = slot in ring.of_copies
                return Unlocked(key, kind is ByRecoveryKey, is_deposited, slot, is_from_copy)
    if not all(ring.is_sure(kind) for kind, _ in tries):
        raise KeySlotDamaged(path=path)
    raise WrongPassphrase


def fits(path: Path, key: bytes) -> bool:
    """Whether the key file at `path` is whole and of the register that `key` opens."""
    try:
        file = read(read_file(path, LARGEST_BYTES))
    except (FileUnreadable, NewerSchema):
        return False
    return file.is_whole and all(is_about(slot, key) for slot in file.slots)


def hand_on(path: Path, key: bytes, places: Sequence[Path]) -> None:
    """Write the ways in to `key` that the key file at `path` and its copies hold into `places`.

    What is damaged there is not handed on. Raises what `unlock` raises of files, and what
    `write_file` raises.
    """
    slots = best(read_ring(path), key)
    for place in places:
        write_file(place, written(slots), private=True, own=True)


def put_back(path: Path, source: Path, opened: Unlocked) -> bool:
    """Put what the key file at `source` holds in the place of the one at `path` and its copy.

    `opened` is what `unlock` answered of it. What lay there is set aside; whether anything did.
    Raises WrongPassphrase when another passphrase has taken its place since, FileUnreadable and
    what `write_file` raises.
    """
    if opened.by is None:
        raise WrongPassphrase
    return put_ring_back(path, read_ring(source), opened.key, opened.by)


def change_passphrase(path: Path, key: bytes, new: str, cost: Cost = STANDARD) -> None:
    """Let `new` open the register instead of the old passphrase; the recovery key stays.

    Whatever happens meanwhile, one of the two opens it, and never both.
    Raises WrongPassphrase when `key` is not the one of this file.
    """
    _renew(path, key, _wrap(ByPassphrase, key, _tidy(new), cost))


def renew_recovery(path: Path, key: bytes, cost: Cost = STANDARD) -> str:
    """A new recovery key; the old one opens nothing any more.

    Raises WrongPassphrase when `key` is not the one of this file.
    """
    recovery = _new_recovery_key()
    _renew(path, key, _wrap(ByRecoveryKey, key, _letters(recovery), cost))
    return recovery


def deposit(path: Path, key: bytes, seal: Callable[[bytes], bytes]) -> None:
    """Keep the key sealed to headquarters too: a forgotten passphrase loses no workshop.

    `seal` encrypts so that headquarters alone can read. Raises WrongPassphrase when `key` is
    not the one of this file.
    """
    _renew(path, key, ByHeadquarters(0, mark_of(key), seal(key)))


def recover(path: Path, open_sealed: Callable[[bytes], bytes]) -> bytes:
    """The key (32 bytes), by headquarters, whose `open_sealed` reads what was deposited.

    Raises KeyNotDeposited when nothing was deposited or when it is another key, and what
    `open_sealed` raises.
    """
    ring = read_ring(path)
    for slot in ring.newest(ByHeadquarters):
        key = open_sealed(slot.sealed)
        if is_about(slot, key) and _is_of(key, ring.slots):
            return key
    raise KeyNotDeposited(name=path.name)


def _is_of(key: bytes, slots: Sequence[Slot]) -> bool:
    """Whether `slots` are about `key`: wrapping another one would lock everybody out."""
    marks = {slot.mark for slot in slots if slot.mark}
    return len(key) == KEY_BYTES and (not marks or mark_of(key) in marks)


def _renew(path: Path, key: bytes, slot: Slot) -> None:
    """Put `slot` in the place of the one of its kind, one generation later."""
    ring = read_ring(path)
    if not _is_of(key, ring.slots):
        raise WrongPassphrase
    kept = [one for one in best(ring, key) if type(one) is not type(slot)]
    before = [
        one.generation for one in ring.slots if type(one) is type(slot) and is_about(one, key)
    ]
    new = replace(slot, generation=max(before, default=-1) + 1)
    ways = [replace(one, mark=mark_of(key)) for one in (*kept, new)]
    write_ring(path, tuple(sorted(ways, key=_place)))


def _place(slot: Slot) -> int:
    return KINDS.index(type(slot))


def _tidy(passphrase: str) -> str:
    """One text for what looks the same: two keyboards compose é in two ways."""
    return unicodedata.normalize("NFC", passphrase).strip()


def _letters(recovery: str) -> str:
    """A recovery key as typed, in any case, without spaces, dashes or what else was added."""
    return "".join(letter for letter in recovery.upper() if letter in _ALPHABET)


def _new_recovery_key() -> str:
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _wrap(kind: type[Stretchable], key: bytes, secret: str, cost: Cost) -> Stretchable:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = _cipher(secret, salt, cost).encrypt(nonce, key, _PURPOSES[kind])
    return kind(0, mark_of(key), cost, salt, nonce, sealed)


def _unwrap(slot: Slot, secret: str) -> bytes | None:
    if isinstance(slot, ByHeadquarters):
        return None
    cipher = _cipher(secret, slot.salt, slot.cost)
    try:
        key = cipher.decrypt(slot.nonce, slot.sealed, _PURPOSES[type(slot)])
    except InvalidTag:
        return None
    return key if is_about(slot, key) else None


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
