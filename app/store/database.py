"""The encrypted database: one exclusive connection behind one lock, opened only here."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import DatabaseDamaged, MediumReadOnly, NewerSchema, RegisterGone
from app.files import begin_private, make_durable
from app.store import ballast
from app.store.copying import Progress, copy_pages, ignore_progress, verify_pages
from app.store.driver import Connection, DatabaseError, Migrations, Tables, connect
from app.store.engine import InWords, open_connection, system_in_words
from app.store.held import held
from app.store.log_file import has_log, log_of
from app.store.looking import image, is_read_only, open_for_reading, require_whole_log
from app.store.pages import OpenPages
from app.store.schema import migrations
from app.store.seals import PAGE_BYTES
from app.store.statements import Statements
from app.store.watch import Watch, close_untouched

_SUBKEY_BYTES = 32


class Database(Statements):
    """One open register. Every method takes the lock, so any thread may call it."""

    def __init__(
        self,
        connection: Connection,
        path: Path | None = None,
        key: bytes | None = None,
        *,
        is_read_only: bool = False,
    ) -> None:
        pages = OpenPages(path, key) if path and key else None
        super().__init__(connection, path, pages, is_read_only=is_read_only)
        self.is_closed = False
        self._key = key
        self._until_closed = ExitStack()

    def damage(self) -> list[str]:
        """What the engine finds wrong with its own pages; empty when all is well."""
        try:
            if self._broken_seals():
                # The check looks at the file alone. Where the power went while the log was
                # carried over into it, the log still holds the pages that it tore.
                self.carry_over()
            found = self._broken_seals()
            found += [row[0] for row in self.tuples("PRAGMA quick_check") if row[0] != "ok"]
        except (DatabaseError, DatabaseDamaged, RegisterGone) as error:  # too damaged for it
            found = [str(error)]
        return found

    def verify_in_steps(self, progress: Progress = ignore_progress) -> None:
        """Verify every page while the desk goes on, which waits for none of it.

        `progress` is told (pages done, pages in all). Not inside of `atomic`. Raises
        DatabaseDamaged: some page was damaged since the opening.
        """
        if self._pages is not None:
            with self._in_words:
                verify_pages(self._pages, self._lock, progress)

    def _broken_seals(self) -> list[str]:
        return [row[0] for row in self.tuples("PRAGMA cipher_integrity_check")]

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy, under the same key, into the new file `path`.

        The copy is on the drive when this returns.
        """
        self.execute("VACUUM INTO ?", [str(path)])
        make_durable(path)

    def copy_in_steps(self, path: Path, progress: Progress = ignore_progress) -> None:
        """Write a consistent copy, under the same key, into the new file `path`.

        The desk goes on meanwhile, from other threads, and what it writes is in the copy: it is
        the register as it was at the end. The copy is on the drive when this returns; its reader
        has to verify it. `progress` is told (pages done, pages in all), and what it raises ends
        the copy. Not inside of `atomic`. Raises DatabaseDamaged when a page of the register was
        damaged since it was opened: there is no copy then.
        """
        self.rescue_to(path, progress)
        try:
            self.verify_in_steps()
        except DatabaseDamaged:
            path.unlink()
            raise

    def rescue_to(self, path: Path, progress: Progress = ignore_progress) -> None:
        """Copy the register into the new file `path`, whatever became of its own files.

        The open files still hold what was confirmed, where they were taken away or replaced.
        """
        with self._in_words:
            copy_pages(self._connection, self._lock, path, self._key, progress)

    def carry_over(self) -> None:
        """Have the register's file hold all that its log holds; the next write begins it anew.

        Nothing waits for it but that write. What the log alone holds can be lost with it. The
        log keeps its size: to write over old pages is quicker than to have the file grow.
        """
        with self._lock, self._in_words, self._writing:
            self._connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()

    def subkey(self, purpose: bytes) -> bytes:
        """32 bytes for `purpose` alone, that follow from the register's key (HKDF, RFC 5869)."""
        return subkey_of(self._key or b"", purpose)

    def keep_until_closed(self, what: ExitStack) -> None:
        """Keep `what` until the register is closed."""
        self._until_closed.push(what)

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        if self.is_closed:
            return
        with self._lock, self._until_closed:
            self.is_closed = True
            if isinstance(self._writing, Watch) and self._writing.is_gone:
                close_untouched(self._writing.path, self.tables.close)
            else:
                self.tables.close()
            if self._pages is not None:
                self._pages.close()


def _anything(_db: Database) -> None:
    """Approve of every register."""


def subkey_of(key: bytes, purpose: bytes) -> bytes:
    """32 bytes for `purpose` alone, that follow from a register's `key` (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=_SUBKEY_BYTES, salt=None, info=purpose).derive(key)


def open_database(
    path: Path,
    key: bytes,
    *,
    steps: Migrations = migrations,
    approve: Callable[[Database], None] = _anything,
) -> Database:
    """Open (or begin) the register at `path` under the 32 bytes of `key`, checked and migrated.

    `steps` are the migrations of this release. `approve` is shown the register before anything
    is changed, the log included, and raises what keeps it shut. On a medium that cannot be
    written it is open for reading alone, and not migrated.

    Raises AlreadyOpen when another process holds it, DatabaseDamaged when its pages do not
    verify, RegisterShortened when its log holds confirmed work that cannot be carried over,
    NewerSchema when a later release wrote it, FolderRefused when its folder cannot be made.
    """
    ballast.ease(path.parent)
    with InWords(path), system_in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _begin(path, key, steps)
        elif path.is_file() and path.stat().st_size < PAGE_BYTES:
            raise DatabaseDamaged(path=path)  # the engine would take it for a new one
        if path.is_file() and is_read_only(path):
            return _open_to_read(path, key, steps, approve)
        if path.is_file() and has_log(path):
            _look(path, key, approve)
        db = Database(open_connection(str(path), key), path, key)
        try:
            _prepare(db, path, key, steps, approve)
        except BaseException:
            db.close()
            raise
    return db


def _look(path: Path, key: bytes, approve: Callable[[Database], None]) -> None:
    """See that the register is good before the engine carries its log over and deletes it."""
    with held(path):
        require_whole_log(path)
        with (
            image(path) as copy,
            closing(Database(open_connection(str(copy), key), copy, key)) as db,
        ):
            if db.damage():
                raise DatabaseDamaged(path=path)
            approve(db)


def _open_to_read(
    path: Path, key: bytes, steps: Migrations, approve: Callable[[Database], None]
) -> Database:
    with ExitStack() as until_closed:
        connection = open_for_reading(path, key, until_closed)
        db = Database(connection, path, key, is_read_only=True)
        db.keep_until_closed(until_closed.pop_all())
    try:
        _require_readable(db, path, steps, approve)
        if list(steps.pending(db.tables)):
            raise MediumReadOnly(path=path.parent)
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
    if log_of(path).exists():  # acknowledged work of a register that is gone
        raise DatabaseDamaged(path=path)
    draft = path.with_name(f"{path.name}.new")
    for left in (draft, log_of(draft)):
        left.unlink(missing_ok=True)
    db = Database(open_connection(str(draft), key), draft, key)
    try:
        with db.atomic():
            steps.apply(db.tables)
    finally:
        db.close()
    draft.replace(path)
    make_durable(path)


def _require_readable(
    db: Database, path: Path, steps: Migrations, approve: Callable[[Database], None]
) -> None:
    if db.damage():
        raise DatabaseDamaged(path=path)
    if {migration.name for migration in steps.applied(db.tables)} - _known(steps):
        raise NewerSchema
    approve(db)


def _prepare(
    db: Database,
    path: Path,
    key: bytes,
    steps: Migrations,
    approve: Callable[[Database], None],
) -> None:
    _require_readable(db, path, steps, approve)
    pending = [migration.name for migration in steps.pending(db.tables)]
    if pending:
        _keep_copy(db, path.with_name(f"{path.stem}-before-{pending[0]}.db"), key)
        with db.atomic():
            steps.apply(db.tables)


def _keep_copy(db: Database, path: Path, key: bytes) -> None:
    """Copy the register as an older release left it, and open the copy to see that it is good."""
    path.unlink(missing_ok=True)
    begin_private(path)  # SQLite fills an empty file, and gives its log the same rights
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
