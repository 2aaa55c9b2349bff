"""Putting a register in the place of another: by steps that any later start can end.

What is to come lies whole in the folder `arriving`; once its mark is there, the files of before
are renamed into `set-aside`, then the new ones into their place. Whoever opens the installation
afterwards ends what was not ended. Without the mark, nothing has begun.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from app.errors import AlreadyOpen, FileUnreadable
from app.files import lock, make_name_durable, read_file, refusal, write_file
from app.paths import (
    ARRIVAL_MARK,
    ARRIVING,
    KEYS,
    LOG,
    REGISTER,
    SECOND_KEYS,
    SET_ASIDE,
    WITNESS,
    is_there,
)

_LARGEST_BYTES = 64 * 1024
_FILES = (LOG, WITNESS, SECOND_KEYS, KEYS, REGISTER)
"""What one register is made of, in the order of leaving; its key arrives before itself."""


class _Mark(Struct, frozen=True):
    """What `arriving.json` says: the folder within `set-aside`, and which files are to come."""

    aside: str
    comes: tuple[str, ...]


def begin(home: Path) -> Path:
    """The empty folder in which to prepare what is to come. Raises what `write_file` raises."""
    folder = home / ARRIVING
    try:
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise refusal(error, folder) from error
    return folder


@contextmanager
def preparing(home: Path) -> Iterator[Path]:
    """The folder of `begin`, which goes again when what was prepared in it does not arrive.

    A full disk would else be the fuller for each try. Raises as `begin`.
    """
    folder = begin(home)
    try:
        yield folder
    except BaseException:
        if not is_begun(home):
            shutil.rmtree(folder, ignore_errors=True)
        raise


def swap(home: Path, why: str, *, now: datetime) -> Path:
    """Put what was prepared in the place of the present files; where those were set aside.

    `why` is an ASCII word for the folder's name. Raises what `write_file` raises: then the
    register of before is still there, or the next start ends what was begun.
    """
    aside = _free(home / SET_ASIDE, f"{now:%Y%m%d-%H%M}-{why}")
    comes = tuple(name for name in _FILES if (home / ARRIVING / name).exists())
    mark = msgspec.json.encode(_Mark(aside.name, comes)) + b"\n"
    make_name_durable(home / ARRIVING / REGISTER)
    write_file(home / ARRIVAL_MARK, mark, private=True, own=True)
    finish(home)
    return aside


def is_begun(home: Path) -> bool:
    """Whether files are between two places: `finish` ends it."""
    return is_there(home / ARRIVAL_MARK)


def finish(home: Path) -> None:
    """End what a swap that was killed had begun; nothing to do when there is none.

    Raises what `write_file` raises.
    """
    if not is_begun(home):
        return
    try:
        with _alone(home / ARRIVAL_MARK):
            mark = _read(home)
            _take_aside(home, mark)
            _put_in(home, mark)
            shutil.rmtree(home / ARRIVING, ignore_errors=True)
        (home / ARRIVAL_MARK).unlink(missing_ok=True)
        make_name_durable(home / ARRIVAL_MARK)
    except OSError as error:
        raise refusal(error, home / REGISTER) from error


def _take_aside(home: Path, mark: _Mark) -> None:
    """Rename the files of before, and have that be on the drive before anything arrives.

    A file is of before as long as its successor waits; one without, as long as the register does:
    a log never meets another register than its own, nor leaves its own once that has been opened.
    """
    aside, arriving = home / SET_ASIDE / mark.aside, home / ARRIVING
    aside.parent.mkdir(mode=0o700, exist_ok=True)
    aside.mkdir(mode=0o700, exist_ok=True)
    for name in _FILES:
        successor = name if name in mark.comes else REGISTER
        if (arriving / successor).exists() and (home / name).exists():
            (home / name).replace(aside / name)
    for changed in (aside, aside / REGISTER, home / REGISTER):
        make_name_durable(changed)


def _put_in(home: Path, mark: _Mark) -> None:
    for name in mark.comes:  # in the order of `_FILES`: the register last, once its keys are there
        if (home / ARRIVING / name).exists():
            (home / ARRIVING / name).replace(home / name)
            make_name_durable(home / name)


def _read(home: Path) -> _Mark:
    try:
        mark = msgspec.json.decode(read_file(home / ARRIVAL_MARK, _LARGEST_BYTES), type=_Mark)
        is_ours = Path(mark.aside).name == mark.aside and set(mark.comes) <= set(_FILES)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FileUnreadable(name=ARRIVAL_MARK) from error
    if not is_ours:
        raise FileUnreadable(name=ARRIVAL_MARK)
    return mark


def _free(folder: Path, name: str) -> Path:
    """A folder that is not there yet: `name`, else with a number behind."""
    place, number = folder / name, 1
    while place.exists():
        number += 1
        place = folder / f"{name}-{number}"
    return place


@contextmanager
def _alone(mark: Path) -> Iterator[None]:
    """Keep a second start from moving the same files; the system forgets a killed one's lock.

    Raises AlreadyOpen.
    """
    with mark.open("rb+") as file:
        try:
            lock(file.fileno())
        except OSError as error:
            raise AlreadyOpen from error
        yield
