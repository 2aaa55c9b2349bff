"""Looking at a register before the engine opens it for writing, and reading one that is locked.

An opening after an unclean end changes the files: what the log holds behind a damaged place is
dropped, and the log deleted. So a copy of both is opened first, and the files only once it is good.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from app.errors import RegisterShortened
from app.store.driver import Connection
from app.store.engine import open_connection, open_reader
from app.store.log_file import frames_taken, has_log, log_of, read_log, write_image


def is_read_only(path: Path) -> bool:
    """Whether the register at `path` can be read and not written: its file, folder or drive."""
    return _may(path, os.R_OK) and not (_may(path, os.W_OK) and _may(path.parent, os.W_OK))


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def require_whole_log(path: Path) -> None:
    """Raise RegisterShortened when the log holds confirmed work that the engine would drop."""
    lost = read_log(log_of(path)).lost
    if lost:
        raise RegisterShortened(path=path, n=lost)


@contextmanager
def image(path: Path) -> Iterator[Path]:
    """A copy of the register at `path`, with what its log holds, for as long as it is needed.

    It is encrypted as the register is. Raises OSError.
    """
    with TemporaryDirectory(prefix="emarge-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / path.name
        log = read_log(log_of(path))
        write_image(path, log, frames_taken(log), target)
        yield target


def open_for_reading(path: Path, key: bytes, until_closed: ExitStack) -> Connection:
    """A connection that never writes to the register at `path`, nor beside it.

    A log there cannot be carried over: then an image is read, which `until_closed` removes.
    """
    if has_log(path):
        require_whole_log(path)
        return open_connection(str(until_closed.enter_context(image(path))), key)
    return open_reader(path, key)
