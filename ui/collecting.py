"""Garbage collection of cycles in the thread of the window alone.

Python collects in whichever thread happens to allocate. A cycle that holds a widget would then end
in a worker, and Qt's objects must end in their own thread: the process dies of it, now or later.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 5_000


class Collecting(QObject):
    """Takes the collector over: nothing is collected but here, now and then, as much as is due."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self)
        self._clock.timeout.connect(collect_what_is_due)
        self._clock.start(_EVERY_MS)


def collect_what_is_due() -> None:
    """Collect the oldest generation that has come to its threshold, as Python itself would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
