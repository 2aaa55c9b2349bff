"""The encrypted database: one exclusive connection behind one lock, opened only here."""

import errno
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from app.errors import (
    AlreadyOpen,
    AppError,
    DatabaseDamaged,
    FolderRefused,
    NewerSchema,
    StorageFull,
)
from app.store.driver import Connection, DatabaseError, Tables, connect
from app.store.schema import migrations

Row = dict[str, Any]

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
)
"""WAL with FULL loses nothing when the power goes; exclusive locking keeps no `-shm` file and
refuses a second instance. Measured over 6,000 simulated power cuts (docs/decisions)."""


class Database:
    """One open register. Every method takes the lock, so any thread may call it."""

    def __init__(self, connection: Connection, path: Path | None = None) -> None:
        self.path = path
        self.tables = Tables(connection)
        self._connection = connection
        self._lock = RLock()

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing: on disk when the outermost block ends, undone when it raises."""
        with self._lock, _in_words(self.path), self.tables.atomic():
            yield

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """All rows that `sql` answers, as dictionaries."""
        with self._lock, _in_words(self.path):
            cursor = self._connection.execute(sql, params)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def tuples(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows that `sql` answers, as tuples: for the many."""
        with self._lock, _in_words(self.path):
            return list(self._connection.execute(sql, params))

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        """The first row that `sql` answers; None when there is none."""
        return next(iter(self.rows(sql, params)), None)

    def value(self, sql: str, params: Sequence[object] = ()) -> Any:
        """The first column of the first row; None when there is none."""
        with self._lock, _in_words(self.path):
            found = self._connection.execute(sql, params).fetchone()
            return found[0] if found else None

    def execute(self, sql: str, params: Sequence[object] = ()) -> None:
        """Run one statement."""
        with self._lock, _in_words(self.path):
            self._connection.execute(sql, params)

    def executemany(self, sql: str, params: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of `params`."""
        with self._lock, _in_words(self.path):
            self._connection.executemany(sql, params)

    def damage(self) -> list[str]:
        """What the engine finds wrong with its own pages; empty when all is well."""
        sealed = [row[0] for row in self.tuples("PRAGMA cipher_integrity_check")]
        found = [row[0] for row in self.tuples("PRAGMA quick_check")]
        return sealed + [line for line in found if line != "ok"]

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy, under the same key, into the new file `path`."""
        self.execute("VACUUM INTO ?", [str(path)])

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        with self._lock:
            self.tables.close()


def open_database(path: Path, key: bytes) -> Database:
    """Open (or create) the register at `path` under the 32 bytes of `key`, checked and migrated.

    Raises AlreadyOpen when another process holds it, DatabaseDamaged when its pages do not
    verify, NewerSchema when a later release wrote it, FolderRefused when it cannot be written.
    """
    existed = path.exists()
    with _in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        db = Database(_connect(str(path), key), path)
        try:
            _prepare(db, path, existed)
        except BaseException:
            db.close()
            raise
    return db


def memory_database() -> Database:
    """An empty, migrated register in memory: for dry runs and tests."""
    db = Database(_connect(":memory:", None))
    migrations.apply(db.tables)
    return db


def _connect(name: str, key: bytes | None) -> Connection:
    connection = connect(name, timeout=0.5, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key is not None:
        # A key cannot be bound; hex of fixed length leaves nothing to inject. No KDF: the key is
        # random already, and the passphrase is stretched in the vault.
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for setting in _SETTINGS:
        connection.execute(setting).fetchall()
    return connection


def _prepare(db: Database, path: Path, existed: bool) -> None:
    if existed and db.damage():
        raise DatabaseDamaged(path=path)
    applied = {migration.name for migration in migrations.applied(db.tables)}
    pending = [migration.name for migration in migrations.pending(db.tables)]
    if applied - set(_known_migrations()):
        raise NewerSchema
    if applied and pending:
        copy = path.with_name(f"{path.stem}-before-{pending[0]}.db")
        copy.unlink(missing_ok=True)
        db.copy_to(copy)
    migrations.apply(db.tables)


def _known_migrations() -> list[str]:
    return [migration.name for migration in migrations.pending(Tables(connect(":memory:")))]


@contextmanager
def _in_words(path: Path | None) -> Iterator[None]:
    """Turn what the engine and the system say into sentences that a user can act on."""
    try:
        yield
    except DatabaseError as error:
        known = _sentence(str(error), path)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StorageFull from error
        raise FolderRefused(path=path.parent if path else "") from error


def _sentence(message: str, path: Path | None) -> AppError | None:
    folder = path.parent if path else ""
    for clue, error in (
        ("locked", AlreadyOpen()),
        ("full", StorageFull()),
        ("readonly", FolderRefused(path=folder)),
        ("unable to open", FolderRefused(path=folder)),
        ("disk I/O error", FolderRefused(path=folder)),
        ("not a database", DatabaseDamaged(path=path)),
        ("malformed", DatabaseDamaged(path=path)),
        ("file is encrypted", DatabaseDamaged(path=path)),
    ):
        if clue in message:
            return error
    return None
