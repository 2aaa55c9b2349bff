"""The drill for copies: the newest opens with what lies in the safe, and with nothing else."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.errors import BundleError, CopyDamaged, FileUnreadable, StoreError
from app.exchange.seal import read_identities, unseal
from app.files import read_file
from app.paths import KEYS
from app.services.care.copies import Copy, copies, verify
from app.services.care.second_place import second_place
from app.store import vault

_LARGEST_KEY = 10_000


@dataclass(frozen=True, slots=True)
class ProvedCopy:
    """The newest copy; `is_good` when the key from the safe opened it and all of it is whole."""

    copy: Copy
    is_good: bool


def prove_newest_copy(home: Path, identity: Path) -> ProvedCopy | None:
    """Open the newest copy of the register in `home` by the age identity in a file.

    None when there is no copy. Nothing is changed. Raises KeyUnreadable, FileUnreadable when
    `identity` is none.
    """
    text = read_file(identity, _LARGEST_KEY).decode("utf-8", "replace")
    found = read_identities(text, identity.name)
    known = copies(home, second_place(home))
    if not known:
        return None
    return ProvedCopy(known[0], _opens(known[0].path, found))


def _opens(folder: Path, identities: list[str]) -> bool:
    try:
        key = vault.recover(folder / KEYS, partial(unseal, identities=identities))
        return verify(folder, key).is_whole
    except (BundleError, StoreError, CopyDamaged, FileUnreadable):
        return False
