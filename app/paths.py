"""Where things lie: nothing else in the program may use `__file__` or guess a folder."""

import os
from pathlib import Path

import platformdirs

_APP = Path(__file__).resolve().parent

REGISTER, LOG = "emarge.db", "emarge.db-wal"
KEYS, SECOND_KEYS = "keys.json", "keys.2.json"
WITNESS = "emarge.witness"
COPIES, SET_ASIDE = "copies", "set-aside"
BALLAST = "ballast"
"""What lies in the folder of an installation. The log holds what the register's file does not
hold yet; the witness says how far both had come; copies are whole installations; what was
damaged or replaced is set aside, never deleted."""


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
        return Path(home).expanduser()
    return Path(platformdirs.user_data_dir("Emarge", appauthor=False, roaming=False))


def _shipped(name: str) -> Path:
    """`name` beside the packages in a checkout, inside `app` in a wheel or a frozen build."""
    inside = _APP / f"_{name}"
    return inside if inside.is_dir() else _APP.parent / name
