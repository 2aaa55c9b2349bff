"""Where things lie: nothing else in the program may use `__file__` or guess a folder."""

import os
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import platformdirs

_APP = Path(__file__).resolve().parent

REGISTER, LOG = "emarge.db", "emarge.db-wal"
KEYS, SECOND_KEYS = "keys.json", "keys.2.json"
WITNESS = "emarge.witness"
COPIES, SET_ASIDE = "copies", "set-aside"
SECOND_PLACE = "second-place.json"
NOTE = "about.json"
ARRIVING, ARRIVAL_MARK = "arriving", "arriving.json"
BALLAST = "ballast"
"""What lies in the folder of an installation. The log holds what the register's file does not
hold yet; the witness says how far both had come; copies are whole installations; what was
damaged or replaced is set aside, never deleted. The note tells what a copy holds. What is put
back is prepared whole in `arriving`; the second place is where copies go besides."""

SETTINGS, GEOMETRY, FAULTS, DRAFT = "settings.json", "window.ini", "faults.log", "form.draft"
INSTALLING, KEYS_LOCK = "installing", "keys.lock"
_OF_REGISTER = (REGISTER, LOG, KEYS, SECOND_KEYS)
"""A folder with any of these holds a register, whole or not."""

_OWN = {
    *(*_OF_REGISTER, WITNESS, BALLAST, SETTINGS, GEOMETRY, FAULTS, DRAFT),
    *(INSTALLING, KEYS_LOCK, SECOND_PLACE, ARRIVAL_MARK, NOTE),
}
_OWN_BEGINNINGS = (REGISTER, f"{Path(REGISTER).stem}-before-", WITNESS, f"{Path(SETTINGS).stem}.")
_PART = ".part"


def resource(name: str) -> Path:
    """A shipped file or folder, such as `resource("fonts/Andika-Regular.ttf")`."""
    return _shipped("resources") / name


def locales() -> Path:
    """The folder of the compiled catalogs."""
    return _shipped("locales")


def data_folder() -> Path:
    """The folder of this installation: `EMARGE_HOME`, else the system's local data folder.

    On Windows it is the local one, never Documents, which may be copied to a cloud.
    """
    home = os.environ.get("EMARGE_HOME")
    if home:
        with suppress(RuntimeError):  # "~nobody/x" is a name like any other
            return Path(home).expanduser()
        return Path(home)
    return Path(platformdirs.user_data_dir("Emarge", appauthor=False, roaming=False))


def holds_register(folder: Path) -> bool:
    """Whether `folder` holds a register, or what is left of one; False where nobody may look."""
    return any(is_there(folder / name) for name in _OF_REGISTER)


def was_begun(home: Path) -> bool:
    """Whether a register was ever begun in `home`: one without its keys is no first start.

    Raises OSError or ValueError where nobody may look, or no folder can be.
    """
    if any(_lies_at(home / name) for name in (*_OF_REGISTER, WITNESS, ARRIVAL_MARK)):
        return True
    return any(home.glob(f"{COPIES}/*/{REGISTER}"))


def _lies_at(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def lies_there(path: Path) -> bool:
    """Whether anything at all lies at `path`, be it a link that leads nowhere."""
    try:
        return path.is_symlink() or is_there(path)
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Whether something lies at `path`; False where nobody may look or no file can be."""
    try:
        return path.exists()
    except (OSError, ValueError):  # no right to search, a name too long, a NUL
        return False


def is_own(path: Path) -> bool:
    """Whether `path` is, or would become, a file of an installation: this one or any other.

    By whatever way it is named: through links, `..`, another case, Windows' short names.
    """
    try:
        places = {path.parent.resolve() / path.name, path.resolve()}
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle
        return False
    return any(_has_own_place(place) for place in places) or _is_same_as_own(path)


def _has_own_place(path: Path) -> bool:
    """Whether its name, or a folder that it lies in, is an installation's."""
    home = data_folder()
    if _has_own_name(path.name) and (holds_register(path.parent) or _is_same(path.parent, home)):
        return True
    kept = (_plain(COPIES), _plain(SET_ASIDE), _plain(ARRIVING))
    return any(
        _plain(folder.name) in kept and holds_register(folder.parent) for folder in path.parents
    )


def _has_own_name(name: str) -> bool:
    plain = _plain(name)
    while plain.endswith(_PART):
        plain = plain.removesuffix(_PART)
    return plain in _OWN or plain.startswith(_OWN_BEGINNINGS)


def _plain(name: str) -> str:
    """`name` as a system that is blind to case takes it; Windows drops what comes after."""
    return unicodedata.normalize("NFKC", name).split(":")[0].rstrip(". ").casefold()


def _is_same_as_own(path: Path) -> bool:
    """Whether it is the very file, under another name: a hard link, a short name of Windows."""
    if not is_there(path):
        return False
    return any(_is_same(path, own) for own in own_files(path.parent, data_folder()))


def own_files(*folders: Path) -> Iterator[Path]:
    """The files that installations in `folders` have or may have, their copies' included."""
    for folder in folders:
        for name in sorted(_OWN):
            yield folder / name
        with suppress(OSError):
            yield from folder.glob(f"{COPIES}/*/*")
            yield from folder.glob(f"{Path(REGISTER).stem}-before-*")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _shipped(name: str) -> Path:
    """`name` beside the packages in a checkout, inside `app` in a wheel or a frozen build."""
    inside = _APP / f"_{name}"
    return inside if inside.is_dir() else _APP.parent / name
