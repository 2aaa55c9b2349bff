"""Saving an open register whose own files were taken away: the program still holds them."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app import VERSION
from app.errors import CopyNotVerified, FileUnreadable
from app.files import make_name_durable, read_file, refusal, write_file
from app.paths import KEYS, REGISTER, SECOND_KEYS
from app.services.care.copies import MAKING, Copy, CopyReason, copies, copy_at
from app.services.care.installation import Installation
from app.services.progress import Progress, ignore_progress
from app.store import copied
from app.store.copied import About

_LARGEST_KEYS_BYTES = 64 * 1024


def remember_keys(home: Path) -> Callable[[], bytes]:
    """What answers the key file in `home` as it is, or as it was while it could last be read.

    Sealed as it lies there: nobody opens it without the passphrase.
    """
    last = _keys(home) or b""

    def keys() -> bytes:
        nonlocal last
        last = _keys(home) or last
        return last

    return keys


def _keys(home: Path) -> bytes | None:
    for name in (KEYS, SECOND_KEYS):
        with suppress(FileUnreadable):
            return read_file(home / name, _LARGEST_KEYS_BYTES)
    return None


def rescue(
    here: Installation,
    keys: bytes,
    folder: Path,
    *,
    now: datetime,
    progress: Progress = ignore_progress,
) -> Copy:
    """Write what the open register holds into a new copy in `folder`, opened and verified.

    `keys` is its key file, which may be gone with it. Raises CopyNotVerified, DatabaseDamaged and
    what `write_file` raises; nothing stays there then.
    """
    known = copies(here.home, folder)
    number = 1 + max((one.number for one in known), default=0)
    path = folder / f"{number:06d}-{now:%Y%m%d-%H%M}"
    making = folder / f"{MAKING}-{path.name}"
    try:
        making.mkdir(mode=0o700)
        here.db.rescue_to(making / REGISTER, progress)
        write_file(making / KEYS, keys, private=True, own=True)
        _describe(making, here.data_key, number, now)
        making.replace(path)
        make_name_durable(path)
    except OSError as error:
        raise refusal(error, path) from error
    finally:  # after the rename there is none
        shutil.rmtree(making, ignore_errors=True)
    made = copy_at(path)
    if made is None:
        raise CopyNotVerified(name=path.name)
    return made


def _describe(making: Path, data_key: bytes, number: int, now: datetime) -> None:
    """Verify what was written, and say in its note what it holds."""
    register = making / REGISTER
    contents = copied.verified_contents(register, data_key)
    about = About(
        number=number,
        at=now.isoformat(timespec="seconds"),
        reason=CopyReason.ASKED.value,
        app=VERSION,
        contents=contents,
        mark="",
        size_bytes=register.stat().st_size,
        sha256=copied.file_digest(register),
    )
    copied.write_about(making, about, data_key)
