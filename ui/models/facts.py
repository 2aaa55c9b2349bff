"""What is shown as a word and what it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

Fact = tuple[str, str, str]
"""A word, what it stands for, and the role of that in the style sheet."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two people in words: why they look alike, each fact of both, what one answer would do.

    `first` and `second` are the ids of their registrations.
    """

    first: str
    second: str
    why: str
    rows: Sequence[tuple[str, str, str]]
    meaning: str

    @property
    def key(self) -> str:
        """Names the pair in a list."""
        return f"{self.first}/{self.second}"
