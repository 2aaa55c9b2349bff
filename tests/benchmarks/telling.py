"""How a benchmark says what it measured: one JSON line per measurement."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

_DIGITS = 4

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a piece of work took: on the clock, and of this process's processor time.

    On a machine that is busy with something else the two differ.
    """

    seconds: float
    cpu_seconds: float

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.seconds + other.seconds, self.cpu_seconds + other.cpu_seconds)


def spent(work: Callable[[], T]) -> tuple[T, Spent]:
    """What `work` returned and what it took."""
    start, cpu = time.perf_counter(), time.process_time()
    found = work()
    return found, Spent(time.perf_counter() - start, time.process_time() - cpu)


def say(work: str, **facts: object) -> None:
    """Write one measurement to standard output, at once."""
    rounded = {
        name: round(fact, _DIGITS) if isinstance(fact, float) else fact
        for name, fact in facts.items()
    }
    sys.stdout.write(json.dumps({"work": work, **rounded}, ensure_ascii=False) + "\n")
    sys.stdout.flush()
