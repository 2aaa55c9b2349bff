import threading
from functools import partial

import pytest

from app.errors import Cancelled
from ui.tasks import whole


def counted(steps, progress):
    for step in range(steps):
        progress(step + 1, steps)
    return threading.current_thread()


def test_job_runs_elsewhere_and_answers_on_the_gui_thread(tasks, qtbot):
    heard, seen = [], []
    tasks.progressed.connect(lambda done, total: seen.append((done, total)))

    def done(thread):
        heard.append((thread, threading.current_thread()))

    with qtbot.waitSignal(tasks.idle):
        tasks.run(partial(counted, 3), done=done, failed=heard.append)

    ((worker, gui),) = heard
    assert worker is not gui is threading.main_thread()
    assert seen[-1] == (3, 3)
    assert not tasks.is_busy


def test_job_that_was_stopped_neither_failed_nor_was_done(tasks, qtbot):
    started, go, ends, said = threading.Event(), threading.Event(), [], []
    tasks.was_stopped.connect(lambda: said.append("stopped"))

    def job(progress):
        started.set()
        go.wait(5)
        progress(1, 2)

    with qtbot.waitSignal(tasks.idle):
        tasks.run(job, done=ends.append, failed=ends.append)
        started.wait(5)
        tasks.cancel()
        go.set()

    assert (ends, said) == ([], ["stopped"])


def test_whoever_knows_what_stopping_means_says_so_alone(tasks, qtbot):
    said = []
    tasks.was_stopped.connect(lambda: said.append("the house"))

    def stop(_progress):
        raise Cancelled

    with qtbot.waitSignal(tasks.idle):
        tasks.run(
            stop, done=said.append, failed=said.append, stopped=lambda: said.append("the starter")
        )

    assert said == ["the starter"]


def test_cancelling_stops_what_waits_too(tasks, qtbot):
    go, ends, said = threading.Event(), [], []
    tasks.was_stopped.connect(lambda: said.append("stopped"))

    def first(progress):
        go.wait(5)
        progress(1, 1)

    with qtbot.waitSignal(tasks.idle):
        tasks.run(first, done=ends.append, failed=ends.append)
        tasks.run(partial(counted, 1), done=ends.append, failed=ends.append)
        tasks.cancel()
        go.set()

    assert (ends, said) == ([], ["stopped", "stopped"])


def test_idle_is_said_once_after_the_last_job(tasks, qtbot):
    idle, done = [], []
    tasks.idle.connect(lambda: idle.append(len(done)))

    with qtbot.waitSignal(tasks.idle):
        for _job in range(3):
            tasks.run(partial(counted, 1), done=done.append, failed=done.append)

    assert idle == [3]


def test_bug_in_a_job_is_raised_on_the_gui_thread(tasks, qtbot):
    heard = []

    with qtbot.captureExceptions() as bugs, qtbot.waitSignal(tasks.idle):
        tasks.run(lambda _progress: 1 / 0, done=heard.append, failed=heard.append)

    assert [kind for kind, _error, _trace in bugs] == [ZeroDivisionError]
    assert heard == []
    assert not tasks.is_busy


@pytest.mark.parametrize("turn", range(50))
def test_stress(tasks, qtbot, turn):
    got = []
    with qtbot.waitSignal(tasks.idle):
        tasks.run(lambda _progress: turn, done=got.append, failed=got.append)

    assert got == [turn]


def test_what_is_done_at_once_needs_no_progress(tasks, qtbot):
    heard = []

    with qtbot.waitSignal(tasks.idle):
        tasks.run(whole(partial(divmod, 7, 2)), done=heard.append, failed=heard.append)

    assert heard == [(3, 1)]


def test_closing_again_changes_nothing(tasks):
    tasks.close()

    tasks.close()

    assert not tasks.is_busy
