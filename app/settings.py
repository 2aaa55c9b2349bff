"""What this computer prefers: read once, written whole, never anything personal to a workshop."""

import contextlib
import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from app.errors import FileUnreadable
from app.files import read_file, set_aside, write_file
from app.i18n import LANGUAGES
from app.paths import SETTINGS as FILE
from app.paths import lies_there


@dataclass(frozen=True, slots=True)
class Settings:
    """`language` "fr" or "en"; `font_size` "normal", "large" or "largest".

    `workshop` and `session` are the ids last worked in. `unknown` keeps what a newer release
    wrote, `was_damaged` says that the file could not be read and was set aside.
    """

    language: str = "fr"
    font_size: str = "normal"
    workshop: str = ""
    session: str = ""
    unknown: dict[str, Any] = field(default_factory=dict)
    was_damaged: bool = False


_OWN = {"unknown", "was_damaged"}
_LARGEST_BYTES = 64 * 1024
_DEEPEST = 8
"""Levels of what a newer release may have written; deeper nesting is nobody's preference."""


def load(home: Path) -> Settings:
    """The settings of the installation in `home`; the defaults when there are none yet.

    What lies in their place and is none (a folder, a pipe, 100 MB, nesting without end) is set
    aside.
    """
    path = home / FILE
    if not lies_there(path):
        return Settings()
    try:
        found = json.loads(read_file(path, _LARGEST_BYTES))
        settings = _of(found)
        _text(settings).encode()
    except (FileUnreadable, ValueError, RecursionError):
        with contextlib.suppress(OSError, ValueError, OverflowError):
            set_aside(path, "settings")
        return Settings(was_damaged=True)
    return settings


def save(settings: Settings, home: Path) -> None:
    """Write `settings` for the installation in `home`."""
    write_file(home / FILE, _text(settings).encode(), verify=False, private=True, own=True)


def _of(found: object) -> Settings:
    """The settings that `found` holds. Raises ValueError when they can be none."""
    if not isinstance(found, dict) or _is_deep(found, _DEEPEST):
        raise ValueError("no settings")
    names = set(_NAMES)
    known: dict[str, Any] = {
        name: text for name, text in found.items() if name in names and isinstance(text, str)
    }
    if known.get("language") not in LANGUAGES:
        known.pop("language", None)
    return Settings(**known, unknown={key: found[key] for key in found.keys() - names})


def _is_deep(value: object, levels: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deep(one, levels - 1) for one in inner)


def _text(settings: Settings) -> str:
    own = {name: getattr(settings, name) for name in _NAMES}
    return json.dumps({**settings.unknown, **own}, ensure_ascii=False, indent=1, sort_keys=True)


_NAMES = [one.name for one in fields(Settings) if one.name not in _OWN]
