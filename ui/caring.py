"""What the keeper of a register is given: what the services do for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.errors import AppError
from app.services.care.copies import Copy, CopyReason
from app.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Survey:
    """What was seen beside the work.

    `closed` are the ids of the half-days that have ended, `disk` what is to be told of the room
    on it. `second` is the folder of the second place; `is_late`: copies wait for it for long.
    """

    closed: frozenset[str] = frozenset()
    disk: AppError | None = None
    second: Path | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Care:
    """What the services do for the keeper; all but the first three run in the background.

    `copy(reason, now, progress)` answers None where there is nothing new to copy, `look` all
    copies, newest first. `rescue(folder)` writes what the open register holds into the folder.
    """

    wrote: Callable[[], None]
    is_due: Callable[[float], bool]
    closed: Callable[[], frozenset[str]]
    keep: Callable[[], None]
    copy: Callable[[CopyReason, datetime, Progress], Copy | None]
    look: Callable[[], Sequence[Copy]]
    survey: Callable[[], Survey]
    verify: Callable[[Copy], object]
    rescue: Callable[[Path], Path]
