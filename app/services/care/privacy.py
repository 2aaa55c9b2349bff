"""An installation's folder and files are their owner's alone, where the system knows owners."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from app.paths import ARRIVING, COPIES, SET_ASIDE, own_files

_FOLDER, _FILE = 0o700, 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_SHARED_ON_PURPOSE = stat.S_ISVTX | stat.S_ISGID


def tighten(home: Path) -> None:
    """Take from others what they may do with the installation in `home`.

    A folder that serves more than Émarge (a home, a mount, one shared on purpose) keeps its mode;
    the files in it do not. On Windows a profile's folders are its user's already.
    """
    if os.name == "nt":
        return
    for folder in (home, *(home / name for name in (COPIES, SET_ASIDE, ARRIVING))):
        with suppress(OSError):
            if _is_ours_alone(folder):
                _restrict(folder, _FOLDER)
    for path in own_files(home):
        with suppress(OSError):
            if path.is_file() and not path.is_symlink():
                _restrict(path, _FILE)


def _is_ours_alone(folder: Path) -> bool:
    found = folder.lstat()
    is_wider = os.path.ismount(folder) or Path.home().is_relative_to(folder.resolve())
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.geteuid()
        and not found.st_mode & _SHARED_ON_PURPOSE
        and not is_wider
    )


def _restrict(path: Path, mode: int) -> None:
    if path.stat().st_mode & _OTHERS:
        path.chmod(mode)
