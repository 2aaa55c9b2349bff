import json
import shutil

import pytest

from app.errors import FileUnreadable
from app.paths import ARRIVAL_MARK, ARRIVING, KEYS, LOG, REGISTER, SECOND_KEYS, SET_ASIDE, WITNESS
from app.services.care import swapping
from app.services.care.copies import CopyReason, make_copy
from app.services.care.installation import open_installation
from app.services.care.restoring import examine, restore
from app.store import entries
from tests.app.services.care.conftest import NOW, WORDS, arrive, digest

OLD = (LOG, WITNESS, SECOND_KEYS, KEYS, REGISTER)
"""What a register of before leaves in, one after the other."""


def put(folder, names, text):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(f"{text} {name}")


def told(folder):
    files = (path for path in folder.iterdir() if path.is_file() and path.stat().st_size)
    return {path.name: path.read_text().split()[0] for path in files}


def begun(home, comes):
    """A swap that died right after its mark."""
    put(home, OLD, "old")
    put(home / ARRIVING, comes, "new")
    mark = {"aside": "20211013-0831-replaced", "comes": list(comes)}
    (home / ARRIVAL_MARK).write_text(json.dumps(mark))


def steps(home, comes):
    """Every rename that is left to do, in its order."""
    aside = home / SET_ASIDE / "20211013-0831-replaced"
    leaving = [(home / name, aside / name) for name in OLD]
    return leaving + [(home / ARRIVING / name, home / name) for name in comes]


COMES = (
    pytest.param((WITNESS, SECOND_KEYS, KEYS, REGISTER), id="with a witness"),
    pytest.param((KEYS, REGISTER), id="of an older release"),
)


@pytest.mark.parametrize("comes", COMES)
@pytest.mark.parametrize("done", range(10))
def test_a_swap_that_died_at_any_step_is_ended_by_the_next_start(tmp_path, comes, done):
    home = tmp_path / "home"
    begun(home, comes)
    for source, target in steps(home, comes)[:done]:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)

    swapping.finish(home)

    assert told(home) == dict.fromkeys(comes, "new")
    assert told(home / SET_ASIDE / "20211013-0831-replaced") == dict.fromkeys(OLD, "old")
    assert not (home / ARRIVING).exists()


@pytest.mark.parametrize("comes", COMES)
def test_a_mark_that_came_back_with_the_power_takes_nothing_of_the_new_register(tmp_path, comes):
    home = tmp_path / "home"
    begun(home, comes)
    mark = (home / ARRIVAL_MARK).read_bytes()
    swapping.finish(home)
    (home / LOG).write_text("confirmed since")
    (home / ARRIVAL_MARK).write_bytes(mark)

    swapping.finish(home)

    assert told(home) == dict.fromkeys(comes, "new") | {LOG: "confirmed"}


def test_what_was_prepared_and_never_marked_changes_nothing(home, opened):
    state = digest(home)
    put(home / ARRIVING, (KEYS, REGISTER), "half")

    assert digest(home) == state


def test_a_damaged_mark_moves_nothing(tmp_path):
    home = tmp_path / "home"
    begun(home, (KEYS, REGISTER))
    for text in ("", "{", '{"aside":"../x","comes":[]}', '{"aside":"x","comes":["../y"]}'):
        (home / ARRIVAL_MARK).write_text(text)

        with pytest.raises(FileUnreadable):
            swapping.finish(home)

        assert {name: told(home)[name] for name in OLD} == dict.fromkeys(OLD, "old")


def test_a_damaged_mark_is_in_no_copys_way(home, opened):
    here = opened()
    made = make_copy(here, CopyReason.ASKED, now=NOW)
    here.close()
    state = digest(home)
    (home / ARRIVAL_MARK).write_text("{")

    assert isinstance(examine(home, WORDS).fault, FileUnreadable)
    restore(home, WORDS, made.path, now=NOW)

    assert digest(home) == state


def test_two_that_are_set_aside_in_one_minute_get_two_folders(home, opened):
    here = opened()
    made = make_copy(here, CopyReason.ASKED, now=NOW)
    here.close()

    first = restore(home, WORDS, made.path, now=NOW)
    second = restore(home, WORDS, made.path, now=NOW)

    assert first.set_aside != second.set_aside


def test_copied_and_restored_again_and_again_the_state_stays(home):
    state = digest(home)
    for cycle in range(5):
        here = open_installation(home, WORDS)
        made = make_copy(here, CopyReason.ASKED, now=NOW)
        arrive(here, f"PERSONNE {'abcde'[cycle]}")
        here.close()

        restore(home, WORDS, made.path, now=NOW)

        assert digest(home) == state
        shutil.rmtree(home / SET_ASIDE)
    here = open_installation(home, WORDS)
    assert entries.count(here.db) == 3
    here.close()
