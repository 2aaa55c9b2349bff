"""Statements to an open register: one after the other, in words, and only while its files stay."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any, TypeAlias

from app.errors import DatabaseDamaged
from app.store import ballast
from app.store.driver import Connection, Tables
from app.store.engine import InWords
from app.store.pages import OpenPages, holds_zeros
from app.store.watch import Refusing, Watch

Row: TypeAlias = dict[str, Any]


class Statements:
    """Reads and writes by one connection, behind one lock."""

    def __init__(
        self,
        connection: Connection,
        path: Path | None,
        pages: OpenPages | None,
        *,
        is_read_only: bool,
    ) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self.tables = Tables(connection)
        self._connection = connection
        self._pages = pages
        self._lock = RLock()
        self._in_words = InWords(path)
        self._writing: Watch | Refusing | nullcontext[None] = nullcontext()
        if path and pages:
            self._writing = Refusing(path) if is_read_only else Watch(path, pages.are_whole)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing: on disk when the outermost block ends, undone when it raises.

        Where the disk is nearly full, the reserve is given back first, so that it finds room.
        """
        with self._lock, self._in_words:
            if self._connection.in_transaction:
                with self._savepoint():
                    yield
                return
            if self.path is not None:
                ballast.ease(self.path.parent)
            with self._writing, self.tables.atomic():
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

    @contextmanager
    def still(self) -> Iterator[None]:
        """Hold the register still: what is read inside belongs together."""
        with self._lock:
            yield

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """All rows that `sql` answers, as dictionaries."""
        with self._lock, self._in_words:
            cursor = self._connection.execute(sql, params)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in self._verified(cursor)]

    def tuples(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows that `sql` answers, as tuples: for the many."""
        with self._lock, self._in_words:
            return self._verified(self._connection.execute(sql, params))

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        """The first row that `sql` answers; None when there is none."""
        return next(iter(self.rows(sql, params)), None)

    def value(self, sql: str, params: Sequence[object] = ()) -> Any:
        """The first column of the first row; None when there is none."""
        with self._lock, self._in_words:
            found = self._connection.execute(sql, params).fetchone()
            return self._verified((found,))[0][0] if found else None

    def _verified(self, found: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """These rows, unless a page that they came from was damaged since the opening.

        The engine lets the later pages of a long value pass, and gives zeros for what they held.
        Raises DatabaseDamaged.
        """
        rows = list(found)
        if holds_zeros(rows) and not self.pages_are_whole():
            raise DatabaseDamaged(path=self.path)
        return rows

    def execute(self, sql: str, params: Sequence[object] = ()) -> None:
        """Run one statement."""
        with self._lock, self._in_words:
            if self._connection.in_transaction:
                self._connection.execute(sql, params)
            else:
                with self._writing:
                    self._connection.execute(sql, params)

    def executemany(self, sql: str, params: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of `params`."""
        with self._lock, self._in_words:
            if self._connection.in_transaction:
                self._connection.executemany(sql, params)
            else:
                with self._writing:
                    self._connection.executemany(sql, params)

    @property
    def changes(self) -> int:
        """How many rows were written since it was opened; what was undone again counts too.

        Nobody else writes: between two blocks that leave it as it was, every answer is the same.
        """
        with self._lock:
            return int(self._connection.total_changes)

    def pages_are_whole(self) -> bool:
        """Whether every page, of the file and of the log, is as it was written."""
        return self._pages is None or self._pages.are_whole()
