import threading

import pytest
from PySide6.QtCore import QObject

from app.errors import Cancelled, StorageFull
from ui.latest import Latest


@pytest.fixture
def latest(tasks):
    return Latest(tasks)


class Gate:
    """A job that waits until it is let go."""

    def __init__(self):
        self.began, self.go = threading.Event(), threading.Event()

    def __call__(self):
        self.began.set()
        self.go.wait(5)
        return "first"


def ask(latest, job, heard):
    latest.ask(job, done=heard.append, failed=heard.append)


def test_wish_is_carried_out_and_told(latest, tasks, qtbot):
    heard = []

    with qtbot.waitSignal(tasks.idle):
        ask(latest, str, heard)

    assert heard == [""]


def test_wish_that_was_overtaken_is_neither_begun_nor_told(latest, tasks, qtbot):
    heard, begun, gate = [], [], Gate()

    ask(latest, gate, heard)
    gate.began.wait(5)
    ask(latest, lambda: begun.append("second"), heard)
    ask(latest, lambda: "third", heard)
    gate.go.set()
    qtbot.waitUntil(lambda: heard != [])

    assert (heard, begun) == (["third"], [])


def test_forgotten_wish_ends_unheard(latest, tasks, qtbot):
    heard, gate = [], Gate()

    ask(latest, gate, heard)
    gate.began.wait(5)
    latest.forget()
    with qtbot.waitSignal(tasks.idle):
        gate.go.set()

    assert heard == []


def test_wish_after_a_forgotten_one_is_told(latest, tasks, qtbot):
    heard, gate = [], Gate()
    ask(latest, gate, heard)
    gate.began.wait(5)
    latest.forget()

    ask(latest, lambda: "second", heard)
    gate.go.set()
    qtbot.waitUntil(lambda: heard != [])

    assert heard == ["second"]


def test_refusal_is_told(latest, tasks, qtbot):
    heard = []

    def fail():
        raise StorageFull

    with qtbot.waitSignal(tasks.idle):
        ask(latest, fail, heard)

    assert [type(one) for one in heard] == [StorageFull]


def test_stopping_is_no_failure(latest, tasks, qtbot):
    heard = []

    def stop():
        raise Cancelled

    with qtbot.waitSignal(tasks.idle):
        ask(latest, stop, heard)

    assert heard == []


def test_nobody_is_told_who_is_gone(tasks, qtbot):
    page, heard, gate = QObject(), [], Gate()
    latest = Latest(tasks, page)
    ask(latest, gate, heard)
    gate.began.wait(5)

    page.deleteLater()
    with qtbot.waitSignal(page.destroyed):
        pass
    with qtbot.waitSignal(tasks.idle):
        gate.go.set()

    assert heard == []
