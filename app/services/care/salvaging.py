"""Rebuilding a register from every entry that can still be read, wherever it lies."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.errors import NothingToSalvage
from app.services.progress import Progress, ignore_progress


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: where it lies, how many entries it gave that none before it had."""

    path: Path
    entries: int
    new: int
    unreadable_pages: int


@dataclass(frozen=True, slots=True)
class Lost:
    """What is missing of one chain: a device's entries in a workshop (its city, when known)."""

    workshop: str
    device: str
    entries: int


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved: `missing` names the chains with gaps, `values` counts what is not there."""

    entries: int
    people: int
    missing: tuple[Lost, ...]
    values: int
    sources: tuple[Source, ...]
    is_new_device: bool
    set_aside: Path | None


def salvage(
    home: Path,
    secret: str,
    *,
    now: datetime,
    is_trial: bool = False,
    progress: Progress = ignore_progress,
) -> Salvaged:
    """Rebuild the register in `home`, which must be closed; with `is_trial` only say what of it.

    What is there now is set aside, never removed. Raises NothingToSalvage, WrongPassphrase.
    """
    del secret, now, is_trial, progress
    raise NothingToSalvage(path=home)
