"""Keeping what was confirmed: the witness follows the work, and the log stays short."""

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Protocol

from app.errors import AppError, CopyNotVerified, FileNotWritten, WitnessDamaged, WitnessMissing
from app.paths import WITNESS
from app.store import witness
from app.store.database import Database

_WRITES = 6
_SECONDS = 2.0


class Kept(Protocol):
    """An open installation."""

    @property
    def home(self) -> Path:
        """Its folder."""

    @property
    def db(self) -> Database:
        """Its register."""


class Keeping:
    """Says when the register wants keeping, and keeps it: never inside of a confirmation.

    `wrote` is told of each confirmed action; `keep` may run in a worker beside the desk.
    """

    def __init__(self, installation: Kept) -> None:
        self._home = installation.home
        self._db = installation.db
        self._waiting = 0
        self._since: float | None = None
        self._turn = Lock()

    def wrote(self) -> None:
        """An action was confirmed."""
        self._waiting += 1

    def is_due(self, now: float) -> bool:
        """Whether to `keep` at `now`, in seconds of a monotonic clock: asked again and again."""
        if not self._waiting:
            return False
        if self._since is None:
            self._since = now
        return self._waiting >= _WRITES or now - self._since >= _SECONDS

    def keep(self) -> None:
        """Have the witness count all that was confirmed, then carry the log over.

        Raises RegisterGone when the register's files were taken away or changed, and what
        `write_file` raises; the register itself is as safe as before then.
        """
        with self._turn:
            self._waiting, self._since = 0, None
            keep(self._home, self._db)


def keep(home: Path, db: Database) -> None:
    """Write the witness of what is on the drive now, then carry the log over.

    In this order, and the note in the register last, no power cut leaves a register that has
    less than its witness. The note also begins the new log: its header costs a sync of its own,
    which no confirmation has to wait for. Raises as `Keeping.keep`.
    """
    if db.is_read_only:
        return
    taken = witness.take(db)
    witness.write_witness(home / WITNESS, taken, db.subkey(witness.PURPOSE))
    with db.still():
        db.carry_over()
        witness.note_witness(db, taken)


def end(home: Path, db: Database) -> None:
    """Have the witness count what was written since it last did, before the register is closed.

    Raises as `Keeping.keep`.
    """
    if not db.is_closed and witness.is_behind(db):
        keep(home, db)


def require_all(home: Path, db: Database) -> None:
    """Raise RegisterShortened when the witness in `home` counted what `db` does not hold."""
    with suppress(WitnessDamaged):
        witness.require(db, home / WITNESS)


def begin(home: Path, db: Database) -> tuple[AppError, ...]:
    """Have the register that was just opened be witnessed; what is to be told of its witness.

    A drive that refuses the small file keeps nobody out: it is tried again after the first
    action. A register that was restored or salvaged begins a new witness by `keep`.
    """
    told: tuple[AppError, ...] = ()
    path = home / WITNESS
    try:
        if witness.read_witness(path, db.subkey(witness.PURPOSE)) is None and witness.had(db):
            told = (WitnessMissing(path=path),)
    except WitnessDamaged as error:
        told = (error,)
    with suppress(FileNotWritten, CopyNotVerified):
        keep(home, db)
    return told
