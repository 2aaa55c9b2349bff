"""What this computer prefers, while the window is open."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.settings import Settings, load, save


class Preferences(QObject):
    """The settings as they are now; `changed` tells who applies them."""

    changed = Signal(object)  # Settings

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._settings = load(home)

    @property
    def settings(self) -> Settings:
        """The settings in use."""
        return self._settings

    def change(self, **fields: Any) -> None:
        """Set some fields of the settings and write them, such as `change(language="en")`."""
        changed = replace(self._settings, **fields)
        if changed != self._settings:
            self._settings = changed
            save(changed, self._home)
            self.changed.emit(changed)
