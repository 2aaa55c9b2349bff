"""Cycles end in the thread of the window, and nowhere else."""

import gc
import threading
import weakref

import pytest

from ui.collecting import Collecting, collect_what_is_due


class Loop:
    def __init__(self):
        self.me = self


@pytest.fixture
def collecting(qtbot):
    """The collector taken over, and as it was afterwards."""
    was_on = gc.isenabled()
    collecting = Collecting()
    yield collecting
    collecting.deleteLater()
    (gc.enable if was_on else gc.disable)()


def test_no_worker_collects(collecting):
    gone = []
    weakref.finalize(Loop(), lambda: gone.append(threading.current_thread().name))

    worker = threading.Thread(target=lambda: [[Loop()] for _ in range(20_000)])
    worker.start()
    worker.join()
    assert gone == []

    collect_what_is_due()
    gc.collect()
    assert gone == [threading.main_thread().name]


def test_what_is_due_is_collected(collecting):
    loops = [Loop() for _ in range(5_000)]
    one = weakref.ref(loops[0])
    del loops

    collect_what_is_due()

    assert one() is None
