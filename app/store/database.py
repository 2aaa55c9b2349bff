"""The encrypted database: one exclusive connection behind one lock, opened only here."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import DatabaseDamaged, NewerSchema
from app.files import make_durable
from app.store import ballast
from app.store.copying import Progress, copy_pages
from app.store.driver import Connection, DatabaseError, Migrations, Tables, connect
from app.store.engine import InWords, open_connection, system_in_words
from app.store.schema import migrations

Row = dict[str, Any]

_SUBKEY_BYTES = 32

_PAGE_BYTES = 4096
"""What the engine writes at least: no register is smaller."""


class Database:
    """One open register. Every method takes the lock, so any thread may call it."""

    def __init__(
        self, connection: Connection, path: Path | None = None, key: bytes | None = None
    ) -> None:
        self.path = path
        self.is_read_only = False
        self._key = key
        self.tables = Tables(connection)
        self._connection = connection
        self._lock = RLock()
        self._in_words = InWords(path)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing: on disk when the outermost block ends, undone when it raises.

        Where the disk is nearly full, the reserve is given back first, so that it finds room.
        """
        with self._lock, self._in_words:
            inner = self._connection.in_transaction
            if not inner and self.path is not None:
                ballast.ease(self.path.parent)
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

    def copy_in_steps(self, path: Path, progress: Progress = lambda done, total: None) -> None:
        """Write a consistent copy, under the same key, into the new file `path`.

        The desk goes on meanwhile, from other threads, and what it writes is in the copy: it is
        the register as it was at the end. The copy is on the drive when this returns; its reader
        has to verify it. `progress` is told (pages done, pages in all), and what it raises ends
        the copy. Not inside of `atomic`.
        """
        with self._in_words:
            copy_pages(self._connection, self._lock, path, self._key, progress)

    def carry_over(self) -> None:
        """Have the register's file hold all that its log holds, and the log begin anew.

        Nothing waits for it but the next write. What the log alone holds can be lost with it.
        """
        with self._lock, self._in_words:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def subkey(self, purpose: bytes) -> bytes:
        """32 bytes for `purpose` alone, that follow from the register's key (HKDF, RFC 5869)."""
        kdf = HKDF(algorithm=SHA256(), length=_SUBKEY_BYTES, salt=None, info=purpose)
        return kdf.derive(self._key or b"")

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
    ballast.ease(path.parent)
    with InWords(path), system_in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _begin(path, key, steps)
        elif path.is_file() and path.stat().st_size < _PAGE_BYTES:
            raise DatabaseDamaged(path=path)  # the engine would take it for a new one
        db = Database(open_connection(str(path), key), path, key)
        try:
            _prepare(db, path, key, steps)
        except BaseException:
            db.close()
            raise
    return db


def memory_database() -> Database:
    """An empty, migrated register in memory, without a key or a file: for tests alone."""
    db = Database(open_connection(":memory:", None))
    migrations.apply(db.tables)
    return db


def _begin(path: Path, key: bytes, steps: Migrations) -> None:
    """Have an empty register appear at `path`, whole: what is found cut short is then damage."""
    if _log_of(path).exists():  # acknowledged work of a register that is gone
        raise DatabaseDamaged(path=path)
    draft = path.with_name(f"{path.name}.new")
    for left in (draft, _log_of(draft)):
        left.unlink(missing_ok=True)
    db = Database(open_connection(str(draft), key), draft, key)
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
    copy = Database(open_connection(str(path), key), path, key)
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
