"""Having the copies open as the register does, once its passphrase or recovery key is another."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.errors import FileError
from app.paths import COPIES, KEYS, SECOND_KEYS, SET_ASIDE
from app.services.care.second_place import chosen
from app.store import vault


def rekey_copies(home: Path, key: bytes) -> tuple[Path, ...]:
    """Give the copies within reach, and what was set aside, the register's ways in of now.

    `key` is the register's, 32 bytes. Answers where copies may lie that open as before: the
    second place while it is away, and what could not be written. Of copies that somebody took
    elsewhere nobody knows here.
    """
    place = chosen(home)
    folders = [home / COPIES, home / SET_ASIDE]
    left: list[Path] = []
    if place is not None and place.is_there:
        folders.append(place.copies)
    elif place is not None:
        left.append(place.folder)
    now = _bytes(home / KEYS)
    for path in _key_files(folders):
        if _bytes(path) != now and vault.fits(path, key):
            try:
                vault.hand_on(home / KEYS, key, [path])
            except FileError:
                left.append(path.parent)
    return tuple(left)


def _key_files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        with suppress(OSError):
            for name in (KEYS, SECOND_KEYS):
                yield from sorted(folder.glob(f"*/{name}"))


def _bytes(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""
