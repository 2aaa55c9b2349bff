"""Whatever lies in the place of the settings: they begin anew, and nothing hangs."""

import json
import os

import pytest

from app.settings import Settings, load, save

MONSTERS = {
    "empty": b"",
    "no text": b"\xff\xfe\x00",
    "another shape": b"[1, 2]",
    "nothing": b"null",
    "deep list": b"[" * 100_000,
    "deep object": b'{"a":' * 30_000 + b"1" + b"}" * 30_000,
    "deep enough to be read": b'{"new":' + b"[" * 700 + b"]" * 700 + b"}",
    "a number of a million figures": b'{"a": ' + b"9" * 60_000 + b"}",
    "half a letter": b'{"workshop": "\\ud800"}',
    "100 MB": b"",
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monster_is_set_aside_and_told(tmp_path, name):
    path = tmp_path / "settings.json"
    path.write_bytes(MONSTERS[name])
    if name == "100 MB":
        os.truncate(path, 100_000_000)

    assert load(tmp_path) == Settings(was_damaged=True)

    (kept,) = tmp_path.glob("set-aside/*/settings.json")
    assert kept.stat().st_size in (len(MONSTERS[name]), 100_000_000)
    assert load(tmp_path) == Settings()


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["a folder", "a pipe"])
def test_what_is_no_file_is_set_aside(tmp_path, make):
    make(tmp_path / "settings.json")

    assert load(tmp_path).was_damaged
    save(Settings(language="en"), tmp_path)

    assert load(tmp_path).language == "en"


def test_link_in_a_circle_is_set_aside(tmp_path):
    (tmp_path / "settings.json").symlink_to(tmp_path / "settings.json")

    assert load(tmp_path).was_damaged
    save(Settings(), tmp_path)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param({"language": 3, "font_size": None}, Settings(), id="wrong types"),
        pytest.param({"language": "../xx"}, Settings(), id="no language of ours"),
        pytest.param(
            {"language": "en", "new": {"a": [1, True]}},
            Settings(language="en", unknown={"new": {"a": [1, True]}}),
            id="a newer release's",
        ),
    ],
)
def test_what_can_be_read_is(tmp_path, written, read):
    (tmp_path / "settings.json").write_text(json.dumps(written), "utf-8")

    assert load(tmp_path) == read
    save(load(tmp_path), tmp_path)
    assert load(tmp_path) == read


@pytest.mark.parametrize("name", ["n" * 300, "n\0l", "x/" * 3000 + "y"])
def test_path_that_no_drive_takes_has_the_first_settings(tmp_path, name):
    assert load(tmp_path / name) == Settings()
