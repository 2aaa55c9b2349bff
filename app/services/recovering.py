"""A new recovery key, when the paper was lost or never written."""

from pathlib import Path

from app.services.installation import KEYS
from app.store import vault


def renew_recovery_key(home: Path, passphrase: str) -> str:
    """A new recovery key for the installation in `home`; the old one opens nothing any more.

    Raises WrongPassphrase, KeysDamaged.
    """
    key = vault.unlock(home / KEYS, passphrase)
    return vault.renew_recovery(home / KEYS, key)
