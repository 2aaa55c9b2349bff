"""The second place for copies: a folder or a stick, chosen once, waited for when it is away."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from app.errors import (
    CopyNotVerified,
    FileNotWritten,
    FileUnreadable,
    SecondPlaceForgotten,
    SecondPlaceInside,
    SecondPlaceMissing,
)
from app.files import read_file, refusal, set_aside, write_file
from app.paths import SECOND_PLACE, is_there

_LARGEST_BYTES = 64 * 1024
_TRIED_BYTES = 64 * 1024
_LATE = timedelta(days=1)
_LATE_COPIES = 5


class _Choice(Struct, frozen=True):
    """What `second-place.json` says. `name` is our folder there: sticks are shared by laptops."""

    folder: str
    name: str
    last_number: int = 0
    last_at: str = ""


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """The second place: the folder that was chosen, and ours in it, where the copies lie.

    `last_number` and `last_at` tell of the newest copy that was written there.
    """

    folder: Path
    copies: Path
    last_number: int = 0
    last_at: datetime | None = None

    @property
    def is_there(self) -> bool:
        """Whether the folder can be seen now: a stick may be away."""
        try:
            return self.folder.is_dir()
        except (OSError, ValueError):
            return False

    def is_late(self, newest_number: int, now: datetime) -> bool:
        """Whether somebody should be told: copies wait for it for a day, or five of them."""
        waiting = newest_number - self.last_number
        is_old = self.last_at is None or abs(now - self.last_at) > _LATE
        return waiting >= _LATE_COPIES or (waiting > 0 and is_old)


def chosen(home: Path) -> SecondPlace | None:
    """The second place of the installation in `home`.

    None when none was chosen, or when nobody can read which: `forgotten` tells that.
    """
    choice = _read(home)
    if choice is None or not choice.folder:
        return None
    folder = Path(choice.folder)
    at = None
    with suppress(ValueError, OverflowError):
        at = datetime.fromisoformat(choice.last_at).astimezone()
    return SecondPlace(folder, folder / choice.name, choice.last_number, at)


def second_place(home: Path) -> Path | None:
    """The folder at the second place where copies go; None when no place was chosen."""
    place = chosen(home)
    return place.copies if place else None


def forgotten(home: Path) -> SecondPlaceForgotten | None:
    """What to tell when a second place was noted, and the note is damaged; else None."""
    is_damaged = is_there(home / SECOND_PLACE) and _read(home) is None
    return SecondPlaceForgotten(path=home / SECOND_PLACE) if is_damaged else None


def require_outside(home: Path, folder: Path) -> None:
    """Raise SecondPlaceInside when `folder`, there or to be made, lies in the installation.

    Raises SecondPlaceMissing when nobody can tell.
    """
    try:
        is_inside = folder.resolve().is_relative_to(home.resolve())
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise SecondPlaceMissing(path=folder) from error
    if is_inside:
        raise SecondPlaceInside(path=folder)


def choose_second_place(home: Path, folder: Path | None) -> None:
    """Have copies go to `folder` as well from now on; with None to no second place any more.

    What lies at a former place stays there; a note that is damaged is written over. Raises
    SecondPlaceMissing when `folder` is no folder that can be seen now, SecondPlaceInside when it
    lies in the installation, and what `write_file` raises, of the place too: it is tried first.
    """
    before = _read(home)
    name = before.name if before else f"emarge-copies-{secrets.token_hex(4)}"
    _make_way(home)
    if folder is None:
        _write(home, _Choice("", name))
        return
    try:
        whole = folder.resolve()
        is_folder = whole.is_dir()
    except (OSError, ValueError, RuntimeError) as error:
        raise SecondPlaceMissing(path=folder) from error
    if not is_folder:
        raise SecondPlaceMissing(path=folder)
    require_outside(home, whole)
    _try(whole / name)
    _write(home, _Choice(str(whole), name))


def _make_way(home: Path) -> None:
    """Set aside what is no file and lies where the choice is noted."""
    note = home / SECOND_PLACE
    try:
        if note.is_dir():
            set_aside(note, "second-place")
    except (OSError, ValueError, OverflowError) as error:
        raise FileNotWritten(name=note.name) from error


def _try(copies: Path) -> None:
    """Write a small file where copies are to lie and remove it. Raises what `write_file` raises."""
    place = copies if copies.is_dir() else copies.parent
    tried = place / f"{copies.name}-{secrets.token_hex(4)}.try"
    try:
        write_file(tried, secrets.token_bytes(_TRIED_BYTES), private=True)
        tried.unlink()
    except (FileNotWritten, CopyNotVerified) as error:
        raise type(error)(name=copies.name, path=place) from error
    except OSError as error:
        raise refusal(error, copies) from error


def note_copy(home: Path, number: int, at: datetime) -> None:
    """Remember that copy `number`, made at `at`, lies at the second place."""
    before = _read(home)
    if before:
        _write(home, replace(before, last_number=number, last_at=at.isoformat(timespec="seconds")))


def _read(home: Path) -> _Choice | None:
    try:
        raw = read_file(home / SECOND_PLACE, _LARGEST_BYTES)
        choice = msgspec.json.decode(raw, type=_Choice)
    except (FileUnreadable, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    is_plain = Path(choice.name).name == choice.name and choice.name not in ("", ".", "..")
    return choice if is_plain else None


def _write(home: Path, choice: _Choice) -> None:
    write_file(home / SECOND_PLACE, msgspec.json.encode(choice) + b"\n", private=True, own=True)
