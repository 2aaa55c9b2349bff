"""The encrypting engine: how a connection is opened, and what its complaints mean."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from app.errors import (
    AlreadyOpen,
    AppError,
    DatabaseDamaged,
    DriveFailed,
    FolderRefused,
    ReserveGiven,
    StorageFull,
)
from app.store import ballast
from app.store.driver import Connection, DatabaseError, connect

_SETTINGS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA wal_autocheckpoint=4000",  # pages: a long import waits for the disk less often
    "PRAGMA journal_size_limit=4194304",  # bytes that a log keeps of before when it begins anew
    "PRAGMA cache_size=-32000",  # KiB: the search index of 100,000 people stays in memory
)
"""WAL with FULL loses nothing when the power goes; exclusive locking keeps no `-shm` file and
refuses a second instance. Measured over 6,000 simulated power cuts (docs/decisions)."""

_COPY_SETTINGS = (
    "PRAGMA journal_mode=OFF",
    "PRAGMA synchronous=OFF",
    "PRAGMA cache_size=64",  # pages: what is copied goes to the file step by step
)
"""For the target of a copy: it counts only once it is whole and synced, which its maker does."""

_READER_SETTINGS = (
    "PRAGMA query_only=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA cache_size=-32000",
)
"""For a register on a medium that cannot be written."""

_STATEMENTS = 400
"""Kept compiled, more than the program has: to compile one takes as long as to run three."""


def open_connection(name: str, key: bytes | None) -> Connection:
    """A connection to the register `name` under `key`, with all settings."""
    return _open(name, key, _SETTINGS)


def open_target(path: Path, key: bytes | None) -> Connection:
    """A connection to the new file `path`, for a copy of a register under the same key."""
    return _open(str(path), key, _COPY_SETTINGS)


def open_reader(path: Path, key: bytes) -> Connection:
    """A connection to the register at `path`, which nobody can write, and which has no log."""
    return _open(f"{path.absolute().as_uri()}?immutable=1", key, _READER_SETTINGS)


def _open(name: str, key: bytes | None, settings: tuple[str, ...]) -> Connection:
    connection = connect(
        name,
        uri=name.startswith("file:"),
        timeout=0.5,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key is not None:
            # A key cannot be bound; hex of fixed length leaves nothing to inject. No KDF: the key
            # is random already, and the passphrase is stretched in the vault.
            connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for setting in settings:
            connection.execute(setting).fetchall()
    except DatabaseError:
        connection.close()  # or a damaged file stays locked, and what is put back in its place
        raise
    return connection


class InWords:
    """Turns what the engine says into sentences that a user can act on.

    A class, as it stands around every statement: a generator takes as long as a small query.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, DatabaseError):
            known = _sentence(str(error), self._path)
            if isinstance(known, StorageFull) and self._path and ballast.release(self._path.parent):
                raise ReserveGiven from error
            if known is not None:
                raise known from error


@contextmanager
def system_in_words(path: Path) -> Iterator[None]:
    """Turn what the system says of the register at `path` into sentences."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StorageFull from error
        raise FolderRefused(path=path.parent) from error


def _sentence(message: str, path: Path | None) -> AppError | None:
    folder = path.parent if path else ""
    for clue, error in (
        ("database is locked", AlreadyOpen()),
        ("disk is full", StorageFull()),
        ("readonly database", FolderRefused(path=folder)),
        ("unable to open database", FolderRefused(path=folder)),
        ("disk I/O error", DriveFailed(path=folder)),
        ("file is not a database", DatabaseDamaged(path=path)),
        ("disk image is malformed", DatabaseDamaged(path=path)),
        ("Could not decode to UTF-8", DatabaseDamaged(path=path)),
    ):
        if clue in message:
            return error
    return None
