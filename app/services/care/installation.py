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
    AppError,
    CopyNotVerified,
    DatabaseDamaged,
    FileNotWritten,
    FileUnreadable,
    FolderRefused,
    KeysBusy,
    KeysMissing,
    NotInstalled,
    RegisterMissing,
    RegisterShortened,
)
from app.exchange.keys import DeviceKey, device_key_from, new_device_key
from app.exchange.seal import seal
from app.paths import INSTALLING, KEYS, REGISTER, SECOND_KEYS, is_there, was_begun
from app.services.care import keeping, second_place, swapping
from app.services.care.privacy import tighten
from app.services.care.strength import DEMONSTRATION, require_strength
from app.services.travelling import headquarters
from app.services.writing import Author
from app.store import local, vault
from app.store.database import Database, open_database
from app.store.key_file import Cost
from app.store.key_lock import alone
from app.store.key_ring import mend

_DEPOSITED = "deposited_to"
_STALE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Installation:
    """An open register with the device that writes in it.

    `data_key` opens the register and its copies. `recovery_key` is what opened it, if that was
    not the passphrase: a new one can be chosen. `notices` tell what was found and mended, or needs
    care; none of it keeps anybody out.
    """

    home: Path
    db: Database
    key: DeviceKey
    author: Author
    recovery_key: str = field(default="", repr=False)
    data_key: bytes = field(default=b"", repr=False)
    notices: tuple[AppError, ...] = ()

    def close(self) -> None:
        """Close the register, witnessed once more if anything was written.

        A drive that refuses the witness keeps nothing open.
        """
        try:
            with suppress(AppError):
                keeping.end(self.home, self.db)
        finally:
            self.db.close()


def is_installed(home: Path) -> bool:
    """Whether `home` holds an installation, or what is left of one: then it is no first start.

    Raises FolderRefused where nobody may look, or no folder can be.
    """
    try:
        return was_begun(home)
    except (OSError, ValueError) as error:
        raise FolderRefused(path=home) from error


def install(
    home: Path,
    passphrase: str,
    *,
    now: datetime,
    is_demonstration: bool = False,
    cost: Cost = vault.STANDARD,
) -> str:
    """Make a new installation in `home`; the recovery key, to be shown once.

    A passphrase that is guessed too easily is refused, but the demonstration its own. `cost` is
    what each guess costs.

    Raises PassphraseTooWeak, FolderRefused; AlreadyInstalled when there is one, KeysMissing when
    there is one without its keys.
    """
    require_strength(passphrase, allowed=DEMONSTRATION if is_demonstration else "")
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
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
        tighten(home)
    return recovery


def _is_installing(home: Path) -> bool:
    """Whether somebody is making the register right now; a first start that died is not."""
    mark = home / INSTALLING
    return mark.exists() and time.time() - mark.stat().st_mtime < _STALE_SECONDS


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Keep a second first start away: two keys for one register would lose it.

    Raises AlreadyOpen. What a first start that was killed left behind is taken over.
    """
    mark = home / INSTALLING
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

    Raises NotInstalled, KeysMissing when the register is there without its keys, RegisterMissing
    when the keys are all that is left, WrongPassphrase, KeySlotDamaged, KeysDamaged, and what
    `open_database` raises.
    """
    swapping.finish(home)  # a restoring that was killed
    if not is_installed(home):
        raise NotInstalled
    if _is_installing(home):
        raise AlreadyOpen
    tighten(home)
    opened = _unlocked(home, passphrase)
    if not is_there(home / REGISTER) and not is_there(home / INSTALLING):
        raise RegisterMissing(path=home / REGISTER)  # opening would begin an empty one
    db = _opened(home, opened)
    try:
        key = _device_key(db)
        notices = () if db.is_read_only else _mended(home, db, opened)
        if lost := second_place.forgotten(home):
            notices = (*notices, lost)
    except BaseException:
        db.close()
        raise
    operator = who or local.note(db, "operator")
    author = Author(key.id, operator, local.note(db, "letter"))
    recovery_key = passphrase if opened.by_recovery_key else ""
    return Installation(home, db, key, author, recovery_key, opened.key, notices)


def _unlocked(home: Path, secret: str) -> vault.Unlocked:
    try:
        return vault.unlock(home / KEYS, secret)
    except FileUnreadable as error:
        if any(is_there(home / name) for name in (KEYS, SECOND_KEYS)):
            raise
        raise KeysMissing(path=home) from error


def _opened(home: Path, opened: vault.Unlocked) -> Database:
    """The register; one that a backup copy's keys do not open is another's, not damaged."""
    try:
        approve = partial(keeping.require_all, home)
        return open_database(home / REGISTER, opened.key, approve=approve)
    except RegisterShortened:
        raise
    except DatabaseDamaged as error:
        if opened.is_from_copy:
            raise KeysMissing(path=home) from error
        raise


def _mended(home: Path, db: Database, opened: vault.Unlocked) -> tuple[AppError, ...]:
    """Have both key files be whole, headquarters be able to open, and a witness; what to tell.

    A drive that refuses keeps nobody out: it is tried again at the next opening.
    """
    (home / INSTALLING).unlink(missing_ok=True)  # a first start that died has ended here
    told = keeping.begin(home, db)
    with suppress(KeysBusy, FileNotWritten, CopyNotVerified), alone(home):
        notices = mend(home / KEYS, opened.key, opened.by)
        _deposit(home, db, opened)
        return (*told, *notices)
    return told


def _device_key(db: Database) -> DeviceKey:
    """This device's key; made now if the power went between the two steps of installing."""
    kept = local.note(db, "device_key")
    if kept:
        return device_key_from(kept.encode())
    key = new_device_key()
    local.keep(db, "device_key", key.to_bytes().decode())
    return key


def _deposit(home: Path, db: Database, opened: vault.Unlocked) -> None:
    """Seal the register's key to headquarters too, once it is known: see docs/decisions/020."""
    recipients = headquarters.enrolled_recipients(db)
    told = " ".join(recipients)
    if not recipients or (opened.is_deposited and local.note(db, _DEPOSITED) == told):
        return
    vault.deposit(home / KEYS, opened.key, partial(seal, recipients=recipients))
    local.keep(db, _DEPOSITED, told)
