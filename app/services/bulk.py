"""Long lists of values without the cycle collector, which would walk them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause the collector of cycles: 40 % of the time of 10,000 people or 130,000 changes.

    Journal values hold no cycles; what is not needed is freed all the same. Measured by
    `tests/benchmarks/bench_import.py`.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
