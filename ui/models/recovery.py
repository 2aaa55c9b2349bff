"""What the recovery page shows: what is said, and the ways back."""

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import (
    AppError,
    DatabaseDamaged,
    KeysDamaged,
    KeySlotDamaged,
    KeysMissing,
    NotInstalled,
    RegisterMissing,
)

RECOVERABLE: tuple[type[AppError], ...] = (
    DatabaseDamaged,
    RegisterMissing,
    KeysMissing,
    KeySlotDamaged,
    KeysDamaged,
    NotInstalled,
)
"""What keeps a register from being opened, and for which there are ways back."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way back: the name to ask for it by, what to do, and what that gives."""

    key: str
    title: str
    gives: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a stage says: what is the case, what that means, what is safe, what failed last."""

    title: str
    happened: str
    safe: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A register that is open again; `words` says what it may lack, in the language of then."""

    installation: object
    words: Callable[[], str]
