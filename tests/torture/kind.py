"""What a kind of torture is, what a round of it is given, and what it answers with."""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[2]
_MOST_SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Round:
    """So many tries of one kind, decided by `seed` alone; `folder` is empty and its own."""

    seed: int
    count: int
    folder: Path
    language: str = "en"

    @property
    def random(self) -> Random:
        """Chance that comes back with the same seed."""
        return Random(self.seed)  # noqa: S311 - it breaks things, it keeps no secret

    @property
    def seeds(self) -> range:
        """A seed of its own for each try."""
        return range(self.seed, self.seed + self.count)

    def place(self, name: str) -> Path:
        """An empty folder for one try."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path


@dataclass
class Tally:
    """What a round came to.

    `refused`: met with a sentence, as it should be. `lost`: confirmed and not there. `torn`: a
    half transaction, a half file. `silent`: wrong, and nothing said so. `errors`: sentences of
    what was not as it should be otherwise, without a person in them. `figures` are measured, not
    judged; rounds keep the largest. `counts` say of what the tries were.
    """

    tried: int = 0
    refused: int = 0
    lost: int = 0
    torn: int = 0
    silent: int = 0
    errors: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def faults(self) -> int:
        """How much was not as it should be."""
        return self.lost + self.torn + self.silent + len(self.errors)

    def add(self, other: "Tally") -> None:
        """Count another round too."""
        self.tried += other.tried
        self.refused += other.refused
        self.lost += other.lost
        self.torn += other.torn
        self.silent += other.silent
        self.errors += other.errors
        for name, count in other.counts.items():
            self.counts[name] = self.counts.get(name, 0) + count
        for name, value in other.figures.items():
            self.figures[name] = max(value, self.figures.get(name, value))

    def wrong(self, sentence: str) -> None:
        """Note what was not as it should be."""
        self.errors.append(sentence[:300])

    def as_json(self) -> dict[str, Any]:
        """As plain values; of many errors the first few."""
        return asdict(self) | {"errors": self.errors[:_MOST_SENTENCES], "wrong": len(self.errors)}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of torture. `rules` are those of the reliability plan that it tries.

    `weight` is its share of the time, `step` the tries of a round; `missing` says what this
    machine lacks for it, nothing where it can run. `speaks`: the operator's language matters to it.
    """

    name: str
    rules: tuple[str, ...]
    sentence: str
    run: Callable[[Round], Tally]
    step: int = 20
    weight: float = 1.0
    missing: Callable[[], str] = lambda: ""
    speaks: bool = False


def without_paths(text: str) -> str:
    """The text with the folders of this machine left out."""
    return re.sub(r"/\S+", "…", text)


def needs(*tools: str) -> Callable[[], str]:
    """That these programs are there, on a system that is no Windows."""

    def missing() -> str:
        if os.name == "nt":
            return "not on Windows"
        lacking = [tool for tool in tools if not shutil.which(tool)]
        return f"needs {', '.join(lacking)}" if lacking else ""

    return missing
