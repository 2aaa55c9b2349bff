import threading
from functools import partial

import pytest

from app.errors import Cancelled


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


def test_cancelled_job_fails_politely(tasks, qtbot):
    started, go, failures = threading.Event(), threading.Event(), []

    def job(progress):
        started.set()
        go.wait(5)
        progress(1, 2)

    with qtbot.waitSignal(tasks.idle):
        tasks.run(job, done=failures.append, failed=failures.append)
        started.wait(5)
        tasks.cancel()
        go.set()

    assert [type(failure) for failure in failures] == [Cancelled]


def test_cancelling_stops_what_waits_too(tasks, qtbot):
    go, failures = threading.Event(), []

    def first(progress):
        go.wait(5)
        progress(1, 1)

    with qtbot.waitSignal(tasks.idle):
        tasks.run(first, done=failures.append, failed=failures.append)
        tasks.run(partial(counted, 1), done=failures.append, failed=failures.append)
        tasks.cancel()
        go.set()

    assert [type(failure) for failure in failures] == [Cancelled, Cancelled]


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
