"""One installation: its folder, its keys, its register, opened together."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from app.errors import (
    AlreadyOpen,
    CopyNotVerified,
    FileNotWritten,
    FolderRefused,
    NotInstalled,
    RegisterMissing,
)
from app.exchange.keys import DeviceKey, device_key_from, new_device_key
from app.exchange.seal import seal
from app.paths import KEYS, REGISTER
from app.services.care import swapping
from app.services.travelling import headquarters
from app.services.writing import Author
from app.store import local, vault
from app.store.database import Database, open_database
from app.store.key_file import Cost

_MARK = "installing"
_DEPOSITED = "deposited_to"
_STALE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Installation:
    """An open register with the device that writes in it.

    `data_key` opens the register and its copies. `recovery_key` is what opened it, if that was
    not the passphrase: a new one can be chosen.
    """

    home: Path
    db: Database
    key: DeviceKey
    author: Author
    recovery_key: str = field(default="", repr=False)
    data_key: bytes = field(default=b"", repr=False)

    def close(self) -> None:
        """Close the register."""
        self.db.close()


def is_installed(home: Path) -> bool:
    """Whether `home` holds an installation, also one between two places."""
    return (home / KEYS).exists() or swapping.is_begun(home)


def install(
    home: Path, passphrase: str, *, now: datetime, strict: bool = True, cost: Cost = vault.STANDARD
) -> str:
    """Make a new installation in `home`; the recovery key, to be shown once.

    A passphrase that is guessed too easily is refused; with `strict` off, for scripts, only a
    blank one is. `cost` is what each guess costs.

    Raises PassphraseTooWeak, FolderRefused; AlreadyInstalled when there is one.
    """
    vault.require_strength(passphrase, strict=strict)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FolderRefused(path=home) from error
    with _alone(home):
        data_key, recovery = vault.create(home / KEYS, passphrase, cost)
        db = open_database(home / REGISTER, data_key)
        try:
            with db.atomic():
                local.keep(db, "device_key", new_device_key().to_bytes().decode())
                local.keep(db, "installed_at", now.isoformat(timespec="seconds"))
        finally:
            db.close()
    return recovery


def _is_installing(home: Path) -> bool:
    """Whether somebody is making the register right now; a first start that died is not."""
    mark = home / _MARK
    return mark.exists() and time.time() - mark.stat().st_mtime < _STALE_SECONDS


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Keep a second first start away: two keys for one register would lose it.

    Raises AlreadyOpen. What a first start that was killed left behind is taken over.
    """
    mark = home / _MARK
    try:
        if not _is_installing(home):
            mark.unlink(missing_ok=True)
        mark.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise AlreadyOpen from error
    except OSError as error:
        raise FolderRefused(path=home) from error
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)


def open_installation(home: Path, passphrase: str, who: str = "") -> Installation:
    """Open the installation in `home` with the passphrase or the recovery key.

    Raises NotInstalled, RegisterMissing when the keys are all that is left, WrongPassphrase, and
    what `open_database` raises.
    """
    swapping.finish(home)  # a restoring that was killed
    if not is_installed(home):
        raise NotInstalled
    if _is_installing(home):
        raise AlreadyOpen
    if not (home / REGISTER).exists() and not (home / _MARK).exists():
        raise RegisterMissing(path=home / REGISTER)  # opening would begin an empty one
    opened = vault.unlock(home / KEYS, passphrase)
    db = open_database(home / REGISTER, opened.key)
    try:
        key = _device_key(db)
        _deposit(home, db, opened)
        (home / _MARK).unlink(missing_ok=True)  # a first start that died has ended here
    except BaseException:
        db.close()
        raise
    operator = who or local.note(db, "operator")
    author = Author(key.id, operator, local.note(db, "letter"))
    recovery_key = passphrase if opened.by_recovery_key else ""
    return Installation(home, db, key, author, recovery_key, opened.key)


def _device_key(db: Database) -> DeviceKey:
    """This device's key; made now if the power went between the two steps of installing."""
    kept = local.note(db, "device_key")
    if kept:
        return device_key_from(kept.encode())
    key = new_device_key()
    local.keep(db, "device_key", key.to_bytes().decode())
    return key


def _deposit(home: Path, db: Database, opened: vault.Unlocked) -> None:
    """Seal the register's key to headquarters too, once it is known: see docs/decisions/020.

    A drive that refuses keeps nobody out: it is tried again at the next opening.
    """
    recipients = headquarters.enrolled_recipients(db)
    told = " ".join(recipients)
    if not recipients or (opened.is_deposited and local.note(db, _DEPOSITED) == told):
        return
    with suppress(FileNotWritten, CopyNotVerified):
        vault.deposit(home / KEYS, opened.key, partial(seal, recipients=recipients))
        local.keep(db, _DEPOSITED, told)
