"""A new passphrase or a new recovery key, and the way in that headquarters has."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app.errors import PresentPassphraseWrong, WrongPassphrase
from app.exchange.seal import unseal
from app.paths import KEYS
from app.services.care.rekeying import rekey_copies
from app.services.care.strength import require_strength
from app.store import vault
from app.store.key_file import Cost
from app.store.key_lock import alone


def renew_recovery_key(home: Path, passphrase: str) -> str:
    """A new recovery key for the installation in `home`; the old one opens nothing any more.

    Nor does it open the copies within reach. Raises WrongPassphrase, KeysDamaged, KeysBusy.
    """
    with alone(home):
        opened = vault.unlock(home / KEYS, passphrase)
        recovery = vault.renew_recovery(home / KEYS, opened.key)
        rekey_copies(home, opened.key)
    return recovery


def change_passphrase(
    home: Path, present: str, new: str, *, cost: Cost = vault.STANDARD
) -> tuple[Path, ...]:
    """Let `new` open the installation in `home`; `present` is its passphrase or recovery key.

    The copies within reach open by `new` too; answers where there may be others, which open as
    before. The recovery key stays as it is. The register may be open meanwhile: its key stays.
    Raises PassphraseTooWeak, PresentPassphraseWrong, KeysDamaged, KeysBusy and what `write_file`
    raises; the present passphrase then opens as before.
    """
    require_strength(new)
    with alone(home):
        try:
            opened = vault.unlock(home / KEYS, present)
        except WrongPassphrase as error:
            raise PresentPassphraseWrong from error
        vault.change_passphrase(home / KEYS, opened.key, new, cost)
        return rekey_copies(home, opened.key)


def open_for_headquarters(
    keys: Path,
    identities: Sequence[str],
    new: str,
    *,
    cost: Cost = vault.STANDARD,
) -> None:
    """Let `new` open the register of the key file `keys`, by headquarters' age identities.

    For a laptop whose passphrase and recovery key are lost. Raises PassphraseTooWeak,
    KeyNotDeposited, BundleNotForUs when it was sealed to other identities, BundleDamaged,
    KeysDamaged, FileUnreadable and what `write_file` raises.
    """
    require_strength(new)
    with alone(keys.parent):
        key = vault.recover(keys, partial(unseal, identities=identities, name=keys.name))
        vault.change_passphrase(keys, key, new, cost)
