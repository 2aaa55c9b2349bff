"""The build step that compiles the catalogs and ships what lies beside the packages."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = {"locales": "app/_locales", "resources": "app/_resources"}
"""Folders of the checkout, and where `app/paths.py` looks for them in a wheel."""


class Build(BuildHookInterface):  # type: ignore[type-arg] # generic for checkers only
    """Runs before the files of a wheel or of an editable install are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogs; a wheel takes both folders in, an editable install needs none."""
        compile_catalogs(Path(self.root) / "locales")
        if version == "standard":
            build_data["force_include"] |= SHIPPED


def compile_catalogs(locales: Path) -> list[Path]:
    """Compile every catalog under `locales` that is newer than its compiled file."""
    return [po for po in sorted(locales.glob("*/LC_MESSAGES/*.po")) if _compile(po)]


def _compile(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
        return False
    with po.open("rb") as file:
        catalog = read_po(file, locale=po.parts[-3])
    # Named by process and renamed: a program or a test may be reading the old one just now.
    part = mo.with_suffix(f".{os.getpid()}.part")
    with part.open("wb") as file:
        write_mo(file, catalog)
    part.replace(mo)
    return True


if __name__ == "__main__":
    compile_catalogs(Path(__file__).resolve().parent / "locales")
