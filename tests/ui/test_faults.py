import sys
import threading

import pytest

from app.errors import StorageFull
from ui.faults import Faults


@pytest.fixture
def note(tmp_path):
    return tmp_path / "home" / "faults.log"


@pytest.fixture
def faults(qapp, ask, note, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults = Faults(ask, note)
    faults.install()
    return faults


def meet(error):
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())


def test_bug_is_told_calmly_and_noted_without_its_message(faults, ask, note, qtbot):
    meet(KeyError("ZZCANARY Aminata"))

    qtbot.waitUntil(lambda: bool(ask.told))
    assert "You can go on working" in ask.told[0]
    assert "KeyError" in note.read_text("utf-8")
    assert "test_faults.py" in note.read_text("utf-8")
    assert "ZZCANARY" not in note.read_text("utf-8")


def test_what_a_user_can_act_on_is_shown_not_noted(faults, ask, note, qtbot):
    meet(StorageFull())

    qtbot.waitUntil(lambda: bool(ask.errors))
    assert not note.exists()


def test_bug_in_a_thread_is_heard_too(faults, ask, note, qtbot):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: bool(ask.told))
    assert "ZeroDivisionError" in note.read_text("utf-8")


def test_note_does_not_grow_for_ever(faults, ask, note, qtbot):
    note.parent.mkdir()
    note.write_text("x" * 300_000, "utf-8")
    meet(ValueError())

    qtbot.waitUntil(lambda: bool(ask.told))
    assert note.stat().st_size < 2_000


def test_full_disk_does_not_hide_the_fault(qapp, ask, tmp_path, qtbot, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    faults = Faults(ask, blocked / "faults.log")
    faults.hear(ValueError, ValueError("x"), None)

    qtbot.waitUntil(lambda: bool(ask.told))
    assert "ValueError" in capsys.readouterr().err


def test_only_one_dialog_at_a_time(qapp, note, qtbot):
    class Asking:
        def __init__(self):
            self.told = 0

        def tell(self, _message):
            self.told += 1
            faults._on_found(ValueError())  # as an open dialog delivers it

    asking = Asking()
    faults = Faults(asking, note)
    faults.hear(ValueError, ValueError(), None)

    qtbot.waitUntil(lambda: asking.told >= 1)
    assert asking.told == 1
