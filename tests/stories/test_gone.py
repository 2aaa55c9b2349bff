"""The folder or the room on the disk goes while Émarge is open: what was confirmed stays."""

import shutil

from PySide6.QtCore import Qt

from app.paths import BALLAST
from app.services.care.copies import CopyPlace, verify
from tests.stories.test_coming_back import at_desk, enter, here_now, home, register, start
from ui.safekeeping import rescue_of

__all__ = ["home", "start"]


def test_the_window_keeps_the_reserve_of_the_disk(start, home, qtbot):
    program = start()
    enter(program, qtbot)
    at_desk(program, qtbot)

    qtbot.waitUntil((home / BALLAST).exists, timeout=60_000)


def test_what_was_confirmed_is_saved_elsewhere_and_comes_back(start, home, tmp_path, qtbot):
    program = start()
    enter(program, qtbot)
    window = at_desk(program, qtbot)
    register(window, qtbot, "diallo", "couli")
    with qtbot.waitSignal(window.keeper.kept, timeout=60_000):
        pass
    key = program._installation.data_key
    shutil.rmtree(home)

    register(window, qtbot, "samake")
    assert window.screens.currentWidget() is window.gone
    assert here_now(window) == {"Aïssata DIALLO", "Mariam COULIBALY"}
    stick = tmp_path / "stick"
    stick.mkdir()
    program.ask.files = [stick]
    with qtbot.waitSignal(program.tasks.idle, timeout=60_000):
        qtbot.keyClick(window.gone.rescue, Qt.Key.Key_Return)

    assert window.gone.failed.text() == ""
    [copy] = rescue_of(home, lambda: None).find(stick)
    assert copy.place is CopyPlace.ELSEWHERE
    assert verify(copy.path, key).is_whole
