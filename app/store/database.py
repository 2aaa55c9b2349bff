"""The encrypted database: one exclusive connection behind one lock, opened only here."""

import errno
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any

from app.errors import (
    AlreadyOpen,
    AppError,
    DatabaseDamaged,
    DriveFailed,
    FolderRefused,
    NewerSchema,
    StorageFull,
)
from app.files import make_durable
from app.store.driver import Connection, DatabaseError, Migrations, Tables, connect
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
    "PRAGMA wal_autocheckpoint=4000",  # pages: a long import waits for the disk less often
    "PRAGMA cache_size=-32000",  # KiB: the search index of 100,000 people stays in memory
)
"""WAL with FULL loses nothing when the power goes; exclusive locking keeps no `-shm` file and
refuses a second instance. Measured over 6,000 simulated power cuts (docs/decisions)."""

_STATEMENTS = 400
"""Kept compiled, more than the program has: to compile one takes as long as to run three."""

_PAGE_BYTES = 4096
"""What the engine writes at least: no register is smaller."""


class Database:
    """One open register. Every method takes the lock, so any thread may call it."""

    def __init__(self, connection: Connection, path: Path | None = None) -> None:
        self.path = path
        self.tables = Tables(connection)
        self._connection = connection
        self._lock = RLock()
        self._in_words = _InWords(path)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing: on disk when the outermost block ends, undone when it raises."""
        with self._lock, self._in_words:
            inner = self._connection.in_transaction
            with self._savepoint() if inner else self.tables.atomic():
                yield

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        """The same inside of a block; by one name, or each would be a statement to compile."""
        self._connection.execute("SAVEPOINT inner_block")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:  # a full disk has undone the outermost as well
                self._connection.execute("ROLLBACK TO inner_block")
                self._connection.execute("RELEASE inner_block")
            raise
        self._connection.execute("RELEASE inner_block")

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """All rows that `sql` answers, as dictionaries."""
        with self._lock, self._in_words:
            cursor = self._connection.execute(sql, params)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def tuples(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows that `sql` answers, as tuples: for the many."""
        with self._lock, self._in_words:
            return list(self._connection.execute(sql, params))

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        """The first row that `sql` answers; None when there is none."""
        return next(iter(self.rows(sql, params)), None)

    def value(self, sql: str, params: Sequence[object] = ()) -> Any:
        """The first column of the first row; None when there is none."""
        with self._lock, self._in_words:
            found = self._connection.execute(sql, params).fetchone()
            return found[0] if found else None

    def execute(self, sql: str, params: Sequence[object] = ()) -> None:
        """Run one statement."""
        with self._lock, self._in_words:
            self._connection.execute(sql, params)

    def executemany(self, sql: str, params: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of `params`."""
        with self._lock, self._in_words:
            self._connection.executemany(sql, params)

    @property
    def changes(self) -> int:
        """How many rows were written since it was opened; what was undone again counts too.

        Nobody else writes: between two blocks that leave it as it was, every answer is the same.
        """
        with self._lock:
            return int(self._connection.total_changes)

    def damage(self) -> list[str]:
        """What the engine finds wrong with its own pages; empty when all is well."""
        try:
            if self._broken_seals():
                # The check looks at the file alone. Where the power went while the log was
                # carried over into it, the log still holds the pages that it tore.
                self.tuples("PRAGMA wal_checkpoint(TRUNCATE)")
            found = self._broken_seals()
            found += [row[0] for row in self.tuples("PRAGMA quick_check") if row[0] != "ok"]
        except (DatabaseError, DatabaseDamaged) as error:  # too damaged to be checked
            found = [str(error)]
        return found

    def _broken_seals(self) -> list[str]:
        return [row[0] for row in self.tuples("PRAGMA cipher_integrity_check")]

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy, under the same key, into the new file `path`.

        The copy is on the drive when this returns.
        """
        self.execute("VACUUM INTO ?", [str(path)])
        make_durable(path)

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        with self._lock:
            self.tables.close()


def open_database(path: Path, key: bytes, *, steps: Migrations = migrations) -> Database:
    """Open (or begin) the register at `path` under the 32 bytes of `key`, checked and migrated.

    `steps` are the migrations of this release. Raises AlreadyOpen when another process holds it,
    DatabaseDamaged when its pages do not verify, NewerSchema when a later release wrote it,
    FolderRefused when it cannot be written.
    """
    with _InWords(path), _system_in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _begin(path, key, steps)
        elif path.is_file() and path.stat().st_size < _PAGE_BYTES:
            raise DatabaseDamaged(path=path)  # the engine would take it for a new one
        db = Database(_connect(str(path), key), path)
        try:
            _prepare(db, path, key, steps)
        except BaseException:
            db.close()
            raise
    return db


def memory_database() -> Database:
    """An empty, migrated register in memory, without a key or a file: for tests alone."""
    db = Database(_connect(":memory:", None))
    migrations.apply(db.tables)
    return db


def _connect(name: str, key: bytes | None) -> Connection:
    connection = connect(
        name,
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
        for setting in _SETTINGS:
            connection.execute(setting).fetchall()
    except DatabaseError:
        connection.close()  # or a damaged file stays locked, and what is put back in its place
        raise
    return connection


def _begin(path: Path, key: bytes, steps: Migrations) -> None:
    """Have an empty register appear at `path`, whole: what is found cut short is then damage."""
    if _log_of(path).exists():  # acknowledged work of a register that is gone
        raise DatabaseDamaged(path=path)
    draft = path.with_name(f"{path.name}.new")
    for left in (draft, _log_of(draft)):
        left.unlink(missing_ok=True)
    db = Database(_connect(str(draft), key), draft)
    try:
        with db.atomic():
            steps.apply(db.tables)
    finally:
        db.close()
    draft.replace(path)
    make_durable(path)


def _prepare(db: Database, path: Path, key: bytes, steps: Migrations) -> None:
    if db.damage():
        raise DatabaseDamaged(path=path)
    if {migration.name for migration in steps.applied(db.tables)} - _known(steps):
        raise NewerSchema
    pending = [migration.name for migration in steps.pending(db.tables)]
    if pending:
        _keep_copy(db, path.with_name(f"{path.stem}-before-{pending[0]}.db"), key)
        with db.atomic():
            steps.apply(db.tables)


def _keep_copy(db: Database, path: Path, key: bytes) -> None:
    """Copy the register as an older release left it, and open the copy to see that it is good."""
    path.unlink(missing_ok=True)
    db.copy_to(path)
    copy = Database(_connect(str(path), key), path)
    try:
        found = copy.damage()
    finally:
        copy.close()
    if found:
        raise DatabaseDamaged(path=path)


def _known(steps: Migrations) -> set[str]:
    empty = Tables(connect(":memory:"))
    try:
        return {migration.name for migration in steps.pending(empty)}
    finally:
        empty.close()


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


class _InWords:
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
            if known is not None:
                raise known from error


@contextmanager
def _system_in_words(path: Path) -> Iterator[None]:
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
    ):
        if clue in message:
            return error
    return None
