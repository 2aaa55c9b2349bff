"""What this computer prefers: read once, written whole, never anything personal to a workshop."""

import contextlib
import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from app.files import write_file
from app.paths import SETTINGS as FILE


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


def load(home: Path) -> Settings:
    """The settings of the installation in `home`; the defaults when there are none yet."""
    path = home / FILE
    try:
        found = json.loads(path.read_text("utf-8"))
        if not isinstance(found, dict):
            raise ValueError("not an object")
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".damaged"))
        return Settings(was_damaged=True)
    names = {one.name for one in fields(Settings)} - _OWN
    known: dict[str, Any] = {
        name: text for name, text in found.items() if name in names and isinstance(text, str)
    }
    return Settings(**known, unknown={key: found[key] for key in found.keys() - names})


def save(settings: Settings, home: Path) -> None:
    """Write `settings` for the installation in `home`."""
    own = {name: value for name, value in asdict(settings).items() if name not in _OWN}
    text = json.dumps({**settings.unknown, **own}, ensure_ascii=False, indent=1, sort_keys=True)
    write_file(home / FILE, text.encode(), verify=False, private=True, own=True)
