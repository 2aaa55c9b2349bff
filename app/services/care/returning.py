"""Putting a key file back that was returned: by headquarters, on a stick, out of a drawer."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import AlreadyOpen, FileUnreadable, KeysOfAnother, RegisterMissing
from app.files import refusal
from app.paths import KEYS, REGISTER, SET_ASIDE, is_there
from app.services.care import swapping
from app.store import vault
from app.store.held import is_held
from app.store.key_lock import alone
from app.store.salvage import opens


@dataclass(frozen=True, slots=True)
class KeysReturned:
    """A key file is in its place; `set_aside` is where those of before lie, None without any."""

    set_aside: Path | None


def put_keys_back(home: Path, secret: str, keys: Path) -> KeysReturned:
    """Put the key file `keys` into its place, once it was seen to open the register in `home`.

    `secret` is the passphrase or the recovery key of that file. The register must be closed, and
    may be damaged besides; the key files of before are set aside.
    Raises RegisterMissing, AlreadyOpen, KeysOfAnother; WrongPassphrase, KeySlotDamaged,
    KeysDamaged, NewerSchema and FileUnreadable of `keys`; KeysBusy and what `write_file` raises.
    Nothing was changed then.
    """
    with suppress(FileUnreadable):  # a mark that is damaged is in nobody's way here
        swapping.finish(home)
    register = home / REGISTER
    if not is_there(register):
        raise RegisterMissing(path=register)
    if is_held(register):
        raise AlreadyOpen
    with alone(home):
        opened = vault.unlock(keys, secret)
        if not _opens(register, opened.key):
            raise KeysOfAnother(name=keys.name)
        is_aside = vault.put_back(home / KEYS, keys, opened)
    return KeysReturned(home / SET_ASIDE if is_aside else None)


def _opens(register: Path, key: bytes) -> bool:
    try:
        return opens(register, key)
    except OSError as error:
        raise refusal(error, register) from error
