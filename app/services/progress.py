"""How long work tells how far it has come."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called as `progress(done, total)` between records; may raise `Cancelled`."""


def ignore_progress(done: int, total: int) -> None:
    """Ignore progress: for short jobs and tests."""
